// SPDX-License-Identifier: MIT
// What ./downhill release searches for, and finds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/temporary_course.hpp"
#include "tool/release/folder.hpp"
#include "tool/release/scan.hpp"
#include "tool/release/statements.hpp"

namespace downhill::release {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace std::string_literals;

// ---- words and statements

std::vector<std::string> texts(std::span<const Word> words) {
  std::vector<std::string> all;
  for (const Word& word : words) all.emplace_back(word.text);
  return all;
}

std::string joined(std::span<const Word> words) {
  std::string all;
  for (const Word& word : words) all += (all.empty() ? "" : " ") + std::string(word.text);
  return all;
}

std::vector<std::string> statements(const std::string& source) {
  std::vector<std::string> all;
  const Words code = without_directives(words_of(source, Comments::dropped));
  for (const Piece& piece : statements_of(code)) all.push_back(joined(piece.words));
  return all;
}

TEST(ReleaseWords, DoNotDependOnLayout) {
  const auto read = [](const char* text) { return texts(words_of(text, Comments::dropped)); };
  EXPECT_THAT(read("w_1-=2.5*g;"), ElementsAre("w_1", "-", "=", "2", ".", "5", "*", "g", ";"));
  EXPECT_EQ(read("w_1 -=\n\t2.5 *  g ;"), read("w_1-=2.5*g;"));
  EXPECT_EQ(read("say(\"a \\\"b\\\"\");"), read("say(\"a \"b\"\");"));
  EXPECT_EQ(read("a;\\n  b;"), read("a; b;"));
}

TEST(ReleaseWords, OfCommentsAreDroppedOrOpened) {
  const char* const text = "a = // b = c;\n  \"http://d\" + /* e\n f */ g;";
  EXPECT_EQ(joined(words_of(text, Comments::dropped)), "a = \" http : / / d \" + g ;");
  EXPECT_EQ(joined(words_of(text, Comments::opened)), "a = b = c ; \" http : d \" + e f g ;");
  EXPECT_EQ(words_of(text, Comments::dropped).back().line, 3);
  EXPECT_EQ(joined(words_of("  /// > a\n *  &lt;b&gt; * c", Comments::opened)), "> a * < b > * c");
  EXPECT_EQ(joined(words_of("  /// > a\n *  &lt;b&gt; * c", Comments::stripped)), "a < b > * c");
}

TEST(ReleaseStatements, EndAtSemicolonsAndBracesOfBlocks) {
  EXPECT_THAT(
      statements("#include \"a.hpp\"\nnamespace a {\ndouble f(double z) { return z > 0 ? z : 0; }\n}"),
      ElementsAre("namespace a", "double f ( double z )", "return z > 0 ? z : 0", "z > 0 ? z : 0"));
  EXPECT_THAT(
      statements("std::vector<double> path{weight}; return {.a = 1, .b = Vector{{2}}};"),
      ElementsAre("std : : vector < double > path { weight }", "return { . a = 1 , . b = Vector { { 2 } } }",
                  "{ . a = 1 , . b = Vector { { 2 } } }"));
  EXPECT_THAT(statements("apply(x, [](double z) -> double { return z * z; });"),
              AllOf(Contains("return z * z"), Contains("z * z")));
}

TEST(ReleaseStatements, HaveHeadsConditionsAndValuesOfTheirOwn) {
  EXPECT_THAT(statements("if (a < b) return c - d; else e += f(g);"),
              ElementsAre("if ( a < b )", "a < b", "return c - d", "c - d", "e + = f ( g )", "f ( g )"));
  EXPECT_THAT(statements("for (int i = 0; i < n; ++i) v = b * v;"),
              ElementsAre("for ( int i = 0 ; i < n ; + + i )", "v = b * v", "b * v"));
  EXPECT_THAT(statements("} while (i < n && a == b);"),
              ElementsAre("while ( i < n & & a = = b )", "i < n & & a = = b"));
  EXPECT_THAT(statements("return a <= b"), ElementsAre("return a < = b", "a < = b"));
}

// ---- what is secret

std::vector<std::string> secrets(const std::string& source, bool everywhere, const std::string& shown = "") {
  std::vector<std::string> all;
  const Words code = words_of(source, Comments::dropped), shown_code = words_of(shown, Comments::dropped);
  for (const SecretWords& secret : secrets_of(code, shown_code))
    if (secret.everywhere == everywhere) all.push_back(joined(secret.words));
  return all;
}

TEST(ReleaseSecrets, AreEverywhereWhereTheyHaveManyWords) {
  EXPECT_THAT(secrets("squares += gradient.cwiseAbs2();", true),
              ElementsAre("squares + = gradient . cwiseAbs2 ( )"));
  EXPECT_THAT(secrets("squares += gradient.cwiseAbs2();", false), ElementsAre("gradient . cwiseAbs2 ( )"));
  EXPECT_THAT(secrets("weights -= learning_rate * gradient;", true), IsEmpty());
  EXPECT_THAT(secrets("std::vector<double> losses;", true), IsEmpty()) << "colons do not count";
}

TEST(ReleaseSecrets, AreEverywhereWhereTwoStandSideBySide) {
  const std::string two = "double p = 1; if (a < 2) { p *= a; }";
  EXPECT_THAT(secrets(two, true), Contains("if ( a < 2 ) { p * = a"));
  EXPECT_THAT(secrets(two, true), Contains("double p = 1 ; if ( a < 2 )"));
  EXPECT_THAT(secrets(two, false), Contains("if ( a < 2 )"));
  EXPECT_THAT(secrets("} double f() { return z; } double g() { return b + z; }", true), IsEmpty())
      << "they are of two functions";
}

TEST(ReleaseSecrets, AreNeitherHeadsNorPlainCallsNorDeclarationsNorCasts) {
  const std::string loop = "for (Index i = 0; i < weights.size(); ++i) s += w(i) * x(i);";
  EXPECT_THAT(secrets(loop, true), Not(Contains("for ( Index i = 0 ; i < weights . size ( ) ; + + i )")));
  EXPECT_THAT(secrets(loop, true), Contains("s + = w ( i ) * x ( i )"));
  for (const std::string plain :
       {"loss(weights);", "kit::f(\"f\", weights, input_2);", "if (better) ", "kit::flatten(",
        "std::vector<double> path;", "Vector m, v;", "const std::pair<Index, double>& both;",
        "static_cast<double>(rows.size());", "static_cast<Index>(i);",
        "[&, rate](const Vector& w) -> Vector { }"}) {
    EXPECT_THAT(secrets(plain, true), IsEmpty()) << plain;
    EXPECT_THAT(secrets(plain, false), IsEmpty()) << plain;
  }
  for (const std::string tells :
       {"return W1 * w2;", "Vector g(n + 1);", "double sum = 0;", "if (a < b) ", "weights.dot(input);"})
    EXPECT_THAT(secrets(tells, false), Not(IsEmpty())) << tells;
  EXPECT_THAT(secrets("loss(0.5, weights);", true), ElementsAre("loss ( 0 . 5 , weights )"));
  EXPECT_THAT(secrets("static_cast<double>(rows) / 2;", true), Not(IsEmpty()));
  EXPECT_THAT(secrets("V f(V v = {1}) { return v; }", true, "V f(V v = {1});"), IsEmpty());
  EXPECT_THAT(secrets("V f(V v = {1}) { return v; }", true), ElementsAre("V f ( V v = { 1 } )"));
}

// ---- the scan

constexpr const char* kShown = "double slope(double weight);";
constexpr const char* kSolution = R"(#include "a.hpp"
// What it does.
double slope(double weight) {
  const double error = weight * 3 - 10;  // e = w x − t
  kit::require(error > 0, "slope", "should \"be\" > 0");
  return 2 * error *
         input;
}
)";

class ReleaseScan : public testing::Test {
 protected:
  ReleaseScan() {
    scan.add_solution("01_a", "solutions/01_a/a.cpp", kSolution, kShown);
    scan.add_slip("01_a", "slip half", "return error / 2;\n", kShown);
  }
  std::vector<std::string> found_in(const std::string& text, const std::string& file = kOwn) const {
    std::vector<std::string> found;
    for (const Scan::Hit& hit : scan.search(file, text))
      found.push_back(std::to_string(hit.line) + ": " + scan.secrets()[hit.secret].text);
    return found;
  }
  static constexpr const char* kOwn = "lessons/01_a/README.md";
  Scan scan;
};

TEST_F(ReleaseScan, FindsALineOfTheSolutionWhereverItStands) {
  const std::string found = "2: return 2 * error * input";
  EXPECT_THAT(found_in("# Page\nreturn 2 * error * input;\n"), ElementsAre(found));
  EXPECT_THAT(found_in("So write\n`return 2*error*input`.\n"), ElementsAre(found));
  EXPECT_THAT(found_in("\n  // return  2 *\n  //   error * input;\n"), ElementsAre(found));
  EXPECT_THAT(found_in("\n/* Hint:\n * nothing */ return 2 /* slopes */ * error * input;"),
              ElementsAre("3: return 2 * error * input"));
  EXPECT_THAT(found_in("{\n \"says\": \"write\\n\\treturn 2 * error\\n * input;\"}"), ElementsAre(found));
  EXPECT_THAT(found_in("\n> | return 2 * error\n> * input |"), ElementsAre(found));
}

TEST_F(ReleaseScan, FindsQuotationsAndEscapedSymbols) {
  EXPECT_THAT(found_in("<text>require(error &gt; 0, \"slope\", \"should \\\"be\\\" &gt; 0\")</text>"),
              IsEmpty());
  EXPECT_THAT(
      found_in("<text>kit::require(error &gt; 0, \"slope\", \"should &quot;be&quot; &gt; 0\")</text>"),
      ElementsAre(HasSubstr("1: kit::require(error > 0")));
}

TEST_F(ReleaseScan, FindsWhatIsReturnedOrAssignedByItself) {
  EXPECT_THAT(found_in("the slope is 2 * error * input"), ElementsAre("1: 2 * error * input"));
  EXPECT_THAT(found_in("auto e = weight * 3 - 10;"), ElementsAre("1: weight * 3 - 10"));
}

TEST_F(ReleaseScan, FindsTheCodeOfSlips) {
  EXPECT_THAT(found_in("return error / 2;"), ElementsAre("1: return error / 2"));
  EXPECT_EQ(scan.origin_of(scan.search(kOwn, "return error / 2;").at(0)), "slip half");
}

TEST_F(ReleaseScan, FindsWhatIsShortOnlyInFilesOfItsOwnLesson) {
  const std::string text = "return error / 2;\nreturn 2 * error * input;\nauto a = weight * 3 - 10;\n";
  for (const std::string own : {"exercises/01_a/a.cpp", "autograder/checks/01_a/checks.cpp",
                                "docs/figures/01_a.svg", "docs/figures/01_a_error.svg"})
    EXPECT_EQ(found_in(text, own).size(), 3u) << own;
  for (const std::string other : {"lessons/02_b/a.cpp", "lessons/kit/a.hpp", "docs/01.md", "README.md"})
    EXPECT_THAT(found_in(text, other), IsEmpty()) << other;
}

TEST_F(ReleaseScan, FindsWhatIsLongOrTwoInARowAnywhere) {
  EXPECT_THAT(found_in("const double error = weight * 3 - 10;", "lessons/02_b/a.cpp"),
              ElementsAre("1: const double error = weight * 3 - 10"));
  scan.add_solution("03_c", "solutions/03_c/c.cpp", "void f() { m = b * m; w -= a * m; }", "void f() {");
  EXPECT_THAT(found_in("m = b * m;", "lessons/02_b/a.cpp"), IsEmpty());
  EXPECT_THAT(found_in("w -= a * m; m = b * m;", "lessons/02_b/a.cpp"), IsEmpty());
  EXPECT_THAT(found_in("m = b * m;\nw -= a * m;", "lessons/02_b/a.cpp"),
              ElementsAre("1: m = b * m; w -= a * m"));
}

TEST_F(ReleaseScan, OfWhatTwoLessonsSayTellsOfTheOwnOne) {
  scan.add_solution("03_c", "solutions/03_c/c.cpp", "return 2 * error * input;", "");
  const auto origin_in = [&](const std::string& file) {
    return scan.origin_of(scan.search(file, "2 * error * input").at(0));
  };
  EXPECT_EQ(origin_in("lessons/01_a/stub.cpp"), "line 6 of solutions/01_a/a.cpp");
  EXPECT_EQ(origin_in("lessons/03_c/stub.cpp"), "line 1 of solutions/03_c/c.cpp");
}

TEST_F(ReleaseScan, FindsNeitherPartsOfNamesNorWhatContractsShow) {
  EXPECT_THAT(found_in("return 2 * error * inputs;"), IsEmpty());
  EXPECT_THAT(found_in("no_return 2 * error * in put;"), IsEmpty());
  EXPECT_THAT(found_in(kShown), IsEmpty());
  EXPECT_THAT(found_in(""), IsEmpty());
}

TEST_F(ReleaseScan, AnExceptionIsForOneFileAndSaysWhetherItIsMet) {
  const auto hits = scan.search(kOwn, "return 2 * error * input;");
  std::vector<Allowed> allowed{{"return 2*error * input;", kOwn, "why", 1},
                               {"return 2 * error * input", kOwn, "why", 2},
                               {"return 2 * error * input", "other.md", "why", 3}};
  EXPECT_EQ(without_allowed(scan, hits, allowed).size(), 0u);
  EXPECT_FALSE(allowed[0].met) << "a secret is without its semicolon";
  EXPECT_TRUE(allowed[1].met);
  EXPECT_FALSE(allowed[2].met);
  allowed.erase(allowed.begin() + 1);
  EXPECT_EQ(without_allowed(scan, hits, allowed).size(), 1u);
}

// ---- the list

class ReleaseList : public testing::Test {
 protected:
  /// What a page becomes.
  std::string released(const std::string& page) const {
    put(temporary / "page.md", page);
    put(temporary / "list.txt", "page.md\n");
    return contents_of({temporary / "", {}}, temporary / "list.txt").at(0).text;
  }
  static void put(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }
  const TemporaryFolder temporary;
};

TEST_F(ReleaseList, LeavesOutLinesThatAreNotForStudents) {
  EXPECT_EQ(released("a\n<!-- not for students -->\nb\n<!-- for everybody -->\nc\n"
                     "<!-- not for students -->\nd\n<!-- for everybody -->\n"),
            "a\nc\n");
  EXPECT_EQ(released("a\nb\n"), "a\nb\n");
}

TEST_F(ReleaseList, StopsAtLinesThatNeverEnd) {
  EXPECT_THROW(released("a\n<!-- not for students -->\nb\n"), std::runtime_error);
}

}  // namespace
}  // namespace downhill::release
