// SPDX-License-Identifier: MIT
// What the live figures are made of that a page loads.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace downhill::docs {

/// The scripts in docs/live/NAME that a page loads for a live figure, in this order: NAME_PART.js for each of
/// its parts, if it has any, by name; then NAME.js, which may use them, whether it is there or not.
std::vector<std::string> live_scripts(const std::filesystem::path& root, const std::string& name);

}  // namespace downhill::docs
