// SPDX-License-Identifier: MIT
// What a page shows of a file: the block right under <!-- excerpt FILE -->, with the file's path from the
// root.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tool/docs/markdown.hpp"

namespace downhill::docs {

/// A sentence about a line of a page.
struct ExcerptFault {
  int line = 0;
  std::string sentence;
};

/// What is wrong with the excerpts of a page. The lines of each stand in its file as they are, one after the
/// other; a line "…" leaves lines out.
/// @param release of a student release, which has not all files that its pages quote
std::vector<ExcerptFault> faults_of_excerpts(const Page& page, const std::filesystem::path& root,
                                             bool release = false);

}  // namespace downhill::docs
