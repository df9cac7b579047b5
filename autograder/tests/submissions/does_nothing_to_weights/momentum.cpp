// SPDX-License-Identifier: MIT
// Both steps are empty.
#include "momentum.hpp"

namespace downhill::momentum {

void HeavyBall::step(Vector&, const Vector&) {}

void Momentum::step(Vector&, const Vector&) {}

double averaged_rate(double heavy_ball_rate, double beta) {
  if (beta < 0 || beta >= 1) throw std::invalid_argument("averaged_rate: beta");
  return heavy_ball_rate / (1 - beta);
}

}  // namespace downhill::momentum
