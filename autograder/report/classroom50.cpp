// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

#include "report/formats.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

std::string from_environment(const char* name, const char* otherwise = "") {
  const char* const value = std::getenv(name);
  return escaped_line(value != nullptr && *value != '\0' ? value : otherwise, kLongLine);
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

nlohmann::ordered_json classroom50_test(const std::string& name, int points, int max_points) {
  return {{"test-name", escaped_line(name, kLongLine)},
          {"passed", points == max_points},
          {"score", points},
          {"max-score", max_points}};
}

}  // namespace

std::string as_classroom50(const Report& report) {
  nlohmann::ordered_json json;
  json["schema"] = "classroom50/result/v1";
  json["classroom"] = from_environment("CLASSROOM");
  json["assignment"] = from_environment("ASSIGNMENT");
  json["assignment_type"] = from_environment("ASSIGNMENT_TYPE", "individual");
  json["owner"] = from_environment("OWNER", from_environment("GITHUB_REPOSITORY_OWNER").c_str());
  json["submission"] = from_environment("SUBMISSION_TAG");
  json["commit"] = from_environment("COMMIT_URL");
  json["release"] = from_environment("RELEASE_URL");
  json["review"] = from_environment("REVIEW_URL");
  json["datetime"] = utc_now();
  json["score"] = report.points();
  json["max-score"] = report.max_points();
  json["tests"] = nlohmann::ordered_json::array();
  for (const LessonReport& lesson : report.lessons) {
    if (lesson.checks.empty())
      json["tests"].push_back(classroom50_test(heading_of(lesson), lesson.points, lesson.max_points));
    for (const CheckReport& check : lesson.checks)
      json["tests"].push_back(
          classroom50_test(heading_of(lesson) + ": " + fact_of(check.name), check.points, check.max_points));
  }
  return json.dump(2) + '\n';
}

}  // namespace downhill::report
