// SPDX-License-Identifier: MIT
// Tables of numbers as CSV: a line of column names, then a line a row. Errors say where: file, line, column.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "datasets/file.hpp"
#include "kit/data.hpp"
#include "kit/types.hpp"

namespace downhill::datasets {

struct Table {
  std::vector<std::string> columns;  ///< their names
  Matrix values;                     ///< a row for each line, all of them finite
  std::vector<int> lines = {};       ///< the line of the file that each row came from, counted from 1
};

/// The largest CSV file that is read.
inline constexpr std::uintmax_t kMostCsv = std::uintmax_t{256} << 20;

/// A byte-order mark at the start, CRLF line ends, empty lines and spaces around numbers are all right.
/// Quotation marks are not: these are numbers.
/// @param name how errors call the text
/// @throws BadFile if a line has more or fewer columns than the first, or something is no finite number
Table parse_csv(std::string_view text, const std::string& name);
/// @throws BadFile the same, and if there is no such file, or it is a folder or too large
Table read_csv(const std::filesystem::path& file);

/// The shortest digits that read back as the same numbers; line ends are LF.
std::string csv_text(const Table& table);

// The loaders: what kit/data.hpp has, from files. All throw BadFile.

kit::Points read_points(const std::filesystem::path& file);      ///< columns x, y
kit::Samples read_samples(const std::filesystem::path& file);    ///< any inputs, then a column target
kit::Labelled read_labelled(const std::filesystem::path& file);  ///< any inputs, then a column label

}  // namespace downhill::datasets
