// SPDX-License-Identifier: MIT
// Lesson 14 number by number: indices and loops, all refusals first, losses kept in a list.
#include "training_loop.hpp"

namespace downhill::training_loop {
namespace {

void refuse(bool yes, const std::string& why) {
  if (yes) throw std::invalid_argument(why);
}

}  // namespace

void GradientDescent::step(Vector& weights, const Vector& gradient) {
  refuse(gradient.size() != weights.size(), "GradientDescent::step: sizes differ");
  for (Index i = 0; i < weights.size(); ++i) weights[i] += -learning_rate * gradient[i];
}

double mean_squared_error(const Matrix& inputs, const Vector& targets, const Vector& weights,
                          const std::vector<Index>& rows, Vector& gradient) {
  refuse(rows.empty(), "mean_squared_error: no rows");
  refuse(targets.size() != inputs.rows(), "mean_squared_error: targets");
  refuse(weights.size() != inputs.cols(), "mean_squared_error: weights");
  for (std::size_t i = 0; i < rows.size(); ++i)
    refuse(rows[i] < 0 || rows[i] >= inputs.rows(), "mean_squared_error: row");
  const double share = 1.0 / static_cast<double>(rows.size());
  double loss = 0;
  gradient.resize(weights.size());
  gradient.fill(0);
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    double error = -targets[*row];
    for (Index j = 0; j < weights.size(); ++j) error += weights[j] * inputs(*row, j);
    loss += share * error * error;
    for (Index j = 0; j < weights.size(); ++j) gradient[j] += 2 * share * error * inputs(*row, j);
  }
  return loss;
}

EpochReport run_epoch(Vector& weights, const std::vector<std::vector<Index>>& batches, const BatchLoss& loss,
                      const Step& step) {
  refuse(batches.empty(), "run_epoch: no batches");
  for (const auto& batch : batches) refuse(batch.size() == 0, "run_epoch: a batch without rows");
  std::size_t rows = 0;
  for (const auto& batch : batches) rows += batch.size();
  std::vector<double> losses;
  Vector gradient(weights.size());
  for (std::size_t i = 0; i < batches.size(); ++i) {
    gradient = Vector::Constant(weights.size(), 0.0);
    losses.push_back(loss(weights, batches[i], gradient));
    if (!(std::abs(losses.back()) <= 1e300)) throw std::runtime_error("run_epoch: no number");
    step(weights, gradient);
  }
  double mean = 0;
  for (std::size_t i = 0; i < losses.size(); ++i)
    mean += losses[i] * (static_cast<double>(batches[i].size()) / static_cast<double>(rows));
  return {mean, static_cast<int>(losses.size())};
}

std::vector<EpochReport> train(Vector& weights, int epochs, const EpochBatches& batches_of,
                               const BatchLoss& loss, const Step& step) {
  refuse(epochs < 0, "train: epochs");
  std::vector<EpochReport> reports;
  while (std::ssize(reports) < epochs) {
    const auto batches = batches_of(static_cast<int>(reports.size()));
    reports.push_back(run_epoch(weights, batches, loss, step));
  }
  return reports;
}

}  // namespace downhill::training_loop
