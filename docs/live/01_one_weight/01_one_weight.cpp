// SPDX-License-Identifier: MIT
// One weight: the loss over it, and the stairs that descent takes.
#include "docs/live/live.hpp"
#include "solutions/01_one_weight/one_weight.cpp"

namespace downhill::one_weight {
namespace {

using live::Numbers;

double loss(double weight, double input, double target) {
  const double error = predict(weight, input) - target;
  return error * error;
}

/// Pairs (weight, loss), evenly from low to high.
Numbers losses(double low, double high, int count, double input, double target) {
  Numbers pairs;
  for (int i = 0; i < count; ++i) {
    const double weight = low + (high - low) * i / (count - 1);
    pairs.insert(pairs.end(), {weight, loss(weight, input, target)});
  }
  return pairs;
}

/// Triples (weight, loss, slope): the start and where each step leads.
Numbers way(double weight, double input, double target, double learning_rate, int steps) {
  Numbers triples;
  for (const double at : descend(weight, input, target, learning_rate, steps))
    triples.insert(triples.end(), {at, loss(at, input, target), slope(at, input, target)});
  return triples;
}

/// By what a step multiplies the error: with target 0 and weight 1 the error is the input itself.
Numbers factor(double input, double learning_rate) {
  return {predict(descend(1, input, 0, learning_rate, 1).back(), input) / predict(1, input)};
}

/// The weight that predicts the target.
Numbers lowest(double input, double target) { return {target / predict(1, input)}; }

/// What the model says.
Numbers prediction(double weight, double input) { return {predict(weight, input)}; }

/// The rate at which the error bounces.
Numbers border(double input) { return {largest_stable_rate(input)}; }

}  // namespace

DOWNHILL_LIVE(losses)
DOWNHILL_LIVE(way)
DOWNHILL_LIVE(factor)
DOWNHILL_LIVE(prediction)
DOWNHILL_LIVE(lowest)
DOWNHILL_LIVE(border)

}  // namespace downhill::one_weight
