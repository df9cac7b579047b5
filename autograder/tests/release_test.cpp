// SPDX-License-Identifier: MIT
// ./downhill release of this course: no secret gets out, and what comes out works.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "judge/process.hpp"
#include "tests/release_trees.hpp"
#include "tool/context.hpp"
#include "tool/docs/site.hpp"
#include "tool/release/scan.hpp"
#include "tool/release/statements.hpp"

namespace downhill::release {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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

  const TemporaryFolder temporary;
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

TEST_F(ReleaseOfTheCourse, CanBeSetUpFromAFolderWithNothingBesideAndAnExerciseThrownAway) {
  ASSERT_EQ(release(DOWNHILL_SOURCE_DIR).status, 0);
  ASSERT_TRUE(fs::remove(students / "exercises/05_trials/trials.cpp"));
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
