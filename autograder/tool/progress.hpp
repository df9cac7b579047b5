// SPDX-License-Identifier: MIT
// What a student has reached, in .downhill/progress.json: written whole or not at all, so that a kill at any
// moment loses nothing.
#pragma once
#include <map>
#include <string>

#include "report/report.hpp"
#include "tool/context.hpp"

namespace downhill::tool {

struct LessonProgress {
  std::string status;  ///< as in the report: "pass", "fail", …
  int points = 0, max_points = 0;
  std::map<std::string, std::string> checks;  ///< status of each, by name; of the last run that had any
};

struct Progress {
  std::map<std::string, LessonProgress> lessons;  ///< by name: "01_one_weight"
  std::map<std::string, int> hints;               ///< how many have been shown, by task: "1.2"
};

/// Nothing yet, if there is no file. One that makes no sense is kept aside as progress.json.broken-1, with a
/// word on stderr.
Progress read_progress(const Context& context);

// What changes the file takes turns with other processes, and is on the disk before it returns. Where that
// cannot be, it says so on stderr, once, and goes on: a grade does not wait for its notes.

/// Takes the lessons of a report into the file. One that was not graded, by the kit's own fault, stays as it
/// was.
void remember(const Context& context, const report::Report& report);
/// Forgets a lesson's points; its hints stay counted.
void forget(const Context& context, const report::Lesson& lesson);
/// Counts one more hint of a task as shown, but not beyond `most`; returns how many were shown before.
int count_hint(const Context& context, const std::string& task, int most);

/// The first lesson, in order, that has not passed; null if all have.
const report::Lesson* next_lesson(const Context& context, const Progress& progress);
bool has_passed(const report::Lesson& lesson, const Progress& progress);
/// The first task of a lesson that has a check which has not passed; null if there is none.
const report::Task* next_task(const report::Lesson& lesson, const Progress& progress);

}  // namespace downhill::tool
