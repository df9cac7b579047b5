// SPDX-License-Identifier: MIT
#include "rmsprop.hpp"

namespace downhill::rmsprop {

void RMSProp::step(Vector& weights, const Vector& gradient) {
  kit::require(beta >= 0 && beta < 1, "RMSProp::step", "beta must lie in [0, 1)");
  kit::require(epsilon >= 0, "RMSProp::step", "epsilon must not be negative");
  kit::require_same_size("RMSProp::step", weights, gradient);
  if (squares.size() == 0) squares = Vector::Zero(weights.size());
  kit::require_same_size("RMSProp::step", squares, weights);

  squares = beta * squares + (1 - beta) * gradient.cwiseAbs2();  // E ← β E + (1 − β) g²
  weights.array() -=
      learning_rate * gradient.array() / (squares.array() + epsilon).sqrt();  // w ← w − α g / √(E + ε)
}

}  // namespace downhill::rmsprop
