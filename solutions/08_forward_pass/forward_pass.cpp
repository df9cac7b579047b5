// SPDX-License-Identifier: MIT
#include "forward_pass.hpp"

namespace downhill::forward_pass {

Vector hidden_values(const Vector& input, const Matrix& W1) {
  kit::require(input.size() == W1.rows(), "hidden_values", "input must have a number for each row of W1");
  return W1.transpose() * input;  // h = W1ᵀ x
}

double predict(const Vector& input, const Matrix& W1, const Vector& w2) {
  kit::require(w2.size() == W1.cols(), "predict", "w2 must have a number for each column of W1");
  return hidden_values(input, W1).dot(w2);  // y = h · w2
}

double error(double predicted, double actual) { return predicted - actual; }

Vector predict_batch(const Matrix& inputs, const Matrix& W1, const Vector& w2) {
  kit::require(inputs.cols() == W1.rows(), "predict_batch", "inputs must have a column for each row of W1");
  kit::require(w2.size() == W1.cols(), "predict_batch", "w2 must have a number for each column of W1");
  return inputs * W1 * w2;  // a row of H = X W1 for each sample, then y = H w2
}

Vector collapsed_weights(const Matrix& W1, const Vector& w2) {
  kit::require(w2.size() == W1.cols(), "collapsed_weights", "w2 must have a number for each column of W1");
  return W1 * w2;  // (X W1) w2 = X (W1 w2)
}

}  // namespace downhill::forward_pass
