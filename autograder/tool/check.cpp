// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "judge/interruption.hpp"
#include "judge/layers.hpp"
#include "judge/time_share.hpp"
#include "report/formats.hpp"
#include "report/write_whole.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

// What these systems read is a grade and nothing else: without one, they get no file, and say that there is
// none.
bool gives_only_grades(const CheckOptions& options) {
  return options.format == "gradescope" || options.format == "classroom50";
}

void expect_a_grade(const report::Report& report, const CheckOptions& options) {
  if (report.graded() || !gives_only_grades(options)) return;
  for (const report::LessonReport& lesson : report.lessons)
    if (lesson.status == report::Status::infra_error)
      throw std::runtime_error(lesson.lesson +
                               " could not be graded, which is the kit's fault or this machine's, so " +
                               "no report was written: " + report::escaped(lesson.build.log, 2000));
}

// Before minutes go into a grade that nobody could take in.
void expect_classroom50() {
  if (const std::string lacking = report::lacking_for_classroom50(); !lacking.empty())
    throw UsageError("--format classroom50 is for Classroom 50's runner, which says whose work it is: " +
                     lacking);
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

// GitHub Actions names a file that is shown on the run's page. All commands of a step write to it, and all
// that they write has to fit.
void write_github_summary(const report::Report& report) {
  const char* const file = std::getenv("GITHUB_STEP_SUMMARY");
  if (file == nullptr || *file == '\0') return;
  std::stringstream before;
  before << std::ifstream(file, std::ios::binary).rdbuf();
  try {
    report::write_whole(file, before.str() + report::as_github_summary(report, before.str().size()));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "downhill: the step summary: %s\n", error.what());
  }
}

// Several lessons take a while; whoever watches sees which.
void show_progress(const Context& context, const report::Lesson& lesson, std::size_t position,
                   std::size_t count) {
  if (!context.terminal.interactive || count < 2) return;
  std::fprintf(stderr, "\r\033[Kgrading %zu of %zu: %s", position, count, lesson.name.c_str());
  if (position == count) std::fputs("\r\033[K", stderr);
}

// What --out names. Until everything is graded it tells, if the format can, what is and what is not: somebody
// may end this run at any moment, and from then on this is its report.
class Output {
 public:
  Output(const Context& context, const CheckOptions& options)
      : context_(context),
        options_(options),
        as_we_go_(!gives_only_grades(options) && is_file(options.out)) {}

  void keep(const report::Report& report) const {
    if (as_we_go_) report::write_whole(options_.out, formatted(report, context_, options_));
  }
  void finish(const report::Report& report) const {
    expect_a_grade(report, options_);
    const std::string text = formatted(report, context_, options_);
    if (!options_.out.empty()) return report::write_whole(options_.out, text);
    std::cout << text << std::flush;
    if (!std::cout) throw std::runtime_error("the report could not be written to stdout");
  }

 private:
  // Or nothing yet: not a pipe, not a device.
  static bool is_file(const std::string& out) {
    return !out.empty() && (!fs::exists(out) || fs::is_regular_file(out));
  }

  const Context& context_;
  const CheckOptions& options_;
  const bool as_we_go_;
};

report::Report nothing_graded(const Context& context, const std::vector<const report::Lesson*>& lessons,
                              const CheckOptions& options) {
  report::Report report{context.workshop.kit_version(), judge::layers_here().in_words(), {}};
  for (const report::Lesson* lesson : lessons)
    report.lessons.push_back(report::not_graded(context.workshop, *lesson,
                                                file_in(context, *lesson, options.from),
                                                "the run was stopped before this lesson was graded"));
  return report;
}

using judge::TimeShare;

// Lesson by lesson, into the report.
class Run {
 public:
  Run(const Context& context, const std::vector<const report::Lesson*>& lessons, const CheckOptions& options,
      const Output& output, report::Report& report)
      : context_(context), lessons_(lessons), options_(options), output_(output), report_(report) {}

  void grade_all() {
    grading_ = context_.prepare(lessons_, options_.compiler, options_.seed);
    // From now on: the building of the kit is no submission's time.
    if (options_.within > 0) end_ = TimeShare::Clock::now() + std::chrono::seconds(options_.within);
    std::vector<std::size_t> too_slow;
    for (std::size_t i = 0; i < lessons_.size() && !judge::Interruption::came(); ++i) {
      show_progress(context_, *lessons_[i], i + 1, lessons_.size());
      if (!grade(i, end_of_share(lessons_.size() - i))) too_slow.push_back(i);
    }
    // The others are done. What they have left over is for these, but there may be too little for all.
    for (std::size_t left = too_slow.size(); left > 0 && !judge::Interruption::came(); --left)
      if (const std::size_t i = too_slow[too_slow.size() - left]; !grade(i, end_of_share(left)))
        keep(i, ungraded(i));
  }

 private:
  // The time is shared evenly among the lessons that are left, so the quick leave more to the slow.
  TimeShare::Clock::time_point end_of_share(std::size_t left) const {
    if (options_.within == 0) return end_;
    const auto now = TimeShare::Clock::now();
    return now + (end_ - now) / static_cast<int>(left);
  }
  // False if it was not done by then.
  bool grade(std::size_t i, TimeShare::Clock::time_point by_then) {
    const TimeShare share(by_then);
    report::LessonReport graded = report::grade_file(context_.workshop, *lessons_[i], file_of(i), grading_);
    if (TimeShare::exceeded()) return false;
    if (const std::string others = others_in(*lessons_[i], options_.from, file_of(i));
        !others.empty() && graded.status != report::Status::infra_error)
      graded.build.log = others + (graded.build.log.empty() ? "" : "\n") + graded.build.log;
    if (!judge::Interruption::came()) keep(i, std::move(graded));  // it may also have ended compilers
    return true;
  }
  report::LessonReport ungraded(std::size_t i) const {
    if (TimeShare::machine_is_too_busy())
      return report::not_graded(
          context_.workshop, *lessons_[i], file_of(i),
          "this machine is too busy: it gave compilers less than a quarter of the time that they wanted");
    return report::out_of_time(context_.workshop, *lessons_[i], file_of(i),
                               std::chrono::seconds(options_.within) / static_cast<int>(lessons_.size()));
  }
  void keep(std::size_t i, report::LessonReport graded) {
    report_.lessons[i] = std::move(graded);
    output_.keep(report_);
  }
  fs::path file_of(std::size_t i) const { return file_in(context_, *lessons_[i], options_.from); }

  const Context& context_;
  const std::vector<const report::Lesson*>& lessons_;
  const CheckOptions& options_;
  const Output& output_;
  report::Report& report_;
  TimeShare::Clock::time_point end_ = TimeShare::Clock::time_point::max();
  report::Grading grading_{};
};

}  // namespace

Exit check(const Context& context, const CheckOptions& options) {
  if (options.format == "classroom50") expect_classroom50();
  // Somebody at a terminal who ends a run wants no report; a machine does.
  std::optional<judge::Interruption> interruption;
  if (!context.terminal.interactive || !options.out.empty()) interruption.emplace();

  const auto lessons = context.lessons(options.lessons);
  report::Report report = nothing_graded(context, lessons, options);
  const Output output(context, options);
  output.keep(report);  // also shows early that it can be written
  try {
    Run(context, lessons, options, output, report).grade_all();
  } catch (const judge::Interrupted&) {
  }
  if (options.from.empty()) remember(context, report);
  output.finish(report);
  if (options.format == "github") write_github_summary(report);
  if (judge::Interruption::came()) std::fputs("downhill: stopped before the end\n", stderr);
  return report::exit_of(report);
}

}  // namespace downhill::tool
