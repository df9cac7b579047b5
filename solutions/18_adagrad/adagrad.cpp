// SPDX-License-Identifier: MIT
#include "adagrad.hpp"

namespace downhill::adagrad {

void AdaGrad::step(Vector& weights, const Vector& gradient) {
  kit::require(epsilon >= 0, "AdaGrad::step", "epsilon must not be negative");
  kit::require_same_size("AdaGrad::step", weights, gradient);
  if (squares.size() == 0) squares = Vector::Zero(weights.size());
  kit::require_same_size("AdaGrad::step", squares, weights);

  squares += gradient.cwiseAbs2();  // G ← G + g²
  weights.array() -=
      learning_rate * gradient.array() / (squares.array().sqrt() + epsilon);  // w ← w − α g / (√G + ε)
}

Vector effective_rates(const AdaGrad& optimiser) {
  kit::require(optimiser.epsilon >= 0, "effective_rates", "epsilon must not be negative");
  return optimiser.learning_rate / (optimiser.squares.array().sqrt() + optimiser.epsilon);  // α / (√G + ε)
}

}  // namespace downhill::adagrad
