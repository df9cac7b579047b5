// SPDX-License-Identifier: MIT
// Lesson 16 with Momentum as a blend that moves towards the slope, and HeavyBall as a Momentum of another
// scale.
#include "momentum.hpp"

namespace downhill::momentum {

void HeavyBall::step(Vector& weights, const Vector& gradient) {
  Momentum scaled{averaged_rate(learning_rate, beta), beta, velocity * (1 - beta)};
  scaled.step(weights, gradient);
  velocity = scaled.velocity / (1 - beta);
}

void Momentum::step(Vector& weights, const Vector& gradient) {
  kit::require(beta >= 0 && beta < 1, "Momentum::step", "beta");
  Vector next = velocity.size() > 0 ? velocity : Vector(0.0 * weights);
  kit::require_same_size("Momentum::step", next, weights);
  kit::require_same_size("Momentum::step", gradient, weights);
  next += (gradient - next) * (1 - beta);
  weights = weights - next * learning_rate;
  std::swap(velocity, next);
}

double averaged_rate(double heavy_ball_rate, double beta) {
  if (!(0 <= beta && beta < 1)) throw std::invalid_argument("averaged_rate: beta must lie in [0, 1)");
  return heavy_ball_rate / (1 - beta);
}

}  // namespace downhill::momentum
