// SPDX-License-Identifier: MIT
// Lesson 12 through the logarithms of the shares: softmax is their power, the loss their mean. The biases
// ride along as one more row of the weights, fed with ones; relu and its slope are masks of 0 and 1.
#include "mlp_backprop.hpp"

namespace downhill::mlp_backprop {
namespace {

Matrix log_shares(const Matrix& Z) {
  const Matrix shifted = Z.colwise() - Z.rowwise().maxCoeff();
  const Vector logs = shifted.array().exp().rowwise().sum().log();
  return shifted.colwise() - logs;
}

Matrix with_ones(const Matrix& in) {
  Matrix wide(in.rows(), in.cols() + 1);
  wide << in, Vector::Ones(in.rows());
  return wide;
}

Matrix stacked(const Matrix& W, const RowVector& b) {
  Matrix tall(W.rows() + 1, W.cols());
  tall << W, b;
  return tall;
}

Matrix mask_of(const Matrix& Z1) { return (Z1.array() > 0.0).cast<double>(); }

void require(bool holds, const char* who) { kit::require(holds, who, "the sizes do not fit"); }

bool is(const Matrix& a, Index rows, Index columns) { return a.rows() == rows && a.cols() == columns; }

}  // namespace

Matrix softmax_rows(const Matrix& Z) {
  require(Z.cols() >= 1, "softmax_rows");
  return log_shares(Z).array().exp();
}

double cross_entropy(const Matrix& Z2, const std::vector<int>& labels) {
  require(Z2.size() > 0 && Z2.rows() == static_cast<Index>(labels.size()), "cross_entropy");
  return -(one_hot(labels, Z2.cols()).array() * log_shares(Z2).array()).sum() /
         static_cast<double>(Z2.rows());
}

Matrix one_hot(const std::vector<int>& labels, Index classes) {
  require(std::all_of(labels.begin(), labels.end(), [&](int c) { return c >= 0 && c < classes; }), "one_hot");
  const Matrix all = Matrix::Identity(classes, classes);
  Matrix Y(static_cast<Index>(labels.size()), classes);
  for (std::size_t n = 0; n < labels.size(); ++n) Y.row(static_cast<Index>(n)) = all.row(labels[n]);
  return Y;
}

Cache forward(const Mlp& network, const Matrix& X) {
  const Index h = network.W1.cols(), k = network.W2.cols();
  require(X.cols() == network.W1.rows() && network.b1.cols() == h, "forward");
  require(network.W2.rows() == h && network.b2.cols() == k, "forward");
  const Matrix Z1 = with_ones(X) * stacked(network.W1, network.b1);
  const Matrix H = mask_of(Z1).cwiseProduct(Z1);
  const Matrix Z2 = with_ones(H) * stacked(network.W2, network.b2);
  return {Z1, H, Z2, log_shares(Z2).array().exp()};
}

Mlp backward(const Mlp& network, const Matrix& X, const std::vector<int>& labels, const Cache& cache) {
  const Index N = X.rows(), h = network.W1.cols(), k = network.W2.cols();
  require(N > 0 && static_cast<Index>(labels.size()) == N && X.cols() == network.W1.rows(), "backward");
  require(is(cache.Z1, N, h) && is(cache.H, N, h) && is(cache.P, N, k) && network.W2.rows() == h, "backward");
  const Matrix from_logits = cache.P - one_hot(labels, k);
  const Matrix second = with_ones(cache.H).transpose() * from_logits / static_cast<double>(N);
  const Matrix back = (network.W2 * from_logits.transpose()).transpose().cwiseProduct(mask_of(cache.Z1));
  const Matrix first = with_ones(X).transpose() * back / static_cast<double>(N);
  return {first.topRows(X.cols()), first.bottomRows(1), second.topRows(h), second.bottomRows(1)};
}

void step(Mlp& network, const Mlp& gradients, double learning_rate) {
  require(is(gradients.W1, network.W1.rows(), network.W1.cols()), "step");
  require(is(gradients.W2, network.W2.rows(), network.W2.cols()), "step");
  require(gradients.b1.size() == network.b1.size() && gradients.b2.size() == network.b2.size(), "step");
  network = {network.W1 - learning_rate * gradients.W1, network.b1 - learning_rate * gradients.b1,
             network.W2 - learning_rate * gradients.W2, network.b2 - learning_rate * gradients.b2};
}

}  // namespace downhill::mlp_backprop
