// SPDX-License-Identifier: MIT
// What a lesson's figure shows, as plain numbers: computed by the lesson's functions, drawn by someone else.
#pragma once
#include <string>
#include <vector>

#include "kit/types.hpp"

namespace downhill::kit {

/// One line or cloud of a figure.
struct Path {
  std::string name;  ///< by which the drawing finds it: "rate 0.01"
  Matrix points;     ///< a row for each point; the columns are the drawing's business
};

/// All that a figure shows.
using Paths = std::vector<Path>;

/// The path of a name. @throws std::invalid_argument if there is none
inline const Matrix& points_of(const Paths& paths, const std::string& name) {
  for (const Path& path : paths)
    if (path.name == name) return path.points;
  throw std::invalid_argument("points_of: no path is named " + name);
}

}  // namespace downhill::kit
