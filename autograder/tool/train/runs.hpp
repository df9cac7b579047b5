// SPDX-License-Identifier: MIT
// What ./downhill train has learnt, and how it went: kept in a file of text, to be looked at, drawn and tried
// again.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "25_capstone/capstone.hpp"

namespace downhill::train {

/// A point of a curve: after so many epochs, so much.
struct Point {
  double epoch = 0, value = 0;
};

/// One training.
struct Run {
  capstone::Shape shape{};
  capstone::Settings settings{};
  std::vector<Point> losses{};      ///< mean loss of the batches since the point before
  std::vector<Point> accuracies{};  ///< share of the test, from 0 to 1
  Vector weights{};
};

/// "adam" and so on; the command line's word and the file's.
std::string name_of(capstone::Method method);
/// @throws std::runtime_error naming the word, if it is none
capstone::Method method_named(const std::string& name);

/// Writes the file whole or not at all. @throws std::runtime_error with the reason
void save_runs(const std::filesystem::path& file, const std::vector<Run>& runs);
/// @throws std::runtime_error with the file and the line, if it holds no runs
std::vector<Run> load_runs(const std::filesystem::path& file);

}  // namespace downhill::train
