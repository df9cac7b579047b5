// SPDX-License-Identifier: MIT
// Every function waits for a minute.
#include "one_weight.hpp"

#include <chrono>
#include <thread>

namespace downhill::one_weight {

void wait() { std::this_thread::sleep_for(std::chrono::minutes(1)); }

double predict(double weight, double input) {
  wait();
  return weight * input;
}

double slope(double weight, double input, double target) {
  wait();
  return 2 * input * (weight * input - target);
}

double update(double weight, double slope, double learning_rate) {
  wait();
  return weight - slope * learning_rate;
}

std::vector<double> descend(double weight, double, double, double, int) {
  wait();
  return {weight};
}

int steps_until_flat(double, double, double, double, double, int max_steps) {
  wait();
  return max_steps;
}

double largest_stable_rate(double input) {
  wait();
  return 1 / (input * input);
}

}  // namespace downhill::one_weight
