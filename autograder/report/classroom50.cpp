// SPDX-License-Identifier: MIT
// https://github.com/foundation50/classroom50, schemas/result-v1.schema.json and its wiki's "Advanced
// Autograding". `datetime` is when the work was handed in, and stays the same however often it is graded:
// SUBMISSION_TAG, "submit/2026-06-01T14-32-05Z-a1b2c3d", has it. A test may have further fields, the rest may
// not.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

#include "report/formats.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTestMessage = 4'000;   // of a test: all of them together stay far below 10 MiB
constexpr std::string_view kTag = "submit/";  // how a submission's name begins

std::string from_environment(const char* name, const std::string& otherwise = "") {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? escaped_line(value, kLongLine) : otherwise;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

/// "2026-06-01T14:32:05Z" of "submit/2026-06-01T14-32-05Z-a1b2c3d"; now, if it has no time.
std::string handed_in(const std::string& submission) {
  constexpr std::string_view kForm = "0000-00-00T00-00-00Z";
  std::string time = submission.substr(std::min(kTag.size(), submission.size()), kForm.size());
  bool fits = time.size() == kForm.size();
  for (std::size_t i = 0; fits && i < time.size(); ++i)
    fits = kForm[i] == '0' ? std::isdigit(static_cast<unsigned char>(time[i])) != 0 : time[i] == kForm[i];
  std::tm parts{};
  if (!fits || strptime(time.c_str(), "%Y-%m-%dT%H-%M-%SZ", &parts) == nullptr || parts.tm_sec > 59)
    return utc_now();
  time[13] = time[16] = ':';
  return time;
}

Json test_of(const Report& report, const std::string& name, Status status, int points, int max_points,
             const std::string& output) {
  Json test{{"test-name", escaped_line(name, kLongLine)},
            {"passed", status == Status::pass},
            {"score", points},
            {"max-score", max_points},
            {"sandbox", escaped_line(report.sandbox, kLongLine)}};
  if (!output.empty()) test["output"] = escaped(output, kTestMessage);
  return test;
}

std::string owner() { return from_environment("OWNER", from_environment("USERNAME")); }
std::string type() { return from_environment("ASSIGNMENT_TYPE", "individual"); }

}  // namespace

std::string lacking_for_classroom50() {
  std::string lacking;
  for (const char* name : {"CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL"})
    if (from_environment(name).empty()) lacking += (lacking.empty() ? "" : ", ") + std::string(name);
  if (owner().empty()) lacking += (lacking.empty() ? "" : ", ") + std::string("OWNER");
  if (!lacking.empty()) return lacking + " not set";
  if (!from_environment("SUBMISSION_TAG").starts_with(kTag)) return "SUBMISSION_TAG begins with submit/";
  const bool known = type() == "individual" || type() == "group" || type() == "team";
  return known ? "" : "ASSIGNMENT_TYPE is individual, group or team";
}

std::string as_classroom50(const Report& report) {
  Json json;
  json["schema"] = "classroom50/result/v1";
  json["classroom"] = from_environment("CLASSROOM");
  json["assignment"] = from_environment("ASSIGNMENT");
  json["assignment_type"] = type();
  json["owner"] = owner();
  json["submission"] = from_environment("SUBMISSION_TAG");
  json["commit"] = from_environment("COMMIT_URL");
  json["release"] = from_environment("RELEASE_URL");
  json["review"] = from_environment("REVIEW_URL", from_environment("COMMIT_URL"));
  json["datetime"] = handed_in(from_environment("SUBMISSION_TAG"));
  json["graded_at"] = utc_now();
  json["score"] = report.points();
  json["max-score"] = report.max_points();
  json["tests"] = Json::array();
  for (const LessonReport& lesson : report.lessons) {
    if (lesson.checks.empty())
      json["tests"].push_back(test_of(report, heading_of(lesson), lesson.status, lesson.points,
                                      lesson.max_points, lesson.build.log));
    for (const CheckReport& check : lesson.checks)
      json["tests"].push_back(test_of(report, heading_of(lesson) + ": " + fact_of(check.name), check.status,
                                      check.points, check.max_points, explanation(check)));
  }
  return json.dump(2) + '\n';
}

}  // namespace downhill::report
