// SPDX-License-Identifier: MIT
// Lesson 07 in plain loops, with the places kept as a list until the end.
#include "terrain.hpp"

double downhill::terrain::bowl(const Vector& curvatures, const Vector& weights) {
  kit::require(curvatures.size() == weights.size(), "bowl", "sizes differ");
  double height = 0;
  for (Index i = weights.size(); i-- > 0;) height += weights[i] / 2 * curvatures[i] * weights[i];
  return height;
}

downhill::Vector downhill::terrain::bowl_gradient(const Vector& curvatures, const Vector& weights) {
  kit::require(curvatures.size() == weights.size(), "bowl_gradient", "sizes differ");
  Vector slopes = weights;
  for (Index i = 0; i < slopes.size(); ++i) slopes[i] *= curvatures[i];
  return slopes;
}

downhill::Matrix downhill::terrain::trajectory(const GradientFunction& gradient, const Vector& start,
                                               double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("trajectory: nobody walks backwards");
  std::vector<Vector> places{start};
  while (static_cast<int>(places.size()) <= steps) {
    Vector next = places.back();
    const Vector g = gradient(next);
    if (g.size() != next.size()) throw std::invalid_argument("trajectory: a slope for each weight");
    for (Index i = 0; i < g.size(); ++i) next(i) = next(i) + -learning_rate * g(i);
    places.push_back(next);
  }
  Matrix table = Matrix::Zero(steps + 1, start.size());
  for (Index i = 0; i < table.rows(); ++i)
    for (Index j = 0; j < table.cols(); ++j) table(i, j) = places[static_cast<std::size_t>(i)](j);
  return table;
}

double downhill::terrain::contraction(const Vector& curvatures, double learning_rate) {
  double slowest = 0;
  for (const double curvature : curvatures)
    slowest = std::max(slowest, std::fabs(curvature * learning_rate - 1));
  return slowest;
}

double downhill::terrain::critical_rate(const Vector& curvatures) {
  double steepest = 0;
  for (const double curvature : curvatures) {
    if (curvature <= 0) throw std::invalid_argument("critical_rate: flat or falling");
    if (curvature > steepest) steepest = curvature;
  }
  return 2.0 / steepest;
}

double downhill::terrain::best_rate(const Vector& curvatures) {
  std::vector<double> sorted(curvatures.begin(), curvatures.end());
  std::sort(sorted.begin(), sorted.end());
  if (sorted.front() <= 0) throw std::invalid_argument("best_rate: flat or falling");
  return 1 / (sorted.front() / 2 + sorted.back() / 2);
}

bool downhill::terrain::midpoint_convex(const ScalarFunction& f, double low, double high, int samples) {
  kit::require(high > low && samples > 1, "midpoint_convex", "nothing to compare");
  bool convex = true;
  const double step = (high - low) / (samples - 1);
  for (int i = 0; i < samples; ++i)
    for (int j = i + 1; j < samples; ++j) {
      const double u = low + i * step, v = low + j * step;
      const double above = f(u + (v - u) / 2) - (f(u) + f(v)) / 2;
      convex = convex && !(above > kRoundingOfChords);
    }
  return convex;
}
