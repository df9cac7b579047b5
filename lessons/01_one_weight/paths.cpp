// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "one_weight.hpp"

namespace downhill::one_weight {
namespace {

constexpr double kStart = 2, kInput = 3, kTarget = 10;

double error(double weight) { return predict(weight, kInput) - kTarget; }

// Rows (weight, error), evenly over what the figure shows.
kit::Path errors_by_weight() {
  constexpr int kCount = 121;
  constexpr double kLow = 0, kHigh = 6;
  Matrix points(kCount, 2);
  for (int i = 0; i < kCount; ++i) {
    const double weight = kLow + (kHigh - kLow) * i / (kCount - 1);
    points.row(i) << weight, error(weight);
  }
  return {"errors", points};
}

// Rows (step, weight, error).
kit::Path descent(const std::string& name, double learning_rate, int steps) {
  const std::vector<double> weights = descend(kStart, kInput, kTarget, learning_rate, steps);
  Matrix points(static_cast<Index>(weights.size()), 3);
  for (std::size_t step = 0; step < weights.size(); ++step)
    points.row(static_cast<Index>(step)) << static_cast<double>(step), weights[step], error(weights[step]);
  return {name, points};
}

}  // namespace

/// Of one weight 2, input 3, target 10. "errors": rows (weight, error). "slope": one row (weight, error,
/// slope). "rate 0.01" and so on: rows (step, weight, error).
kit::Paths paths() {
  return {errors_by_weight(),
          {"slope", Matrix{{kStart, error(kStart), slope(kStart, kInput, kTarget)}}},
          descent("rate 0.01", 0.01, 20),
          descent("rate 0.05", 0.05, 20),
          descent("rate 1/18", 1.0 / 18, 1),
          descent("rate 1/9", 1.0 / 9, 20),
          descent("rate 0.12", 0.12, 20)};
}

}  // namespace downhill::one_weight
