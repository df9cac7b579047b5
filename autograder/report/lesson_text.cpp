// SPDX-License-Identifier: MIT
#include "report/lesson_text.hpp"

#include <algorithm>
#include <set>

#include "report/escape.hpp"
#include "report/wording.hpp"

namespace downhill::report {
namespace {

constexpr std::size_t kMostBytes = 2'000, kMostLines = 30, kMostPrinted = 8;  // of one text
constexpr int kChecks = 2, kDetails = 6;                                      // indents

std::string count_of(std::size_t n, const std::string& thing) {
  return std::to_string(n) + " " + thing + (n == 1 ? "" : "s");
}

/// "0/2"; no number without a verdict.
std::string short_points(Status status, int points, int max_points) {
  return status == Status::infra_error ? "not graded"
                                       : std::to_string(points) + "/" + std::to_string(max_points);
}

Ink ink_of(std::string_view line) {
  if (line.starts_with("got ")) return Ink::red;
  return line.starts_with("want ") ? Ink::green : Ink::plain;
}

bool same_trouble(const CheckReport& a, const CheckReport& b) {
  return a.status == b.status && a.task == b.task && a.message == b.message && a.slip == b.slip &&
         a.output == b.output;
}

class LessonText {
 public:
  LessonText(Page& page, const LessonReport& report, const Lesson* lesson)
      : page_(page), report_(report), lesson_(lesson) {}

  void write() {
    const std::string points = points_of(report_.status, report_.points, report_.max_points);
    page_.heading(escaped_line(heading_of(report_), kLongLine),
                  points + (report_.status == Status::infra_error ? "" : " points"));
    page_.prose(0, {}, escaped_line(report_.file, kLongLine), Ink::dim);
    page_.gap();
    write_build();
    const auto& checks = report_.checks;
    for (std::size_t i = 0; i < checks.size();) i = folds(checks[i]) ? write_todos(i) : write_check(i);
    page_.gap();
  }

 private:
  void write_build() {
    const BuildReport& build = report_.build;
    if (build.status == Status::pass && build.log.empty()) return;
    const std::string file = report_.file.substr(report_.file.rfind('/') + 1);
    page_.row(kChecks, {"!", Ink::yellow},
              escaped_line(file, kLongLine) + " " + std::string(build_words(build.status)), Ink::bold);
    write_build_log(build.log);
    page_.gap();
  }

  void write_build_log(const std::string& log) {
    const std::string text = escaped(log, kMostBytes);
    const auto lines = lines_of(text);
    const std::size_t shown = std::min(lines.size(), kMostLines);
    for (std::size_t i = 0; i < shown;) {
      const std::size_t end = std::min(end_of_excerpt(lines, i), shown);
      if (end > i + 1)
        page_.excerpt(kDetails,
                      {lines.begin() + static_cast<long>(i), lines.begin() + static_cast<long>(end)});
      else
        page_.prose(kDetails, {}, lines[i].empty() ? " " : lines[i]);
      i = end;
    }
    write_more(lines.size(), shown, lines_of(log).size());
  }

  /// Behind a line of source, the one that points into it and what the compiler would write there instead.
  static std::size_t end_of_excerpt(const std::vector<std::string_view>& lines, std::size_t i) {
    if (i + 1 >= lines.size() || !only_points(lines[i + 1])) return i + 1;
    const bool instead = i + 2 < lines.size() && lines[i + 2].starts_with(' ');
    return i + (instead ? 3 : 2);
  }

  /// A task that waits needs no lines of its own, unless it says more than that: another task, or another
  /// function of this one.
  bool folds(const CheckReport& check) const {
    const bool says_more = !check.message.empty() &&
                           check.message.find(task_words(lesson_, check.task) + " ") == std::string::npos;
    return check.status == Status::todo && check.output.empty() && !says_more;
  }

  /// One line for consecutive checks of a task that is not written yet. Returns where the next checks are.
  std::size_t write_todos(std::size_t from) {
    const auto& checks = report_.checks;
    std::size_t to = from;
    int max_points = 0;
    for (; to < checks.size() && folds(checks[to]) && checks[to].task == checks[from].task; ++to)
      max_points += checks[to].max_points;
    page_.row(kChecks, mark_of(Status::todo),
              "Task " + task_words(lesson_, checks[from].task) + " is not written yet (" +
                  count_of(to - from, "check") + ")",
              Ink::dim, short_points(Status::todo, 0, max_points));
    return to;
  }

  std::size_t write_check(std::size_t i) {
    const CheckReport& check = report_.checks[i];
    const bool passed = check.status == Status::pass, plain = passed || check.status == Status::fail;
    const bool as_above = i > 0 && !plain && same_trouble(report_.checks[i - 1], check);
    std::string title = escaped_line(fact_of(check.name), kLongLine);
    if (!plain) title += ": " + std::string(plain_words(check.status)) + (as_above ? ", as above" : "");
    if (!passed && !as_above) page_.gap();
    page_.row(kChecks, mark_of(check.status), title, passed ? Ink::plain : Ink::bold,
              short_points(check.status, check.points, check.max_points));
    if (as_above) return i + 1;
    if (!passed) write_trouble(check);
    if (!check.output.empty()) write_output(check.output);
    if (!passed) page_.gap();
    return i + 1;
  }

  void write_trouble(const CheckReport& check) {
    write_message(check.message);
    if (!check.slip_sentence.empty()) write_slip(check);
    if (check.status == Status::infra_error) return;
    if (!check.task.empty() && tasks_.insert(check.task).second)
      page_.labelled(kDetails,
                     "read    lessons/" + report_.lesson + "/README.md, task " + check.task +
                         " · ./downhill hint " + check.task,
                     Ink::dim);
    page_.labelled(kDetails, "check   " + escaped_line(check.name, kLongLine), Ink::dim);
  }

  void write_message(const std::string& message) {
    const std::string text = escaped(message, kMostBytes);
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i)
      page_.labelled(kDetails, lines[i], ink_of(lines[i]));
    write_more(lines.size(), std::min(lines.size(), kMostLines), lines_of(message).size());
  }

  /// The same sentence twice is a wall: the second time it is only named.
  void write_slip(const CheckReport& check) {
    const bool known = !slips_.insert(check.slip).second;
    page_.gap();
    page_.prose(kDetails, {"▌ ", Ink::yellow},
                known ? "The same slip as above." : escaped(check.slip_sentence, kMostBytes), Ink::bold);
    page_.gap();
  }

  void write_output(const std::string& output) {
    page_.labelled(kDetails, "your code printed", Ink::dim);
    const std::string text = escaped(output, kMostBytes);
    const auto lines = lines_of(text);
    const std::size_t shown = std::min(lines.size(), kMostPrinted);
    for (std::size_t i = 0; i < shown; ++i)
      page_.prose(kDetails, {"│ ", Ink::dim}, lines[i].empty() ? " " : lines[i]);
    write_more(lines.size(), shown, lines_of(output).size());
  }

  /// Of a text whose end was left out, nobody knows how many there were.
  void write_more(std::size_t lines, std::size_t shown, std::size_t at_first) {
    if (lines == shown) return;
    const std::string how_many = lines < at_first ? "" : count_of(lines - shown, "line") + " ";
    page_.labelled(kDetails, "… and " + how_many + "more", Ink::dim);
  }

  Page& page_;
  const LessonReport& report_;
  const Lesson* lesson_;
  std::set<std::string> slips_, tasks_;  // that were spoken of
};

}  // namespace

Mark mark_of(Status status) {
  switch (status) {
    case Status::pass:
      return {"✓", Ink::green};
    case Status::fail:
      return {"✗", Ink::red};
    case Status::todo:
      return {"·", Ink::dim};
    default:
      return {"!", Ink::yellow};
  }
}

std::string task_words(const Lesson* lesson, const std::string& id) {
  const Task* task = lesson == nullptr ? nullptr : lesson->task(id);
  return task == nullptr ? id : id + " " + task->name;
}

void write_lesson(Page& page, const LessonReport& report, const Lesson* lesson) {
  LessonText(page, report, lesson).write();
}

}  // namespace downhill::report
