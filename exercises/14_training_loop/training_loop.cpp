// SPDX-License-Identifier: MIT
// Page:  lessons/14_training_loop/README.md      Contract: lessons/14_training_loop/training_loop.hpp
// Check: ./downhill check 14                     Stuck:    ./downhill hint 14.1
#include "training_loop.hpp"

namespace downhill::training_loop {

// What each function promises stands in training_loop.hpp. BatchLoss and Step, which run_epoch and train are
// handed, are functions: call them like any other (lessons/kit/functions.hpp).

// TODO(14.1) Refuse a gradient of another size. Then move the weights against it, by the learning rate.
void GradientDescent::step(Vector& weights, const Vector& gradient) {
  kit::todo("14.1 GradientDescent::step", weights, gradient);
}

// TODO(14.2) Refuse what the contract refuses. Then, over the rows of the batch:
//   a. add up the squares of the errors;
//   b. add up the slopes, in a gradient that starts at zeros;
//   c. make means of both.
double mean_squared_error(const Matrix& inputs, const Vector& targets, const Vector& weights,
                          const std::vector<Index>& rows, Vector& gradient) {
  kit::todo("14.2 mean_squared_error", inputs, targets, weights, rows, gradient);
}

// TODO(14.3) Refuse an epoch without batches, and a batch without rows. Then, for each batch:
//   a. a fresh gradient of zeros;
//   b. loss and gradient, at the weights as they are now;
//   c. throw if the loss is no finite number;
//   d. a step;
//   e. note the loss, by the size of the batch.
EpochReport run_epoch(Vector& weights, const std::vector<std::vector<Index>>& batches, const BatchLoss& loss,
                      const Step& step) {
  kit::todo("14.3 run_epoch", weights, batches, loss, step);
}

// TODO(14.4) Epochs count from 0. Ask for the batches of each when its turn comes, and keep its report.
std::vector<EpochReport> train(Vector& weights, int epochs, const EpochBatches& batches_of,
                               const BatchLoss& loss, const Step& step) {
  kit::todo("14.4 train", weights, epochs, batches_of, loss, step);
}

}  // namespace downhill::training_loop
