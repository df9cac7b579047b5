// SPDX-License-Identifier: MIT
// Page:  lessons/02_two_weights/README.md      Contract: lessons/02_two_weights/two_weights.hpp
// Check: ./downhill check 02                   Stuck:    ./downhill hint 2.2
#include "two_weights.hpp"

namespace downhill::two_weights {

// What each function promises stands in two_weights.hpp. kit::require and kit::require_same_size refuse for
// you, in one line each (lessons/kit/require.hpp).

// TODO(2.1) Refuse sizes that differ. Then multiply each weight by its input and add up the products.
double predict(const Vector& weights, const Vector& input) { kit::todo("2.1 predict", weights, input); }

// TODO(2.2) First the error, one number. Then a slope for each weight: the same three factors as in lesson 01.
Vector gradient(const Vector& weights, const Vector& input, double target) {
  kit::todo("2.2 gradient", weights, input, target);
}

// TODO(2.3) Refuse sizes that differ. Then one step of all weights against the gradient.
Vector update(const Vector& weights, const Vector& gradient, double learning_rate) {
  kit::todo("2.3 update", weights, gradient, learning_rate);
}

// TODO(2.4) Refuse negative steps. Then collect the errors, predicted − actual:
//   a. the first is the error of the weights you are given;
//   b. each step takes the whole gradient where the weights stand, moves them, and adds the new error.
std::vector<double> error_history(Vector weights, const Vector& input, double target, double learning_rate,
                                  int steps) {
  kit::todo("2.4 error_history", weights, input, target, learning_rate, steps);
}

}  // namespace downhill::two_weights
