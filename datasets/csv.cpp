// SPDX-License-Identifier: MIT
#include "datasets/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace downhill::datasets {
namespace {

namespace fs = std::filesystem;

/// Where a reader is.
struct Place {
  std::string file;
  std::size_t line = 0;    ///< from 1; 0 if the file as a whole is meant
  std::size_t column = 0;  ///< from 1; 0 if the line as a whole is meant
};

[[noreturn]] void refuse(const Place& place, const std::string& reason) {
  std::string where = "could not read " + place.file;
  if (place.line > 0) where += ", line " + std::to_string(place.line);
  if (place.column > 0) where += ", column " + std::to_string(place.column);
  throw BadFile(where + ": " + reason);
}

/// Text of a file as a message may show it: short, and nothing in it that a terminal obeys.
std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 40;
  std::string out(text.substr(0, kMost));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) >= 0x7f) c = '?';
  return '"' + out + (text.size() > kMost ? "…" : "") + '"';
}

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t comma; (comma = line.find(',')) != line.npos; line.remove_prefix(comma + 1))
    fields.push_back(trimmed(line.substr(0, comma)));
  fields.push_back(trimmed(line));
  return fields;
}

double number(std::string_view field, const Place& place) {
  double x = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), x);
  if (error == std::errc::result_out_of_range)
    refuse(place, shown(field) + " is too large or too small for a double");
  if (error != std::errc() || end != field.data() + field.size())
    refuse(place, shown(field) + " is no number");
  if (!std::isfinite(x)) refuse(place, shown(field) + " is not finite");
  return x;
}

/// The lines of a text that are not empty, one at a time.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }

  bool next(std::string_view& line) {
    while (!rest_.empty()) {
      const std::size_t end = rest_.find('\n');
      line = rest_.substr(0, end);
      rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
      ++number_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!trimmed(line).empty()) return true;
    }
    return false;
  }
  std::size_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

void expect_columns(const Table& table, const fs::path& file, std::span<const std::string_view> wanted) {
  const std::size_t count = table.columns.size();
  bool fit = count >= wanted.size();
  for (std::size_t i = 0; fit && i < wanted.size(); ++i)
    fit = table.columns[count - wanted.size() + i] == wanted[i];
  if (fit) return;
  std::string names;
  for (const std::string_view name : wanted) names += (names.empty() ? "" : ",") + std::string(name);
  refuse({file.string(), 1}, "the last columns should be called " + names);
}

}  // namespace

Table parse_csv(std::string_view text, const std::string& name) {
  Table table;
  Lines lines(text);
  std::string_view line;
  if (!lines.next(line)) refuse({name}, "it is empty; its first line should name the columns");
  for (const std::string_view column : split(line)) table.columns.emplace_back(column);

  std::vector<double> values;
  while (lines.next(line)) {
    Place place{name, lines.number()};
    const auto fields = split(line);
    if (fields.size() != table.columns.size())
      refuse(place, counted(fields.size(), "column") + ", expected " + std::to_string(table.columns.size()));
    for (const std::string_view field : fields) {
      ++place.column;
      values.push_back(number(field, place));
    }
    table.lines.push_back(static_cast<int>(lines.number()));
  }
  using ByRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  table.values = Eigen::Map<const ByRows>(values.data(), static_cast<Index>(table.lines.size()),
                                          static_cast<Index>(table.columns.size()));
  return table;
}

Table read_csv(const fs::path& file) { return parse_csv(bytes_of(file, kMostCsv), file.string()); }

std::string csv_text(const Table& table) {
  std::string text;
  const auto end_field = [&](std::size_t column) { text += column + 1 < table.columns.size() ? ',' : '\n'; };
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    text += table.columns[column];
    end_field(column);
  }
  for (Index row = 0; row < table.values.rows(); ++row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      char digits[32];
      const double value = table.values(row, static_cast<Index>(column));
      text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
      end_field(column);
    }
  }
  return text;
}

kit::Points read_points(const fs::path& file) {
  const Table table = read_csv(file);
  expect_columns(table, file, std::array<std::string_view, 2>{"x", "y"});
  if (table.columns.size() != 2) refuse({file.string(), 1}, "the columns should be x,y");
  return {.x = table.values.col(0), .y = table.values.col(1)};
}

kit::Samples read_samples(const fs::path& file) {
  const Table table = read_csv(file);
  expect_columns(table, file, std::array<std::string_view, 1>{"target"});
  return {.inputs = table.values.leftCols(table.values.cols() - 1), .targets = table.values.rightCols(1)};
}

kit::Labelled read_labelled(const fs::path& file) {
  constexpr double kMostLabel = 1e6;  // far from where an int ends
  const Table table = read_csv(file);
  expect_columns(table, file, std::array<std::string_view, 1>{"label"});
  kit::Labelled read{.inputs = table.values.leftCols(table.values.cols() - 1), .labels = {}};
  for (Index row = 0; row < table.values.rows(); ++row) {
    const double label = table.values(row, table.values.cols() - 1);
    if (label != std::floor(label) || label < 0 || label > kMostLabel)
      refuse({file.string(), static_cast<std::size_t>(table.lines[static_cast<std::size_t>(row)]),
              table.columns.size()},
             "a label is a whole number, 0 or more");
    read.labels.push_back(static_cast<int>(label));
  }
  return read;
}

}  // namespace downhill::datasets
