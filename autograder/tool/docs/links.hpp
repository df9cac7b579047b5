// SPDX-License-Identifier: MIT
// Where a page's links lead.
#pragma once
#include <filesystem>
#include <string>

#include "tool/docs/markdown.hpp"

namespace downhill::docs {

/// The file that a link of a page leads to, both relative to the root; empty if it leads out of the project.
std::filesystem::path target_of(const Link& link, const std::filesystem::path& page);

/// What is wrong with it: "links to …, which is not there; …". Empty if nothing is.
std::string fault_of(const Link& link, const std::filesystem::path& page, const std::filesystem::path& root);

}  // namespace downhill::docs
