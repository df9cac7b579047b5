// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "report/terminal.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

using report::Ink;
using report::Lesson;
using report::Task;

struct Chosen {
  const Lesson* lesson = nullptr;
  const Task* task = nullptr;
};

/// @param id of a task that is not there, as in 1.9: its lesson's are
[[noreturn]] void no_such_task(const Context& context, const std::string& id) {
  const Lesson& lesson = context.lesson(id.substr(0, id.find('.')));
  std::string all;
  for (const Task& task : lesson.tasks) all += fmt::format("\n  {:<5} {}", task.id, task.name);
  throw UsageError("there is no task " + id + ". Lesson " + lesson.number + " has:" + all);
}

Chosen next_of(const Lesson& lesson, const Progress& progress) {
  return {&lesson, next_task(lesson, progress)};
}

/// A task by its number, or a lesson's next one, or the course's.
Chosen choose(const Context& context, const std::string& name) {
  const Progress progress = read_progress(context);
  if (name.empty()) {
    const Lesson* const lesson = next_lesson(context, progress);
    return lesson == nullptr ? Chosen{} : next_of(*lesson, progress);
  }
  const std::string id = name.substr(std::min(name.find_first_not_of('0'), name.size()));
  for (const Lesson& lesson : context.course.lessons)
    if (const Task* task = lesson.task(id)) return {&lesson, task};
  if (const Lesson* lesson = context.course.find(name)) return next_of(*lesson, progress);
  no_such_task(context, id);
}

/// The section of the lesson's page that works through a task: the first to call its function with numbers;
/// else the first to name the function or the task. Empty if there is none.
std::string section_of(const Context& context, const Chosen& chosen) {
  std::ifstream page(context.course.root / "lessons" / chosen.lesson->name / "README.md");
  const std::string call = chosen.task->name + "(", name = "`" + chosen.task->name + "`",
                    id = "`" + chosen.task->id + "`";
  std::string section, named;
  bool worked = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("```")) worked = line == "```worked";
    if (line.starts_with("## ")) section = line.substr(3);
    if (worked && line.starts_with(call)) return section;
    if (named.empty() && (line.find(name) != line.npos || line.find(id) != line.npos)) named = section;
  }
  return named;
}

void write_hint(report::Page& page, const Chosen& chosen, std::size_t number) {
  const Task& task = *chosen.task;
  page.row(0, {}, "Task " + task.id + " " + task.name, Ink::bold,
           fmt::format("hint {} of {}", number, task.hints.size()));
  page.gap();
  page.prose(2, {}, task.hints[number - 1]);
  page.gap();
}

void write_where_to_look(report::Page& page, const Context& context, const Chosen& chosen, bool again) {
  const std::string section = section_of(context, chosen);
  page.prose(
      0, {},
      again ? "That is the last hint, once more. There is also:" : "That was the last hint. There is also:",
      Ink::dim);
  page.labelled(2, "page      lessons/" + chosen.lesson->name + "/README.md" +
                       (section.empty() ? "" : ", “" + section + "”"));
  page.labelled(2, "contract  " + chosen.lesson->contract().string());
  page.labelled(
      2, "try       ./downhill try " + chosen.lesson->number + ": your function with numbers of your own");
}

}  // namespace

Exit hint(const Context& context, const std::string& name) {
  const Chosen chosen = choose(context, name);
  report::Page page(std::min(context.terminal.width, 100), context.terminal.colour);
  if (chosen.task == nullptr) {
    page.prose(0, {},
               "Nothing is left to do here, so there is nothing to hint at. For a hint all the same, name "
               "the task: ./downhill hint 1.2");
  } else {
    const std::size_t count = chosen.task->hints.size();
    const auto shown =
        static_cast<std::size_t>(count_hint(context, chosen.task->id, static_cast<int>(count)));
    write_hint(page, chosen, std::min(shown + 1, count));
    if (shown + 1 < count) {
      page.prose(0, {}, "Still stuck: ./downhill hint " + chosen.task->id, Ink::dim);
    } else {
      write_where_to_look(page, context, chosen, shown == count);
    }
  }
  std::fputs(page.text().c_str(), stdout);
  return Exit::all_passed;
}

}  // namespace downhill::tool
