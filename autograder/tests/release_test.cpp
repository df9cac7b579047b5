// SPDX-License-Identifier: MIT
// ./downhill release: what is searched for, what is found, and what becomes of the students' folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "judge/process.hpp"
#include "tool/context.hpp"
#include "tool/docs/site.hpp"
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
using tool::UsageError;
using namespace std::string_literals;

// A folder whose name is no plain word, gone at the end.
class Temporary {
 public:
  Temporary() : path_((fs::temp_directory_path() / "downhill für alle XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  }
  ~Temporary() { fs::remove_all(path_); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  fs::path operator/(const fs::path& name) const { return fs::path(path_) / name; }

 private:
  std::string path_;
};

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}
using Tree = std::map<std::string, std::string>;

/// The files below a folder with their texts.
Tree tree_of(const fs::path& folder) {
  Tree tree;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) tree[entry.path().lexically_relative(folder)] = text_of(entry.path());
  return tree;
}

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
  Temporary temporary;
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

// ---- the folder

const std::vector<File>& kit_files() {
  static const std::vector<File> files{{"downhill", "#!/bin/sh\n", true},
                                       {"exercises/01_a/a.cpp", "stub of 01\n"},
                                       {"exercises/02_b/b.cpp", "stub of 02\n"},
                                       {"lessons/01_a/README.md", "page of 01\n"},
                                       {"lessons/02_b/README.md", "page of 02\n"}};
  return files;
}
std::vector<File> later_files() {
  return {{"downhill", "#!/bin/bash\n", true},
          {"exercises/01_a/a.cpp", "new stub of 01\n"},
          {"exercises/03_c/c.cpp", "stub of 03\n"},
          {"lessons/01_a/README.md", "new page of 01\n"},
          {"lessons/03_c/README.md", "page of 03\n"}};
}

Tree texts_in(const std::vector<File>& files) {
  Tree tree;
  for (const File& file : files) tree[file.path] = file.text;
  return tree;
}
Tree without_marker(Tree tree) {
  tree.erase(kMarker);
  return tree;
}

class ReleaseFolder : public testing::Test {
 protected:
  Changes release(const std::vector<File>& files) const { return write_release(folder, files, "0.1"); }
  void expect_refused(const std::vector<File>& files, const std::string& why) const {
    const Tree before = tree_of(folder);
    try {
      release(files);
      ADD_FAILURE() << "was not refused, which should say " << why;
    } catch (const UsageError& error) {
      EXPECT_THAT(error.what(), HasSubstr(why));
    }
    EXPECT_EQ(tree_of(folder), before);
  }

  Temporary temporary;
  const fs::path folder = temporary / "die Übungen";
};

TEST_F(ReleaseFolder, IsMadeWithTheFoldersAboveIt) {
  const Changes changes = write_release(temporary / "a/b/c/", kit_files(), "0.1");
  EXPECT_TRUE(changes.fresh);
  EXPECT_EQ(changes.added, 5u);
  EXPECT_EQ(without_marker(tree_of(temporary / "a/b/c")), texts_in(kit_files()));
  EXPECT_EQ(access((temporary / "a/b/c/downhill").c_str(), X_OK), 0);
  EXPECT_THAT(text_of(temporary / "a/b/c" / kMarker), HasSubstr("downhill release 1\nkit 0.1\n"));
  EXPECT_EQ(std::distance(fs::directory_iterator(temporary / "a/b"), {}), 1) << "nothing is left beside it";
}

TEST_F(ReleaseFolder, MayBeThereButEmptyOrANewRepository) {
  fs::create_directory(folder);
  EXPECT_EQ(release(kit_files()).added, 5u);
  fs::remove_all(folder);
  write(folder / ".git/HEAD", "ref: refs/heads/main\n");
  const Changes changes = release(kit_files());
  EXPECT_TRUE(changes.git);
  EXPECT_EQ(text_of(folder / ".git/HEAD"), "ref: refs/heads/main\n");
}

TEST_F(ReleaseFolder, OfSomebodyElseIsRefused) {
  write(folder / "notes.txt", "mine\n");
  expect_refused(kit_files(), "no earlier release");
  write(folder / kMarker, "something else\n");
  expect_refused(kit_files(), "another version");
}

TEST_F(ReleaseFolder, InTheProjectOrALinkOrAFileIsRefused) {
  const fs::path project = temporary / "project", link = temporary / "link", file = temporary / "file";
  write(project / "README.md", "");
  write(file, "");
  fs::create_directory_symlink(temporary / "project", link);
  for (const fs::path& bad : {project, project / "", project / "students", project / "a/../b/c", link,
                              link / "students", file, project / "README.md"})
    EXPECT_THROW(require_outside(bad, project), UsageError) << bad;
  for (const fs::path& good : {temporary / "project-students", temporary / "project/../students", folder})
    EXPECT_NO_THROW(require_outside(good, project)) << good;
}

TEST_F(ReleaseFolder, IsTheSameAfterASecondTime) {
  release(kit_files());
  std::map<std::string, std::pair<ino_t, fs::file_time_type>> before;
  const auto stamps = [&] {
    auto all = before;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      struct stat found {};
      stat(entry.path().c_str(), &found);
      all[entry.path()] = {found.st_ino, entry.last_write_time()};
    }
    return all;
  };
  before = stamps();
  const Changes changes = release(kit_files());
  EXPECT_EQ(changes.added + changes.updated + changes.removed + changes.kept, 0u);
  EXPECT_EQ(stamps(), before);
}

TEST_F(ReleaseFolder, KeepsEveryByteOfTheStudents) {
  release(kit_files());
  const Tree theirs{{"exercises/01_a/a.cpp", "my answer\r\n\0"s},
                    {"exercises/02_b/b.cpp", "another answer"},
                    {"exercises/01_a/a.cpp.kept-1", "an old answer"},
                    {"exercises/01_a/notes/x.cpp", "mine"},
                    {".downhill/progress.json", "{}"},
                    {".git/config", "[core]"},
                    {"lessons/02_b/my notes.md", "notes"},
                    {"Ü.txt", ""}};
  for (const auto& [path, text] : theirs) write(folder / path, text);

  const Changes changes = release(later_files());
  EXPECT_EQ(changes.kept, 2u);
  EXPECT_EQ(changes.added, 2u);
  EXPECT_EQ(changes.updated, 2u);
  EXPECT_EQ(changes.removed, 1u);
  EXPECT_THAT(changes.aside, IsEmpty());
  Tree expected = texts_in(later_files());
  for (const auto& [path, text] : theirs) expected[path] = text;
  EXPECT_EQ(without_marker(tree_of(folder)), expected);

  const Changes again = release(later_files());
  EXPECT_EQ(again.added + again.updated + again.removed, 0u);
  EXPECT_EQ(without_marker(tree_of(folder)), expected);
}

TEST_F(ReleaseFolder, GetsNewStubsWhereNobodyWroteAnything) {
  release(kit_files());
  fs::remove_all(folder / "exercises/02_b");
  release(kit_files());
  EXPECT_EQ(text_of(folder / "exercises/02_b/b.cpp"), "stub of 02\n");
  release(later_files());
  EXPECT_EQ(without_marker(tree_of(folder)), texts_in(later_files()));
  EXPECT_FALSE(fs::exists(folder / "lessons/02_b")) << "a folder that an update has emptied goes";
}

TEST_F(ReleaseFolder, KeepsAsideWhatSomebodyChangedInTheKit) {
  release(kit_files());
  write(folder / "lessons/01_a/README.md", "with my remarks\n");
  write(folder / "lessons/02_b/README.md", "page of 02\r\n");  // as Git may write it
  write(folder / "lessons/01_a/README.md.kept-1", "taken\n");
  const Changes changes = release(later_files());
  EXPECT_THAT(changes.aside, ElementsAre("lessons/01_a/README.md.kept-2"));
  EXPECT_EQ(text_of(folder / "lessons/01_a/README.md"), "new page of 01\n");
  EXPECT_EQ(text_of(folder / "lessons/01_a/README.md.kept-2"), "with my remarks\n");
  EXPECT_FALSE(fs::exists(folder / "lessons/02_b"));
}

TEST_F(ReleaseFolder, LeavesWhatSomebodyHasSetUpForACiSystem) {
  release(kit_files());
  write(folder / ".gitlab-ci.yml", "of the department\n");
  std::vector<File> files = kit_files();
  files.push_back({".gitlab-ci.yml", "ours\n"});
  files.push_back({".github/workflows/downhill.yml", "ours\n"});
  EXPECT_EQ(release(files).kept, 1u);
  EXPECT_EQ(text_of(folder / ".gitlab-ci.yml"), "of the department\n");
  files.back().text = "newer\n";
  EXPECT_EQ(release(files).updated, 1u);
  EXPECT_EQ(text_of(folder / ".github/workflows/downhill.yml"), "newer\n");
  write(folder / ".github/workflows/downhill.yml", "changed\n");
  files.back().text = "newest\n";
  EXPECT_EQ(release(files).kept, 2u);
  EXPECT_EQ(text_of(folder / ".github/workflows/downhill.yml"), "changed\n");
}

TEST_F(ReleaseFolder, IsLeftAloneWhereAStudentsFileIsInTheWay) {
  release(kit_files());
  write(folder / "lessons/03_c/README.md", "my own third lesson\n");
  fs::create_directories(folder / "downhill.d");
  expect_refused(later_files(), "lessons/03_c/README.md");
  fs::remove(folder / "lessons/03_c/README.md");
  fs::remove(folder / "downhill");
  fs::create_directory(folder / "downhill");
  expect_refused(later_files(), "downhill");
}

TEST_F(ReleaseFolder, IsNeverLeft) {
  release(kit_files());
  const fs::path elsewhere = temporary / "elsewhere";
  write(elsewhere / "README.md", "page of 02\n");
  fs::remove_all(folder / "lessons/02_b");
  fs::create_directory_symlink(elsewhere, folder / "lessons/02_b");
  expect_refused(later_files(), "lessons/02_b");
  expect_refused(kit_files(), "lessons/02_b");
  EXPECT_EQ(text_of(elsewhere / "README.md"), "page of 02\n");

  const std::string marker = text_of(folder / kMarker);
  for (const std::string& path :
       {"../elsewhere/README.md"s, elsewhere.string() + "/README.md", ""s, "a/../../elsewhere/README.md"s}) {
    write(folder / kMarker, marker + "123 " + path + "\n");
    expect_refused(later_files(), "names a file outside");
  }
}

// Killed at any moment: no folder or a whole one, and what is there can always be brought up to date.
TEST_F(ReleaseFolder, SurvivesAKillAtAnyMoment) {
  std::vector<File> many = kit_files(), more = later_files();
  for (int i = 0; i < 12; ++i) {
    many.push_back({"lessons/kit/" + std::to_string(i), "old " + std::to_string(i)});
    more.push_back({"lessons/kit/" + std::to_string(2 * i), "new " + std::to_string(i)});
  }
  const auto killed_after = [&](int microseconds, const std::vector<File>& files) {
    const pid_t child = fork();
    if (child == 0) {
      release(files);
      _exit(0);
    }
    usleep(static_cast<useconds_t>(microseconds));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  };
  for (int microseconds = 100; microseconds < 30'000; microseconds = microseconds * 3 / 2) {
    killed_after(microseconds, many);
    if (fs::exists(folder)) {
      ASSERT_EQ(without_marker(tree_of(folder)), texts_in(many));
    }
    release(many);
    write(folder / "exercises/02_b/b.cpp", "my answer\n");
    killed_after(microseconds, more);
    EXPECT_THAT(release(more).aside, IsEmpty());
    std::vector<fs::path> litter;  // a kill in the middle of a file leaves its temporary
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().filename().string().starts_with(".") && entry.path().filename() != kMarker)
        litter.push_back(entry.path());
    for (const fs::path& file : litter) fs::remove(file);
    Tree expected = texts_in(more);
    expected["exercises/02_b/b.cpp"] = "my answer\n";
    Tree there = without_marker(tree_of(folder));
    ASSERT_EQ(there, expected) << "killed after " << microseconds;
    fs::remove_all(folder);
  }
}

// ---- this course

/// A copy of what the course is made of, to plant things in.
class ReleaseOfTheCourse : public testing::Test {
 protected:
  void copy_course() {
    const fs::path source = DOWNHILL_SOURCE_DIR;
    fs::create_directories(course);
    for (const auto& entry : fs::directory_iterator(source)) {
      const std::string name = entry.path().filename().string();
      if (name != "build" && name != ".git" && name != "compile_commands.json" && name != ".downhill")
        fs::copy(entry, course / name, fs::copy_options::recursive);
    }
  }
  judge::Finished release(const fs::path& root) const {
    setenv("DOWNHILL_ROOT", root.c_str(), 1);
    judge::Command command{
        .arguments = {DOWNHILL_RELEASE, students.string()}, .folder = {}, .time = std::chrono::hours(1)};
    command.keep_environment = true;
    const judge::Finished finished = judge::run(command);
    unsetenv("DOWNHILL_ROOT");
    return finished;
  }
  void expect_found(const std::string& file, const std::string& text, const std::string& where) {
    const std::string before = text_of(course / file);
    write(course / file, before + text);
    const judge::Finished finished = release(course);
    EXPECT_EQ(finished.status, 1) << finished.err;
    EXPECT_THAT(finished.out, HasSubstr(file + ":"));
    EXPECT_THAT(finished.out, HasSubstr(where));
    EXPECT_FALSE(fs::exists(students));
    write(course / file, before);
  }

  Temporary temporary;
  const fs::path course = temporary / "der Kurs", students = temporary / "für Studierende";
};

std::string squeezed(std::string_view text) {
  std::string all;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\t') all += c;
  return all;
}

// Without words and statements, as a student with grep would look: long lines anywhere, shorter ones in what
// belongs to the lesson.
TEST_F(ReleaseOfTheCourse, HasNoLineOfASolution) {
  constexpr std::size_t kLong = 40, kShort = 24;
  const judge::Finished finished = release(DOWNHILL_SOURCE_DIR);
  ASSERT_EQ(finished.status, 0) << finished.out << finished.err;
  EXPECT_THAT(finished.out, HasSubstr(students.string() + " is made"));
  EXPECT_EQ(finished.err, "");
  Tree released;
  for (const auto& [path, text] : tree_of(students)) {
    released[path] = squeezed(text);
    EXPECT_THAT(path, Not(HasSubstr("solutions")));
    EXPECT_THAT(path, Not(HasSubstr("slips.toml")));
  }
  const auto allowed =
      read_allowed(fs::path(DOWNHILL_SOURCE_DIR) / "autograder" / "tool" / "release" / "allowed.toml");
  const auto is_allowed = [&](const std::string& code, const std::string& file) {
    return std::ranges::any_of(
        allowed, [&](const Allowed& one) { return squeezed(one.text) + ";" == code && one.file == file; });
  };
  for (const auto& [solution, text] : tree_of(fs::path(DOWNHILL_SOURCE_DIR) / "solutions")) {
    const std::string lesson = solution.substr(0, solution.find('/'));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const std::string code = squeezed(line.substr(0, line.find("//")));
      if (code.size() <= kShort || !code.ends_with(';')) continue;
      for (const auto& [path, all] : released)
        if (code.size() > kLong || path.find("/" + lesson) != path.npos) {
          EXPECT_TRUE(all.find(code) == all.npos || is_allowed(code, path))
              << path << " has of " << solution << ": " << line;
        }
    }
  }
}

TEST_F(ReleaseOfTheCourse, HasASiteWithoutThePagesForInstructors) {
  if (std::system("doxygen --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "there is no doxygen";
  ASSERT_EQ(release(DOWNHILL_SOURCE_DIR).status, 0);
  docs::Faults faults;
  docs::build_site(report::read_course(students), temporary / "site" / "html", faults);
  EXPECT_THAT(faults.found(), IsEmpty());
  const Tree pages = tree_of(temporary / "site" / "html");
  for (const char* const there : {"index.html", "25_capstone.html", "api_25_capstone.html"})
    EXPECT_TRUE(pages.contains(there)) << there;
  for (const char* const not_there :
       {"instructors.html", "maintainers.html", "quiz_keys.html", "syllabus.html"})
    EXPECT_FALSE(pages.contains(not_there)) << not_there;
}

TEST_F(ReleaseOfTheCourse, HasNoLinkThatLeadsNowhere) {
  ASSERT_EQ(release(DOWNHILL_SOURCE_DIR).status, 0);
  const std::regex link(
      R"(\]\(([A-Za-z0-9_./-]+)(#[^)\s]*)?\))");  // relative; a lambda's parameters are no link
  int links = 0;
  for (const auto& [path, text] : tree_of(students)) {
    if (!path.ends_with(".md")) continue;
    for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at, ++links)
      EXPECT_TRUE(fs::exists((students / path).parent_path() / (*at)[1].str())) << path << ": " << at->str();
  }
  EXPECT_GT(links, 25);
}

TEST_F(ReleaseOfTheCourse, StopsAtWhatIsPlanted) {
  copy_course();
  const std::string where = "line 10 of solutions/01_one_weight/one_weight.cpp: return 2 * error * input";
  expect_found("lessons/01_one_weight/README.md", "\nreturn 2 * error * input;\n", where);
  expect_found("docs/figures/01_one_weight.svg", "<!-- return 2*error\n  *input -->\n", where);
  expect_found("lessons/01_one_weight/stub.cpp", "// return 2 * error *\n//   input;\n", where);
  expect_found("autograder/checks/01_one_weight/recorded.json", "{\"x\": \"return 2 * error * input;\"}",
               where);
  const std::string long_one = "velocity = beta * velocity + (1 - beta) * gradient";
  expect_found("lessons/16_momentum/README.md", "\n`velocity = beta*velocity\n  + (1-beta)*gradient`\n",
               long_one);
  expect_found("lessons/kit/types.hpp", "\nvoid f() { " + long_one + "; }\n", long_one);
  expect_found("lessons/02_two_weights/stub.cpp", "// " + long_one + "\n", long_one);
  expect_found("autograder/judge/main.cpp", "// if (std::abs(here) < tolerance) return step;\n",
               "if (std::abs(here) < tolerance)");
  expect_found("docs/figures/16_momentum.svg", "<!-- if (std::abs(here) &lt; tolerance) -->",
               "std::abs(here) < tolerance");
  expect_found("autograder/tests/CMakeLists.txt", "# return 2 * std::abs(error) * input;\n",
               "slip error_without_its_sign in autograder/checks/01_one_weight/slips.toml");
}

TEST_F(ReleaseOfTheCourse, StopsAtAnExceptionThatIsNotNeeded) {
  copy_course();
  write(course / "autograder/tool/release/allowed.toml",
        text_of(course / "autograder/tool/release/allowed.toml") +
            "\n[[allowed]]\ntext = \"return path\"\nfile = \"README.md\"\nreason = \"none\"\n");
  const judge::Finished finished = release(course);
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.out,
              HasSubstr("\"return path\" is not in README.md any more; take the exception out"));
  EXPECT_FALSE(fs::exists(students));
}

TEST_F(ReleaseOfTheCourse, StopsAtALineOfTheListThatFindsNothing) {
  copy_course();
  fs::remove(course / "lessons/16_momentum/paths.json");
  const judge::Finished finished = release(course);
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.err,
              AllOf(HasSubstr("contents.txt:"), HasSubstr("there is no lessons/16_momentum/paths.json")));
  fs::create_symlink(course / "solutions/16_momentum/momentum.cpp",
                     course / "lessons/16_momentum/paths.json");
  EXPECT_THAT(release(course).err, HasSubstr("is a link"));
  EXPECT_FALSE(fs::exists(students));
}

TEST_F(ReleaseOfTheCourse, TakesItsExercisesFromTheStubs) {
  copy_course();
  write(course / "exercises/16_momentum/momentum.cpp", "the instructor's own try\n");
  ASSERT_EQ(release(course).status, 0);
  EXPECT_EQ(text_of(students / "exercises/16_momentum/momentum.cpp"),
            text_of(course / "lessons/16_momentum/stub.cpp"));
}

TEST_F(ReleaseOfTheCourse, CanBeSetUpFromAFolderWithNothingBeside) {
  ASSERT_EQ(release(DOWNHILL_SOURCE_DIR).status, 0);
  // With the mold of Ubuntu 22.04, which could not link behind the compiler's fence.
  write(temporary / "mold", "#!/bin/sh\necho 'mold 1.0.3 (compatible with GNU ld)'\n");
  fs::permissions(temporary / "mold", fs::perms::owner_all);
  judge::Command cmake{
      .arguments = {"cmake", "--preset", "release", "-DDOWNHILL_MOLD=" + (temporary / "mold").string()},
      .folder = students,
      .time = std::chrono::hours(1)};
  const judge::Finished finished = judge::run(cmake);
  EXPECT_EQ(finished.status, 0) << finished.out << finished.err;
  EXPECT_THAT(finished.err, Not(HasSubstr("Warning")));
  const std::string how = text_of(students / "build/release/student.txt");
  EXPECT_THAT(how, AllOf(HasSubstr("link -static"), Not(HasSubstr("-fuse-ld=mold"))));
}

// ---- with --full: minutes

class WholeRelease : public ReleaseOfTheCourse {
 protected:
  judge::Finished downhill(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), (students / "downhill").string());
    judge::Command command{.arguments = arguments, .folder = students, .time = std::chrono::hours(1)};
    command.keep_environment = true;
    return judge::run(command);
  }
};

TEST_F(WholeRelease, BuildsGradesAndPassesItsOwnTests) {
  setenv("CI", "true", 1);
  setenv("DOWNHILL_SKIP_PACKAGES", "1", 1);
  ASSERT_EQ(release(DOWNHILL_SOURCE_DIR).status, 0);
  const Tree before = tree_of(students);

  const judge::Finished untouched = downhill({"check", "--format", "json"});
  EXPECT_EQ(untouched.status, 1) << untouched.err;
  EXPECT_THAT(untouched.out, AllOf(HasSubstr("\n  \"points\": 0"), HasSubstr("\"status\": \"todo\"")));
  for (const char* const status : {"fail", "infra_error", "build_error"})
    EXPECT_THAT(untouched.out, Not(HasSubstr("\"status\": \"" + std::string(status) + "\"")));

  const std::string solutions = std::string(DOWNHILL_SOURCE_DIR) + "/solutions";
  EXPECT_EQ(downhill({"check", "--from", solutions}).status, 0);

  const judge::Finished tests = downhill({"test"});
  EXPECT_EQ(tests.status, 0) << tests.out << tests.err;
  EXPECT_THAT(tests.out, HasSubstr("100% tests passed"));

  const Tree after = tree_of(students);
  for (const auto& [path, text] : before) EXPECT_TRUE(after.contains(path) && after.at(path) == text) << path;
}

}  // namespace
}  // namespace downhill::release
