// SPDX-License-Identifier: MIT
#include "momentum.hpp"

namespace downhill::momentum {

void HeavyBall::step(Vector& weights, const Vector& gradient) {
  kit::require(beta >= 0 && beta < 1, "HeavyBall::step", "beta must lie in [0, 1)");
  kit::require_same_size("HeavyBall::step", weights, gradient);
  if (velocity.size() == 0) velocity = Vector::Zero(weights.size());
  kit::require_same_size("HeavyBall::step", velocity, weights);

  velocity = beta * velocity + gradient;  // v ← β v + g
  weights -= learning_rate * velocity;    // w ← w − α v
}

void Momentum::step(Vector& weights, const Vector& gradient) {
  kit::require(beta >= 0 && beta < 1, "Momentum::step", "beta must lie in [0, 1)");
  kit::require_same_size("Momentum::step", weights, gradient);
  if (velocity.size() == 0) velocity = Vector::Zero(weights.size());
  kit::require_same_size("Momentum::step", velocity, weights);

  velocity = beta * velocity + (1 - beta) * gradient;  // v ← β v + (1 − β) g
  weights -= learning_rate * velocity;                 // w ← w − α v
}

double averaged_rate(double heavy_ball_rate, double beta) {
  kit::require(beta >= 0 && beta < 1, "averaged_rate", "beta must lie in [0, 1)");
  return heavy_ball_rate / (1 - beta);
}

}  // namespace downhill::momentum
