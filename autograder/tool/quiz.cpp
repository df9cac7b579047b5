// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>

#include "report/lesson_text.hpp"
#include "report/terminal.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

using report::Choice;
using report::Ink;
using report::Lesson;
using report::Page;
using report::Question;

char letter_of(std::size_t choice) { return static_cast<char>('a' + choice); }
std::size_t right_choice(const Question& question) {
  return static_cast<std::size_t>(std::ranges::find(question.choices, true, &Choice::right) -
                                  question.choices.begin());
}

/// The last lesson that has passed, since a quiz looks back; without one, the first.
const Lesson& default_lesson(const Context& context) {
  const Progress progress = read_progress(context);
  const Lesson* last = &context.course.lessons.front();
  for (const Lesson& lesson : context.course.lessons)
    if (has_passed(lesson, progress)) last = &lesson;
  return *last;
}

class Quiz {
 public:
  Quiz(const Lesson& lesson, const Terminal& terminal) : lesson_(lesson), terminal_(terminal) {}

  void play() const {
    show([&](Page& page) { write_title(page); });
    std::size_t right = 0;
    const std::size_t count = lesson_.quiz.size();
    for (std::size_t i = 0; i < count; ++i) {
      show([&](Page& page) { write_question(page, i); });
      const std::optional<std::size_t> answer = read_answer(lesson_.quiz[i].choices.size());
      if (!answer) {
        std::puts("\nUntil next time.");
        return;
      }
      right += lesson_.quiz[i].choices[*answer].right ? 1 : 0;
      show([&](Page& page) { write_explanation(page, lesson_.quiz[i], *answer); });
    }
    fmt::print("{} of {} right. Nobody is told.\n", right, count);
  }

  /// For a file or a pipe: the questions, a line, the key.
  void print() const {
    Page page(width(), terminal_.colour);
    write_title(page);
    for (std::size_t i = 0; i < lesson_.quiz.size(); ++i) write_question(page, i);
    page.prose(0, {}, std::string(40, '-'));
    page.gap();
    for (std::size_t i = 0; i < lesson_.quiz.size(); ++i) write_key(page, i);
    std::fputs(page.text().c_str(), stdout);
  }

 private:
  int width() const { return std::min(terminal_.width, 100); }

  template <class Write>
  void show(const Write& write) const {
    Page page(width(), terminal_.colour);
    write(page);
    std::fputs(page.text().c_str(), stdout);
    std::fflush(stdout);
  }

  void write_title(Page& page) const {
    page.row(0, {}, lesson_.number + " " + lesson_.title, Ink::bold, "quiz, ungraded");
    page.gap();
  }

  void write_question(Page& page, std::size_t i) const {
    const Question& question = lesson_.quiz[i];
    page.row(0, {fmt::format("{}.", i + 1), Ink::bold}, question.question, Ink::bold);
    for (std::size_t c = 0; c < question.choices.size(); ++c)
      page.row(3, {fmt::format("{})", letter_of(c)), Ink::cyan}, question.choices[c].text, Ink::plain);
    page.gap();
  }

  static void write_choice(Page& page, const Question& question, std::size_t c) {
    const Choice& choice = question.choices[c];
    page.row(3, report::mark_of(choice.right ? report::Status::pass : report::Status::fail),
             fmt::format("{}) {}", letter_of(c), choice.text), Ink::bold);
    page.prose(8, {}, choice.why);
  }

  static void write_explanation(Page& page, const Question& question, std::size_t answer) {
    const std::size_t right = right_choice(question);
    write_choice(page, question, answer);
    if (answer != right) write_choice(page, question, right);
    page.gap();
  }

  void write_key(Page& page, std::size_t i) const {
    const Question& question = lesson_.quiz[i];
    page.row(0, {fmt::format("{}.", i + 1), Ink::bold}, question.question, Ink::plain);
    for (std::size_t c = 0; c < question.choices.size(); ++c) write_choice(page, question, c);
    page.gap();
  }

  /// Nothing at the end of the input, or for q.
  static std::optional<std::size_t> read_answer(std::size_t choices) {
    const char last = letter_of(choices - 1);
    for (std::string line;;) {
      fmt::print("   a to {}, or q to leave: ", last);
      std::fflush(stdout);
      if (!std::getline(std::cin, line)) return std::nullopt;
      const auto at = line.find_first_not_of(" \t(");
      const char c = at == line.npos ? ' ' : static_cast<char>(line[at] | 0x20);  // in lower case
      if (c == 'q') return std::nullopt;
      if (c >= 'a' && c <= last) return static_cast<std::size_t>(c - 'a');
    }
  }

  const Lesson& lesson_;
  const Terminal& terminal_;
};

}  // namespace

Exit quiz(const Context& context, const std::string& name) {
  const Lesson& lesson = name.empty() ? default_lesson(context) : context.lesson(name);
  const Quiz quiz(lesson, context.terminal);
  if (context.terminal.interactive && isatty(STDIN_FILENO) != 0)
    quiz.play();
  else
    quiz.print();
  return Exit::all_passed;
}

}  // namespace downhill::tool
