// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "fit_a_line.hpp"
#include "kit/data.hpp"

namespace downhill::fit_a_line {
namespace {

// Rows (step, m, b, cost) of a descent from (0, 0), each of them asked for anew.
kit::Path descent(double learning_rate, const std::string& rate, const std::vector<int>& after) {
  const kit::Points four = kit::line4();
  Matrix points(static_cast<Index>(after.size()), 4);
  for (Index row = 0; const int steps : after) {
    const Line line = fit_by_descent(four.x, four.y, {}, learning_rate, steps);
    points.row(row++) << steps, line.m, line.b, cost(line, four.x, four.y);
  }
  return {"rate " + rate, points};
}

std::vector<int> up_to(int most) {
  std::vector<int> all(static_cast<std::size_t>(most) + 1);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

}  // namespace

/// Of the four points on 2x + 1. "lines": rows (steps, m, b, cost) of a few early ones at rate 0.01. "rate
/// 0.01" and so on: the same for every step. "exact": one row (m, b).
kit::Paths paths() {
  const kit::Points four = kit::line4();
  const Line best = fit_exactly(four.x, four.y);
  kit::Path lines = descent(0.01, "0.01", {0, 1, 2, 5, 20, 100});
  lines.name = "lines";
  return {lines,
          descent(0.01, "0.01", up_to(100)),
          descent(0.05, "0.05", up_to(100)),
          descent(0.1, "0.1", up_to(100)),
          descent(0.12, "0.12", up_to(100)),
          {"exact", Matrix{{best.m, best.b}}}};
}

}  // namespace downhill::fit_a_line
