// SPDX-License-Identifier: MIT
#include "two_weights.hpp"

namespace downhill::two_weights {

double predict(const Vector& weights, const Vector& input) {
  kit::require_same_size("predict", weights, input);
  return weights.dot(input);  // w · x
}

Vector gradient(const Vector& weights, const Vector& input, double target) {
  const double error = predict(weights, input) - target;  // e = w · x − t
  return 2 * error * input;                               // ∂L/∂w = 2 e x
}

Vector update(const Vector& weights, const Vector& gradient, double learning_rate) {
  kit::require_same_size("update", weights, gradient);
  return weights - learning_rate * gradient;  // w ← w − α ∂L/∂w
}

std::vector<double> error_history(Vector weights, const Vector& input, double target, double learning_rate,
                                  int steps) {
  kit::require(steps >= 0, "error_history", "steps must not be negative");

  std::vector<double> errors{predict(weights, input) - target};
  for (int step = 0; step < steps; ++step) {
    weights = update(weights, gradient(weights, input, target), learning_rate);
    errors.push_back(predict(weights, input) - target);
  }
  return errors;
}

}  // namespace downhill::two_weights
