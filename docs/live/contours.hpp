// SPDX-License-Identifier: MIT
// The contours of a surface as numbers that the page draws: Plot.bands() in live.js.
#pragma once
#include <functional>

#include "docs/live/live.hpp"
#include "kit/figure/contour.hpp"

namespace downhill::live {

/// For each level the borders of {height ≤ level}: how many levels, then for each how many loops, for each
/// loop how many points, and their x and y.
/// @param low, high two opposite corners of the region
inline Numbers contours(const std::function<double(double, double)>& height, const Vector& low,
                        const Vector& high, const Vector& levels, int columns, int rows) {
  using namespace kit::figure;
  const HeightMap map([&](Point at) { return height(at.x, at.y); }, Box{low(0), low(1), high(0), high(1)},
                      columns, rows);
  Numbers numbers{static_cast<double>(levels.size())};
  for (const double level : levels) {
    const std::vector<Points> loops = map.loops(level);
    numbers.push_back(static_cast<double>(loops.size()));
    for (const Points& loop : loops) {
      numbers.push_back(static_cast<double>(loop.size()));
      for (const Point& point : loop) numbers.insert(numbers.end(), {point.x, point.y});
    }
  }
  return numbers;
}

}  // namespace downhill::live
