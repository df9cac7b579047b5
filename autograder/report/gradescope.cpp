// SPDX-License-Identifier: MIT
// https://gradescope-autograders.readthedocs.io/en/latest/specs: names and outputs are text unless a format
// says otherwise; a hidden test would hide the total from the student.
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/formats.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

using Json = nlohmann::ordered_json;

Json gradescope_test(const LessonReport& lesson, const std::string& name, const std::string& number,
                     Status status, int points, int max_points, const std::string& output) {
  Json json;
  json["name"] = escaped_line(heading_of(lesson) + ": " + name, kLongLine);
  json["number"] = number;
  json["score"] = points;
  json["max_score"] = max_points;
  json["status"] = status == Status::pass ? "passed" : "failed";
  json["output"] = escaped(output, kLongText);
  json["output_format"] = "text";
  json["visibility"] = "visible";
  json["tags"] = {lesson.lesson};
  return json;
}

std::string output_of(const CheckReport& check) {
  std::string text = check.status == Status::pass ? "" : explanation(check);
  if (!check.output.empty())
    text += (text.empty() ? "" : "\n\n") + std::string("It printed:\n") + check.output;
  return text;
}

// Above the checks: what was graded, and what the compiler said of files that it took.
std::string overview(const Report& report) {
  std::string text = escaped_line(
      (report.weak() ? "No grade that counts. Sandbox: " : "Sandbox: ") + report.sandbox, kLongLine);
  for (const LessonReport& lesson : report.lessons) {
    if (lesson.checks.empty()) continue;
    text += "\n" + escaped_line(std::string(number_of(lesson)) + " is " + lesson.file, kLongLine);
    if (!lesson.build.log.empty()) text += "\n" + escaped(lesson.build.log, kLongText);
  }
  return text;
}

}  // namespace

std::string as_gradescope(const Report& report) {
  double milliseconds = 0;
  Json tests = Json::array();
  for (const LessonReport& lesson : report.lessons) {
    const std::string number(number_of(lesson));
    if (lesson.checks.empty())  // it does not compile: one entry for all its points
      tests.push_back(gradescope_test(lesson, std::string(build_words(lesson.build.status)), number,
                                      lesson.status, lesson.points, lesson.max_points, lesson.build.log));
    for (std::size_t i = 0; i < lesson.checks.size(); ++i) {
      const CheckReport& check = lesson.checks[i];
      if (std::isfinite(check.milliseconds)) milliseconds += check.milliseconds;
      tests.push_back(gradescope_test(lesson, fact_of(check.name), number + "." + std::to_string(i + 1),
                                      check.status, check.points, check.max_points, output_of(check)));
    }
  }
  Json json;
  json["execution_time"] = std::round(milliseconds) / 1000;
  json["output"] = overview(report);
  json["output_format"] = "text";
  json["visibility"] = "visible";
  json["extra_data"] = {{"schema", "downhill/report/1"}, {"kit", escaped_line(report.kit, kLongLine)}};
  json["tests"] = std::move(tests);
  return json.dump(2) + '\n';
}

}  // namespace downhill::report
