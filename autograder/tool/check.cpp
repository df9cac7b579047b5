// SPDX-License-Identifier: MIT
#include <cstdio>
#include <fstream>
#include <iostream>

#include "judge/layers.hpp"
#include "report/formats.hpp"
#include "report/write_whole.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

// What these systems read is a grade and nothing else: without one, they get no file, and say that there is
// none.
void expect_a_grade(const report::Report& report, const std::string& format) {
  if (report.graded() || (format != "gradescope" && format != "classroom50")) return;
  for (const report::LessonReport& lesson : report.lessons)
    if (lesson.status == report::Status::infra_error)
      throw std::runtime_error(lesson.lesson +
                               " could not be graded, which is the kit's fault or this machine's, so " +
                               "no report was written: " + report::escaped(lesson.build.log, 2000));
}

std::string formatted(const report::Report& report, const Context& context, const CheckOptions& options) {
  if (options.format == "json") return report::as_json(report);
  if (options.format == "junit") return report::as_junit(report);
  if (options.format == "github") return report::as_github_annotations(report);
  if (options.format == "gradescope") return report::as_gradescope(report);
  if (options.format == "classroom50") return report::as_classroom50(report);
  report::TextStyle style;
  style.colour = context.terminal.colour && options.out.empty();
  style.width = context.terminal.width;
  return report::as_text(report, context.course, style);
}

// GitHub Actions names a file that is shown on the run's page.
void write_github_summary(const report::Report& report) {
  const char* const file = std::getenv("GITHUB_STEP_SUMMARY");
  if (file == nullptr || *file == '\0') return;
  std::ofstream out(file, std::ios::app);
  out << report::as_github_summary(report);
  if (!out.flush()) std::cerr << "downhill: could not write the step summary to " << file << "\n";
}

// Several lessons take a while; whoever watches sees which.
void show_progress(const Context& context, const report::Lesson& lesson, std::size_t position,
                   std::size_t count) {
  if (!context.terminal.interactive || count < 2) return;
  std::fprintf(stderr, "\r\033[Kgrading %zu of %zu: %s", position, count, lesson.name.c_str());
  if (position == count) std::fputs("\r\033[K", stderr);
}

}  // namespace

Exit check(const Context& context, const CheckOptions& options) {
  const auto lessons = context.lessons(options.lessons);
  const report::Grading grading = context.prepare(lessons, options.compiler, options.seed);
  report::Report report{context.workshop.kit_version(), judge::layers_here().in_words(), {}};
  for (const report::Lesson* lesson : lessons) {
    show_progress(context, *lesson, report.lessons.size() + 1, lessons.size());
    report.lessons.push_back(
        report::grade_file(context.workshop, *lesson, file_in(context, *lesson, options.from), grading));
  }
  if (options.from.empty()) remember(context, report);

  expect_a_grade(report, options.format);
  const std::string text = formatted(report, context, options);
  if (options.out.empty()) {
    std::cout << text << std::flush;
    if (!std::cout) throw std::runtime_error("the report could not be written to stdout");
  } else {
    report::write_whole(options.out, text);
  }
  if (options.format == "github") write_github_summary(report);
  return report::exit_of(report);
}

}  // namespace downhill::tool
