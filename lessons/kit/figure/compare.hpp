// SPDX-License-Identifier: MIT
// The student's numbers over the expected ones. What the student's code gives may be anything: a path that is
// missing, of another shape, endless, not a number. Whatever cannot be drawn is left out.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "kit/figure/plot.hpp"
#include "kit/paths.hpp"

namespace downhill::kit::figure {

/// Two columns of a path as points, at most so many; none where there is no such path or column.
inline Points points_in(const Paths& paths, const std::string& name, Index x, Index y) {
  constexpr Index kMost = 500;
  Points points;
  for (const Path& path : paths) {
    if (path.name != name || path.points.cols() <= std::max(x, y)) continue;
    for (Index row = 0; row < std::min(path.points.rows(), kMost); ++row)
      points.push_back({path.points(row, x), path.points(row, y)});
    break;
  }
  return points;
}

/// One number of a path; not a number where there is none.
inline double number_in(const Paths& paths, const std::string& name, Index row, Index column) {
  for (const Path& path : paths)
    if (path.name == name && row < path.points.rows() && column < path.points.cols())
      return path.points(row, column);
  return std::numeric_limits<double>::quiet_NaN();
}

/// A line as it should be, and as the student's code has it.
struct Compared {
  Points expected;        ///< as it should be
  Points mine;            ///< as the student's code has it
  bool has_mine = false;  ///< is there such code?
};

/// Two columns of a path, for both.
inline Compared compare(const Paths& expected, const Paths* mine, const std::string& name, Index x, Index y) {
  return {points_in(expected, name, x, y), mine ? points_in(*mine, name, x, y) : Points{}, mine != nullptr};
}

/// Whether each expected path is there in mine, of the same shape, with the same numbers up to rounding.
inline bool agree(const Paths& expected, const Paths& mine) {
  constexpr double kRounding = 1e-9;
  const auto same = [](double a, double b) { return std::fabs(a - b) <= kRounding * (1 + std::fabs(a)); };
  for (const Path& path : expected) {
    const auto twin =
        std::find_if(mine.begin(), mine.end(), [&](const Path& other) { return other.name == path.name; });
    if (twin == mine.end() || twin->points.rows() != path.points.rows()) return false;
    if (twin->points.cols() != path.points.cols()) return false;
    for (Index i = 0; i < path.points.size(); ++i)
      if (!same(path.points.data()[i], twin->points.data()[i])) return false;
  }
  return true;
}

/// The student's paths if they differ from the expected ones; null if there is nothing to tell apart.
inline const Paths* differing(const Paths& expected, const Paths* mine) {
  return mine == nullptr || agree(expected, *mine) ? nullptr : mine;
}

/// The subtitle: the usual one, or a word on whose lines these are.
inline std::string subtitle(const std::string& usual, const Paths& expected, const Paths* mine) {
  if (mine == nullptr) return usual;
  return differing(expected, mine) == nullptr ? "Drawn by your code, which does what is expected."
                                              : "Solid: your code. Dashed: what is expected.";
}

/// Draws a curve: the expected one, or the student's over dashes for it.
inline void draw_curve(Plot& plot, const Compared& both, const Line& line) {
  const Line dashes{.colour = line.colour, .weight = Weight::thin, .dashed = true};
  plot.curve(both.expected, both.has_mine ? dashes : line);
  if (both.has_mine) plot.curve(both.mine, line);
}

/// Draws the way of a descent: the expected one, or the student's over dashes for it.
inline void draw_trail(Plot& plot, const Compared& both, Colour colour) {
  if (both.has_mine) plot.curve(both.expected, {.colour = colour, .weight = Weight::thin, .dashed = true});
  plot.trail(both.has_mine ? both.mine : both.expected, colour);
}

/// Writes "yours" and "expected" where, of all these lines, two in sight are farthest apart. Writes nothing
/// if they look the same.
inline void tell_apart(Plot& plot, const std::vector<Compared>& lines) {
  constexpr double kVisible = 10, kAside = 9, kUp = 8;
  double farthest = kVisible;
  Point yours, expected;
  for (const Compared& both : lines)
    for (std::size_t i = 0; i < std::min(both.mine.size(), both.expected.size()); ++i) {
      if (!plot.shows(both.mine[i]) || !plot.shows(both.expected[i])) continue;
      const double apart = distance(plot.place(both.mine[i]), plot.place(both.expected[i]));
      if (apart > farthest) farthest = apart, yours = both.mine[i], expected = both.expected[i];
    }
  if (farthest == kVisible) return;
  const auto beside = [&](Point p, Colour colour) {
    const bool at_the_right = plot.place(p).x > (plot.frame().left + plot.frame().right) / 2;
    return Label{.right = at_the_right ? -kAside : kAside,
                 .down = -kUp,
                 .colour = colour,
                 .anchor = at_the_right ? Anchor::end : Anchor::start,
                 .bold = true};
  };
  plot.label(yours, "yours", beside(yours, Colour::ink));
  plot.label(expected, "expected", beside(expected, Colour::grey));
}

}  // namespace downhill::kit::figure
