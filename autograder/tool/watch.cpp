// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <optional>
#include <string>

#include "judge/interruption.hpp"
#include "judge/layers.hpp"
#include "report/formats.hpp"
#include "report/terminal.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"
#include "tool/watcher.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using judge::Interruption;
using report::Lesson;
using std::chrono::milliseconds;

int terminal_rows() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 1000;
}

bool fits(const std::string& text, std::size_t rows) { return report::lines_of(text).size() <= rows; }

/// A report that is longer than the window would scroll its beginning away, which is where to begin: its
/// middle is left out instead.
std::string without_middle(const std::string& text, std::size_t rows, const Lesson& lesson) {
  const std::size_t end = text.rfind("\n\n") + 1;  // of what stands before the last paragraph, the next step
  const auto lines = report::lines_of(std::string_view(text).substr(0, end));
  const std::size_t below = report::lines_of(std::string_view(text).substr(end)).size() + 1;
  if (end == 0 || fits(text, rows) || rows < below + 5) return text;
  const std::size_t kept = rows - below - 1;
  std::string cut;
  for (std::size_t i = 0; i < kept; ++i) cut.append(lines[i]).append("\n");
  return cut + fmt::format("  … {} more lines: ./downhill check {}\n", lines.size() - kept, lesson.number) +
         text.substr(end);
}

class Watch {
 public:
  Watch(const Context& context, std::vector<const Lesson*> lessons)
      : context_(context), lessons_(std::move(lessons)), watcher_(files(), context.course.root, mode()) {}

  void run(const Lesson& first) {
    begin(first);
    while (!Interruption::came()) {
      bool clear = true;
      for (const Watcher::Save& save : watcher_.wait(std::chrono::hours(1), Interruption::descriptor())) {
        grade(*lessons_[save.file], save.when, clear);
        clear = false;
      }
    }
  }

 private:
  static Watcher::Mode mode() {
    const char* const asked = std::getenv("DOWNHILL_WATCH");
    return asked != nullptr && std::strcmp(asked, "poll") == 0 ? Watcher::Mode::poll
                                                               : Watcher::Mode::automatic;
  }

  std::vector<fs::path> files() const {
    std::vector<fs::path> all;
    for (const Lesson* lesson : lessons_) all.push_back(context_.course.root / lesson->exercise());
    return all;
  }

  void begin(const Lesson& first) {
    if (fs::exists(context_.course.root / first.exercise()))
      grade(first, std::nullopt, true);
    else
      say(first.exercise().string() + " is not there. ./downhill reset " + first.number +
          " puts the stub there; waiting for it.");
    if (!context_.terminal.interactive) say(waiting());
  }

  std::string waiting() const {
    const std::string what =
        lessons_.size() == 1 ? lessons_[0]->exercise().string() : "every file in exercises/";
    return "watching " + what + (watcher_.notified() ? "" : ", three times a second") + " · Ctrl-C ends";
  }

  void grade(const Lesson& lesson, std::optional<Watcher::Clock::time_point> saved, bool clear) {
    if (Interruption::came()) return;
    const report::Grading grading =
        grading_of(lesson);  // which may take a while, the first time, and says so
    announce(lesson);
    report::Report report{context_.workshop.kit_version(), judge::layers_here().in_words(), {}};
    report.lessons.push_back(
        report::grade_file(context_.workshop, lesson, context_.course.root / lesson.exercise(), grading));
    if (Interruption::came()) return;  // which also ended the compiler or the judge: that is no verdict
    const auto verdict = Watcher::Clock::now();
    show(lesson, report,
         saved ? std::optional(std::chrono::round<milliseconds>(verdict - *saved)) : std::nullopt, clear);
    remember(context_, report);
  }

  /// What a lesson is graded with is built at its first save, and not again.
  report::Grading grading_of(const Lesson& lesson) {
    const auto known = gradings_.find(lesson.name);
    return known != gradings_.end()
               ? known->second
               : gradings_.emplace(lesson.name, context_.prepare({&lesson})).first->second;
  }

  void announce(const Lesson& lesson) const {
    if (context_.terminal.interactive) say_on_this_line("grading " + lesson.name + " …");
  }

  void show(const Lesson& lesson, const report::Report& report, std::optional<milliseconds> took,
            bool clear) const {
    const Terminal terminal = this_terminal();  // it may have another size by now
    const std::string time = took ? fmt::format("{} ms from save to verdict", took->count()) : "";
    const std::string text =
        terminal.interactive
            ? (clear ? "\x1b[H\x1b[2J" : "\r\x1b[K") +
                  screen(terminal, lesson, report, took ? time + " · Ctrl-C ends" : waiting())
            : "──── " + lesson.name + "\n" + as_text(report, context_.course, {false, terminal.width}) +
                  (took ? time + "\n" : "");
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
  }

  /// The report and a last line. Where it is too long, what the sandbox was makes way first.
  std::string screen(const Terminal& terminal, const Lesson& lesson, const report::Report& report,
                     const std::string& words) const {
    report::Page footer(terminal.width, terminal.colour);
    footer.row(0, {}, words, report::Ink::dim);
    const int below = static_cast<int>(report::lines_of(footer.text()).size()) + 2;  // and the cursor's line
    const auto room = static_cast<std::size_t>(std::max(terminal_rows() - below, 0));
    report::TextStyle style{terminal.colour, terminal.width};
    std::string text = as_text(report, context_.course, style);
    style.sandbox = fits(text, room);
    if (!style.sandbox) text = without_middle(as_text(report, context_.course, style), room, lesson);
    return text + "\n" + footer.text();
  }

  static void say(const std::string& line) {
    std::puts(line.c_str());
    std::fflush(stdout);
  }
  static void say_on_this_line(const std::string& text) {
    std::printf("\r\x1b[K%s", text.c_str());
    std::fflush(stdout);
  }

  const Context& context_;
  std::vector<const Lesson*> lessons_;
  Watcher watcher_;
  std::map<std::string, report::Grading> gradings_;
};

/// Where somebody who watches all lessons most likely is.
const Lesson& likely(const Context& context) {
  const Lesson* const next = next_lesson(context, read_progress(context));
  return next != nullptr ? *next : context.course.lessons.back();
}

}  // namespace

Exit watch(const Context& context, const std::string& name) try {
  const Interruption interruption;
  const Lesson& first = name.empty() ? likely(context) : context.lesson(name);
  Watch(context, context.lessons(name.empty() ? std::vector<std::string>{} : std::vector{name})).run(first);
  if (context.terminal.interactive) std::puts("");
  return Exit::all_passed;
} catch (const std::exception&) {
  if (!Interruption::came()) throw;
  return Exit::all_passed;  // Ctrl-C ended what was being built, too
}

}  // namespace downhill::tool
