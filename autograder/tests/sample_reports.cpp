// SPDX-License-Identifier: MIT
// sample_reports DIR: writes reports of every kind in all formats that other programs read, for
// report_schema_test.py. What is graded has a Gradescope and a Classroom 50 file too.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "report/formats.hpp"
#include "report/write_whole.hpp"
#include "tests/sample_report.hpp"

namespace downhill::report {
namespace {

namespace fs = std::filesystem;

Report graded(Report report) {
  std::erase_if(report.lessons, [](const LessonReport& l) { return l.status == Status::infra_error; });
  return report;
}

Report all_passed() {
  Report report = graded(sample_report());
  for (LessonReport& lesson : report.lessons) {
    lesson.build = {};
    lesson.checks.resize(2);
    for (int i = 0; i < 2; ++i)
      lesson.checks[static_cast<std::size_t>(i)] =
          sample_check("Passed.Check" + std::to_string(i), "1.1", Status::pass, 5);
    sum_up(lesson);
  }
  return report;
}

Report nothing_written() {
  Report report = all_passed();
  for (LessonReport& lesson : report.lessons) {
    for (CheckReport& check : lesson.checks)
      check = sample_check(check.name, "1.1", Status::todo, 5, "1.1 waits");
    sum_up(lesson);
  }
  return report;
}

// As long and as strange as text from a submission can be.
Report hostile() {
  std::string text = "\x1b[31m::error::x\r\n]]> </failure> \xFF\xED\xA0\x80 \uFFFE \u202E & <b> \"q\" ";
  for (int c = 0; c < 0x20; ++c) text += static_cast<char>(c);
  std::string long_text = text;
  while (long_text.size() < 22'000) long_text += "& <> \" ' é 数\n";
  Report report = sample_report();
  for (LessonReport& lesson : report.lessons) {
    lesson.file = text;
    lesson.build.log = long_text;
    for (CheckReport& check : lesson.checks) check.output = check.message = long_text;
  }
  report.sandbox = "weak: " + text;
  return report;
}

// A whole course of what XML writes with most bytes: the largest files that there can be.
Report largest() {
  const std::string most(22'000, '&');
  Report report = sample_report();
  for (LessonReport& lesson : report.lessons) {
    lesson.build.log = most;
    for (CheckReport& check : lesson.checks) check.output = check.message = most;
  }
  const std::vector<LessonReport> lessons = report.lessons;
  for (int i = 0; i < 6; ++i) report.lessons.insert(report.lessons.end(), lessons.begin(), lessons.end());
  return report;
}

Report weak() {
  Report report = graded(sample_report());
  report.sandbox = "weak: rlimits; no seccomp";
  return report;
}

void write(const fs::path& folder, const std::string& name, const Report& report) {
  write_whole(folder / (name + ".json"), as_json(report));
  write_whole(folder / (name + ".junit.xml"), as_junit(report));
  if (!report.graded()) return;
  write_whole(folder / (name + ".gradescope"), as_gradescope(report));
  write_whole(folder / (name + ".classroom50"), as_classroom50(report));
}

}  // namespace
}  // namespace downhill::report

int main(int argc, char** argv) {
  using namespace downhill::report;
  if (argc != 2) return EXIT_FAILURE;
  for (const char* name : {"CLASSROOM", "ASSIGNMENT", "OWNER", "COMMIT_URL", "RELEASE_URL"})
    setenv(name, "x", 1);
  setenv("SUBMISSION_TAG", "submit/2026-11-20T14-32-05Z-a1b2c3d", 1);
  const std::filesystem::path folder = argv[1];
  write(folder, "every status", sample_report());
  write(folder, "graded", graded(sample_report()));
  write(folder, "all passed", all_passed());
  write(folder, "nothing written", nothing_written());
  write(folder, "hostile", hostile());
  write(folder, "hostile, graded", graded(hostile()));
  write(folder, "largest", largest());
  write(folder, "largest, graded", graded(largest()));
  write(folder, "weak", weak());
  write(folder, "no lessons", {"0.1", "seccomp", {}});
}
