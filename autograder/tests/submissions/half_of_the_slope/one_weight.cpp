// SPDX-License-Identifier: MIT
// The slope without the 2 that deriving a square puts in front; the rest is still to be written.
// Page:  lessons/01_one_weight/README.md      Contract: lessons/01_one_weight/one_weight.hpp
// Check: ./downhill check 01                  Stuck:    ./downhill hint 1.2
#include "one_weight.hpp"

namespace downhill::one_weight {

// What each function promises stands in one_weight.hpp.

// TODO(1.1) What the model says.
double predict(double weight, double input) { return weight * input; }

// TODO(1.2) First the error, predicted − actual. Then the three factors of the slope.
double slope(double weight, double input, double target) { return (predict(weight, input) - target) * input; }

// TODO(1.3) One step against the slope, scaled by the learning rate.
double update(double weight, double slope, double learning_rate) {
  kit::todo("1.3 update", weight, slope, learning_rate);
}

// TODO(1.4) Refuse negative steps (kit::require does it in one line). Then collect the weights:
//   a. the path begins with the weight that it starts from;
//   b. each step takes the slope at the newest weight and adds the weight it leads to.
std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  kit::todo("1.4 descend", weight, input, target, learning_rate, steps);
}

// TODO(1.5) Refuse what the contract refuses. Then, before each step, look at the slope: is it flat here?
// If so, say how many steps you have taken. Never take more than max_steps.
int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  kit::todo("1.5 steps_until_flat", weight, input, target, learning_rate, tolerance, max_steps);
}

// TODO(1.6) Refuse an input of 0. Then find the rate at which the error's factor is −1.
double largest_stable_rate(double input) { kit::todo("1.6 largest_stable_rate", input); }

}  // namespace downhill::one_weight
