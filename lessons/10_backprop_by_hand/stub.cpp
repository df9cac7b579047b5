// SPDX-License-Identifier: MIT
// Page: lessons/10_backprop_by_hand/README.md      Contract: lessons/10_backprop_by_hand/backprop_by_hand.hpp
// Check: ./downhill check 10                       Stuck: ./downhill hint 10.1
#include "backprop_by_hand.hpp"

namespace downhill::backprop_by_hand {

// TODO(10.1) relu passes what is positive and gives 0 for the rest. relu_slope is its slope: mind z = 0.
double relu(double z) { kit::todo("10.1 relu", z); }

double relu_slope(double z) { kit::todo("10.1 relu_slope", z); }

// TODO(10.2) One line for each equation in the contract: z, h, s, y, all kept in the Cache.
//   Refuse sizes that do not fit first: kit::require(condition, "forward", "what is wrong").
Cache forward(const Network& network, const Vector& input) { kit::todo("10.2 forward", network, input); }

// TODO(10.3) How far the prediction is from the target, squared.
double loss(const Network& network, const Vector& input, double target) {
  kit::todo("10.3 loss", network, input, target);
}

// TODO(10.4) The slope of that loss for s: through the square, then through the output's relu.
double output_slope(const Cache& cache, double target) { kit::todo("10.4 output_slope", cache, target); }

// TODO(10.5) One step further back: the slope for each hidden unit's output h.
Vector node_slopes(const Network& network, const Cache& cache, double target) {
  kit::todo("10.5 node_slopes", network, cache, target);
}

// TODO(10.6) The slopes of all weights, three factors each:
//   a. for w2: what enters the weight, and the slope it feeds;
//   b. for W1: the same, one layer further back. The hidden units have a relu, too.
//   Refuse sizes that do not fit, as in forward.
Gradients backward(const Network& network, const Vector& input, const Cache& cache, double target) {
  kit::todo("10.6 backward", network, input, cache, target);
}

// TODO(10.7) Move both layers against their slopes. Refuse gradients of another shape.
void apply(Network& network, const Gradients& gradients, double learning_rate) {
  kit::todo("10.7 apply", network, gradients, learning_rate);
}

// TODO(10.8) One step of learning: put forward, backward and apply together. Which of them come first?
void learn(Network& network, const Vector& input, double target, double learning_rate) {
  kit::todo("10.8 learn", network, input, target, learning_rate);
}

}  // namespace downhill::backprop_by_hand
