// SPDX-License-Identifier: MIT
// From a student's file to the report of a lesson: build, judge, add points.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "judge/build.hpp"
#include "judge/workshop.hpp"
#include "report/course.hpp"
#include "report/report.hpp"

namespace downhill::report {

struct Grading {
  const judge::Compiler* compiler = nullptr;  ///< which makes the workers
  std::uint32_t seed = 1;                     ///< of the hidden inputs
};

/// Where another lesson's file is, in the folder that holds this one: laid out like exercises/, or flat.
std::filesystem::path beside(const std::filesystem::path& file, const std::string& lesson);

/// Reads the file of a lesson, and those of the lessons that are its parts, which lie beside it.
/// @param root of the course: files in it are named as people type them from there
/// @throws std::runtime_error with the reason, if one of them cannot be taken
judge::Submission read_submission(const std::filesystem::path& root, const Lesson& lesson,
                                  const std::filesystem::path& file);

LessonReport grade(const judge::Workshop& workshop, const Lesson& lesson, const judge::Submission& submission,
                   const Grading& grading);

/// Grades a file. One that cannot be read is a build error that says why.
LessonReport grade_file(const judge::Workshop& workshop, const Lesson& lesson,
                        const std::filesystem::path& file, const Grading& grading);

/// A lesson that has no verdict, for a reason that is not its author's.
LessonReport not_graded(const judge::Workshop& workshop, const Lesson& lesson,
                        const std::filesystem::path& file, const std::string& why);

/// A lesson that could not be graded to its end in the time that there was for it, by its file's fault: no
/// check of it passed.
LessonReport out_of_time(const judge::Workshop& workshop, const Lesson& lesson,
                         const std::filesystem::path& file, std::chrono::seconds share);

/// What has to be built before lessons can be graded.
std::vector<std::string> targets_for_grading(const std::vector<const Lesson*>& lessons,
                                             const judge::Compiler& compiler);

}  // namespace downhill::report
