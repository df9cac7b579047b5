// SPDX-License-Identifier: MIT
// Functions that call themselves in place of loops.
#include "one_weight.hpp"

namespace downhill::one_weight {

double predict(double weight, double input) { return weight * input; }

double slope(double weight, double input, double target) {
  return 2 * input * (predict(weight, input) - target);
}

double update(double weight, double slope, double learning_rate) { return weight - slope * learning_rate; }

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("descend: how many steps?");
  if (steps == 0) return {weight};
  const double next = update(weight, slope(weight, input, target), learning_rate);
  std::vector<double> path = descend(next, input, target, learning_rate, steps - 1);
  path.insert(path.begin(), weight);
  return path;
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  if (!(tolerance > 0) || max_steps < 0) throw std::invalid_argument("steps_until_flat: out of range");
  const double s = slope(weight, input, target);
  if (max_steps == 0 || std::abs(s) < tolerance) return 0;
  return 1 + steps_until_flat(update(weight, s, learning_rate), input, target, learning_rate, tolerance,
                              max_steps - 1);
}

double largest_stable_rate(double input) {
  if (input == 0) throw std::invalid_argument("largest_stable_rate: any rate is stable");
  return std::pow(input, -2);
}

}  // namespace downhill::one_weight
