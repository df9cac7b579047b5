// SPDX-License-Identifier: MIT
#include "report/report.hpp"

#include <array>

namespace downhill::report {
namespace {

constexpr std::array<std::string_view, 14> kNames{
    "pass",         "fail",      "todo",    "threw",   "crashed",         "timed_out",   "out_of_memory",
    "exited_early", "forbidden", "garbage", "missing", "too_much_output", "build_error", "infra_error",
};

Status from_checks(const std::vector<CheckReport>& checks) {
  std::size_t passed = 0, waiting = 0;
  for (const CheckReport& check : checks) {
    if (check.status == Status::infra_error) return Status::infra_error;
    passed += check.status == Status::pass;
    waiting += check.status == Status::todo;
  }
  if (passed == checks.size()) return Status::pass;
  return waiting == checks.size() ? Status::todo : Status::fail;
}

}  // namespace

std::string_view name_of(Status status) {
  const auto i = static_cast<std::size_t>(status);
  return i < kNames.size() ? kNames[i] : kNames.back();
}

int Report::points() const {
  int sum = 0;
  for (const LessonReport& lesson : lessons)
    if (lesson.status != Status::infra_error) sum += lesson.points;
  return sum;
}

int Report::max_points() const {
  int sum = 0;
  for (const LessonReport& lesson : lessons) sum += lesson.max_points;
  return sum;
}

bool Report::graded() const {
  for (const LessonReport& lesson : lessons)
    if (lesson.status == Status::infra_error) return false;
  return !lessons.empty();
}

bool Report::weak() const { return sandbox.starts_with("weak"); }

Exit exit_of(const Report& report) {
  if (!report.graded()) return Exit::kit_fault;
  for (const LessonReport& lesson : report.lessons)
    if (lesson.status != Status::pass) return Exit::not_all;
  return Exit::all_passed;
}

void sum_up(LessonReport& lesson) {
  if (lesson.checks.empty() && lesson.build.status == Status::pass)
    lesson.build = {Status::infra_error, "no check ran"};
  lesson.points = 0;
  int most = 0;
  for (const CheckReport& check : lesson.checks) {
    most += check.max_points;
    if (check.status == Status::pass) lesson.points += check.points;
  }
  if (!lesson.checks.empty()) lesson.max_points = most;

  lesson.status = lesson.build.status == Status::pass ? from_checks(lesson.checks) : lesson.build.status;
  if (lesson.build.status != Status::pass || lesson.status == Status::infra_error) lesson.points = 0;
}

}  // namespace downhill::report
