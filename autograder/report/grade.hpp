// SPDX-License-Identifier: MIT
// From a student's file to the report of a lesson: build, judge, add points.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "judge/workshop.hpp"
#include "report/course.hpp"
#include "report/report.hpp"

namespace downhill::report {

struct Grading {
  const judge::Compiler* compiler;  ///< which makes the workers
  std::uint32_t seed = 1;           ///< of the hidden inputs
};

/// Grades the text of a file; shown_as is how messages name that file.
LessonReport grade_source(const judge::Workshop& workshop, const Lesson& lesson, const std::string& source,
                          const std::string& shown_as, const Grading& grading);

/// Grades a file. One that cannot be read is a build error that says why.
LessonReport grade_file(const judge::Workshop& workshop, const Lesson& lesson,
                        const std::filesystem::path& file, const Grading& grading);

/// What has to be built before lessons can be graded.
std::vector<std::string> targets_for_grading(const std::vector<const Lesson*>& lessons,
                                             const judge::Compiler& compiler);

}  // namespace downhill::report
