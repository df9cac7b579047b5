// SPDX-License-Identifier: MIT
#pragma once
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace downhill::datasets {

/// A file that cannot be read: "could not read rows.csv, line 14, column 3: "abc" is no number".
struct BadFile : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The bytes of a file. @throws BadFile if there is no such file, or it is a folder, or larger than most
/// bytes
std::string bytes_of(const std::filesystem::path& file, std::uintmax_t most);

}  // namespace downhill::datasets
