// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "backprop_by_hand.hpp"

namespace downhill::backprop_by_hand {
namespace {

constexpr double kTarget = 4;

Vector input() { return Vector{{0.0, 1.0}}; }

Network network() { return {.W1 = Matrix{{0.0, 2.0}, {1.0, 3.0}}, .w2 = Vector{{1.0, 2.0}}}; }

// The slopes that some lectures print: right but for the 18.
Gradients printed() { return {.dW1 = Matrix{{0.0, 0.0}, {6.0, 18.0}}, .dw2 = Vector{{6.0, 18.0}}}; }

// The slope for the weight from the second input to the second hidden unit, from two losses beside it.
double numeric_slope() {
  constexpr double kNudge = 1e-4;  // small, but with some eight digits left in the difference
  Network above = network(), below = network();
  above.W1(1, 1) += kNudge;
  below.W1(1, 1) -= kNudge;
  return (loss(above, input(), kTarget) - loss(below, input(), kTarget)) / (2 * kNudge);
}

// Rows (rate, loss after one step at that rate).
Matrix losses_by_rate(const Gradients& gradients) {
  constexpr int kCount = 51;
  constexpr double kHighest = 0.05;
  Matrix points(kCount, 2);
  for (int i = 0; i < kCount; ++i) {
    const double rate = kHighest * i / (kCount - 1);
    Network moved = network();
    apply(moved, gradients, rate);
    points.row(i) << rate, loss(moved, input(), kTarget);
  }
  return points;
}

}  // namespace

/// Of the network with W1 = [0 2; 1 3] and w2 = (1, 2), input (0, 1), target 4. Single numbers, columns and
/// matrices: "hidden" (h), "prediction" (y), "output slope", "node slopes", "dW1", "dw2", "numeric slope"
/// (for W1(1, 1), from losses). Rows (rate, loss after one step): "right" with these gradients, "printed"
/// with 18.
kit::Paths paths() {
  const Cache cache = forward(network(), input());
  const Gradients gradients = backward(network(), input(), cache, kTarget);
  return {{"hidden", cache.h},
          {"prediction", Matrix{{cache.y}}},
          {"output slope", Matrix{{output_slope(cache, kTarget)}}},
          {"node slopes", node_slopes(network(), cache, kTarget)},
          {"dW1", gradients.dW1},
          {"dw2", gradients.dw2},
          {"numeric slope", Matrix{{numeric_slope()}}},
          {"right", losses_by_rate(gradients)},
          {"printed", losses_by_rate(printed())}};
}

}  // namespace downhill::backprop_by_hand
