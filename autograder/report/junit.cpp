// SPDX-License-Identifier: MIT
// testsuites > testsuite (a lesson) > testcase (a check), and a testcase "build" where the build has a say.
// GitLab reads name, classname, file and time, and the content of failure and error; it drops testcases of
// one name, and takes no file of 30 MB: https://docs.gitlab.com/ci/testing/unit_test_reports. Jenkins, Azure
// and others want the counts too.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "report/formats.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

// Of a message or an output. XML may write five bytes for one, and a course has some 250 checks: 20 MB at
// most.
constexpr std::size_t kJunitText = 8'000;

void set(pugi::xml_node node, const char* attribute, const std::string& value) {
  node.append_attribute(attribute).set_value(value.c_str());
}

std::string seconds(double milliseconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", std::isfinite(milliseconds) ? milliseconds / 1000 : 0);
  return text;
}

/// The kit's own fault is an error; all else that is not right, todo included, a failure.
void put_fault(pugi::xml_node testcase, Status status, const std::string& text) {
  if (status == Status::pass) return;
  pugi::xml_node fault = testcase.append_child(status == Status::infra_error ? "error" : "failure");
  set(fault, "type", std::string(name_of(status)));
  set(fault, "message", std::string(plain_words(status)));
  fault.text().set(escaped(text, kJunitText).c_str());
}

/// A testcase of a name that the suite does not have yet.
pugi::xml_node add_testcase(pugi::xml_node suite, const LessonReport& lesson, const std::string& name,
                            std::set<std::string>& names) {
  std::string unique = name;
  for (int i = 2; !names.insert(unique).second; ++i) unique = name + " (" + std::to_string(i) + ")";
  pugi::xml_node testcase = suite.append_child("testcase");
  set(testcase, "classname", escaped_line(lesson.lesson, kLongLine));
  set(testcase, "name", unique);
  set(testcase, "file", escaped_line(lesson.file, kLongLine));
  return testcase;
}

void put_check(pugi::xml_node testcase, const CheckReport& check) {
  set(testcase, "time", seconds(check.milliseconds));
  put_fault(testcase, check.status,
            fact_of(check.name) + ": " + points_of(check.status, check.points, check.max_points) + "\n" +
                explanation(check));
  if (!check.output.empty())
    testcase.append_child("system-out").text().set(escaped(check.output, kJunitText).c_str());
}

void put_build(pugi::xml_node testcase, const BuildReport& build) {
  set(testcase, "time", seconds(0));
  put_fault(testcase, build.status, build.log.empty() ? std::string(plain_words(build.status)) : build.log);
  if (build.status == Status::pass)
    testcase.append_child("system-out").text().set(escaped(build.log, kJunitText).c_str());
}

void put_property(pugi::xml_node properties, const char* name, const std::string& value) {
  pugi::xml_node property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", value);
}

void put_properties(pugi::xml_node suite, const Report& report, const LessonReport& lesson) {
  pugi::xml_node properties = suite.append_child("properties");
  put_property(properties, "kit", escaped_line(report.kit, kLongLine));
  put_property(properties, "sandbox", escaped_line(report.sandbox, kLongLine));
  if (lesson.status == Status::infra_error) return;  // no number of points
  put_property(properties, "points", std::to_string(lesson.points));
  put_property(properties, "max_points", std::to_string(lesson.max_points));
}

/// How many testcases of a suite hold such a child.
std::string count(pugi::xml_node suite, const char* child) {
  const auto holds = [&](pugi::xml_node testcase) { return !testcase.child(child).empty(); };
  const auto testcases = suite.children("testcase");
  return std::to_string(std::count_if(testcases.begin(), testcases.end(), holds));
}

void put_lesson(pugi::xml_node suites, const Report& report, const LessonReport& lesson) {
  pugi::xml_node suite = suites.append_child("testsuite");
  set(suite, "name", escaped_line(heading_of(lesson), kLongLine));
  put_properties(suite, report, lesson);

  std::set<std::string> names;
  double milliseconds = 0;
  if (lesson.build.status != Status::pass || !lesson.build.log.empty())
    put_build(add_testcase(suite, lesson, "build", names), lesson.build);
  for (const CheckReport& check : lesson.checks) {
    put_check(add_testcase(suite, lesson, escaped_line(check.name, kLongLine), names), check);
    if (std::isfinite(check.milliseconds)) milliseconds += check.milliseconds;
  }
  const auto testcases = suite.children("testcase");
  set(suite, "tests", std::to_string(std::distance(testcases.begin(), testcases.end())));
  set(suite, "failures", count(suite, "failure"));
  set(suite, "errors", count(suite, "error"));
  set(suite, "skipped", "0");
  set(suite, "time", seconds(milliseconds));
}

}  // namespace

std::string as_junit(const Report& report) {
  pugi::xml_document document;
  pugi::xml_node suites = document.append_child("testsuites");
  set(suites, "name", "downhill");
  for (const LessonReport& lesson : report.lessons) put_lesson(suites, report, lesson);
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace downhill::report
