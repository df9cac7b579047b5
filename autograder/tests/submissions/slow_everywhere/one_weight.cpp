// SPDX-License-Identifier: MIT
// Every check has to wait for its first answer until half a second of processor time is gone. It is then
// right.
#include "one_weight.hpp"

#include <ctime>

namespace downhill::one_weight {

void wait_once() {
  while (std::clock() < CLOCKS_PER_SEC / 2) {
  }
}

double predict(double weight, double input) {
  wait_once();
  return weight * input;
}

double slope(double weight, double input, double target) {
  return 2 * input * (predict(weight, input) - target);
}

double update(double weight, double slope, double learning_rate) {
  wait_once();
  return weight - slope * learning_rate;
}

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  wait_once();
  if (steps < 0) throw std::invalid_argument("descend: how many steps?");
  std::vector<double> path(1, weight);
  while (steps-- > 0) path.push_back(update(path.back(), slope(path.back(), input, target), learning_rate));
  return path;
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  wait_once();
  if (!(tolerance > 0) || max_steps < 0) throw std::invalid_argument("steps_until_flat: out of range");
  int steps = 0;
  for (double s; steps < max_steps && !(std::abs(s = slope(weight, input, target)) < tolerance); ++steps)
    weight = update(weight, s, learning_rate);
  return steps;
}

double largest_stable_rate(double input) {
  wait_once();
  if (input == 0) throw std::invalid_argument("largest_stable_rate: any rate is stable");
  return std::pow(input, -2);
}

}  // namespace downhill::one_weight
