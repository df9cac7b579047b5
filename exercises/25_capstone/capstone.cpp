// SPDX-License-Identifier: MIT
// Page:  lessons/25_capstone/README.md      Contract: lessons/25_capstone/capstone.hpp
// Check: ./downhill check 25                Stuck:    ./downhill hint 25.1
#include "capstone.hpp"

// Your own, from exercises/. Call them by their namespaces: mlp_backprop::forward(network, inputs).
#include "12_mlp_backprop/mlp_backprop.hpp"
#include "13_mini_batches/mini_batches.hpp"
#include "14_training_loop/training_loop.hpp"
#include "16_momentum/momentum.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "22_adam/adam.hpp"

namespace downhill::capstone {

// TODO(25.1) Draw W1 and W2 evenly from their ranges (kit::uniform), leave both biases at 0, and put all four into
// one Vector (kit::flatten, lessons/kit/flatten.hpp). Refuse sizes that are not positive.
Vector initial_weights(const Shape& shape, std::mt19937& random) {
  kit::todo("25.1 initial_weights", shape, random);
}

// TODO(25.2) Three things:
//   a. take the matrices of a network out of the Vector: make an mlp_backprop::Mlp whose matrices have their
//   shapes,
//      then kit::unflatten. (A function of your own for this serves 25.3 too.)
//   b. forward, backward and cross_entropy of lesson 12;
//   c. put the gradients into one Vector, in the order of the weights.
double batch_loss(const Shape& shape, const Vector& weights, const Matrix& inputs,
                  const std::vector<int>& labels, Vector& gradient) {
  kit::todo("25.2 batch_loss", shape, weights, inputs, labels, gradient);
}

// TODO(25.3) The network's probabilities, and in each row the place of the largest.
std::vector<int> classify(const Shape& shape, const Vector& weights, const Matrix& inputs) {
  kit::todo("25.3 classify", shape, weights, inputs);
}

// TODO(25.4) How many rows classify gets right, over how many there are. Refuse no rows, and labels that do not fit.
double accuracy(const Shape& shape, const Vector& weights, const Matrix& inputs,
                const std::vector<int>& labels) {
  kit::todo("25.4 accuracy", shape, weights, inputs, labels);
}

// TODO(25.5) The rate as it is, or along half a wave of the cosine. Refuse an update outside of 0 … updates − 1.
double rate_at(double first_rate, Decay decay, Index update, Index updates) {
  kit::todo("25.5 rate_at", first_rate, decay, update, updates);
}

// TODO(25.6) Put it all together:
//   a. one generator from the seed; weights from it;
//   b. a BatchLoss that fetches the rows of a batch and asks batch_loss;
//   c. a Step of the chosen optimiser, which lives as long as the training;
//   d. for each epoch, for each of its batches (lesson 13): the rate of this update, run_epoch of lesson 14
//   over this
//      one batch, then watch, which may say stop.
// Refuse what the contract refuses.
Vector train(const Shape& shape, const Settings& settings, Index rows, const Fetch& fetch,
             const Watch& watch) {
  kit::todo("25.6 train", shape, settings, rows, fetch, watch);
}

}  // namespace downhill::capstone
