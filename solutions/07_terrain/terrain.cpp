// SPDX-License-Identifier: MIT
#include "terrain.hpp"

namespace downhill::terrain {

double bowl(const Vector& curvatures, const Vector& weights) {
  kit::require_same_size("bowl", curvatures, weights);
  return 0.5 * curvatures.dot(weights.cwiseAbs2());  // ½ Σ λ w²
}

Vector bowl_gradient(const Vector& curvatures, const Vector& weights) {
  kit::require_same_size("bowl_gradient", curvatures, weights);
  return curvatures.cwiseProduct(weights);  // λ w
}

Matrix trajectory(const GradientFunction& gradient, const Vector& start, double learning_rate, int steps) {
  kit::require(steps >= 0, "trajectory", "steps must not be negative");

  Matrix way(steps + 1, start.size());
  Vector place = start;
  way.row(0) = place;
  for (Index step = 1; step <= steps; ++step) {
    const Vector slopes = gradient(place);
    kit::require_same_size("trajectory", place, slopes);
    place -= learning_rate * slopes;  // w ← w − α g
    way.row(step) = place;
  }
  return way;
}

double contraction(const Vector& curvatures, double learning_rate) {
  return (1 - learning_rate * curvatures.array()).abs().maxCoeff();  // max |1 − α λ|
}

double critical_rate(const Vector& curvatures) {
  kit::require(curvatures.minCoeff() > 0, "critical_rate", "curvatures must be positive");
  return 2 / curvatures.maxCoeff();  // 1 − α λ = −1 for the largest
}

double best_rate(const Vector& curvatures) {
  kit::require(curvatures.minCoeff() > 0, "best_rate", "curvatures must be positive");
  return 2 / (curvatures.minCoeff() + curvatures.maxCoeff());  // 1 − α λ_min = −(1 − α λ_max)
}

bool midpoint_convex(const ScalarFunction& f, double low, double high, int samples) {
  kit::require(low < high, "midpoint_convex", "low must be less than high");
  kit::require(samples >= 2, "midpoint_convex", "there must be two samples or more");

  const Vector grid = Vector::LinSpaced(samples, low, high);
  for (const double u : grid)
    for (const double v : grid) {
      const double chord = (f(u) + f(v)) / 2;
      if (f((u + v) / 2) > chord + kRoundingOfChords) return false;
    }
  return true;
}

}  // namespace downhill::terrain
