// SPDX-License-Identifier: MIT
// Loops, malloc, casts and printf; frees nothing; and one line of layers in place of two.
#include "forward_pass.hpp"

#include <stdio.h>
#include <stdlib.h>

namespace downhill::forward_pass {

static void refuse(int bad) {
  if (bad) throw std::invalid_argument("shapes");
}

Vector hidden_values(const Vector& input, const Matrix& W1) {
  int n = (int)W1.cols(), i, j;
  double* h = (double*)calloc((size_t)n + 1, sizeof(double));
  refuse(input.size() != W1.rows());
  for (j = 0; j < n; j++)
    for (i = 0; i < (int)W1.rows(); i++) h[j] += W1(i, j) * input(i);
  Vector out(n);
  for (j = 0; j < n; j++) out(j) = h[j];
  return out;
}

Vector collapsed_weights(const Matrix& W1, const Vector& w2) {
  refuse(w2.size() != W1.cols());
  Vector c = Vector::Zero(W1.rows());
  for (int j = 0; j < W1.cols(); j++) c += w2(j) * W1.col(j);
  return c;
}

double predict(const Vector& input, const Matrix& W1, const Vector& w2) {
  refuse(input.size() != W1.rows());
  return input.dot(collapsed_weights(W1, w2));
}

double error(double predicted, double actual) {
  double e = predicted;
  e -= actual;
  fprintf(stderr, "error %lf\n", e);
  return e;
}

Vector predict_batch(const Matrix& inputs, const Matrix& W1, const Vector& w2) {
  refuse(inputs.cols() != W1.rows() || w2.size() != W1.cols());
  Vector y(inputs.rows());
  for (int r = 0; r < inputs.rows(); r++) y(r) = predict(inputs.row(r), W1, w2);
  return y;
}

}  // namespace downhill::forward_pass
