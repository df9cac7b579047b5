// SPDX-License-Identifier: MIT
#include "loss.hpp"

namespace downhill::loss {

Vector errors(const Vector& predicted, const Vector& actual) {
  kit::require_same_size("errors", predicted, actual);
  return predicted - actual;  // eᵢ = ŷᵢ − yᵢ
}

double total_squared_error(const Vector& predicted, const Vector& actual) {
  kit::require(predicted.size() > 0, "total_squared_error", "there is no prediction to judge");
  return errors(predicted, actual).squaredNorm();  // Σ eᵢ²
}

double mean_squared_error(const Vector& predicted, const Vector& actual) {
  return total_squared_error(predicted, actual) / static_cast<double>(actual.size());  // Σ eᵢ² / N
}

double root_mean_squared_error(const Vector& predicted, const Vector& actual) {
  return std::sqrt(mean_squared_error(predicted, actual));
}

Matrix loss_grid(const Matrix& inputs, const Vector& targets, const Vector& first_weights,
                 const Vector& second_weights) {
  kit::require(inputs.cols() == 2, "loss_grid", "inputs must have a column for each of two weights");
  kit::require(inputs.rows() == targets.size(), "loss_grid", "inputs and targets must have as many rows");
  kit::require(targets.size() > 0, "loss_grid", "there are no rows");

  Matrix grid(first_weights.size(), second_weights.size());
  for (Index i = 0; i < grid.rows(); ++i)
    for (Index j = 0; j < grid.cols(); ++j) {
      const Vector predicted = inputs.col(0) * first_weights(i) + inputs.col(1) * second_weights(j);
      grid(i, j) = mean_squared_error(predicted, targets);
    }
  return grid;
}

}  // namespace downhill::loss
