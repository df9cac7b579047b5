// SPDX-License-Identifier: MIT
// Lesson 20 weight by weight; the average moves towards the new square, which is the same.
#include "rmsprop.hpp"

namespace downhill::rmsprop {

void RMSProp::step(Vector& weights, const Vector& gradient) {
  if (!(beta >= 0 && beta < 1)) throw std::invalid_argument("beta is " + std::to_string(beta));
  if (!(epsilon >= 0)) throw std::invalid_argument("epsilon is " + std::to_string(epsilon));
  const Index n = weights.size();
  if (squares.size() == 0) squares.setZero(n);
  if (gradient.size() != n || squares.size() != n) throw std::invalid_argument("sizes differ");
  for (Index i = 0; i < n; ++i) {
    const double g = gradient[i];
    squares[i] += (g * g - squares[i]) * (1 - beta);
    weights[i] -= g * (learning_rate / std::sqrt(epsilon + squares[i]));
  }
}

}  // namespace downhill::rmsprop
