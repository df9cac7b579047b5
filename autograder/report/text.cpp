// SPDX-License-Identifier: MIT
#include <algorithm>

#include "report/course.hpp"
#include "report/escape.hpp"
#include "report/formats.hpp"
#include "report/lesson_text.hpp"
#include "report/terminal.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

constexpr int kBar = 10;  // columns of a lesson's bar, one for each point
const Mark kNext{"Next", Ink::cyan};

// ── the table of several lessons

std::string bar_of(const LessonReport& lesson) {
  const int done =
      lesson.max_points > 0 ? kBar * std::clamp(lesson.points, 0, lesson.max_points) / lesson.max_points : 0;
  std::string bar;
  for (int i = 0; i < kBar; ++i) bar += i < done ? "█" : "░";
  return bar;
}

std::string padded_left(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

void write_table_row(Page& page, const LessonReport& lesson) {
  const bool plain = lesson.status == Status::pass || lesson.status == Status::fail;
  const std::string title =
      heading_of(lesson) + (plain ? "" : ": " + std::string(plain_words(lesson.status)));
  const std::string points = points_of(lesson.status, lesson.points, lesson.max_points);
  page.row(2, mark_of(lesson.status), escaped_line(title, kLongLine), Ink::plain,
           (lesson.status == Status::infra_error ? "" : bar_of(lesson)) + padded_left(points, 10));
}

void write_table(Page& page, const Report& report) {
  for (const LessonReport& lesson : report.lessons) write_table_row(page, lesson);
  const std::string total = points_of(Status::pass, report.points(), report.max_points());
  page.row(4, {}, "all", Ink::bold, padded_left(report.graded() ? total : "not graded", 10));
  page.gap();
}

// ── the next action

/// The first check that did not pass, in the order of the lesson's tasks.
const CheckReport* next_check(const LessonReport& report, const Lesson* lesson) {
  const CheckReport* first = nullptr;
  const auto place = [&](const CheckReport& check) {
    return lesson == nullptr ? nullptr : lesson->task(check.task);  // tasks stand in one vector, in order
  };
  for (const CheckReport& check : report.checks)
    if (check.status != Status::pass && (first == nullptr || std::less<>{}(place(check), place(*first))))
      first = &check;
  return first;
}

void write_next_task(Page& page, const LessonReport& report, const Lesson* lesson) {
  const std::string file = escaped_line(report.file, kLongLine);
  const CheckReport* check = next_check(report, lesson);
  if (report.status == Status::build_error || check == nullptr) {
    page.row(0, kNext, "the error above, in " + file, Ink::bold);
    return;
  }
  const std::string id = check->task;
  page.row(0, kNext, "task " + task_words(lesson, id) + ", in " + file, Ink::bold);
  page.row(5, {}, "./downhill hint " + id + " · lessons/" + report.lesson + "/README.md", Ink::plain);
}

void write_next_lesson(Page& page, const Report& report, const Course& course) {
  const LessonReport& last = report.lessons.back();
  page.row(0, {"Done", Ink::green}, "all " + std::to_string(report.points()) + " points", Ink::plain);
  std::string next = "./downhill quiz ";
  next += number_of(last);
  for (std::size_t i = 1; i < course.lessons.size(); ++i) {
    const Lesson& lesson = course.lessons[i];
    if (course.lessons[i - 1].name != last.lesson) continue;
    next += ", then lesson " + lesson.number + " " + lesson.title;
    next += ": lessons/" + lesson.name + "/README.md";
  }
  page.row(0, kNext, next, Ink::bold);
}

/// Leads on from the first lesson that is neither done nor left without a verdict.
void write_next(Page& page, const Report& report, const Course& course) {
  for (const LessonReport& lesson : report.lessons)
    if (lesson.status != Status::pass && lesson.status != Status::infra_error)
      return write_next_task(page, lesson, course.find(lesson.lesson));
  if (report.graded()) write_next_lesson(page, report, course);
}

void write_notes(Page& page, const Report& report) {
  if (!report.graded())
    page.row(
        0, {"!", Ink::yellow},
        "What is marked “not graded” is the kit's own fault or this machine's, not yours: no points are "
        "won or lost by it. Run the command once more; if it stays, ./downhill test looks for the reason.",
        Ink::plain);
  if (report.weak())
    page.row(0, {"!", Ink::yellow},
             "Good for checking your own work, but no grade: the sandbox was " +
                 escaped_line(report.sandbox, kLongLine) + ".",
             Ink::plain);
  page.gap();
}

/// In a line of its own, for whoever asks what a report is worth; where it is worth no grade, a note has said
/// so.
void write_sandbox(Page& page, const Report& report) {
  if (report.weak() || report.sandbox.empty()) return;
  page.gap();
  page.row(0, {"Sandbox", Ink::dim}, escaped_line(report.sandbox, kLongLine), Ink::dim);
}

}  // namespace

std::string as_text(const Report& report, const Course& course, const TextStyle& style) {
  Page page(std::clamp(style.width, 40, 100), style.colour);
  const bool several = report.lessons.size() != 1;
  for (const LessonReport& lesson : report.lessons) {
    const bool table_says_all = lesson.status == Status::pass || lesson.status == Status::todo;
    if (!several || !table_says_all) write_lesson(page, lesson, course.find(lesson.lesson));
  }
  if (several) write_table(page, report);
  write_notes(page, report);
  write_next(page, report, course);
  if (style.sandbox) write_sandbox(page, report);
  return page.text();
}

}  // namespace downhill::report
