// SPDX-License-Identifier: MIT
// Lesson 25: a network learns to read. Nothing here is new but how the parts fit: your own network (lesson
// 12), batches (13), loop (14) and optimisers (14, 16, 20, 22), behind what is declared below.
#pragma once
#include <cstdint>

#include "kit/flatten.hpp"
#include "kit/kit.hpp"

namespace downhill::capstone {

/// The network of lesson 12 by its sizes, all at least 1: d inputs, h hidden units with relu, k classes.
///
/// All its weights stand in one Vector, because that is what optimisers move: W1 (d × h), b1 (h), W2 (h × k),
/// b2 (k), one after the other, each column by column. kit::flatten(W1, b1, W2, b2) puts them there and
/// kit::unflatten takes them out. That makes n = d h + h + h k + k of them.
struct Shape {
  Index inputs = 0;   ///< d
  Index hidden = 0;   ///< h
  Index classes = 0;  ///< k
};

/// A network that has learnt nothing. Each weight of a matrix is drawn evenly from [−r, r) by kit::uniform,
/// in the order in which they stand in the Vector, W1 before W2:
///
///     r = √(6 / (a + b))      for a matrix of a rows and b columns
///
/// Biases are 0, and nothing is drawn for them.
/// Source: Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
/// Rival conventions: √(6 / a) (He, made for relu; Keras: he_uniform); normal in place of even draws.
/// @param random moved on by d h + h k draws
/// @return n weights
/// @throws std::invalid_argument if a size in shape is not positive
Vector initial_weights(const Shape& shape, std::mt19937& random);

/// The mean cross-entropy of the network on a batch of B rows, and its gradient there.
/// @param weights  n of them
/// @param inputs   B × d, a sample a row
/// @param labels   B classes, from 0 to k − 1
/// @param gradient written: n slopes, in the order of weights; what it was before does not matter
/// @throws std::invalid_argument if sizes do not fit or there is no such class
double batch_loss(const Shape& shape, const Vector& weights, const Matrix& inputs,
                  const std::vector<int>& labels, Vector& gradient);

/// What the network says of each row: the class whose probability is largest; the first of them if several
/// are.
/// @param weights n of them
/// @param inputs  B × d
/// @throws std::invalid_argument if sizes do not fit
std::vector<int> classify(const Shape& shape, const Vector& weights, const Matrix& inputs);

/// The share of rows that classify gets right, from 0 to 1.
/// @param labels what is right, one for each row of inputs; at least one
/// @throws std::invalid_argument if there is no row, or sizes do not fit
double accuracy(const Shape& shape, const Vector& weights, const Matrix& inputs,
                const std::vector<int>& labels);

/// How the learning rate goes down during training: not at all, or along half a wave of the cosine.
enum class Decay { none, cosine };

/// The learning rate of an update, t, of T updates in all. With Decay::none α₀; with Decay::cosine
///
///     α = α₀ (1 + cos(π t / T)) / 2
///
/// which begins at α₀ and is half of it half-way.
/// Source: Loshchilov, Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, without
/// restarts.
/// @param first_rate α₀
/// @param update     t, from 0 to updates − 1
/// @param updates    T, at least 1
/// @throws std::invalid_argument if update is outside of its range
double rate_at(double first_rate, Decay decay, Index update, Index updates);

/// Which optimiser moves the weights: GradientDescent of lesson 14, HeavyBall of 16, RMSProp of 20, Adam
/// of 22. All their options but the learning rate stay as their contracts have them.
enum class Method { sgd, momentum, rmsprop, adam };

/// How to train.
struct Settings {
  Method method = Method::adam;  ///< the optimiser
  double learning_rate = 0.001;  ///< α₀, of the first update
  Decay decay = Decay::none;     ///< what becomes of the rate
  Index batch_size = 128;        ///< B, at least 1; the last batch of an epoch may be smaller
  int epochs = 5;                ///< how often all rows are seen; 0 or more
  std::uint32_t seed =
      1;  ///< of everything that is drawn: first the weights, then each epoch's order of rows
};

/// Gives some rows of a data set. Writes inputs, a row for each number in rows, and as many labels; what they
/// were before does not matter. So a data set may be anything: a matrix, or a file of bytes.
using Fetch = std::function<void(const std::vector<Index>& rows, Matrix& inputs, std::vector<int>& labels)>;

/// An update that has been made.
struct Moment {
  int epoch = 0;             ///< from 0
  Index update = 0;          ///< from 0, over all epochs
  double loss = 0;           ///< of its batch, at the weights before
  double learning_rate = 0;  ///< that it was made with
};

/// Is told of each update, with the weights after it. Training ends when it answers false.
using Watch = std::function<bool(const Moment& moment, const Vector& weights)>;

/// Trains a network from initial_weights. Each epoch takes the batches of lesson 13 over all rows, in a new
/// order, with no row dropped. For each batch: fetch its rows, then loss and gradient, then one step of the
/// optimiser at the rate of this update, then watch. One generator, seeded once, draws weights and orders.
/// @param rows  how many the data set has, at least 1
/// @param fetch asked once for each batch
/// @param watch asked once after each update
/// @return the weights as the last update left them
/// @throws std::invalid_argument if a size in shape, rows or batch_size is not positive, or epochs is
/// negative
/// @throws std::runtime_error if the loss of a batch is NaN or infinite
Vector train(const Shape& shape, const Settings& settings, Index rows, const Fetch& fetch,
             const Watch& watch);

}  // namespace downhill::capstone
