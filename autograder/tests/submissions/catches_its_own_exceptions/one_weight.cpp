// SPDX-License-Identifier: MIT
// Throws and catches inside, as a way out of a loop.
#include "one_weight.hpp"

namespace downhill::one_weight {

double predict(double weight, double input) { return weight * input; }

double slope(double weight, double input, double target) {
  return 2 * input * (predict(weight, input) - target);
}

double update(double weight, double slope, double learning_rate) { return weight - slope * learning_rate; }

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("descend: how many steps?");
  std::vector<double> path(1, weight);
  while (steps-- > 0) path.push_back(update(path.back(), slope(path.back(), input, target), learning_rate));
  return path;
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  if (!(tolerance > 0) || max_steps < 0) throw std::invalid_argument("steps_until_flat: out of range");
  struct Flat {
    int steps;
  };
  try {
    for (int steps = 0;; ++steps) {
      const double s = slope(weight, input, target);
      if (steps == max_steps || std::abs(s) < tolerance) throw Flat{steps};
      weight = update(weight, s, learning_rate);
    }
  } catch (const Flat& flat) {
    return flat.steps;
  }
}

double largest_stable_rate(double input) {
  if (input == 0) throw std::invalid_argument("largest_stable_rate: any rate is stable");
  return std::pow(input, -2);
}

}  // namespace downhill::one_weight
