// SPDX-License-Identifier: MIT
// The 2-2-1 network with all its values and slopes. Its six weights go in and out as W1 row by row, then w2.
#include "docs/live/live.hpp"
#include "solutions/10_backprop_by_hand/backprop_by_hand.cpp"

namespace downhill::backprop_by_hand {
namespace {

using live::Numbers;

Network network_of(const Vector& weights) {
  return {.W1 = Matrix{{weights(0), weights(1)}, {weights(2), weights(3)}}, .w2 = weights.tail(2)};
}

Numbers as_numbers(const Matrix& W1, const Vector& w2) {
  return {W1(0, 0), W1(0, 1), W1(1, 0), W1(1, 1), w2(0), w2(1)};
}

/// The page's weights.
Numbers weights() { return {0, 2, 1, 3, 1, 2}; }

/// z and h of the hidden units, s, y, and the loss.
Numbers values(const Vector& weights, const Vector& input, double target) {
  const Network network = network_of(weights);
  const Cache cache = forward(network, input);
  return {cache.z(0), cache.z(1), cache.h(0), cache.h(1), cache.s, cache.y, loss(network, input, target)};
}

/// Of the six weights, the two hidden units and the output.
Numbers slopes(const Vector& weights, const Vector& input, double target) {
  const Network network = network_of(weights);
  const Cache cache = forward(network, input);
  const Gradients gradients = backward(network, input, cache, target);
  Numbers all = as_numbers(gradients.dW1, gradients.dw2);
  const Vector nodes = node_slopes(network, cache, target);
  all.insert(all.end(), {nodes(0), nodes(1), output_slope(cache, target)});
  return all;
}

/// The slope of one weight as two losses beside it tell it.
Numbers measured(const Vector& weights, const Vector& input, double target, int which) {
  constexpr double kNudge = 1e-4;  // small, but with some eight digits left in the difference
  const auto loss_at = [&](double nudge) {
    Vector moved = weights;
    moved(which) += nudge;
    return loss(network_of(moved), input, target);
  };
  return {(loss_at(kNudge) - loss_at(-kNudge)) / (2 * kNudge)};
}

/// The six weights after so many steps.
Numbers learnt(const Vector& weights, const Vector& input, double target, double learning_rate, int steps) {
  Network network = network_of(weights);
  for (int step = 0; step < steps; ++step) learn(network, input, target, learning_rate);
  return as_numbers(network.W1, network.w2);
}

}  // namespace

DOWNHILL_LIVE(weights)
DOWNHILL_LIVE(values)
DOWNHILL_LIVE(slopes)
DOWNHILL_LIVE(measured)
DOWNHILL_LIVE(learnt)

}  // namespace downhill::backprop_by_hand
