// SPDX-License-Identifier: MIT
#include "tool/paths_json.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace downhill::tool {
namespace {

using Json = nlohmann::ordered_json;

// Numbers that JSON does not have become null, and NaN again when they are read.
Json number(double x) {
  if (!std::isfinite(x)) return nullptr;
  char text[32];
  std::snprintf(text, sizeof text, "%.12g", x + 0.0);
  return std::strtod(text, nullptr);
}

std::string row_text(const Matrix& points, Index row) {
  Json numbers = Json::array();
  for (Index column = 0; column < points.cols(); ++column) numbers.push_back(number(points(row, column)));
  return numbers.dump();
}

Matrix points_from(const Json& rows) {
  Matrix points(static_cast<Index>(rows.size()), rows.empty() ? 0 : static_cast<Index>(rows[0].size()));
  for (Index r = 0; r < points.rows(); ++r)
    for (Index c = 0; c < points.cols(); ++c) {
      const Json& x = rows.at(static_cast<std::size_t>(r)).at(static_cast<std::size_t>(c));
      points(r, c) = x.is_null() ? std::numeric_limits<double>::quiet_NaN() : x.get<double>();
    }
  return points;
}

}  // namespace

std::string paths_as_json(const kit::Paths& paths) {
  std::string text = "{";
  for (const kit::Path& path : paths) {
    text += (text.size() > 1 ? ",\n " : "\n ") + Json(path.name).dump() + ": [";
    for (Index row = 0; row < path.points.rows(); ++row)
      text += (row > 0 ? ",\n  " : "\n  ") + row_text(path.points, row);
    text += "]";
  }
  return text + "\n}\n";
}

kit::Paths paths_from_json(const std::string& text) {
  kit::Paths paths;
  const Json json = Json::parse(text);
  for (const auto& [name, rows] : json.items()) paths.push_back({name, points_from(rows)});
  return paths;
}

kit::Paths read_paths(const std::filesystem::path& file) try {
  std::ifstream in(file);
  return paths_from_json({std::istreambuf_iterator<char>(in), {}});
} catch (const Json::exception& error) {
  throw std::runtime_error("could not read " + file.string() + ": " + error.what());
}

}  // namespace downhill::tool
