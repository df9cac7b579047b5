// SPDX-License-Identifier: MIT
#pragma once
#include <filesystem>
#include <string>

#include "kit/paths.hpp"

namespace downhill::tool {

/// A lesson's paths.json: for each path its name and its points, one row a line, twelve digits a number.
std::string paths_as_json(const kit::Paths& paths);

/// @throws std::runtime_error with the file's name, if it is none
kit::Paths read_paths(const std::filesystem::path& file);
kit::Paths paths_from_json(const std::string& text);

}  // namespace downhill::tool
