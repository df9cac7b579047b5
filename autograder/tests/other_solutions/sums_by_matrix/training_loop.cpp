// SPDX-License-Identifier: MIT
// Lesson 14 with one product for a whole batch, and a mean that is kept up to date.
#include "training_loop.hpp"

namespace downhill::training_loop {

void GradientDescent::step(Vector& weights, const Vector& gradient) {
  kit::require(gradient.size() == weights.size(), "GradientDescent::step", "a slope for each weight");
  weights = weights - gradient * learning_rate;
}

double mean_squared_error(const Matrix& inputs, const Vector& targets, const Vector& weights,
                          const std::vector<Index>& rows, Vector& gradient) {
  kit::require(inputs.rows() == targets.size() && inputs.cols() == weights.size(), "mean_squared_error",
               "the sizes do not fit");
  const auto [lowest, highest] = std::minmax_element(rows.begin(), rows.end());
  kit::require(!rows.empty() && *lowest >= 0 && *highest < inputs.rows(), "mean_squared_error",
               "there are no such rows");
  const Matrix x = inputs(rows, Eigen::all);
  const Vector errors = x * weights - Vector(targets(rows));
  gradient = x.transpose() * errors * (2.0 / static_cast<double>(rows.size()));
  return errors.array().square().mean();
}

EpochReport run_epoch(Vector& weights, const std::vector<std::vector<Index>>& batches, const BatchLoss& loss,
                      const Step& step) {
  const bool some_empty =
      std::any_of(batches.begin(), batches.end(), [](const auto& batch) { return batch.empty(); });
  if (batches.empty() || some_empty) throw std::invalid_argument("run_epoch: a batch without rows, or none");
  EpochReport report;
  double seen = 0;
  for (const auto& batch : batches) {
    Vector gradient;
    gradient.setZero(weights.size());
    const double at_batch = loss(weights, batch, gradient), more = static_cast<double>(batch.size());
    if (std::isnan(at_batch) || std::isinf(at_batch)) throw std::runtime_error("run_epoch: diverged");
    step(weights, gradient);
    seen += more;
    report.mean_loss += (at_batch - report.mean_loss) * more / seen;
    report.updates += 1;
  }
  return report;
}

std::vector<EpochReport> train(Vector& weights, int epochs, const EpochBatches& batches_of,
                               const BatchLoss& loss, const Step& step) {
  if (epochs < 0) throw std::invalid_argument("train: epochs is " + std::to_string(epochs));
  std::vector<EpochReport> reports(static_cast<std::size_t>(epochs));
  std::generate(reports.begin(), reports.end(),
                [&, epoch = 0]() mutable { return run_epoch(weights, batches_of(epoch++), loss, step); });
  return reports;
}

}  // namespace downhill::training_loop
