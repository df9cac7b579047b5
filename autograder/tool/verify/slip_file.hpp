// SPDX-License-Identifier: MIT
// slips.toml: wrong solutions, each written as a change to the reference.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::verify {

struct Edit {
  std::string replace, with;
};

/// One [[slip]].
struct SlipRow {
  std::string name;
  std::vector<Edit> edits;
  std::string says;
  std::string caught_by;  ///< name of a check
  int line = 0;           ///< of the file, for messages
};

/// A file that cannot be read, or a slip that cannot be made; the text names file and line.
struct BadSlip : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// @throws BadSlip
std::vector<SlipRow> read_slips(const std::filesystem::path& slips_toml);

/// The reference with a slip made in it. Each text to be replaced stands in the reference exactly once, and
/// no two of them overlap.
/// @throws BadSlip without file and line
std::string with_slip(std::string_view reference, const SlipRow& slip);

/// The function of the reference that the slip's first edit lies in: "slope", "Momentum::step"; empty outside
/// of all.
std::string function_of(std::string_view reference, const SlipRow& slip);

}  // namespace downhill::verify
