// SPDX-License-Identifier: MIT
#include "one_weight.hpp"

namespace downhill::one_weight {

double predict(double weight, double input) { return weight * input; }

double slope(double weight, double input, double target) {
  const double error = predict(weight, input) - target;  // e = w x − t
  return 2 * error * input;                              // dL/dw = 2 e x
}

double update(double weight, double slope, double learning_rate) {
  return weight - learning_rate * slope;  // w ← w − α dL/dw
}

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  kit::require(steps >= 0, "descend", "steps must not be negative");

  std::vector<double> path{weight};
  for (int step = 0; step < steps; ++step) {
    weight = update(weight, slope(weight, input, target), learning_rate);
    path.push_back(weight);
  }
  return path;
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  kit::require(tolerance > 0, "steps_until_flat", "tolerance must be positive");
  kit::require(max_steps >= 0, "steps_until_flat", "max_steps must not be negative");

  for (int steps = 0; steps < max_steps; ++steps) {
    const double here = slope(weight, input, target);
    if (std::abs(here) < tolerance) return steps;  // never true of NaN: overflow is not flat
    weight = update(weight, here, learning_rate);
  }
  return max_steps;
}

double largest_stable_rate(double input) {
  kit::require(input != 0, "largest_stable_rate", "input must not be 0");
  return 1 / (input * input);  // 1 − 2 α x² = −1
}

}  // namespace downhill::one_weight
