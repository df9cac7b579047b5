// SPDX-License-Identifier: MIT
// Lesson 03 number by number, the grid with its sums inside.
#include "loss.hpp"

namespace downhill::loss {

Vector errors(const Vector& predicted, const Vector& actual) {
  if (predicted.size() != actual.size()) throw std::invalid_argument("errors: sizes differ");
  Vector all(actual.size());
  for (Index i = 0; i < all.size(); ++i) all(i) = -(actual(i) - predicted(i));
  return all;
}

double total_squared_error(const Vector& predicted, const Vector& actual) {
  const Vector all = errors(predicted, actual);
  if (all.size() == 0) throw std::invalid_argument("total_squared_error: nothing to judge");
  double sum = 0;
  for (Index i = all.size() - 1; i >= 0; --i) sum += all(i) * all(i);
  return sum;
}

double mean_squared_error(const Vector& predicted, const Vector& actual) {
  const Vector all = errors(predicted, actual);
  if (all.size() == 0) throw std::invalid_argument("mean_squared_error: nothing to judge");
  double mean = 0;
  for (Index i = 0; i < all.size(); ++i) mean += (all(i) * all(i) - mean) / static_cast<double>(i + 1);
  return mean;
}

double root_mean_squared_error(const Vector& predicted, const Vector& actual) {
  return std::pow(mean_squared_error(predicted, actual), 0.5);
}

Matrix loss_grid(const Matrix& inputs, const Vector& targets, const Vector& first_weights,
                 const Vector& second_weights) {
  if (inputs.cols() != 2 || inputs.rows() == 0 || inputs.rows() != targets.rows())
    throw std::invalid_argument("loss_grid: inputs must be N × 2, with N targets and N > 0");
  Matrix grid = Matrix::Zero(first_weights.size(), second_weights.size());
  for (Index row = 0; row < inputs.rows(); ++row)
    for (Index j = 0; j < grid.cols(); ++j)
      for (Index i = 0; i < grid.rows(); ++i) {
        const double error =
            first_weights(i) * inputs(row, 0) + second_weights(j) * inputs(row, 1) - targets(row);
        grid(i, j) += error * error / static_cast<double>(inputs.rows());
      }
  return grid;
}

}  // namespace downhill::loss
