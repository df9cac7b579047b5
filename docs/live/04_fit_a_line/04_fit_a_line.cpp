// SPDX-License-Identifier: MIT
// A line through points, found by descent: the line over the points, and its way over the contours of the
// cost.
#include "docs/live/contours.hpp"
#include "docs/live/live.hpp"
#include "kit/data.hpp"
#include "solutions/04_fit_a_line/fit_a_line.cpp"

namespace downhill::fit_a_line {
namespace {

using live::Numbers;

/// The x of the course's points, then their y: on a line, or on none.
Numbers points(int noisy) {
  const kit::Points four = noisy != 0 ? kit::line4n() : kit::line4();
  Numbers numbers(four.x.begin(), four.x.end());
  numbers.insert(numbers.end(), four.y.begin(), four.y.end());
  return numbers;
}

/// Triples (m, b, cost): the start and where each step leads.
Numbers way(const Vector& x, const Vector& y, double m, double b, double learning_rate, int steps) {
  Line line{m, b};
  Numbers triples{m, b, cost(line, x, y)};
  for (int step = 0; step < steps; ++step) {
    line = fit_by_descent(x, y, line, learning_rate, 1);
    triples.insert(triples.end(), {line.m, line.b, cost(line, x, y)});
  }
  return triples;
}

/// (m, b, cost) of the best line, by formula; nothing where the formula refuses.
Numbers exact(const Vector& x, const Vector& y) {
  if (!(x.minCoeff() < x.maxCoeff())) return {};
  const Line best = fit_exactly(x, y);
  return {best.m, best.b, cost(best, x, y)};
}

/// The contours of the cost over (m, b), closer together near the bottom.
Numbers bands(const Vector& x, const Vector& y, const Vector& low, const Vector& high) {
  constexpr int kLevels = 9, kCells = 48;
  const auto height = [&](double m, double b) { return cost({m, b}, x, y); };
  const double top = std::max(
      {height(low(0), low(1)), height(low(0), high(1)), height(high(0), low(1)), height(high(0), high(1))});
  const Numbers best = exact(x, y);
  const double bottom = best.empty() ? 0 : best[2];
  const Vector steps = Vector::LinSpaced(kLevels, 1.0 / kLevels, 1);
  const Vector levels = bottom + (top - bottom) * steps.array().square() * steps.array();
  return live::contours(height, low, high, levels, kCells, kCells);
}

}  // namespace

DOWNHILL_LIVE(points)
DOWNHILL_LIVE(way)
DOWNHILL_LIVE(exact)
DOWNHILL_LIVE(bands)

}  // namespace downhill::fit_a_line
