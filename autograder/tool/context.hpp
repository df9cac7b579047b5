// SPDX-License-Identifier: MIT
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "judge/workshop.hpp"
#include "report/course.hpp"
#include "report/grade.hpp"

namespace downhill::tool {

/// A command that cannot be carried out as it was given: exit status 2, with this sentence.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What stdout is.
struct Terminal {
  bool interactive = false;  ///< somebody watches: a bar instead of lines, and questions may be asked
  bool colour = false;       ///< interactive, and NO_COLOR is not set
  int width = 100;           ///< columns
};
Terminal this_terminal();

/// What every command works with.
struct Context {
  report::Course course;
  judge::Workshop workshop;
  Terminal terminal;

  /// The course at DOWNHILL_ROOT, or above the current folder. @throws std::runtime_error
  static Context open();

  /// The lessons of these names, all for none. @throws UsageError naming the one that does not exist
  std::vector<const report::Lesson*> lessons(const std::vector<std::string>& names) const;
  const report::Lesson& lesson(const std::string& name) const;

  /// Makes ready to grade, and says so on a terminal if that takes long.
  report::Grading prepare(const std::vector<const report::Lesson*>& lessons, const std::string& compiler = "",
                          std::uint32_t seed = 1) const;
};

/// Where a lesson's file is in a folder that is laid out like exercises/ or holds the files flat; "solutions"
/// means the reference.
std::filesystem::path file_in(const Context& context, const report::Lesson& lesson, const std::string& from);

/// Where the folder has more than one file of a lesson: a line for each that is not the graded one; else
/// nothing.
std::string others_in(const report::Lesson& lesson, const std::string& from,
                      const std::filesystem::path& graded);

}  // namespace downhill::tool
