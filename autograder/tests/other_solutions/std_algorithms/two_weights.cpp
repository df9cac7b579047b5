// SPDX-License-Identifier: MIT
// Lesson 02 with std:: algorithms, and the history by the factor that each step has.
#include "two_weights.hpp"

namespace downhill::two_weights {

double predict(const Vector& weights, const Vector& input) {
  kit::require(weights.rows() == input.rows(), "predict", "sizes differ");
  return std::inner_product(weights.begin(), weights.end(), input.begin(), 0.0);
}

Vector gradient(const Vector& weights, const Vector& input, double target) {
  kit::require_same_size("gradient", weights, input);
  const double pull = 2 * (std::inner_product(weights.begin(), weights.end(), input.begin(), -target));
  Vector slopes = input;
  std::transform(slopes.begin(), slopes.end(), slopes.begin(), [&](double x) { return pull * x; });
  return slopes;
}

Vector update(const Vector& weights, const Vector& gradient, double learning_rate) {
  kit::require_same_size("update", weights, gradient);
  Vector after(weights.size());
  std::transform(weights.begin(), weights.end(), gradient.begin(), after.begin(),
                 [&](double w, double g) { return std::fma(-learning_rate, g, w); });
  return after;
}

std::vector<double> error_history(Vector weights, const Vector& input, double target, double learning_rate,
                                  int steps) {
  kit::require(!(steps < 0), "error_history", "steps is " + std::to_string(steps));
  const double factor = 1 - 2 * learning_rate * input.squaredNorm();
  std::vector<double> errors{predict(weights, input) - target};
  while (steps-- > 0) errors.push_back(factor * errors.back());
  return errors;
}

}  // namespace downhill::two_weights
