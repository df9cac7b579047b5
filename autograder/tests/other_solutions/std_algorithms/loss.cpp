// SPDX-License-Identifier: MIT
// Lesson 03 with std:: algorithms, and the grid by multiplying the squares out.
#include "loss.hpp"

namespace downhill::loss {
namespace {

double count_of(const Vector& all) { return static_cast<double>(all.size()); }

}  // namespace

Vector errors(const Vector& predicted, const Vector& actual) {
  kit::require(predicted.rows() == actual.rows(), "errors", "as many predictions as actual values");
  Vector all(predicted.size());
  std::transform(predicted.begin(), predicted.end(), actual.begin(), all.begin(), std::minus<>());
  return all;
}

double total_squared_error(const Vector& predicted, const Vector& actual) {
  kit::require(actual.size() != 0, "total_squared_error", "no rows");
  const Vector all = errors(predicted, actual);
  return std::inner_product(all.begin(), all.end(), all.begin(), 0.0);
}

double mean_squared_error(const Vector& predicted, const Vector& actual) {
  const double root = root_mean_squared_error(predicted, actual);
  return root * root;
}

double root_mean_squared_error(const Vector& predicted, const Vector& actual) {
  kit::require(actual.size() != 0, "root_mean_squared_error", "no rows");
  return errors(predicted, actual).norm() / std::sqrt(count_of(actual));
}

Matrix loss_grid(const Matrix& inputs, const Vector& targets, const Vector& first_weights,
                 const Vector& second_weights) {
  kit::require(inputs.cols() == 2 && inputs.rows() == targets.size() && targets.size() > 0, "loss_grid",
               "inputs must be N × 2 and targets N, N at least 1");
  const double n = count_of(targets), yy = targets.dot(targets) / n;
  const double aa = inputs.col(0).dot(inputs.col(0)) / n, bb = inputs.col(1).dot(inputs.col(1)) / n;
  const double ab = inputs.col(0).dot(inputs.col(1)) / n;
  const double ay = inputs.col(0).dot(targets) / n, by = inputs.col(1).dot(targets) / n;
  return Matrix::NullaryExpr(first_weights.size(), second_weights.size(), [&](Index i, Index j) {
    const double v = first_weights(i), w = second_weights(j);
    return aa * v * v + 2 * ab * v * w + bb * w * w - 2 * ay * v - 2 * by * w + yy;
  });
}

}  // namespace downhill::loss
