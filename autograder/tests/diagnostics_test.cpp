// SPDX-License-Identifier: MIT
// What is left of a compiler's log for the student. The logs in logs/ are as clang 14, g++ 12 and four
// linkers wrote them about small files, but for the folder's name.
#include "judge/diagnostics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace downhill::judge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kFile = "exercises/01_one_weight/one_weight.cpp";
constexpr const char* kMomentum = "exercises/16_momentum/momentum.cpp";

std::string log_of(const std::string& name) {
  const auto path =
      std::filesystem::path(DOWNHILL_SOURCE_DIR) / "autograder" / "tests" / "logs" / (name + ".txt");
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_FALSE(text.str().empty()) << path;
  return text.str();
}

// ── the first error

TEST(FirstError, InTheStudentsFileIsShownWithItsLine) {
  EXPECT_EQ(first_error(log_of("clang14_typo"), kFile),
            "exercises/01_one_weight/one_weight.cpp:4:8: error: use of undeclared identifier 'weigth'; did "
            "you mean "
            "'weight'?\n"
            "return weigth * input;\n"
            "       ^~~~~~\n"
            "       weight");
  EXPECT_EQ(first_error(log_of("gcc12_typo"), kFile),
            "exercises/01_one_weight/one_weight.cpp:4:8: error: ‘weigth’ was not declared in this scope; did "
            "you mean "
            "‘weight’?\n"
            "    4 | return weigth * input;\n"
            "      |        ^~~~~~\n"
            "      |        weight");
}

TEST(FirstError, OfAMissingHeaderIsShownWithItsLine) {
  EXPECT_EQ(
      first_error(log_of("clang14_header"), kFile),
      "exercises/01_one_weight/one_weight.cpp:1:10: fatal error: 'one_weight_solution.hpp' file not found\n"
      "#include \"one_weight_solution.hpp\"\n"
      "         ^~~~~~~~~~~~~~~~~~~~~~~~~");
  EXPECT_THAT(first_error(log_of("gcc12_header"), kFile),
              HasSubstr("No such file or directory\n    1 | #include"));
}

TEST(FirstError, InsideEigenIsShownFromTheStudentsLineOn) {
  EXPECT_EQ(first_error(log_of("clang14_eigen"), kMomentum),
            "exercises/16_momentum/momentum.cpp:7:39: this line does not compile:\n"
            "  weights -= learning_rate * gradient + small;\n"
            "                                      ^\n"
            "error: no type named 'ReturnType' in 'Eigen::ScalarBinaryOpTraits<…>'");
  EXPECT_EQ(first_error(log_of("gcc12_eigen"), kMomentum),
            "exercises/16_momentum/momentum.cpp:7:41: this line does not compile:\n"
            "error: no type named ‘ReturnType’ in ‘struct Eigen::ScalarBinaryOpTraits<…>’");
}

TEST(FirstError, LeavesOutPagesOfTypes) {
  for (const char* log : {"clang14_operands", "gcc12_operands"}) {
    ASSERT_GT(log_of(log).size(), 2000u);
    const std::string error = first_error(log_of(log), kMomentum);
    EXPECT_THAT(error, StartsWith("exercises/16_momentum/momentum.cpp:6:30: error: ")) << log;
    EXPECT_THAT(error, HasSubstr("velocity = beta * velocity + gradient.array();")) << log;
    EXPECT_THAT(error, HasSubstr("CwiseBinaryOp<…>")) << log;
    EXPECT_LT(error.size(), 400u) << error;
  }
}

TEST(FirstError, KeepsShortTypesAndOtherSigns) {
  EXPECT_EQ(first_error("x.cpp:1:1: error: no conversion from 'int' to 'std::vector<double>'\n", "x.cpp"),
            "x.cpp:1:1: error: no conversion from 'int' to 'std::vector<double>'");
  EXPECT_EQ(first_error("x.cpp:1:1: error: no operator< for a < b\n", "x.cpp"),
            "x.cpp:1:1: error: no operator< for a < b");
}

TEST(FirstError, IsReadInNoTimeWhateverAnErrorDirectiveSays) {
  EXPECT_LT(first_error("x.cpp:1:2: error: " + std::string(1'000'000, '<') + "\n", "x.cpp").size(), 10'000u);
  std::string log, names = "mold: warning: undefined symbol: f(";
  for (int i = 0; i < 130; ++i)
    log += "x.cpp:" + std::to_string(i) + ":2: warning: " + std::string(7'900, '<') + "\n";
  for (int i = 0; i < 20'000; ++i) names += "std::vector<double, std::allocator<double> >, ";
  EXPECT_LT(warnings(log, "x.cpp").size(), 50'000u);
  EXPECT_LT(undefined_symbols(names + ")\n").at(0).size(), 2'100u);
}

TEST(FirstError, IsTheFirstAndNoWarning) {
  EXPECT_EQ(first_error("x.cpp:1:1: warning: odd\n"
                        "x.cpp:2:1: error: one\n"
                        "x.cpp:3:1: error: two\n",
                        "x.cpp"),
            "x.cpp:2:1: error: one");
}

TEST(FirstError, OfALibraryIsNotBlamedOnALaterOne) {
  EXPECT_EQ(first_error("/usr/include/lib.hpp:1:1: error: deep down\n"
                        "x.cpp:9:9: error: another\n"
                        "x.cpp:9:9: note: of the other\n",
                        "x.cpp"),
            "error: deep down");
}

TEST(FirstError, MayQuoteALineThatLooksLikeAnError) {
  EXPECT_EQ(first_error("x.cpp:2:13: error: expected ';'\n"
                        "  puts(\"a: error: b\")\n"
                        "                     ^\n"
                        "                     ;\n"
                        "1 error generated.\n",
                        "x.cpp"),
            "x.cpp:2:13: error: expected ';'\n"
            "  puts(\"a: error: b\")\n"
            "                     ^\n"
            "                     ;");
}

TEST(FirstError, IsOfTheTextWhereTheCompilerHasReadIt) {
  EXPECT_TRUE(first_error_is_in("x.cpp", "x.cpp:1:1: error: odd\n"));
  EXPECT_TRUE(first_error_is_in("x.cpp", "lib.hpp:1:1: warning: odd\nx.cpp:1:1: error: odd\n"));
  for (const char* log : {"", "LLVM ERROR: IO failure on output stream: No space left on device\n",
                          "x.cpp:1:10: fatal error: cannot open file 'one_weight.hpp': Too many open files\n",
                          "error: unable to open output file\n", "y.cpp:1:1: error: odd\n"})
    EXPECT_FALSE(first_error_is_in("x.cpp", log)) << log;
}

TEST(FirstError, IsTheLogsBeginningWhereThereIsNone) {
  EXPECT_EQ(first_error("clang: something broke\n", "x.cpp"), "clang: something broke\n");
  EXPECT_EQ(first_error(std::string(5000, 'x'), "x.cpp").size(), 1000u);
  EXPECT_EQ(first_error("", "x.cpp"), "");
}

// ── warnings

TEST(Warnings, AreThoseOfTheStudentsFileAtMostFive) {
  const std::string clang = warnings(log_of("clang14_warnings"), kFile);
  EXPECT_THAT(clang,
              StartsWith("exercises/01_one_weight/one_weight.cpp:3:54: warning: expression result unused "
                         "[-Wunused-value]\n"
                         "double predict(double weight, double input) { weight * input; }\n"
                         "                                              ~~~~~~ ^ ~~~~~\n"));
  EXPECT_THAT(clang, HasSubstr("[-Wreturn-type]"));
  EXPECT_THAT(clang, HasSubstr("[-Wsign-compare]"));
  EXPECT_THAT(clang, testing::EndsWith("\nand 4 more warnings"));
  const std::string gcc = warnings(log_of("gcc12_warnings"), kFile);
  EXPECT_THAT(gcc,
              StartsWith("exercises/01_one_weight/one_weight.cpp:3:54: warning: statement has no effect"));
  EXPECT_THAT(gcc, HasSubstr("\n    3 | double predict(double weight, double input) { weight * input; }\n"));
  EXPECT_THAT(gcc, testing::EndsWith("\nand 4 more warnings"));
}

TEST(Warnings, AreToldOnce) {
  const std::string once = "x.cpp:3:5: warning: misleading indentation\n    return 0;\n    ^\n";
  const std::string another = "x.cpp:9:5: warning: misleading indentation\n    return 0;\n    ^\n";
  EXPECT_EQ(warnings(once + once + another, "x.cpp"), warnings(once + another, "x.cpp"));
  EXPECT_THAT(warnings(once + once, "x.cpp"), HasSubstr("x.cpp:3:5"));
}

TEST(Warnings, OfOthersAreNone) {
  EXPECT_EQ(warnings(log_of("clang14_warnings"), "exercises/01_one_weight/another.cpp"), "");
  EXPECT_EQ(warnings(log_of("clang14_eigen"), kMomentum), "") << "errors are no warnings";
  EXPECT_EQ(warnings("", "x.cpp"), "");
}

// ── linkers

TEST(UndefinedSymbols, AreNamedAlikeByEveryLinker) {
  for (const char* linker : {"mold", "bfd", "lld", "gold"})
    EXPECT_THAT(undefined_symbols(log_of(linker)),
                ElementsAre("descend(double, double, double, double, int)", "largest_stable_rate(double)",
                            "slope(double, double, double)", "square(double)",
                            "steps_until_flat(double, double, double, double, double, int)"))
        << linker;
}

TEST(UndefinedSymbols, AreSpeltAsInTheContract) {
  EXPECT_THAT(undefined_symbols(
                  "mold: warning: undefined symbol: downhill::momentum::Momentum::step("
                  "Eigen::Matrix<double, -1, 1, 0, -1, 1>&, Eigen::Matrix<double, -1, 1, 0, -1, 1> const&)\n"
                  "mold: warning: undefined symbol: downhill::x::f(Eigen::Matrix<double, -1, -1, 0, -1, -1>, "
                  "Eigen::Matrix<double, 1, -1, 1, 1, -1>, std::vector<std::vector<long, "
                  "std::allocator<long> >, std::allocator<std::vector<long, std::allocator<long> > > >)\n"
                  "mold: warning: undefined symbol: helper(int)\n"),
              ElementsAre("Momentum::step(Vector&, Vector const&)",
                          "f(Matrix, RowVector, std::vector<std::vector<long>>)", "helper(int)"));
}

TEST(UndefinedSymbols, AreNoneInAQuietLog) {
  EXPECT_THAT(undefined_symbols(""), ElementsAre());
  EXPECT_THAT(undefined_symbols("mold: warning: something else\n"), ElementsAre());
}

TEST(LinkError, NamesWhatIsDefinedTwice) {
  for (const char* log : {"mold: error: duplicate symbol: /course/main.cpp.o: submission.o: main\n",
                          "/usr/bin/ld: main.cpp:(.text+0x1219): multiple definition of `main'; "
                          "submission.o:x.cpp:(.text+0x90): first "
                          "defined here\n",
                          "ld.lld: error: duplicate symbol: main\n>>> defined at x.cpp\n",
                          "/usr/bin/ld.gold: error: /course/main.cpp.o: multiple definition of 'main'\n"})
    EXPECT_EQ(link_error(log, "x.cpp"),
              "x.cpp: error: main is defined here, but the kit has one already: take it out, or give it "
              "another name");
  EXPECT_THAT(
      link_error("mold: error: duplicate symbol: a.o: b.o: downhill::worker::multiply(double*, long)\n",
                 "x.cpp"),
      HasSubstr("downhill::worker::multiply(double*, long) is defined here"));
}

TEST(LinkError, IsTheLogOtherwise) {
  EXPECT_EQ(link_error("mold: fatal: no space left\n", "x.cpp"),
            "linking failed:\nmold: fatal: no space left\n");
}

}  // namespace
}  // namespace downhill::judge
