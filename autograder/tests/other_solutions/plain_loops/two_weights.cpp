// SPDX-License-Identifier: MIT
// Lesson 02 number by number, and the slopes from the error as actual − predicted.
#include "two_weights.hpp"

namespace downhill::two_weights {

double predict(const Vector& weights, const Vector& input) {
  if (weights.size() != input.size()) throw std::invalid_argument("predict: one input for each weight");
  double sum = 0;
  for (Index i = weights.size() - 1; i >= 0; --i) sum += input(i) * weights(i);
  return sum;
}

Vector gradient(const Vector& weights, const Vector& input, double target) {
  const double too_little = target - predict(weights, input);
  Vector slopes(weights.size());
  for (Index i = 0; i < slopes.size(); ++i) slopes(i) = -2 * input(i) * too_little;
  return slopes;
}

Vector update(const Vector& weights, const Vector& gradient, double learning_rate) {
  if (weights.size() != gradient.size()) throw std::invalid_argument("update: one slope for each weight");
  Vector after = weights;
  for (Index i = 0; i < after.size(); ++i) after(i) += -learning_rate * gradient(i);
  return after;
}

std::vector<double> error_history(Vector weights, const Vector& input, double target, double learning_rate,
                                  int steps) {
  if (steps < 0) throw std::invalid_argument("error_history: fewer than no steps");
  std::vector<double> errors(static_cast<std::size_t>(steps) + 1);
  for (double& error : errors) {
    error = predict(weights, input) - target;
    const double push = 2 * learning_rate * error;
    for (Index i = 0; i < weights.size(); ++i) weights(i) -= push * input(i);
  }
  return errors;
}

}  // namespace downhill::two_weights
