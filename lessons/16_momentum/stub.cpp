// SPDX-License-Identifier: MIT
// Page:  lessons/16_momentum/README.md      Contract: lessons/16_momentum/momentum.hpp
// Check: ./downhill check 16                Stuck:    ./downhill hint 16.1
#include "momentum.hpp"

namespace downhill::momentum {

// TODO(16.1) One line for each equation of HeavyBall in momentum.hpp:
//   a. let the old velocity fade by beta and add the gradient to it;
//   b. move the weights against the new velocity.
// The first call finds velocity empty: start it at zeros, one for each weight.
// Above all that, refuse what does not fit: a beta outside [0, 1), a gradient or a velocity of another size
// than the weights. kit::require and kit::require_same_size throw for you (lessons/kit/require.hpp).
void HeavyBall::step(Vector& weights, const Vector& gradient) {
  kit::todo("16.1 HeavyBall::step", weights, gradient);
}

// TODO(16.2) The same for Momentum, whose velocity is an average:
//   a. blend the old velocity and the gradient, with weights that add up to 1;
//   b. move the weights against the new velocity.
void Momentum::step(Vector& weights, const Vector& gradient) {
  kit::todo("16.2 Momentum::step", weights, gradient);
}

// TODO(16.3) At which learning rate does Momentum keep pace with HeavyBall? Under a steady slope g, HeavyBall's
// velocity grows towards g / (1 − β), Momentum's only towards g. Refuse a beta outside [0, 1) here too.
double averaged_rate(double heavy_ball_rate, double beta) {
  kit::todo("16.3 averaged_rate", heavy_ball_rate, beta);
}

}  // namespace downhill::momentum
