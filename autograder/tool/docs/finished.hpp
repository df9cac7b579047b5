// SPDX-License-Identifier: MIT
// The finished site, read again: does every link lead somewhere, and what can be searched for?
#pragma once
#include <filesystem>

#include "tool/docs/faults.hpp"
#include "tool/docs/outline.hpp"

namespace downhill::docs {

/// Every link and anchor within the site leads somewhere, nothing is loaded from outside, no id stands twice,
/// headings go down by one; and writes search_data.js, the words of every section.
void check_finished(const std::filesystem::path& site, const Outline& outline, Faults& faults);

}  // namespace downhill::docs
