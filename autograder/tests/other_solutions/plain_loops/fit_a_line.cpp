// SPDX-License-Identifier: MIT
// Lesson 04 point by point, the errors as the lectures have them: actual − predicted, bracket kept.
#include "fit_a_line.hpp"

namespace downhill::fit_a_line {
namespace {

void refuse(const Vector& x, const Vector& y) {
  if (x.size() == 0 || y.size() == 0) throw std::invalid_argument("fit_a_line: no points");
  if (x.size() != y.size()) throw std::invalid_argument("fit_a_line: every point has an x and a y");
}

double residual(const Line& line, const Vector& x, const Vector& y, Index i) {
  return y(i) - (line.m * x(i) + line.b);
}

}  // namespace

double cost(const Line& line, const Vector& x, const Vector& y) {
  return 2 * half_sum_loss(line, x, y) / static_cast<double>(x.size());
}

Line gradient(const Line& line, const Vector& x, const Vector& y) {
  Line slopes = half_sum_gradient(line, x, y);
  const double points = static_cast<double>(x.size());
  slopes.m *= 2 / points;
  slopes.b *= 2 / points;
  return slopes;
}

double half_sum_loss(const Line& line, const Vector& x, const Vector& y) {
  refuse(x, y);
  double sum = 0;
  for (Index i = 0; i < x.size(); ++i) sum += std::pow(residual(line, x, y, i), 2);
  return 0.5 * sum;
}

Line half_sum_gradient(const Line& line, const Vector& x, const Vector& y) {
  refuse(x, y);
  Line slopes;
  for (Index i = x.size() - 1; i >= 0; --i) {
    slopes.m -= residual(line, x, y, i) * x(i);
    slopes.b -= residual(line, x, y, i);
  }
  return slopes;
}

Line fit_by_descent(const Vector& x, const Vector& y, const Line& start, double learning_rate, int steps) {
  refuse(x, y);
  if (steps < 0) throw std::invalid_argument("fit_by_descent: fewer than no steps");
  if (steps == 0) return start;
  const Line before = fit_by_descent(x, y, start, learning_rate, steps - 1);
  const Line slopes = gradient(before, x, y);
  return {before.m - learning_rate * slopes.m, before.b - learning_rate * slopes.b};
}

Line fit_exactly(const Vector& x, const Vector& y) {
  refuse(x, y);
  bool spread = false;
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (Index i = 0; i < x.size(); ++i) {
    spread = spread || x(i) != x(0);
    n += 1, sx += x(i), sy += y(i), sxx += x(i) * x(i), sxy += x(i) * y(i);
  }
  if (!spread) throw std::invalid_argument("fit_exactly: all x are the same");
  const double m = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  return {m, (sy - m * sx) / n};
}

}  // namespace downhill::fit_a_line
