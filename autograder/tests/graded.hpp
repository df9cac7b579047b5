// SPDX-License-Identifier: MIT
// The kit as a student meets it, for tests that grade files.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "judge/layers.hpp"
#include "judge/process.hpp"
#include "report/grade.hpp"

namespace downhill::tests {

inline const std::filesystem::path kRoot = DOWNHILL_SOURCE_DIR;
inline const std::filesystem::path kSubmissions = kRoot / "autograder" / "tests" / "submissions";

/// Course, workshop and compiler, with everything built that grading needs. DOWNHILL_COMPILER=gcc chooses
/// another compiler than the quickest.
struct Kit {
  report::Course course = report::read_course(kRoot);
  judge::Workshop workshop{kRoot};
  const judge::Compiler* compiler = nullptr;
  bool reference_compiler = false;  ///< the one, behind Landlock, whose words the expected reports quote

  static const Kit& get() {
    static const Kit kit;
    return kit;
  }
  const report::Lesson& lesson(std::string_view name) const {
    const report::Lesson* const lesson = course.find(name);
    if (lesson == nullptr) throw std::runtime_error("no lesson " + std::string(name));
    return *lesson;
  }
  /// The lesson that a file belongs to, by its name.
  const report::Lesson& lesson_of(const std::filesystem::path& file) const {
    return lesson(file.stem().string());
  }

  /// A lesson that is put together with others is graded with their solutions.
  report::LessonReport grade(const std::filesystem::path& file, std::uint32_t seed = 1) const {
    const report::Lesson& lesson = lesson_of(file);
    if (lesson.parts.empty()) return report::grade_file(workshop, lesson, file, {compiler, seed});
    judge::Submission submission = report::read_submission(kRoot, lesson, kRoot / lesson.solution());
    submission.source = judge::read_source(file);
    submission.shown_as = file.string();
    return report::grade(workshop, lesson, submission, {compiler, seed});
  }
  report::LessonReport grade_text(std::string_view lesson_name, const std::string& source,
                                  const std::string& shown_as = "a file.cpp") const {
    const report::Lesson& graded = lesson(lesson_name);
    return report::grade(workshop, graded, {graded.name, source, shown_as}, {compiler, 1});
  }

 private:
  Kit() {
    const char* const wish = std::getenv("DOWNHILL_COMPILER");
    compiler = &workshop.compiler(wish != nullptr ? wish : "");
    const judge::Finished version =
        judge::run({.arguments = {compiler->compile.at(0), "--version"}, .folder = {}});
    reference_compiler = version.out.find("clang version 14.") != std::string::npos &&
                         judge::layers_here().compilers == "Landlock";
    std::vector<const report::Lesson*> lessons;
    for (const report::Lesson& each : course.lessons) lessons.push_back(&each);
    workshop.make(report::targets_for_grading(lessons, *compiler));
  }
};

inline std::string text_of(const std::filesystem::path& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

inline const report::CheckReport* check_named(const report::LessonReport& report,
                                              std::string_view part_of_name) {
  for (const report::CheckReport& check : report.checks)
    if (check.name.find(part_of_name) != std::string::npos) return &check;
  return nullptr;
}

}  // namespace downhill::tests
