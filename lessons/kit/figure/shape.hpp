// SPDX-License-Identifier: MIT
// Points and lines in the plane: which of them can be drawn, and with how few points.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "kit/figure/number.hpp"

namespace downhill::kit::figure {

/// A place: on the sheet in units of it (x to the right, y down), or in a plot in the units of its axes.
struct Point {
  double x = 0;  ///< to the right
  double y = 0;  ///< down on the sheet, up in a plot
};
/// A line's points, in order.
using Points = std::vector<Point>;

/// An upright rectangle on the sheet.
struct Box {
  double left = 0;    ///< its least x
  double top = 0;     ///< its least y
  double right = 0;   ///< its greatest x
  double bottom = 0;  ///< its greatest y

  /// From left to right.
  double width() const { return right - left; }
  /// From top to bottom.
  double height() const { return bottom - top; }
  /// With a margin on every side.
  Box wider_by(double margin) const { return {left - margin, top - margin, right + margin, bottom + margin}; }
  /// Is it inside, or on the edge?
  bool holds(Point p) const { return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom; }
};

/// Are both its numbers finite?
inline bool is_finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

/// How far it is from a to b.
inline double distance(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

/// The point that lies the given share of the way from a to b.
inline Point between(Point a, Point b, double share) {
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

/// The part of the way from a to b that lies in the box, as two shares of it; first > second if none does.
/// (Liang and Barsky 1984.)
inline std::pair<double, double> part_inside(Point a, Point b, const Box& box) {
  double from = 0, to = 1;
  const auto cut = [&](double start, double step, double low, double high) {
    if (step == 0) {
      if (start < low || start > high) to = -1;
      return;
    }
    const double enters = ((step > 0 ? low : high) - start) / step;
    const double leaves = ((step > 0 ? high : low) - start) / step;
    from = std::max(from, enters);
    to = std::min(to, leaves);
  };
  cut(a.x, b.x - a.x, box.left, box.right);
  cut(a.y, b.y - a.y, box.top, box.bottom);
  return {from, to};
}

/// The pieces of a line that lie in the box. A point that is not finite is left out and breaks the line
/// there.
inline std::vector<Points> clipped(const Points& line, const Box& box) {
  constexpr double kFarthest = 1e9;  // keeps the differences below finite
  std::vector<Points> pieces;
  const auto limited = [&](Point p) {
    return Point{std::clamp(p.x, -kFarthest, kFarthest), std::clamp(p.y, -kFarthest, kFarthest)};
  };
  bool open = false;  // whether the last piece ends where the next segment starts
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (!is_finite(line[i - 1]) || !is_finite(line[i])) {
      open = false;
      continue;
    }
    const Point a = limited(line[i - 1]), b = limited(line[i]);
    const auto [from, to] = part_inside(a, b, box);
    if (from > to) {
      open = false;
      continue;
    }
    if (!open || from > 0) pieces.push_back({between(a, b, from)});
    pieces.back().push_back(between(a, b, to));
    open = to == 1;
  }
  return pieces;
}

/// How far a point lies from the straight line through two others.
inline double distance_from_line(Point p, Point a, Point b) {
  constexpr double kSamePlace = 1e-9;
  const double length = distance(a, b);
  if (length < kSamePlace) return distance(a, p);
  return std::fabs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length;
}

/// The points to a thousandth of a unit, so that numbers that differ by rounding alone give the same lines.
inline Points snapped(Points points) {
  constexpr double kSteps = 1000;
  for (Point& p : points) p = {rounded(p.x * kSteps) / kSteps, rounded(p.y * kSteps) / kSteps};
  return points;
}

/// The line without the points that it bends at by less than the tolerance. (Douglas and Peucker 1973.)
inline Points simplified(const Points& line, double tolerance) {
  if (line.size() < 3) return line;
  std::vector<bool> keep(line.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double farthest = tolerance;
    std::size_t corner = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double off = distance_from_line(line[i], line[first], line[last]);
      if (off > farthest) farthest = off, corner = i;
    }
    if (corner == first) continue;
    keep[corner] = true;
    open.push_back({first, corner});
    open.push_back({corner, last});
  }
  Points simple;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (keep[i]) simple.push_back(line[i]);
  return simple;
}

/// The same for a closed line, whose first point is not repeated at its end.
inline Points simplified_loop(const Points& loop, double tolerance) {
  if (loop.size() < 4) return loop;
  const auto half = loop.begin() + static_cast<std::ptrdiff_t>(loop.size() / 2);
  Points there(loop.begin(), half + 1), back(half, loop.end());
  back.push_back(loop.front());
  there = simplified(there, tolerance);
  back = simplified(back, tolerance);
  there.insert(there.end(), back.begin() + 1, back.end() - 1);
  return there;
}

}  // namespace downhill::kit::figure
