// SPDX-License-Identifier: MIT
// A lesson that is put together with the student's files of other lessons: here lesson 16, whose step takes
// its weights from lesson 01's predict.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "judge/build.hpp"
#include "tests/graded.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using report::LessonReport;
using report::Status;
using testing::HasSubstr;
using testing::Not;

const std::string kPart = "01_one_weight", kWhole = "16_momentum";

std::string solution(const std::string& lesson) {
  return text_of(kRoot / Kit::get().lesson(lesson).solution());
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == text.npos) throw std::runtime_error("the solution has no " + from);
  return text.replace(at, from.size(), to);
}

// Both files have a function and a variable of one name, which say opposite things.
std::string whole_text() {
  return with(with(solution(kWhole), "#include \"momentum.hpp\"",
                   "#include \"momentum.hpp\"\n#include \"01_one_weight/one_weight.hpp\"\n"
                   "double sign = 1;\ndouble signed_as(double x) { return sign * x; }\n"),
              "weights -= learning_rate * velocity;    // w ← w − α v",
              "weights -= one_weight::predict(signed_as(learning_rate), 1) * velocity;");
}
std::string part_text() {
  return with(with(solution(kPart), "#include \"one_weight.hpp\"",
                   "#include \"one_weight.hpp\"\n"
                   "double sign = -1;\ndouble signed_as(double x) { return sign * x; }\n"),
              "return weight * input;", "return -signed_as(weight) * input;");
}

LessonReport grade(const std::string& part, const std::string& whole = whole_text(),
                   const judge::Compiler& compiler = *Kit::get().compiler) {
  const report::Lesson& lesson = Kit::get().lesson(kWhole);
  return report::grade(Kit::get().workshop, lesson,
                       {kWhole, whole, "momentum.cpp", {{kPart, part, "one_weight.cpp"}}}, {&compiler, 1});
}

const report::CheckReport& check(const LessonReport& lesson, const std::string& name) {
  const auto found = std::ranges::find(lesson.checks, name, &report::CheckReport::name);
  if (found == lesson.checks.end()) throw std::runtime_error("no check " + name + ": " + lesson.build.log);
  return *found;
}

TEST(Parts, MayHaveHelpersOfOneName) {
  for (const judge::Compiler& compiler : Kit::get().workshop.compilers()) {
    Kit::get().workshop.make({compiler.target});
    const LessonReport lesson = grade(part_text(), whole_text(), compiler);
    EXPECT_EQ(lesson.points, 10) << compiler.name << ": " << lesson.build.log;
  }
}

TEST(Parts, ThatAreWrongCostWhatRestsOnThem) {
  const LessonReport lesson = grade(with(solution(kPart), "weight * input", "weight + input"));
  EXPECT_EQ(check(lesson, "HeavyBall.SpeedAddsUpOverThreeSteps").status, Status::fail);
  EXPECT_EQ(check(lesson, "Momentum.SecondStepStillFeelsTheFirstGradient").status, Status::pass);
}

TEST(Parts, ThatAreNotWrittenYetAreToDo) {
  const LessonReport lesson = grade(text_of(kRoot / "lessons" / kPart / "stub.cpp"));
  const report::CheckReport& undone = check(lesson, "HeavyBall.SpeedAddsUpOverThreeSteps");
  EXPECT_EQ(undone.status, Status::todo);
  EXPECT_THAT(undone.message, HasSubstr("1.1 predict"));
}

TEST(Parts, WithoutAFunctionThatIsCalledAreNamed) {
  const LessonReport lesson = grade("#include \"one_weight.hpp\"\n");
  EXPECT_EQ(lesson.status, Status::build_error);
  EXPECT_EQ(lesson.build.log,
            "momentum.cpp calls predict of lesson 01_one_weight, which one_weight.cpp does not define");
}

TEST(Parts, ThatDoNotCompileShowTheirOwnLine) {
  const LessonReport lesson = grade("int x = nowhere;\n");
  EXPECT_EQ(lesson.status, Status::build_error);
  EXPECT_THAT(lesson.build.log, HasSubstr("one_weight.cpp:1:9: error: "));
}

TEST(Parts, CannotStandInForTheWorkersOwnCode) {
  const LessonReport lesson = grade(part_text() +
                                    "extern \"C\" int memcmp(const void*, const void*, "
                                    "unsigned long) { return 0; }\n");
  EXPECT_EQ(lesson.points, 10) << "what a part defines beside its contract is its own: " << lesson.build.log;
}

TEST(Parts, LieBesideTheFileOfTheLesson) {
  std::string pattern = (fs::temp_directory_path() / "downhill-parts-XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  const fs::path flat = fs::path(pattern) / "flat", nested = fs::path(pattern) / "nested";
  fs::create_directories(flat);
  fs::create_directories(nested / kPart);
  fs::create_directories(nested / kWhole);
  EXPECT_EQ(report::beside(flat / "momentum.cpp", kPart), flat / "one_weight.cpp");
  EXPECT_EQ(report::beside(nested / kWhole / "momentum.cpp", kPart), nested / kPart / "one_weight.cpp");

  report::Lesson lesson = Kit::get().lesson(kWhole);
  lesson.parts = {kPart};
  std::ofstream(flat / "momentum.cpp") << whole_text();
  const auto graded = [&] {
    return report::grade_file(Kit::get().workshop, lesson, flat / "momentum.cpp", {Kit::get().compiler, 1});
  };
  EXPECT_EQ(graded().status, Status::build_error);
  EXPECT_THAT(graded().build.log, HasSubstr("this lesson is put together with lesson 01_one_weight, and "
                                            "there is no " +
                                            (flat / "one_weight.cpp").string()));
  std::ofstream(flat / "one_weight.cpp") << part_text();
  EXPECT_EQ(graded().points, 10);
  fs::remove_all(pattern);
}

}  // namespace
}  // namespace downhill::tests
