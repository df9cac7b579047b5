// SPDX-License-Identifier: MIT
// What a student release is made of.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "report/course.hpp"

namespace downhill::release {

struct File {
  std::string path;  ///< in the release: "lessons/01_one_weight/README.md"
  std::string text;
  bool program = false;  ///< may be executed

  /// Is it one that others make their own: an exercise, or the set-up of a CI system?
  bool is_theirs() const;
};

/// @throws std::runtime_error if it cannot be read
std::string text_of(const std::filesystem::path& file);

/// The files that the list at `list` names (see contents.txt for its form), read from the course, by path.
/// @throws std::runtime_error naming the line that finds nothing or says nothing sensible
std::vector<File> contents_of(const report::Course& course, const std::filesystem::path& list);

}  // namespace downhill::release
