// SPDX-License-Identifier: MIT
// Lesson 08 the other way round: the collapsed weights do the work, and a single sample is a batch of one.
#include "forward_pass.hpp"

namespace {

using downhill::Index;
using downhill::Matrix;
using downhill::Vector;

void refuse(bool wrong) {
  if (wrong) throw std::invalid_argument("forward_pass: sizes do not fit");
}

}  // namespace

Vector downhill::forward_pass::collapsed_weights(const Matrix& W1, const Vector& w2) {
  refuse(W1.cols() != w2.size());
  Vector sum = Vector::Zero(W1.rows());
  for (Index j = 0; j < w2.size(); ++j) sum += w2(j) * W1.col(j);
  return sum;
}

Vector downhill::forward_pass::predict_batch(const Matrix& inputs, const Matrix& W1, const Vector& w2) {
  refuse(inputs.cols() != W1.rows());
  return inputs * collapsed_weights(W1, w2);
}

double downhill::forward_pass::predict(const Vector& input, const Matrix& W1, const Vector& w2) {
  return predict_batch(input.transpose(), W1, w2).sum();
}

Vector downhill::forward_pass::hidden_values(const Vector& input, const Matrix& W1) {
  refuse(input.size() != W1.rows());
  const downhill::RowVector row = input.transpose() * W1;
  return row.transpose();
}

double downhill::forward_pass::error(double predicted, double actual) {
  return std::minus<double>()(predicted, actual);
}
