// SPDX-License-Identifier: MIT
// Page:  lessons/09_chain_rule/README.md      Contract: lessons/09_chain_rule/chain_rule.hpp
// Check: ./downhill check 09                  Stuck:    ./downhill hint 9.1
#include "chain_rule.hpp"

namespace downhill::chain_rule {

// TODO(9.1) All values on the way, x first. A stage is asked like this: stages[0].value(x).
std::vector<double> forward(const std::vector<Stage>& stages, double x) {
  kit::todo("9.1 forward", stages, x);
}

// TODO(9.2) Multiply the local slopes. What does each stage receive? Not x, except for the first.
double chain_slope(const std::vector<Stage>& stages, double x) { kit::todo("9.2 chain_slope", stages, x); }

// TODO(9.3) Values first. Then from the end to the front: the last slope is 1, and each stage hands back what it got,
// times its own local slope.
std::vector<double> backward(const std::vector<Stage>& stages, double x) {
  kit::todo("9.3 backward", stages, x);
}

// TODO(9.4) If x moves, left moves and right moves. What does each of the two moves do to the product?
double two_path_slope(const Stage& left, const Stage& right, double x) {
  kit::todo("9.4 two_path_slope", left, right, x);
}

// TODO(9.5) Derive the half square with the chain rule.
double half_square_slope(double predicted, double target) {
  kit::todo("9.5 half_square_slope", predicted, target);
}

// TODO(9.6) The sigmoid, and its slope from what it said.
double sigmoid(double z) { kit::todo("9.6 sigmoid", z); }

double sigmoid_slope_from_output(double output) { kit::todo("9.6 sigmoid_slope_from_output", output); }

}  // namespace downhill::chain_rule
