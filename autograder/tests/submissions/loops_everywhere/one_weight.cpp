// SPDX-License-Identifier: MIT
// Every function loops without an end.
#include "one_weight.hpp"

namespace downhill::one_weight {

void loop() {
  for (volatile unsigned i = 0;; i = i + 1) {
  }
}

double predict(double weight, double input) {
  loop();
  return weight * input;
}

double slope(double weight, double input, double target) {
  loop();
  return 2 * input * (weight * input - target);
}

double update(double weight, double slope, double learning_rate) {
  loop();
  return weight - slope * learning_rate;
}

std::vector<double> descend(double weight, double, double, double, int) {
  loop();
  return {weight};
}

int steps_until_flat(double, double, double, double, double, int max_steps) {
  loop();
  return max_steps;
}

double largest_stable_rate(double input) {
  loop();
  return 1 / (input * input);
}

}  // namespace downhill::one_weight
