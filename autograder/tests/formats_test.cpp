// SPDX-License-Identifier: MIT
// Each format against a file in expected/, where every status stands once. (hostile_text_test has what
// submissions say.) After a wanted change, DOWNHILL_EXPECTED=write writes the files anew: read the
// difference.
#include "report/formats.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "report/terminal.hpp"
#include "tests/sample_report.hpp"

namespace downhill::report {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

void expect_as_in(const std::string& file, const std::string& text) {
  const fs::path path = fs::path(DOWNHILL_SOURCE_DIR) / "autograder/tests/expected" / file;
  if (const char* wish = std::getenv("DOWNHILL_EXPECTED");
      wish != nullptr && std::string_view(wish) == "write")
    std::ofstream(path, std::ios::binary) << text;
  std::stringstream expected;
  expected << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(text, expected.str()) << "in " << path;
}

Report one_lesson(const LessonReport& lesson) { return {"0.1.0", "rlimits, seccomp", {lesson}}; }

TEST(EveryFormat, SaysWhatTheSandboxWas) {
  for (const std::string sandbox : {"seccomp, rlimits, Landlock 7", "no seccomp, rlimits"}) {
    Report report = sample_report();
    report.sandbox = (sandbox.starts_with("no") ? "weak: " : "") + sandbox;
    for (const std::string& text : {as_text(report, sample_course(), {}), as_json(report), as_junit(report),
                                    as_gradescope(report), as_github_summary(report), as_classroom50(report)})
      EXPECT_NE(std::regex_replace(text, std::regex("\\s+"), " ").find(sandbox), std::string::npos)
          << text.substr(0, 300);
  }
}

// ── text

TEST(TextReport, ShowsEveryStatus) {
  expect_as_in("report.txt", as_text(sample_report(), sample_course(), {}));
}

TEST(TextReport, ShowsAFailingLessonAsTheReadmeDoes) {
  const Course course = sample_course();
  expect_as_in("one_lesson.txt", as_text(one_lesson(sample_one_weight(course)), course, {false, 80}));
}

TEST(TextReport, FoldsALessonThatIsNotBegun) {
  const Course course = sample_course();
  LessonReport lesson = sample_one_weight(course);
  for (CheckReport& check : lesson.checks)
    check = sample_check(check.name, check.task, Status::todo, check.max_points);
  sum_up(lesson);
  expect_as_in("untouched.txt", as_text(one_lesson(lesson), course, {false, 80}));
}

TEST(TextReport, LeadsOnWhenEverythingPasses) {
  const Course course = sample_course();
  LessonReport lesson = sample_one_weight(course);
  for (CheckReport& check : lesson.checks)
    check = sample_check(check.name, check.task, Status::pass, check.max_points);
  sum_up(lesson);
  expect_as_in("passed.txt", as_text(one_lesson(lesson), course, {false, 80}));
}

TEST(TextReport, ColoursOnlyWhenAsked) {
  const Course course = sample_course();
  const std::string plain = as_text(sample_report(), course, {});
  std::string coloured = as_text(sample_report(), course, {true, 100});
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  EXPECT_NE(coloured.find("\x1b[31m"), std::string::npos);
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) - at + 1);
  EXPECT_EQ(coloured, plain) << "colour alone must tell nothing";
}

TEST(TextReport, StaysWithinItsWidth) {
  for (const int width : {40, 60, 80, 100}) {
    const std::string text = as_text(sample_report(), sample_course(), {false, width});
    for (const std::string_view line : lines_of(text)) EXPECT_LE(columns(line), width) << line;
  }
}

TEST(TextReport, LongMessagesAndOutputsAreCut) {
  const Course course = sample_course();
  LessonReport lesson = sample_one_weight(course);
  std::string flood;
  for (int i = 0; i < 10'000; ++i) flood += "line\n";
  lesson.checks[1].message = lesson.checks[1].output = flood;
  EXPECT_LT(as_text(one_lesson(lesson), course, {}).size(), 6'000u);
}

TEST(TextReport, CountsTheLinesThatItLeavesOutWhereItKnowsThem) {
  LessonReport lesson = sample_one_weight(sample_course());
  std::string ten, flood;
  for (int i = 0; i < 10; ++i) ten += "line\n";
  for (int i = 0; i < 1'000; ++i) flood += "line\n";
  lesson.checks[1].output = ten;
  EXPECT_THAT(as_text(one_lesson(lesson), sample_course(), {}), HasSubstr("      … and 2 lines more\n"));
  lesson.checks[1].output = flood;
  EXPECT_THAT(as_text(one_lesson(lesson), sample_course(), {}), HasSubstr("      … and more\n"));
}

TEST(TextReport, NamesTheFunctionThatIsLackingInATaskOfTwo) {
  LessonReport lesson = sample_lesson(sample_course(), "10");
  lesson.checks = {
      sample_check("BackpropByHand.ForwardAndItsSlope", "10.1", Status::todo, 2,
                   "10.1 forward_slope is not written yet"),
      sample_check("BackpropByHand.Backward", "10.2", Status::todo, 2, "10.2 backward is not written yet")};
  sum_up(lesson);
  EXPECT_THAT(as_text(one_lesson(lesson), sample_course(), {}),
              testing::AllOf(HasSubstr("      10.1 forward_slope is not written yet\n"),
                             HasSubstr("  · Task 10.2 backward is not written yet (1 check)")));
}

TEST(TextReport, ACompilersPointerStaysBelowWhatItPointsTo) {
  LessonReport lesson = sample_one_weight(sample_course());
  const std::string source = "double predict(double weight, double input) { return weight * inptu; }";
  const std::string ahead(source.find("inptu"), ' ');
  lesson.build.log =
      "one_weight.cpp:6:66: warning: odd\n" + source + "\n" + ahead + "^~~~~\n" + ahead + "input";
  const auto shown = [&](int width) { return as_text(one_lesson(lesson), sample_course(), {false, width}); };
  EXPECT_THAT(shown(100),
              HasSubstr("      " + source + "\n      " + ahead + "^~~~~\n      " + ahead + "input\n"));
  EXPECT_THAT(shown(40), HasSubstr("      …nput) { return weight * inptu; }\n"
                                   "                               ^~~~~\n"
                                   "      …                        input\n"));
  lesson.build.log = "one_weight.cpp:6:8: warning: odd\n" + source + "\n       ^";
  EXPECT_THAT(shown(40), HasSubstr("      double predict(double weight, dou…\n             ^\n"));
}

TEST(TextReport, AWeakSandboxIsSaid) {
  Report report = one_lesson(sample_one_weight(sample_course()));
  EXPECT_EQ(as_text(report, sample_course(), {}).find("no grade"), std::string::npos);
  report.sandbox = "weak: rlimits alone";
  EXPECT_NE(as_text(report, sample_course(), {}).find("no grade: the sandbox was weak: rlimits alone."),
            std::string::npos);
}

TEST(TextReport, KnowsNoLessonAndNoTask) {
  LessonReport lesson = sample_one_weight(sample_course());
  lesson.lesson = "77_unknown";
  for (CheckReport& check : lesson.checks) check.task = "";
  EXPECT_NE(as_text(one_lesson(lesson), sample_course(), {}), "");
  EXPECT_NE(as_text({}, sample_course(), {}), "");
}

// ── JSON

TEST(JsonReport, ShowsEveryStatus) { expect_as_in("report.json", as_json(sample_report())); }

TEST(JsonReport, HasExactlyTheFieldsOfItsSchema) {
  const json report = json::parse(as_json(sample_report()));
  const auto keys = [](const json& object) {
    std::set<std::string> all;
    for (const auto& [key, value] : object.items()) all.insert(key);
    return all;
  };
  using Keys = std::set<std::string>;
  EXPECT_EQ(report["schema"], "downhill/report/1");
  EXPECT_EQ(keys(report), (Keys{"schema", "kit", "sandbox", "points", "max_points", "lessons"}));
  EXPECT_EQ(keys(report["lessons"][0]),
            (Keys{"lesson", "status", "points", "max_points", "build", "checks"}));
  EXPECT_EQ(keys(report["lessons"][0]["build"]), (Keys{"status", "log"}));
  EXPECT_EQ(keys(report["lessons"][0]["checks"][0]),
            (Keys{"name", "status", "points", "max_points", "message", "slip", "output", "milliseconds"}));
}

TEST(JsonReport, GivesNoPointsWithoutAVerdict) {
  const json report = json::parse(as_json(sample_report()));
  EXPECT_TRUE(report["points"].is_null());
  EXPECT_TRUE(report["lessons"][3]["points"].is_null());
  EXPECT_TRUE(report["lessons"][3]["checks"][1]["points"].is_null());
  EXPECT_EQ(report["lessons"][0]["points"], 2);
}

TEST(JsonReport, NamesTheSlipOrNull) {
  const json checks = json::parse(as_json(sample_report()))["lessons"][0]["checks"];
  EXPECT_TRUE(checks[0]["slip"].is_null());
  EXPECT_EQ(checks[1]["slip"], "error_the_other_way_round");
  EXPECT_TRUE(checks[1]["message"].get<std::string>().ends_with("it is predicted minus actual."));
}

TEST(JsonReport, RoundsItsTimes) {
  LessonReport lesson = sample_one_weight(sample_course());
  lesson.checks[0].milliseconds = 1.23456789;
  lesson.checks[1].milliseconds = std::numeric_limits<double>::infinity();
  const json checks = json::parse(as_json(one_lesson(lesson)))["lessons"][0]["checks"];
  EXPECT_EQ(checks[0]["milliseconds"].dump(), "1.235");
  EXPECT_EQ(checks[1]["milliseconds"], 0);
}

// ── JUnit

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  const auto result = document.load_buffer(xml.data(), xml.size(), pugi::parse_full, pugi::encoding_utf8);
  EXPECT_TRUE(result) << result.description() << " at "
                      << xml.substr(static_cast<std::size_t>(result.offset), 80);
  return document;
}

TEST(JunitReport, ShowsEveryStatus) { expect_as_in("report.junit.xml", as_junit(sample_report())); }

TEST(JunitReport, CountsFailuresApartFromErrors) {
  const auto document = parsed(as_junit(sample_report()));
  const auto suite = [&](const char* name) {
    return document.child("testsuites").find_child_by_attribute("name", name);
  };
  const auto one_weight = suite("01 One weight, one slope, one step");
  EXPECT_EQ(one_weight.attribute("tests").as_int(), 6);
  EXPECT_EQ(one_weight.attribute("failures").as_int(), 5) << "what is still to do has not passed";
  EXPECT_EQ(one_weight.attribute("errors").as_int(), 0);
  EXPECT_EQ(suite("22 Adam").attribute("errors").as_int(), 1);
  EXPECT_EQ(suite("22 Adam").attribute("failures").as_int(), 0);
  EXPECT_EQ(suite("16 Momentum").child("testcase").attribute("name").as_string(), std::string("build"));
}

TEST(JunitReport, NamesAreUnique) {
  LessonReport lesson = sample_one_weight(sample_course());
  for (CheckReport& check : lesson.checks) check.name = "Same.Name";
  std::set<std::string> names;
  const auto document = parsed(as_junit(one_lesson(lesson)));
  for (const auto& testcase : document.child("testsuites").child("testsuite").children("testcase"))
    names.insert(testcase.attribute("name").as_string());
  EXPECT_EQ(names.size(), lesson.checks.size());
}

// ── GitHub

TEST(GithubReport, ShowsEveryStatus) {
  expect_as_in("report.github.txt", as_github_annotations(sample_report()));
  expect_as_in("report.github.md", as_github_summary(sample_report()));
}

TEST(GithubReport, EveryLineIsOneAnnotation) {
  const std::string text = as_github_annotations(sample_report());
  for (const std::string_view line : lines_of(text))
    EXPECT_TRUE(line.starts_with("::error ") || line.starts_with("::warning ") ||
                line.starts_with("::notice "))
        << line;
}

TEST(GithubReport, PropertiesAreEscaped) {
  LessonReport lesson = sample_momentum(sample_course());
  lesson.file = "a,line=9::b:100%.cpp";
  const std::string text = as_github_annotations(one_lesson(lesson));
  EXPECT_TRUE(
      text.starts_with("::error file=a%2Cline=9%3A%3Ab%3A100%25.cpp,line=14,title=16 Momentum%3A does not"))
      << text;
}

TEST(GithubReport, HasTenErrorsAtMostAndTheKitsOwnFirst) {
  const std::string text = as_github_annotations(sample_report());
  std::size_t errors = 0;
  for (const std::string_view line : lines_of(text)) errors += line.starts_with("::error ");
  EXPECT_EQ(errors, 10u);
  EXPECT_TRUE(text.starts_with("::error title=22 Second step of the worked example%3A not graded::")) << text;
}

TEST(GithubReport, SummaryFitsIntoAMebibyte) {
  Report report = sample_report();
  for (LessonReport& lesson : report.lessons)
    for (CheckReport& check : lesson.checks) check.message = check.output = std::string(30'000, '`');
  const std::vector<LessonReport> lessons = report.lessons;
  report.lessons.insert(report.lessons.end(), lessons.begin(), lessons.end());
  constexpr std::size_t kMebibyte = 1u << 20;
  for (const std::size_t taken : {std::size_t{0}, kMebibyte / 2, kMebibyte - 100}) {
    const std::string text = as_github_summary(report, taken);
    EXPECT_LE(taken + text.size(), kMebibyte);
    EXPECT_TRUE(text.ends_with("The rest did not fit: see the report.\n"));
  }
  EXPECT_EQ(as_github_summary(report, kMebibyte - 10), "") << "GitHub would throw all of it away";
}

TEST(EveryFormat, ReadsAnEmptyReportAsNoGrade) {
  EXPECT_TRUE(json::parse(as_json({}))["points"].is_null());
  EXPECT_TRUE(parsed(as_junit({})).child("testsuites"));
  EXPECT_NE(as_github_summary({}).find("not graded"), std::string::npos);
}

// ── what learning platforms read

// The sample without its infra_error, which no platform gets.
Report graded_sample() {
  Report report = sample_report();
  std::erase_if(report.lessons,
                [](const LessonReport& lesson) { return lesson.status == Status::infra_error; });
  return report;
}

TEST(GradescopeReport, HasOneEntryACheckAndTheirSumIsTheGrade) {
  const Report report = graded_sample();
  const json results = json::parse(as_gradescope(report));
  int score = 0, max_score = 0;
  std::set<std::string> numbers;
  for (const json& test : results["tests"]) {
    score += test["score"].get<int>();
    max_score += test["max_score"].get<int>();
    EXPECT_TRUE(numbers.insert(test["number"]).second) << test["number"];
    EXPECT_EQ(test["status"], test["score"] == test["max_score"] ? "passed" : "failed");
    EXPECT_EQ(test["output_format"], "text") << "nothing of the student's is read as HTML or Markdown";
  }
  EXPECT_EQ(score, report.points());
  EXPECT_EQ(max_score, report.max_points());
  EXPECT_FALSE(results.contains("score")) << "it would override the sum";
}

TEST(GradescopeReport, KnowsOnlyFieldsThatGradescopeDocuments) {
  const std::set<std::string> top{
      "score",      "execution_time",    "output",     "output_format", "test_output_format",
      "visibility", "stdout_visibility", "extra_data", "tests",         "leaderboard"};
  const std::set<std::string> of_a_test{"score",  "max_score",     "status", "name",       "number",
                                        "output", "output_format", "tags",   "visibility", "extra_data"};
  const json results = json::parse(as_gradescope(graded_sample()));
  for (const auto& [key, value] : results.items()) EXPECT_TRUE(top.contains(key)) << key;
  for (const json& test : results["tests"])
    for (const auto& [key, value] : test.items()) EXPECT_TRUE(of_a_test.contains(key)) << key;
}

class Classroom50Report : public testing::Test {
 protected:
  void SetUp() override {
    for (const auto& [name, value] : kRunner) setenv(name, value, 1);
  }
  void TearDown() override {
    for (const auto& [name, value] : kRunner) unsetenv(name);
    for (const char* name : {"OWNER", "ASSIGNMENT_TYPE", "REVIEW_URL"}) unsetenv(name);
  }

  // What Classroom 50's runner sets.
  static constexpr std::array<std::pair<const char*, const char*>, 6> kRunner{
      {{"CLASSROOM", "downhill-2026"},
       {"ASSIGNMENT", "week-1"},
       {"USERNAME", "student"},
       {"SUBMISSION_TAG", "submit/2026-11-20T14-32-05Z-a1b2c3d"},
       {"COMMIT_URL", "https://github.com/course/downhill-2026-week-1-student/commit/a1b2c3d"},
       {"RELEASE_URL", "https://github.com/course/downhill-2026-week-1-student/releases/tag/submit%2Fx"}}};
};

TEST_F(Classroom50Report, HasWholePoints) {
  const Report report = graded_sample();
  const json result = json::parse(as_classroom50(report));
  EXPECT_EQ(result["score"], report.points());
  EXPECT_EQ(result["max-score"], report.max_points());
  int score = 0, max_score = 0;
  for (const json& test : result["tests"]) {
    EXPECT_TRUE(test["score"].is_number_integer());
    EXPECT_EQ(test["passed"], test["score"] == test["max-score"]);
    EXPECT_EQ(test["sandbox"], report.sandbox) << "the one line that every report has";
    score += test["score"].get<int>();
    max_score += test["max-score"].get<int>();
  }
  EXPECT_EQ(score, report.points());
  EXPECT_EQ(max_score, report.max_points());
}

TEST_F(Classroom50Report, SaysWhoseWorkItIs) {
  EXPECT_EQ(lacking_for_classroom50(), "");
  json result = json::parse(as_classroom50(graded_sample()));
  EXPECT_EQ(result["classroom"], "downhill-2026");
  EXPECT_EQ(result["owner"], "student");
  EXPECT_EQ(result["assignment_type"], "individual");
  EXPECT_EQ(result["review"], result["commit"]) << "as the runner does where there is nothing to compare";
  EXPECT_EQ(result["datetime"], "2026-11-20T14:32:05Z") << "when it was handed in, however late it is graded";
  EXPECT_NE(result["graded_at"], result["datetime"]);
  setenv("OWNER", "group-7", 1);
  setenv("ASSIGNMENT_TYPE", "team", 1);
  setenv("SUBMISSION_TAG", "submit/by-hand", 1);
  result = json::parse(as_classroom50(graded_sample()));
  EXPECT_EQ(result["owner"], "group-7");
  EXPECT_EQ(result["assignment_type"], "team");
  EXPECT_EQ(result["datetime"], result["graded_at"]);
}

TEST_F(Classroom50Report, SaysWhatIsLacking) {
  unsetenv("CLASSROOM");
  unsetenv("RELEASE_URL");
  unsetenv("USERNAME");
  EXPECT_EQ(lacking_for_classroom50(), "CLASSROOM, RELEASE_URL, OWNER not set");
  SetUp();
  setenv("SUBMISSION_TAG", "v1.0", 1);
  EXPECT_EQ(lacking_for_classroom50(), "SUBMISSION_TAG begins with submit/");
  SetUp();
  setenv("ASSIGNMENT_TYPE", "pair", 1);
  EXPECT_EQ(lacking_for_classroom50(), "ASSIGNMENT_TYPE is individual, group or team");
}

}  // namespace
}  // namespace downhill::report
