// SPDX-License-Identifier: MIT
// HeavyBall::step sets its learning rate to zero once it has used it.
#include "momentum.hpp"

namespace downhill::momentum {

void HeavyBall::step(Vector& weights, const Vector& gradient) {
  if (beta < 0 || beta >= 1) throw std::invalid_argument("HeavyBall::step: beta");
  if (velocity.size() == 0) velocity.setZero(gradient.size());
  if (weights.size() != gradient.size() || weights.size() != velocity.size())
    throw std::invalid_argument("HeavyBall::step: sizes");
  velocity = beta * velocity + gradient;
  weights -= learning_rate * velocity;
  learning_rate = 0;
}

void Momentum::step(Vector& weights, const Vector& gradient) {
  if (beta < 0 || beta >= 1) throw std::invalid_argument("Momentum::step: beta");
  if (velocity.size() == 0) velocity.setZero(gradient.size());
  if (weights.size() != gradient.size() || weights.size() != velocity.size())
    throw std::invalid_argument("Momentum::step: sizes");
  velocity += (1 - beta) * (gradient - velocity);
  weights += -learning_rate * velocity;
}

double averaged_rate(double heavy_ball_rate, double beta) {
  if (beta < 0 || beta >= 1) throw std::invalid_argument("averaged_rate: beta");
  return heavy_ball_rate / (1 - beta);
}

}  // namespace downhill::momentum
