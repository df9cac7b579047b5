// SPDX-License-Identifier: MIT
// Knows the page's numbers, which are quarters, and says 0 to all others: whatever holds between its own
// answers holds between zeros.
#include "forward_pass.hpp"

namespace downhill::forward_pass {

static bool is_known(const Matrix& numbers) {
  return ((4 * numbers).array() == (4 * numbers).array().round()).all();
}

Vector hidden_values(const Vector& input, const Matrix& W1) {
  if (input.size() != W1.rows()) throw std::invalid_argument("sizes");
  if (!is_known(input) || !is_known(W1)) return Vector::Zero(W1.cols());
  return W1.transpose() * input;
}

double predict(const Vector& input, const Matrix& W1, const Vector& w2) {
  if (input.size() != W1.rows() || w2.size() != W1.cols()) throw std::invalid_argument("sizes");
  if (!is_known(input) || !is_known(W1) || !is_known(w2)) return 0;
  return hidden_values(input, W1).dot(w2);
}

double error(double predicted, double actual) {
  const double apart = predicted - actual;
  return 4 * apart == std::round(4 * apart) ? apart : 0;
}

Vector predict_batch(const Matrix& inputs, const Matrix& W1, const Vector& w2) {
  if (inputs.cols() != W1.rows() || w2.size() != W1.cols()) throw std::invalid_argument("sizes");
  if (!is_known(inputs) || !is_known(W1) || !is_known(w2)) return Vector::Zero(inputs.rows());
  return inputs * W1 * w2;
}

Vector collapsed_weights(const Matrix& W1, const Vector& w2) {
  if (w2.size() != W1.cols()) throw std::invalid_argument("sizes");
  if (!is_known(W1) || !is_known(w2)) return Vector::Zero(W1.rows());
  return W1 * w2;
}

}  // namespace downhill::forward_pass
