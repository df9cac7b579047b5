// SPDX-License-Identifier: MIT
// Lesson 14: the loop that trains any model with any optimiser. What is learnt is one Vector of weights; the
// model and its data are behind a BatchLoss, the optimiser is behind a Step (lessons/kit/functions.hpp).
#pragma once
#include "kit/kit.hpp"

namespace downhill::training_loop {

/// Plain gradient descent, in the shape that all optimisers of this course have: options as fields, and one
/// function that moves the weights. It remembers nothing.
///
///     w ← w − α g
///
/// Rival conventions: SGD for its name, even where nothing about it is stochastic: that is the batches'
/// doing.
struct GradientDescent {
  double learning_rate = 0.01;  ///< α: how much of the gradient makes a step.

  /// @param weights  w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are
  /// @throws std::invalid_argument if weights and gradient differ in size
  void step(Vector& weights, const Vector& gradient);
};

/// The mean squared error of a linear model on some rows, and its gradient there:
///
///     e_i = x_i · w − t_i,   L = (1/B) Σ e_i²,   g = (2/B) Σ e_i x_i
///
/// with both sums over the B rows of the batch, and over no others. The form is that of a BatchLoss; a lambda
/// binds the data.
/// Rival conventions: a sum in place of the mean, which makes steps that grow with the batch; ½ e², which has
/// half the gradient.
/// @param inputs   samples × weights: x_i is row i. A column of ones gives the model a bias.
/// @param targets  t, one for each row of inputs
/// @param weights  w, one for each column of inputs
/// @param rows     which rows make the batch: 1 or more, numbers from 0 to inputs.rows() − 1
/// @param gradient written, as long as weights; neither its size nor its numbers before matter
/// @throws std::invalid_argument if the sizes of inputs, targets and weights do not fit, rows is empty, or
///         there is no row of such a number
double mean_squared_error(const Matrix& inputs, const Vector& targets, const Vector& weights,
                          const std::vector<Index>& rows, Vector& gradient);

/// What an epoch was like.
struct EpochReport {
  /// The mean loss of all rows that were seen, each at the weights that it met: before its batch's update.
  /// Batches count by their size: Σ size · loss / Σ size.
  double mean_loss = 0;
  int updates = 0;  ///< steps that were taken
};

/// One epoch: for each batch in turn, loss and gradient at the weights as they are now, then one step.
/// loss is asked once a batch. The gradient that it gets to write is as long as weights and all zeros, so
/// that a loss which adds to it does no harm.
/// @param weights moved by step, once for each batch
/// @param batches rows of the data set: 1 batch or more, none of them empty. One batch of all rows is
///                full-batch descent, batches of one row are online learning, all between is mini-batch.
/// @param loss    mean loss of some rows and its gradient
/// @param step    the optimiser
/// @throws std::invalid_argument if there are no batches, or one is empty
/// @throws std::runtime_error if a loss is NaN or infinite: before the step that it would have led to
EpochReport run_epoch(Vector& weights, const std::vector<std::vector<Index>>& batches, const BatchLoss& loss,
                      const Step& step);

/// The batches of an epoch, the first being epoch 0. May be the same each time, or drawn anew.
using EpochBatches = std::function<std::vector<std::vector<Index>>(int epoch)>;

/// Epoch after epoch from where the weights are: asks for the batches of epoch 0, runs it, asks for those of
/// epoch 1, and so on.
/// @param epochs 0 or more
/// @return a report for each epoch, in order
/// @throws std::invalid_argument if epochs is negative, or as run_epoch does
/// @throws std::runtime_error as run_epoch does
std::vector<EpochReport> train(Vector& weights, int epochs, const EpochBatches& batches_of,
                               const BatchLoss& loss, const Step& step);

}  // namespace downhill::training_loop
