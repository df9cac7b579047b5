// SPDX-License-Identifier: MIT
// What became of each submission of the corpus in a conventional GoogleTest build: measured by
// conventional.cpp, kept in results.toml, told kind by kind in docs/attacks.md.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/corpus.hpp"

namespace downhill::tests {

/// The worst thing comes first.
enum class Fate {
  passed,       ///< exit status 0, or a report of all points, without having earned them
  gained,       ///< a report of more points than it has earned
  no_report,    ///< the run was over, and there was no report that could be read
  hung,         ///< build or run had to be stopped
  left_things,  ///< rightly graded, but files or processes stayed, or secrets were told
  lost,         ///< fewer points than it has earned: what is right was not counted
  rightly,
};

/// "no_report": as results.toml spells it.
std::string_view name_of(Fate fate);

struct Measured {
  Fate fate;
  std::string text;  ///< of which text it was: hash_of()
};

using Results = std::map<std::string, Measured>;

/// Tells whether a file has changed since it was measured.
std::string hash_of(std::string_view text);

/// @throws std::runtime_error where the file is not as write_results() writes it
Results read_results(const std::filesystem::path& file);
void write_results(const std::filesystem::path& file, const Results& results);

/// The generated part of docs/attacks.md.
std::string attacks_table(const std::vector<Kind>& kinds, const Results& results);

}  // namespace downhill::tests
