// SPDX-License-Identifier: MIT
// The students' folder: made anew, or brought up to date around what they have written.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tool/release/contents.hpp"

namespace downhill::release {

/// Every release has it: the kit's version, and each file that the kit wrote with a hash of its text. So an
/// update knows its own files from those of students, and takes away what the kit no longer has.
inline constexpr const char* kMarker = ".downhill-release";

struct Changes {
  bool fresh = false;  ///< there was nothing before
  bool git = false;    ///< it is a Git repository already
  std::size_t added = 0, updated = 0, removed = 0;
  std::size_t kept = 0;            ///< files of theirs that somebody has written in, which stay as they are
  std::vector<std::string> aside;  ///< files of the kit that somebody has changed, kept under these names
};

/// Writes the files to the folder. A new folder appears as a whole or not at all. In one that is there, each
/// file is replaced whole; a run that was killed is finished by the next one. Of those that
/// others make their own only those are written that are missing, or still as the kit put them there.
/// @throws tool::UsageError, before anything is changed, if the folder is no release, or not to be written in
/// @throws std::runtime_error if the system refuses
Changes write_release(const std::filesystem::path& folder, const std::vector<File>& files,
                      const std::string& kit);

/// @throws tool::UsageError if the folder lies in the project, or is a link or a file
void require_outside(const std::filesystem::path& folder, const std::filesystem::path& project);

}  // namespace downhill::release
