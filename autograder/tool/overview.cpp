// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

#include "judge/layers.hpp"
#include "report/formats.hpp"
#include "report/lesson_text.hpp"
#include "report/terminal.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

using report::Ink;
using report::Lesson;
using report::Mark;

constexpr int kWide = 72;  // columns from which on there is room for minutes and a word

report::Report grade(const Context& context, const Lesson& lesson) {
  const report::Grading grading = context.prepare({&lesson});
  report::Report report{context.workshop.kit_version(), judge::layers_here().in_words(), {}};
  report.lessons.push_back(
      report::grade_file(context.workshop, lesson, context.course.root / lesson.exercise(), grading));
  remember(context, report);
  return report;
}

/// Grades the first lesson that has not passed; should it pass now, the one after it. Empty if all have.
report::Report grade_next(const Context& context, Progress& progress) {
  report::Report report;
  while (const Lesson* lesson = next_lesson(context, progress)) {
    report = grade(context, *lesson);
    const report::LessonReport& graded = report.lessons.front();
    if (graded.status != report::Status::pass) return report;
    LessonProgress& now = progress.lessons[lesson->name];
    now.status = report::name_of(graded.status);
    now.points = graded.points;
  }
  return {};
}

struct Sum {
  int points = 0, max_points = 0;
};

/// One line a lesson. `graded` is the one that has just been graded, null if none was.
class Table {
 public:
  Table(const Context& context, const Progress& progress, const report::LessonReport* graded)
      : context_(context), progress_(progress), graded_(graded), page_(width(), context.terminal.colour) {}

  std::string text() {
    Sum sum;
    for (const Lesson& lesson : context_.course.lessons) {
      sum.points += points_of(lesson);
      sum.max_points += lesson.max_points();
    }
    page_.row(0, {}, "Downhill", Ink::bold, fmt::format("{} of {} points", sum.points, sum.max_points));
    page_.gap();
    for (const Lesson& lesson : context_.course.lessons) write(lesson);
    page_.gap();
    return page_.text();
  }

 private:
  int width() const { return std::min(context_.terminal.width, 100); }
  bool is_next(const Lesson& lesson) const { return graded_ != nullptr && graded_->lesson == lesson.name; }

  int points_of(const Lesson& lesson) const {
    if (is_next(lesson)) return graded_->points;
    const auto known = progress_.lessons.find(lesson.name);
    return known == progress_.lessons.end() ? 0 : std::min(known->second.points, lesson.max_points());
  }

  void write(const Lesson& lesson) {
    const bool done = has_passed(lesson, progress_), next = is_next(lesson);
    const int points = points_of(lesson);
    Mark mark{"·", Ink::dim};
    if (points > 0) mark = {"◦", Ink::plain};
    if (done) mark = report::mark_of(report::Status::pass);
    if (next) mark = {"▸", Ink::cyan};
    const char* const word = done ? "done" : next ? "next" : "";
    const std::string right = width() < kWide ? fmt::format("{:>2}/{:<2}", points, lesson.max_points())
                                              : fmt::format("{} {:>5} min {:>4} of {:>2}", word,
                                                            lesson.minutes, points, lesson.max_points());
    page_.row(2, mark, lesson.number + " " + lesson.title,
              next                 ? Ink::bold
              : done || points > 0 ? Ink::plain
                                   : Ink::dim,
              right);
  }

  const Context& context_;
  const Progress& progress_;
  const report::LessonReport* graded_;
  report::Page page_;
};

void write_all_done(const Context& context) {
  report::Page page(std::min(context.terminal.width, 100), context.terminal.colour);
  const Lesson& last = context.course.lessons.back();
  page.prose(0, {}, "All lessons are done. The slope at your feet is zero, and it is not a saddle.",
             Ink::green);
  page.gap();
  page.labelled(
      0, "Next  ./downhill quiz " + last.number + ": do you also know why? Every lesson has its questions.",
      Ink::bold);
  page.labelled(
      6, "lessons/" + last.name + "/README.md: “Where it fails” and “If you want more”, on every page");
  std::fputs(page.text().c_str(), stdout);
}

}  // namespace

Exit overview(const Context& context) {
  Progress progress = read_progress(context);
  const report::Report report = grade_next(context, progress);
  const bool all_done = report.lessons.empty();
  std::fputs(Table(context, progress, all_done ? nullptr : &report.lessons.front()).text().c_str(), stdout);
  if (all_done) {
    write_all_done(context);
    return Exit::all_passed;
  }
  const report::TextStyle style{context.terminal.colour, context.terminal.width};
  std::fputs(report::as_text(report, context.course, style).c_str(), stdout);
  return report::exit_of(report);
}

}  // namespace downhill::tool
