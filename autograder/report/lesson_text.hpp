// SPDX-License-Identifier: MIT
#pragma once
#include "report/course.hpp"
#include "report/report.hpp"
#include "report/terminal.hpp"

namespace downhill::report {

/// ✓ pass, ✗ fail, · todo, ! anything else.
Mark mark_of(Status status);

/// "1.2 slope", or the bare id where the lesson is not known.
std::string task_words(const Lesson* lesson, const std::string& id);

/// What there is to say about one lesson: its build, every check, what to do about those that failed.
/// @param lesson may be null
void write_lesson(Page& page, const LessonReport& report, const Lesson* lesson);

}  // namespace downhill::report
