// SPDX-License-Identifier: MIT
#include "adadelta.hpp"

namespace downhill::adadelta {

void Adadelta::step(Vector& weights, const Vector& gradient) {
  kit::require(beta >= 0 && beta < 1, "Adadelta::step", "beta must lie in [0, 1)");
  kit::require(epsilon >= 0, "Adadelta::step", "epsilon must not be negative");
  kit::require_same_size("Adadelta::step", weights, gradient);
  if (squares.size() == 0) squares = Vector::Zero(weights.size());
  if (squared_moves.size() == 0) squared_moves = Vector::Zero(weights.size());
  kit::require_same_size("Adadelta::step", squares, weights);
  kit::require_same_size("Adadelta::step", squared_moves, weights);

  squares = beta * squares + (1 - beta) * gradient.cwiseAbs2();  // E ← β E + (1 − β) g²
  const Vector moves = -(squared_moves.array() + epsilon).sqrt() / (squares.array() + epsilon).sqrt() *
                       gradient.array();  // Δ = −√(D + ε) / √(E + ε) · g
  squared_moves = beta * squared_moves + (1 - beta) * moves.cwiseAbs2();  // D ← β D + (1 − β) Δ²
  weights += moves;                                                       // w ← w + Δ
}

}  // namespace downhill::adadelta
