// SPDX-License-Identifier: MIT
// Code in a page under <!-- snippet file#tag -->: what the source says now, to the byte.
#pragma once
#include <filesystem>
#include <string>

#include "tool/docs/markdown.hpp"

namespace downhill::docs {

/// What is wrong with a block that names a snippet. Empty if nothing is, or if it names none.
/// The file is named relative to the page or to the root. A tag means the lines between two comments
/// "// [tag]"; without one the block is the whole file.
std::string fault_of_snippet(const Block& block, const std::filesystem::path& page,
                             const std::filesystem::path& root);

}  // namespace downhill::docs
