// SPDX-License-Identifier: MIT
// Lesson 12 in loops: a sample after the other, number by number, gradients added up on the way.
#include "mlp_backprop.hpp"

namespace downhill::mlp_backprop {
namespace {

[[noreturn]] void refuse(const char* who) {
  throw std::invalid_argument(std::string(who) + ": does not fit");
}

double largest(const Matrix& Z, Index row) {
  double most = Z(row, 0);
  for (Index c = 1; c < Z.cols(); ++c) most = std::max(most, Z(row, c));
  return most;
}

// What flows into the units of a layer.
Matrix layer(const Matrix& in, const Matrix& W, const RowVector& b) {
  Matrix out(in.rows(), W.cols());
  for (Index n = 0; n < in.rows(); ++n)
    for (Index j = 0; j < W.cols(); ++j) {
      double sum = 0;
      for (Index i = W.rows() - 1; i >= 0; --i) sum += W(i, j) * in(n, i);
      out(n, j) = b(j) + sum;
    }
  return out;
}

bool same_shape(const Matrix& a, const Matrix& b) { return a.rows() == b.rows() && a.cols() == b.cols(); }

}  // namespace

Matrix softmax_rows(const Matrix& Z) {
  if (Z.cols() == 0) refuse("softmax_rows");
  Matrix P(Z.rows(), Z.cols());
  for (Index r = 0; r < Z.rows(); ++r)
    for (Index c = 0; c < Z.cols(); ++c) {
      double parts = 0;  // 1 / p = Σ e^(z_other − z)
      for (Index other = 0; other < Z.cols(); ++other) parts += std::exp(Z(r, other) - Z(r, c));
      P(r, c) = 1 / parts;  // 0 where the sum is infinite
    }
  return P;
}

double cross_entropy(const Matrix& Z2, const std::vector<int>& labels) {
  const Index rows = Z2.rows(), classes = Z2.cols();
  if (rows == 0 || classes == 0 || rows != static_cast<Index>(labels.size())) refuse("cross_entropy");
  double mean = 0;
  for (Index r = 0; r < rows; ++r) {
    const int label = labels[static_cast<std::size_t>(r)];
    if (label < 0 || label >= classes) refuse("cross_entropy");
    const double top = largest(Z2, r);
    double sum = 0;
    for (Index c = 0; c < classes; ++c) sum += std::exp(Z2(r, c) - top);
    mean += (std::log(sum) - (Z2(r, label) - top)) / static_cast<double>(rows);
  }
  return mean;
}

Matrix one_hot(const std::vector<int>& labels, Index classes) {
  Matrix Y(static_cast<Index>(labels.size()), classes);
  for (Index r = 0; r < Y.rows(); ++r) {
    const int label = labels[static_cast<std::size_t>(r)];
    if (label < 0 || label >= classes) refuse("one_hot");
    for (Index c = 0; c < classes; ++c) Y(r, c) = c == label ? 1 : 0;
  }
  return Y;
}

Cache forward(const Mlp& network, const Matrix& X) {
  const auto& [W1, b1, W2, b2] = network;
  if (X.cols() != W1.rows() || b1.size() != W1.cols() || W2.rows() != W1.cols() || b2.size() != W2.cols())
    refuse("forward");
  Cache cache;
  cache.Z1 = layer(X, W1, b1);
  cache.H = cache.Z1;
  for (Index i = 0; i < cache.H.size(); ++i)
    if (cache.H.data()[i] < 0) cache.H.data()[i] = 0;
  cache.Z2 = layer(cache.H, W2, b2);
  cache.P = softmax_rows(cache.Z2);
  return cache;
}

Mlp backward(const Mlp& network, const Matrix& X, const std::vector<int>& labels, const Cache& cache) {
  const Index N = X.rows(), d = network.W1.rows(), h = network.W1.cols(), k = network.W2.cols();
  const Matrix hidden_shape(N, h), class_shape(N, k);
  if (N == 0 || static_cast<Index>(labels.size()) != N || X.cols() != d || network.W2.rows() != h)
    refuse("backward");
  if (!same_shape(cache.Z1, hidden_shape) || !same_shape(cache.H, hidden_shape) ||
      !same_shape(cache.P, class_shape))
    refuse("backward");
  Mlp sum{Matrix::Zero(d, h), RowVector::Zero(h), Matrix::Zero(h, k), RowVector::Zero(k)};
  for (Index n = 0; n < N; ++n) {
    const int label = labels[static_cast<std::size_t>(n)];
    if (label < 0 || label >= k) refuse("backward");
    std::vector<double> back(static_cast<std::size_t>(h), 0.0);
    for (Index c = 0; c < k; ++c) {
      const double slope = cache.P(n, c) - (c == label ? 1 : 0);
      sum.b2(c) += slope;
      for (Index j = 0; j < h; ++j) {
        sum.W2(j, c) += cache.H(n, j) * slope;
        back[static_cast<std::size_t>(j)] += network.W2(j, c) * slope;
      }
    }
    for (Index j = 0; j < h; ++j) {
      if (cache.Z1(n, j) <= 0) continue;
      const double slope = back[static_cast<std::size_t>(j)];
      sum.b1(j) += slope;
      for (Index i = 0; i < d; ++i) sum.W1(i, j) += X(n, i) * slope;
    }
  }
  const double count = static_cast<double>(N);
  return {sum.W1 / count, sum.b1 / count, sum.W2 / count, sum.b2 / count};
}

void step(Mlp& network, const Mlp& gradients, double learning_rate) {
  if (!same_shape(network.W1, gradients.W1) || !same_shape(network.W2, gradients.W2) ||
      network.b1.size() != gradients.b1.size() || network.b2.size() != gradients.b2.size())
    refuse("step");
  const auto move = [&](auto& weights, const auto& slopes) {
    for (Index i = 0; i < weights.size(); ++i) weights.data()[i] -= slopes.data()[i] * learning_rate;
  };
  move(network.W2, gradients.W2);
  move(network.b2, gradients.b2);
  move(network.W1, gradients.W1);
  move(network.b1, gradients.b1);
}

}  // namespace downhill::mlp_backprop
