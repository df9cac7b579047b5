// SPDX-License-Identifier: MIT
// Has a line left in each function that shows where it was: some hundred thousand words in a check.
#include "one_weight.hpp"

#include <iostream>

namespace downhill::one_weight {

#define SHOW(x) \
  std::cout << __func__ << ": " #x " is " << (x) << ", at rate and tolerance as told" << std::endl

double predict(double weight, double input) {
  SHOW(weight);
  return weight * input;
}

double slope(double weight, double input, double target) {
  SHOW(predict(weight, input) - target);
  return 2 * input * (predict(weight, input) - target);
}

double update(double weight, double slope, double learning_rate) {
  SHOW(slope);
  return weight - slope * learning_rate;
}

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("descend: how many steps?");
  std::vector<double> path(1, weight);
  while (steps-- > 0) path.push_back(update(path.back(), slope(path.back(), input, target), learning_rate));
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
  if (input == 0) throw std::invalid_argument("largest_stable_rate: no input");
  return 1 / (input * input);
}

}  // namespace downhill::one_weight
