// SPDX-License-Identifier: MIT
// Students' files that crash, hang, cheat, are wrong, or are right in an unusual way: submissions/, a folder
// each, with the expected report beside the file. In all of them the checks that the trouble does not touch
// are graded. After a wanted change, DOWNHILL_EXPECTED=write writes the expected reports anew: read the
// difference.
#include <gtest/gtest.h>

#include <array>
#include <set>

#include "report/formats.hpp"
#include "tests/graded.hpp"

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using enum report::Status;
using report::Status;

struct Case {
  const char* folder;
  Status status;  ///< of the lesson if it has no checks, else of at least one of them
  int points;

  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.folder; }
};

// ── what differs from run to run, or between machines, is made equal

void replace(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// On a busy machine the clock may run out before the processor time does.
void without_which_clock(std::string& message) {
  replace(message, "it used up its processor time: a loop without an end, or far too many steps",
          "no answer came in time: a loop without an end, or a wait");
}

// "/usr/…/stl_vector.h:1123: …: Assertion '…' failed." is spelt differently by each standard library.
void without_library(std::string& output) {
  for (auto begin = output.find('/'); begin != output.npos; begin = output.find('/', begin + 1)) {
    const auto assertion = output.find("Assertion '", begin), end = output.find('\n', begin);
    if ((begin == 0 || output[begin - 1] == '\n') && assertion < end)
      output.replace(begin, assertion - begin, "(a file of the library) ");
  }
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
  for (report::CheckReport& check : lesson.checks) {
    without_which_clock(check.message);
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

fs::path file_in(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".cpp") return entry.path();
  throw std::runtime_error("no file in " + folder.string());
}

// ── the test

class Outcome : public testing::TestWithParam<Case> {};

TEST_P(Outcome, IsReportedAndCostsNothingElse) {
  const Case& expected = GetParam();
  const fs::path folder = kSubmissions / expected.folder;
  const auto began = std::chrono::steady_clock::now();
  const report::LessonReport lesson = Kit::get().grade(file_in(folder));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;

  RecordProperty("seconds", std::to_string(took.count()));
  EXPECT_LT(took.count(), 20) << "ten seconds, and as much again for a busy machine";
  EXPECT_EQ(lesson.points, expected.points);
  std::set<Status> met{lesson.status};
  for (const report::CheckReport& check : lesson.checks) met.insert(check.status);
  EXPECT_TRUE(met.contains(expected.status)) << "no check is " << name_of(expected.status);
  EXPECT_FALSE(met.contains(infra_error)) << "whatever a file does, it is not the kit's fault\n"
                                          << lesson.build.log;
  expect_as_in(folder / "expected.txt", stable_text(lesson));
}

std::string name_of_case(const testing::TestParamInfo<Case>& info) { return info.param.folder; }

constexpr std::array kCrashed{
    Case{"aborts", crashed, 9},
    Case{"calls_a_missing_helper", crashed, 9},
    Case{"deep_recursion", crashed, 3},
    Case{"division_by_zero", crashed, 9},
    Case{"failed_assert", crashed, 9},
    Case{"index_outside_vector", crashed, 7},
    Case{"large_local_array", crashed, 9},
    Case{"malloc_unchecked", crashed, 9},
    Case{"null_pointer", crashed, 9},
    Case{"smashes_the_stack", crashed, 9},
    Case{"terminates", crashed, 9},
    Case{"throws_from_noexcept", crashed, 9},
    Case{"wild_pointer", crashed, 9},
};
INSTANTIATE_TEST_SUITE_P(Crashed, Outcome, testing::ValuesIn(kCrashed), name_of_case);

// The standard lets a compiler do anything here. clang ends the program; g++ goes on into whatever follows.
TEST(MissingReturn, IsACrashWhereTheCompilerMakesItOne) {
  if (!Kit::get().reference_compiler) GTEST_SKIP() << "another compiler may do anything";
  const report::LessonReport lesson = Kit::get().grade(kSubmissions / "missing_return" / "one_weight.cpp");
  EXPECT_EQ(lesson.points, 9);
  expect_as_in(kSubmissions / "missing_return" / "expected.txt", stable_text(lesson));
}

constexpr std::array kThrew{
    Case{"index_outside_matrix", threw, 6}, Case{"refuses_nothing", threw, 8},
    Case{"starts_a_thread", threw, 9},      Case{"throws_an_int", threw, 9},
    Case{"throws_its_own_type", threw, 9},  Case{"throws_nonsense", threw, 9},
    Case{"throws_runtime_error", threw, 9}, Case{"wrong_product", threw, 6},
};
INSTANTIATE_TEST_SUITE_P(Threw, Outcome, testing::ValuesIn(kThrew), name_of_case);

constexpr std::array kTimedOut{
    Case{"endless_loop", timed_out, 9},      Case{"ignores_signals", timed_out, 9},
    Case{"loops_everywhere", timed_out, 0},  Case{"sleeps", timed_out, 9},
    Case{"sleeps_everywhere", timed_out, 0}, Case{"steals_the_question", timed_out, 9},
    Case{"stops_itself", timed_out, 9},
};
INSTANTIATE_TEST_SUITE_P(TimedOut, Outcome, testing::ValuesIn(kTimedOut), name_of_case);

constexpr std::array kOutOfMemory{
    Case{"huge_vector", out_of_memory, 7},
    Case{"new_in_a_loop", out_of_memory, 9},
    Case{"static_gigabytes", out_of_memory, 0},
    Case{"takes_the_last_byte", out_of_memory, 9},
};
INSTANTIATE_TEST_SUITE_P(OutOfMemory, Outcome, testing::ValuesIn(kOutOfMemory), name_of_case);

constexpr std::array kExitedEarly{
    Case{"closes_the_channel", exited_early, 9},    Case{"exits", exited_early, 9},
    Case{"exits_at_once", exited_early, 9},         Case{"exits_in_a_constructor", exited_early, 0},
    Case{"exits_in_a_destructor", exited_early, 9}, Case{"exits_in_atexit", exited_early, 9},
    Case{"exits_quickly", exited_early, 9},
};
INSTANTIATE_TEST_SUITE_P(ExitedEarly, Outcome, testing::ValuesIn(kExitedEarly), name_of_case);

constexpr std::array kForbidden{
    Case{"forks", forbidden, 9},
    Case{"kills_its_parent", forbidden, 9},
    Case{"opens_a_socket", forbidden, 9},
    Case{"runs_a_program", forbidden, 9},
    Case{"runs_itself_anew", forbidden, 9},
};
INSTANTIATE_TEST_SUITE_P(Forbidden, Outcome, testing::ValuesIn(kForbidden), name_of_case);

constexpr std::array kGarbage{
    Case{"announces_a_huge_answer", garbage, 9}, Case{"answers_too_much", garbage, 9},
    Case{"closes_and_waits", garbage, 9},        Case{"forges_a_question", garbage, 9},
    Case{"writes_everywhere", garbage, 9},       Case{"writes_to_the_channel", garbage, 9},
};
INSTANTIATE_TEST_SUITE_P(Garbage, Outcome, testing::ValuesIn(kGarbage), name_of_case);

constexpr std::array kTooMuchOutput{Case{"prints_100_mb", too_much_output, 9}};
INSTANTIATE_TEST_SUITE_P(TooMuchOutput, Outcome, testing::ValuesIn(kTooMuchOutput), name_of_case);

constexpr std::array kMissing{
    Case{"define_double_float", missing, 0}, Case{"empty_file", missing, 0},
    Case{"missing_function", missing, 9},    Case{"missing_member", missing, 4},
    Case{"misspelt_function", missing, 9},   Case{"only_comments", missing, 0},
    Case{"other_parameters", missing, 9},
};
INSTANTIATE_TEST_SUITE_P(Missing, Outcome, testing::ValuesIn(kMissing), name_of_case);

constexpr std::array kBuildError{
    Case{"misspelt_member", build_error, 0},        Case{"missing_header", build_error, 0},
    Case{"mixes_array_and_matrix", build_error, 0}, Case{"own_main", build_error, 0},
    Case{"sorts_by_a_number", build_error, 0},      Case{"syntax_error", build_error, 0},
    Case{"wrong_signature", build_error, 0},        Case{"wrong_type", build_error, 0},
};
INSTANTIATE_TEST_SUITE_P(BuildError, Outcome, testing::ValuesIn(kBuildError), name_of_case);

constexpr std::array kFail{
    Case{"catches_everything", fail, 8},   Case{"counts_its_calls", fail, 7},
    Case{"does_nothing", fail, 0},         Case{"does_nothing_to_weights", fail, 1},
    Case{"empty_vector", fail, 7},         Case{"forges_an_endless_todo", todo, 9},
    Case{"forges_answers", fail, 9},       Case{"hard_coded", fail, 0},
    Case{"hard_coded_slopes", fail, 2},    Case{"hard_coded_steps", fail, 2},
    Case{"reads_a_file", fail, 9},         Case{"returns_infinity", fail, 9},
    Case{"returns_nan", fail, 9},          Case{"shrinks_to_nothing", fail, 3},
    Case{"static_between_calls", fail, 5}, Case{"transposed_slopes", fail, 6},
    Case{"uninitialised_matrix", fail, 6}, Case{"wrong_shape", fail, 3},
};
INSTANTIATE_TEST_SUITE_P(Fail, Outcome, testing::ValuesIn(kFail), name_of_case);

constexpr std::array kPass{
    Case{"changes_what_is_const", pass, 10},
    Case{"exits_when_all_is_over", pass, 10},
    Case{"prints_a_little", pass, 10},
    Case{"prints_bytes", pass, 10},
};
INSTANTIATE_TEST_SUITE_P(Pass, Outcome, testing::ValuesIn(kPass), name_of_case);

// How many checks it gets done depends on the machine, so it has no expected report.
TEST(SlowEverywhere, IsGradedWithinTenSeconds) {
  const auto began = std::chrono::steady_clock::now();
  const report::LessonReport lesson = Kit::get().grade(kSubmissions / "slow_everywhere" / "one_weight.cpp");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  RecordProperty("seconds", std::to_string(took.count()));
  EXPECT_LT(took.count(), 20) << "ten seconds, and as much again for a busy machine";
  EXPECT_EQ(lesson.checks.size(), 10u);
  for (const report::CheckReport& check : lesson.checks)
    EXPECT_TRUE(check.status == pass || check.status == timed_out)
        << check.name << " " << name_of(check.status);
}

TEST(Submissions, EachFolderIsTested) {
  std::set<std::string> tested{"missing_return", "slow_everywhere"}, there;
  const auto add = [&](const auto& cases) {
    for (const Case& each : cases) tested.insert(each.folder);
  };
  add(kCrashed), add(kThrew), add(kTimedOut), add(kOutOfMemory), add(kExitedEarly), add(kForbidden),
      add(kGarbage);
  add(kTooMuchOutput), add(kMissing), add(kBuildError), add(kFail), add(kPass);
  for (const auto& entry : fs::directory_iterator(kSubmissions))
    there.insert(entry.path().filename().string());
  EXPECT_EQ(there, tested);
}

}  // namespace
}  // namespace downhill::tests
