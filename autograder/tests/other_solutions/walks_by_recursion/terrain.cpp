// SPDX-License-Identifier: MIT
// Lesson 07 by matrices and standard algorithms: a bowl is a quadratic form, a walk is a step and the walk
// from there.
#include "terrain.hpp"

namespace {

using downhill::GradientFunction;
using downhill::Index;
using downhill::Matrix;
using downhill::Vector;

void walk(const GradientFunction& gradient, const Vector& from, double rate, Index row, Matrix& rows) {
  rows.row(row) = from.transpose();
  if (row + 1 == rows.rows()) return;
  const Vector down = -rate * gradient(from);
  if (down.size() != from.size()) throw std::invalid_argument("trajectory: the gradient has another size");
  walk(gradient, from + down, rate, row + 1, rows);
}

std::pair<double, double> flattest_and_steepest(const Vector& curvatures) {
  const auto [low, high] = std::minmax_element(curvatures.begin(), curvatures.end());
  if (!(*low > 0)) throw std::invalid_argument("no bowl: a curvature is not positive");
  return {*low, *high};
}

}  // namespace

namespace downhill::terrain {

double bowl(const Vector& curvatures, const Vector& weights) {
  if (curvatures.size() != weights.size()) throw std::invalid_argument("bowl: sizes");
  const Matrix hessian = curvatures.asDiagonal();
  return weights.dot(hessian * weights) / 2;
}

Vector bowl_gradient(const Vector& curvatures, const Vector& weights) {
  if (curvatures.size() != weights.size()) throw std::invalid_argument("bowl_gradient: sizes");
  return curvatures.asDiagonal() * weights;
}

Matrix trajectory(const GradientFunction& gradient, const Vector& start, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("trajectory: steps is " + std::to_string(steps));
  Matrix rows(steps + 1, start.size());
  walk(gradient, start, learning_rate, 0, rows);
  return rows;
}

// The factor falls with the curvature, so its extremes are at the flattest and at the steepest.
double contraction(const Vector& curvatures, double learning_rate) {
  const double one = 1 - learning_rate * curvatures.minCoeff();
  const double other = 1 - learning_rate * curvatures.maxCoeff();
  return std::max({one, -one, other, -other});
}

double critical_rate(const Vector& curvatures) {
  const auto [flattest, steepest] = flattest_and_steepest(curvatures);
  return std::min(2 / flattest, 2 / steepest);
}

double best_rate(const Vector& curvatures) {
  const auto [flattest, steepest] = flattest_and_steepest(curvatures);
  const double middle = flattest + (steepest - flattest) / 2;
  return 1 / middle;
}

bool midpoint_convex(const ScalarFunction& f, double low, double high, int samples) {
  if (!(low < high) || samples < 2) throw std::invalid_argument("midpoint_convex: range or samples");
  std::vector<double> at, value;
  for (int i = 0; i < samples; ++i) {
    at.push_back(low + i * (high - low) / (samples - 1));
    value.push_back(f(at.back()));
  }
  for (std::size_t i = 0; i < at.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (2 * f(0.5 * at[i] + 0.5 * at[j]) - value[i] - value[j] > 2 * kRoundingOfChords) return false;
  return true;
}

}  // namespace downhill::terrain
