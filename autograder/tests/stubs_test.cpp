// SPDX-License-Identifier: MIT
// What the judge says of the stubs, as they are and with every way to fail in one of them. Nothing here is
// right, so students have this test, too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "temporary_course.hpp"

namespace downhill {
namespace {

using nlohmann::json;

class Stubs : public testing::Test {
 protected:
  json graded(const std::vector<std::string>& arguments, int status = 1) const {
    std::vector<std::string> all{"check", "--format", "json"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const judge::Finished finished = course.tool(all);
    EXPECT_EQ(finished.status, status) << finished.err;
    return json::parse(finished.out);
  }

  TemporaryCourse course;
};

TEST_F(Stubs, AreTodoWithEveryCompilerAndWithoutAWarning) {
  for (const char* const compiler : {"clang", "gcc"}) {
    const json report = graded({"--compiler", compiler});
    EXPECT_EQ(report["points"], 0);
    EXPECT_FALSE(report["lessons"].empty());
    for (const json& lesson : report["lessons"]) {
      EXPECT_EQ(lesson["status"], "todo") << lesson;
      EXPECT_EQ(lesson["max_points"], 10) << lesson;
      EXPECT_EQ(lesson["build"]["log"], "") << lesson;
      for (const json& check : lesson["checks"]) EXPECT_EQ(check["status"], "todo") << check;
    }
  }
}

// A definition of predict, and what becomes of its check.
struct Failure {
  const char *status, *body;
};
void PrintTo(const Failure& failure, std::ostream* to) { *to << failure.status; }

class OneFunction : public Stubs, public testing::WithParamInterface<Failure> {};

TEST_P(OneFunction, FailsAloneAndInItsOwnWay) {
  std::string text = read_text(course.stub());
  const std::string head = "double predict(double weight, double input) ", todo = "{ kit::todo(\"1.1";
  const auto begin = text.find(head + todo);
  ASSERT_NE(begin, text.npos) << "the stub of lesson 01 has another predict";
  text.replace(begin, text.find('}', begin) + 1 - begin, GetParam().body);
  write_text(course.exercise(), "#include <unistd.h>\n#include <cstdio>\n#include <cstdlib>\n" + text);

  const json lesson = graded({"01"})["lessons"].at(0);
  for (const json& check : lesson["checks"]) {
    const bool predicts = check["name"] == "OneWeight.PredictionIsWeightTimesInput";
    EXPECT_EQ(check["status"], predicts ? GetParam().status : "todo") << check;
    EXPECT_EQ(check["points"], 0) << check;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Statuses, OneFunction,
    testing::Values(
        Failure{"fail", "double predict(double, double) { return 0; }"},
        Failure{"fail", "double predict(double, double) { return std::nan(\"\"); }"},
        Failure{"threw", "double predict(double, double) { throw 1; }"},
        Failure{"threw", "double predict(double, double) { throw std::runtime_error(\"no\"); }"},
        Failure{"crashed", "double predict(double, double) { std::abort(); }"},
        Failure{"crashed",
                "double predict(double, double) { return *static_cast<volatile double*>(nullptr); }"},
        Failure{"timed_out",
                "double predict(double, double) { for (volatile bool on = true; on;) {} return 0; }"},
        Failure{"out_of_memory",
                "double predict(double, double) { return std::vector<double>(std::size_t{1} << 40)[0]; }"},
        Failure{"exited_early", "double predict(double, double) { std::exit(0); }"},
        Failure{"forbidden", "double predict(double, double) { return fork(); }"},
        Failure{"too_much_output", "double predict(double, double) { for (;;) std::puts(\"to and fro\"); }"},
        Failure{"missing", "double predicts(double, double) { return 0; }"}),
    [](const auto& failure) { return std::string(failure.param.status) + std::to_string(failure.index); });

TEST_F(Stubs, OneThatDoesNotCompileCostsItsLessonAlone) {
  write_text(course.exercise(), read_text(course.stub()) + "\ndouble nonsense(;\n");
  const json report = graded({});
  for (const json& lesson : report["lessons"])
    EXPECT_EQ(lesson["status"], lesson["lesson"] == "01_one_weight" ? "build_error" : "todo") << lesson;
  EXPECT_THAT(report["lessons"][0]["build"]["log"].get<std::string>(),
              testing::AllOf(testing::HasSubstr("one_weight.cpp:"), testing::HasSubstr("nonsense(;")));
}

}  // namespace
}  // namespace downhill
