// SPDX-License-Identifier: MIT
// Doxygen, which reads the headers.
#pragma once
#include <filesystem>
#include <vector>

#include "tool/docs/faults.hpp"

namespace downhill::docs {

/// What the root is called in the XML: "root/lessons/kit/types.hpp".
inline constexpr const char* kRootInXml = "root";

/// Runs it with docs/site/Doxyfile over these headers; what it warns of is a fault. Returns the folder with
/// the XML that it wrote.
/// @param work a folder of its own, emptied first
/// @throws std::runtime_error if there is no Doxygen, or if it fails
std::filesystem::path run_doxygen(const std::filesystem::path& root,
                                  const std::vector<std::filesystem::path>& headers,
                                  const std::filesystem::path& work, Faults& faults);

}  // namespace downhill::docs
