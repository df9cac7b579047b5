// SPDX-License-Identifier: MIT
// Contour lines of a surface by marching squares, as closed loops that can be filled.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "kit/figure/shape.hpp"

namespace downhill::kit::figure {

/// The heights of a surface on a grid that reaches one cell beyond a box. Around that stands an infinitely
/// high rim, so that every contour closes, out of sight.
class HeightMap {
 public:
  /// @param height of a place on the sheet; what is not a number counts as infinitely high
  HeightMap(const std::function<double(Point)>& height, const Box& box, int columns, int rows)
      : box_(box), columns_(columns), rows_(rows) {
    for (int row = 0; row < height_count(); ++row)
      for (int column = 0; column < width_count(); ++column)
        heights_.push_back(on_rim(column, row) ? kInfinity : tamed(height(place(column, row))));
  }

  /// The borders of {height ≤ level}, each with that region to the same side and without repeating its first
  /// point at its end.
  std::vector<Points> loops(double level) const {
    std::map<int, int> next = links(level);
    std::vector<Points> loops;
    while (!next.empty()) {
      Points loop;
      for (auto at = next.begin(); at != next.end();) {
        loop.push_back(crossing(at->first, level));
        const int onwards = at->second;
        next.erase(at);
        at = next.find(onwards);
      }
      loops.push_back(loop);
    }
    return loops;
  }

 private:
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  // columns + 1 points across the box, one more on each side of it, and on each side the rim.
  int width_count() const { return columns_ + 5; }
  int height_count() const { return rows_ + 5; }
  bool on_rim(int column, int row) const {
    return column == 0 || row == 0 || column == width_count() - 1 || row == height_count() - 1;
  }
  static double tamed(double height) {
    constexpr double kDeepest = -1e300;
    return std::isnan(height) ? kInfinity : std::max(height, kDeepest);
  }
  Point place(int column, int row) const {
    return {box_.left + (column - 2) * box_.width() / columns_, box_.top + (row - 2) * box_.height() / rows_};
  }
  double height(int vertex) const { return heights_[static_cast<std::size_t>(vertex)]; }
  Point place_of(int vertex) const { return place(vertex % width_count(), vertex / width_count()); }

  // An edge of the grid is known by its first vertex, doubled, plus one if it runs down rather than right.
  int edge(int a, int b) const { return 2 * std::min(a, b) + (std::abs(a - b) == 1 ? 0 : 1); }

  // Where the level crosses an edge, counted from its lower end: its higher end may be infinite.
  Point crossing(int edge, double level) const {
    int low = edge / 2, high = low + (edge % 2 == 0 ? 1 : width_count());
    if (height(low) > height(high)) std::swap(low, high);
    return between(place_of(low), place_of(high), (level - height(low)) / (height(high) - height(low)));
  }

  // From each crossed edge to the next along the contour. Around a cell, a contour comes in through the side
  // where its corners go from inside to outside and leaves through the nearest side, backwards, where they
  // return.
  std::map<int, int> links(double level) const {
    std::map<int, int> next;
    for (int row = 0; row + 1 < height_count(); ++row)
      for (int column = 0; column + 1 < width_count(); ++column) {
        const int first = row * width_count() + column, below = first + width_count();
        const std::array<int, 4> corners{first, first + 1, below + 1, below};
        const auto corner = [&](int i) { return corners[static_cast<std::size_t>(i % 4)]; };
        const auto inside = [&](int i) { return height(corner(i)) <= level; };
        for (int side = 0; side < 4; ++side) {
          if (!inside(side) || inside(side + 1)) continue;
          int back = side + 3;
          while (inside(back) || !inside(back + 1)) back += 3;
          next[edge(corner(side), corner(side + 1))] = edge(corner(back), corner(back + 1));
        }
      }
    return next;
  }

  Box box_;
  int columns_, rows_;
  std::vector<double> heights_;
};

}  // namespace downhill::kit::figure
