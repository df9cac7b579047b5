// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "two_weights.hpp"

namespace downhill::two_weights {
namespace {

constexpr double kTarget = 6;
const Vector kStart{{1.0, 2.0}}, kInput{{3.0, 4.0}};

// Rows (w₁, w₂): where a descent passes, the start included.
kit::Path descent(const std::string& name, double learning_rate, int steps) {
  Matrix points(steps + 1, 2);
  Vector weights = kStart;
  points.row(0) = weights.transpose();
  for (int step = 1; step <= steps; ++step) {
    weights = update(weights, gradient(weights, kInput, kTarget), learning_rate);
    points.row(step) = weights.transpose();
  }
  return {name, points};
}

// One weight moves, and only then the slope of the other is taken.
kit::Path one_after_the_other() {
  constexpr double kRate = 0.01;
  Matrix points(3, 2);
  Vector weights = kStart;
  points.row(0) = weights.transpose();
  for (Index i = 0; i < 2; ++i) {
    weights(i) -= kRate * gradient(weights, kInput, kTarget)(i);
    points.row(i + 1) = weights.transpose();
  }
  return {"one after the other", points};
}

// Rows (step, error).
kit::Path errors(const std::string& name, double learning_rate, int steps) {
  const std::vector<double> history = error_history(kStart, kInput, kTarget, learning_rate, steps);
  Matrix points(static_cast<Index>(history.size()), 2);
  for (std::size_t step = 0; step < history.size(); ++step)
    points.row(static_cast<Index>(step)) << static_cast<double>(step), history[step];
  return {name, points};
}

}  // namespace

/// From weights (1, 2), with inputs (3, 4) and target 6. "gradient": one row, the gradient at the start. Rows
/// (w₁, w₂): "way 0.01", "one after the other". Rows (step, error): "rate 0.01" and so on.
kit::Paths paths() {
  return {{"gradient", gradient(kStart, kInput, kTarget).transpose()},
          descent("way 0.01", 0.01, 10),
          one_after_the_other(),
          errors("rate 0.01", 0.01, 6),
          errors("rate 0.02", 0.02, 6),
          errors("rate 0.03", 0.03, 6),
          errors("rate 0.04", 0.04, 6),
          errors("rate 0.05", 0.05, 3)};
}

}  // namespace downhill::two_weights
