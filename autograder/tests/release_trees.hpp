// SPDX-License-Identifier: MIT
// Folders of files, for tests of ./downhill release.
#pragma once
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "tests/temporary_course.hpp"
#include "tool/release/folder.hpp"

namespace downhill::release {

inline void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

using Tree = std::map<std::string, std::string>;

/// The files below a folder with their texts.
inline Tree tree_of(const std::filesystem::path& folder) {
  Tree tree;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) tree[entry.path().lexically_relative(folder)] = read_text(entry.path());
  return tree;
}

}  // namespace downhill::release
