// SPDX-License-Identifier: MIT
// ./downhill try, and how it reads contracts.
#include <gmock/gmock.h>

#include "tests/student.hpp"
#include "tool/declarations.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using judge::Finished;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// ── try

TEST_F(StudentTest, TryCallsTheStudentsFunction) {
  const Finished todo = course_.tool({"try", "01", "slope", "2", "3", "10"});
  EXPECT_EQ(todo.status, 1);
  EXPECT_EQ(todo.out, "slope(2, 3, 10): task 1.2 slope is not written yet\n");

  solve("1.2 slope", "return 2 * (weight * input - target) * input;");
  const Finished value = course_.tool({"try", "01", "slope", "2", "3", "10"});
  EXPECT_EQ(value.status, 0) << value.err;
  EXPECT_EQ(value.out, "slope(2, 3, 10) = -24\n");
}

TEST_F(StudentTest, TryTakesNumbersAsTheyAreTyped) {
  solve("1.2 slope", "return weight + 10 * input + 100 * target;");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "2", "-3", "10"}).out, "slope(2, -3, 10) = 972\n");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "-.5", "-1e1", "+2"}).out, "slope(-.5, -1e1, +2) = 99.5\n");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "2, -3, 10"}).out, "slope(2, -3, 10) = 972\n");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "2,", "-3,", "10"}).out, "slope(2, -3, 10) = 972\n");
}

TEST_F(StudentTest, TryTakesVectorsAndObjects) {
  write_text(course_.exercise("16_momentum"), R"(#include "momentum.hpp"
namespace downhill::momentum {
void Momentum::step(Vector& weights, const Vector& gradient) { velocity = gradient; weights -= gradient; }
})");
  const std::string answer =
      "Momentum::step({0.01, 0.9, []}, [1, -2], [3, 4]) = {0.01, 0.9, [3, 4]}, [-2, -6]\n\n"
      "  Momentum{learning_rate, beta, velocity}  {0.01, 0.9, [3, 4]}\n"
      "  weights                                  [-2, -6]\n";
  EXPECT_EQ(course_.tool({"try", "16", "Momentum::step", "{0.01, 0.9, []}", "[1, -2]", "[3, 4]"}).out,
            answer);
  const std::vector<std::string> unquoted{
      "try", "16", "Momentum::step", "{0.01,", "0.9,", "[]}", "[1,", "-2]", "[3,", "4]"};
  EXPECT_EQ(course_.tool(unquoted).out, answer) << "as a shell takes it apart";

  const Finished missing = course_.tool({"try", "16", "averaged_rate", "0.1", "0.9"});
  EXPECT_EQ(missing.status, 1);
  EXPECT_THAT(
      missing.out,
      AllOf(HasSubstr("averaged_rate(0.1, 0.9) is declared, but not in exercises/16_momentum/momentum.cpp"),
            HasSubstr("double averaged_rate(double heavy_ball_rate, double beta)")));
}

TEST_F(StudentTest, TryListsWhatThereIs) {
  const Finished list = course_.tool({"try", "01"});
  EXPECT_EQ(list.status, 0);
  EXPECT_THAT(list.out, AllOf(HasSubstr("  double slope(double weight, double input, double target)\n"),
                              HasSubstr("    ./downhill try 01 slope 2 3 10\n")));
  EXPECT_THAT(course_.tool({"try", "16"}).out,
              AllOf(HasSubstr("  void Momentum::step(Vector& weights, const Vector& gradient)\n"),
                    HasSubstr("    ./downhill try 16 Momentum::step '{"),
                    HasSubstr("Momentum{learning_rate, beta, velocity}")));
}

TEST_F(StudentTest, TryOffersNoCallOfWhatTakesAFunction) {
  const std::string takes_one = "takes a function, so it cannot be tried from here\n";
  const Finished derivative = course_.tool({"try", "06"}), chain = course_.tool({"try", "09"});
  EXPECT_THAT(derivative.out, AllOf(HasSubstr(takes_one), Not(HasSubstr("try 06 forward_difference"))));
  EXPECT_THAT(chain.out, AllOf(HasSubstr(takes_one), HasSubstr("./downhill try 09 sigmoid "),
                               Not(HasSubstr("try 09 forward")), Not(HasSubstr("try 09 two_path_slope"))))
      << "stages hold functions";
  for (const char* arguments : {"{}, 0.5, 0.5", "2"}) {
    const Finished tried = course_.tool({"try", "06", "forward_difference", arguments});
    EXPECT_EQ(tried.status, 2);
    EXPECT_THAT(tried.err, AllOf(HasSubstr("forward_difference takes a function, which cannot be typed"),
                                 HasSubstr("./downhill check 06"), Not(HasSubstr("for example"))));
  }
}

TEST_F(StudentTest, TrySaysWhatIsWrongWithTheCommand) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"2", "3"}, {"2", "3", "ten"}, {"[1, -2]"}, {"2", "3", "10", "4"}, {"-x"}}) {
    std::vector<std::string> line{"try", "01", "slope"};
    line.insert(line.end(), arguments.begin(), arguments.end());
    const Finished wrong = course_.tool(line);
    EXPECT_EQ(wrong.status, 2) << wrong.out;
    EXPECT_THAT(wrong.err, AllOf(HasSubstr(" is wanted "),
                                 HasSubstr("double slope(double weight, double input, double target)"),
                                 HasSubstr("./downhill try 01 slope 2 3 10")));
  }
  const Finished unknown = course_.tool({"try", "01", "slop", "2"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("It has: predict, slope, "));
  EXPECT_EQ(course_.tool({"try", "77"}).status, 2);
}

TEST_F(StudentTest, TrySaysHowAFunctionFailed) {
  const std::string call = "predict(2, 3)";
  const auto outcome_of = [&](const std::string& body) {
    write_text(course_.exercise(),
               "#include \"one_weight.hpp\"\n#include <cstdio>\n#include <cstdlib>\n"
               "namespace downhill::one_weight {\ndouble predict(double weight, double input) {\n" +
                   body + "\n}\n}\n");
    const Finished tried = course_.tool({"try", "01", "predict", "2", "3"});
    EXPECT_EQ(tried.status, 1) << body;
    return tried.out;
  };
  EXPECT_THAT(
      outcome_of("throw std::domain_error(\"no \\x1b[2J\" + std::to_string(weight + input));"),
      AllOf(HasSubstr("threw an exception:\n  std::domain_error: no \\x1b[2J5.0"), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(outcome_of("int* p = nullptr; return *p + weight * input;"),
              HasSubstr("a null pointer was used"));
  EXPECT_THAT(outcome_of("std::exit(static_cast<int>(weight + input));"), HasSubstr("exit status 5"));
  EXPECT_THAT(outcome_of("for (volatile double w = weight;;) w = w + input;"),
              HasSubstr("a loop without an end"));
  EXPECT_THAT(outcome_of("return weight +;"),
              AllOf(HasSubstr("does not compile yet"), HasSubstr("one_weight.cpp:6")));
  fs::remove(course_.exercise());
  EXPECT_THAT(course_.tool({"try", "01"}).out, HasSubstr("there is no file"));
}

TEST_F(StudentTest, TryShowsWhatWasPrinted) {
  solve("1.1 predict", "std::puts(\"w is\"); std::puts(\"\\x1b[31mtwo\"); return weight * input;");
  write_text(course_.exercise(), "#include <cstdio>\n" + read_text(course_.exercise()));
  EXPECT_EQ(course_.tool({"try", "01", "predict", "2", "3"}).out,
            "predict(2, 3) = 6\n\nyour code printed\n  │ w is\n  │ \\x1b[31mtwo\n");
}

// ── reading contracts

TEST(ContractText, FunctionsAggregatesAndWhatComesBack) {
  const Contract contract = read_contract(R"(#pragma once
#include "kit/kit.hpp"
namespace downhill::x {
/// f(x): not this one(int), nor { this }.
double f(double weight,
         const Vector& input);  // g(int);
/* struct No { int a; }; */
struct Network {
  Matrix W1{};  ///< inputs × hidden
  double learning_rate = 0.01, beta = 0.9;
  std::map<int, double> by{{1, 2.0}};
  void step(Vector& weights, const std::function<double(const Vector&, Vector&)>& loss);
  double size() const;
};
using Step = std::function<void(Vector&)>;
void apply(Network& network, Network);
}  // namespace
)");
  ASSERT_EQ(contract.functions.size(), 4u);
  ASSERT_NE(contract.function("f"), nullptr);
  EXPECT_EQ(contract.function("f")->text, "double f(double weight, const Vector& input)");
  EXPECT_EQ(contract.function("f")->parameters[1].bare_type(), "Vector");
  EXPECT_FALSE(contract.function("f")->parameters[1].comes_back());

  ASSERT_NE(contract.function("Network::step"), nullptr);
  const Declaration& step = *contract.function("Network::step");
  EXPECT_EQ(step.result, "void");
  ASSERT_EQ(step.parameters.size(), 3u);
  EXPECT_TRUE(step.parameters[0].comes_back()) << "the object";
  EXPECT_TRUE(step.parameters[1].comes_back());
  EXPECT_FALSE(step.parameters[2].comes_back());
  EXPECT_EQ(step.parameters[2].name, "loss");
  EXPECT_EQ(contract.function("Network::size")->parameters[0].type, "Network");

  ASSERT_NE(contract.aggregate("Network"), nullptr);
  std::vector<std::string> fields;
  for (const Parameter& field : contract.aggregate("Network")->fields)
    fields.push_back(field.type + " " + field.name);
  EXPECT_THAT(fields,
              ElementsAre("Matrix W1", "double learning_rate", "double beta", "std::map<int, double> by"));
  EXPECT_EQ(contract.function("apply")->parameters[1].bare_type(), "Network");
  EXPECT_EQ(contract.function("g"), nullptr);
}

TEST(ContractText, RubbishDoesNoHarm) {
  for (const char* text : {"", "/*", "//", "#", "struct {", "double f(", "}", "{", ";;",
                           "namespace a { struct b", "int f(int;", "/*/"})
    read_contract(text);
}

TEST(ContractText, ValuesAreSplitOutsideBrackets) {
  EXPECT_THAT(split_values("2, [1, -2], {0.1, []}, \"a, b\""),
              ElementsAre("2", "[1, -2]", "{0.1, []}", "\"a, b\""));
  EXPECT_THAT(split_values(""), ElementsAre());
}

}  // namespace
}  // namespace downhill::tool
