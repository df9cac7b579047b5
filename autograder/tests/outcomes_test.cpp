// SPDX-License-Identifier: MIT
// The corpus, file by file: each has the report that stands beside it, and the checks that its trouble does
// not touch are graded. After a wanted change, DOWNHILL_EXPECTED=write writes the expected reports anew: read
// the difference.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <set>

#include "report/formats.hpp"
#include "tests/corpus.hpp"
#include "tests/graded.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using enum report::Status;
using report::Status;

// ── what differs from run to run, or between machines, is made equal

// "/usr/…/stl_vector.h:1123: …: Assertion '…' failed." is spelt differently by each standard library.
void without_library(std::string& output) {
  for (auto begin = output.find('/'); begin != output.npos; begin = output.find('/', begin + 1)) {
    const auto assertion = output.find("Assertion '", begin), end = output.find('\n', begin);
    if ((begin == 0 || output[begin - 1] == '\n') && assertion < end)
      output.replace(begin, assertion - begin, "(a file of the library) ");
  }
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// Only which checks passed and which did not: another compiler has other words.
std::string marks_of(const std::string& text) {
  std::istringstream lines(text);
  std::string marks;
  for (std::string line; std::getline(lines, line);)
    for (const std::string_view mark : {"  ✓ ", "  ✗ ", "  ! ", "  · "})
      if (line.starts_with(mark) && line.find(".cpp ") == line.npos) marks += line + "\n";
  return marks;
}

std::string stable_text(report::LessonReport lesson) {
  replace(lesson.build.log, kRoot.string() + "/", "/downhill/");  // wherever the kit stands
  for (report::CheckReport& check : lesson.checks) {
    // Whose processor time a callback without an end uses up first, the judge's or the worker's.
    replace(check.message, "no answer came: it calls back without an end, or far too often",
            "it used up its processor time: a loop without an end, or far too many steps");
    without_library(check.output);
  }
  const std::string text = report::as_text({"", "", {lesson}}, Kit::get().course, {});
  return Kit::get().reference_compiler ? text : marks_of(text);
}

void expect_as_in(const fs::path& path, const std::string& text) {
  const char* const wish = std::getenv("DOWNHILL_EXPECTED");
  if (Kit::get().reference_compiler && wish != nullptr && std::string_view(wish) == "write")
    std::ofstream(path, std::ios::binary) << text;
  const std::string expected = text_of(path);
  EXPECT_EQ(text, Kit::get().reference_compiler ? expected : marks_of(expected)) << "in " << path;
}

report::LessonReport graded(const Kit& kit, const Case& expected) {
  const fs::path file = file_of(kSubmissions, expected);
  if (!expected.as_exercise) return kit.grade(file);
  const report::Lesson& lesson = kit.lesson_of(file);
  return kit.grade_text(lesson.name, text_of(file), lesson.exercise());
}

// ── the test

// Compilers, judges and workers that have ended; how busy the machine is does not count.
double processor_time_of_children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return judge::cpu_seconds(usage);
}

class Outcome : public testing::TestWithParam<Case> {};

TEST_P(Outcome, IsReportedAndCostsNothingElse) {
  const Case& expected = GetParam();
  if (expected.slow && std::getenv("DOWNHILL_FULL") == nullptr) GTEST_SKIP() << "slow: DOWNHILL_FULL=1";
  const Kit& kit = Kit::get();  // whose building is not the file's fault
  const double before = processor_time_of_children();
  const report::LessonReport lesson = graded(kit, expected);
  const double took = processor_time_of_children() - before;

  RecordProperty("processor_seconds", std::to_string(took));
  if (!expected.slow) {
    EXPECT_LT(took, 30) << "a second for each of ten checks, and twenty for the compiler";
  }
  std::set<Status> met{lesson.status};
  for (const report::CheckReport& check : lesson.checks) met.insert(check.status);
  EXPECT_FALSE(met.contains(infra_error)) << "whatever a file does, it is not the kit's fault\n"
                                          << lesson.build.log;
  EXPECT_FALSE(lesson.status == build_error && lesson.build.log.empty()) << "nobody knows what to mend";
  if (expected.reference_only && !kit.reference_compiler) {
    EXPECT_LE(lesson.points, expected.answers) << "whatever another compiler makes of it";
  } else if (expected.varies) {
    EXPECT_LE(lesson.points, expected.points);
    for (const Status status : met)
      EXPECT_TRUE(status == pass || status == fail || status == expected.status) << name_of(status);
  } else {
    EXPECT_EQ(lesson.points, expected.points);
    EXPECT_TRUE(met.contains(expected.status)) << "no check is " << name_of(expected.status);
    expect_as_in(kSubmissions / expected.name / "expected.txt", stable_text(lesson));
  }
}

std::vector<Case> whole_corpus() {
  std::vector<Case> all;
  for (const Kind& kind : read_corpus(kSubmissions))
    all.insert(all.end(), kind.cases.begin(), kind.cases.end());
  return all;
}
std::string name_of_case(const testing::TestParamInfo<Case>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Corpus, Outcome, testing::ValuesIn(whole_corpus()), name_of_case);

TEST(Corpus, HasEachFolderOnce) {
  std::multiset<std::string> listed, there;
  for (const Case& each : whole_corpus()) listed.insert(each.name);
  for (const auto& entry : fs::directory_iterator(kSubmissions))
    if (entry.is_directory()) there.insert(entry.path().filename().string());
  EXPECT_EQ(there, listed);
}

}  // namespace
}  // namespace downhill::tests
