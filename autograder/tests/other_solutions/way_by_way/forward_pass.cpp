// SPDX-License-Identifier: MIT
// Lesson 08 in plain loops, along each way from an input to the output.
#include "forward_pass.hpp"

namespace downhill::forward_pass {

Vector hidden_values(const Vector& input, const Matrix& W1) {
  if (input.size() != W1.rows()) throw std::invalid_argument("hidden_values: the input does not fit");
  Vector sums = Vector::Zero(W1.cols());
  for (Index unit = 0; unit < W1.cols(); ++unit)
    for (Index from = W1.rows(); from-- > 0;) sums(unit) += W1(from, unit) * input(from);
  return sums;
}

double predict(const Vector& input, const Matrix& W1, const Vector& w2) {
  if (input.size() != W1.rows() || w2.size() != W1.cols()) throw std::invalid_argument("predict: sizes");
  double y = 0;
  for (Index i = 0; i < W1.rows(); ++i)
    for (Index j = 0; j < W1.cols(); ++j) y += input(i) * W1(i, j) * w2(j);
  return y;
}

double error(double predicted, double actual) { return -(actual - predicted); }

Vector predict_batch(const Matrix& inputs, const Matrix& W1, const Vector& w2) {
  if (inputs.cols() != W1.rows() || w2.size() != W1.cols())
    throw std::invalid_argument("predict_batch: sizes");
  Vector said(inputs.rows());
  for (Index row = 0; row < inputs.rows(); ++row) said(row) = predict(inputs.row(row).transpose(), W1, w2);
  return said;
}

Vector collapsed_weights(const Matrix& W1, const Vector& w2) {
  if (w2.size() != W1.cols()) throw std::invalid_argument("collapsed_weights: sizes");
  Vector weights(W1.rows());
  for (Index i = 0; i < W1.rows(); ++i) weights(i) = predict(Vector::Unit(W1.rows(), i), W1, w2);
  return weights;
}

}  // namespace downhill::forward_pass
