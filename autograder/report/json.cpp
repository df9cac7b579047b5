// SPDX-License-Identifier: MIT
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/formats.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

using Json = nlohmann::ordered_json;

/// Nobody reads nanoseconds, and a clock that went wrong is no number.
double rounded(double milliseconds) {
  return std::isfinite(milliseconds) ? std::round(milliseconds * 1000) / 1000 : 0;
}

/// No number of points without a verdict: null.
Json points_or_null(bool graded, int points) { return graded ? Json(points) : Json(nullptr); }

Json line(const std::string& text) { return escaped_line(text, kLongLine); }
Json lines(const std::string& text) { return escaped(text, kLongText); }

Json check_of(const CheckReport& check) {
  Json json;
  json["name"] = line(check.name);
  json["status"] = name_of(check.status);
  json["points"] = points_or_null(check.status != Status::infra_error, check.points);
  json["max_points"] = check.max_points;
  json["message"] = lines(explanation(check));
  json["slip"] = check.slip.empty() ? Json(nullptr) : line(check.slip);
  json["output"] = lines(check.output);
  json["milliseconds"] = rounded(check.milliseconds);
  return json;
}

Json lesson_of(const LessonReport& lesson) {
  Json json;
  json["lesson"] = line(lesson.lesson);
  json["status"] = name_of(lesson.status);
  json["points"] = points_or_null(lesson.status != Status::infra_error, lesson.points);
  json["max_points"] = lesson.max_points;
  json["build"]["status"] = name_of(lesson.build.status);
  json["build"]["log"] = lines(lesson.build.log);
  json["checks"] = Json::array();
  for (const CheckReport& check : lesson.checks) json["checks"].push_back(check_of(check));
  return json;
}

}  // namespace

std::string as_json(const Report& report) {
  Json json;
  json["schema"] = "downhill/report/1";
  json["kit"] = line(report.kit);
  json["sandbox"] = line(report.sandbox);
  json["points"] = points_or_null(report.graded(), report.points());
  json["max_points"] = report.max_points();
  json["lessons"] = Json::array();
  for (const LessonReport& lesson : report.lessons) json["lessons"].push_back(lesson_of(lesson));
  return json.dump(2) + '\n';
}

}  // namespace downhill::report
