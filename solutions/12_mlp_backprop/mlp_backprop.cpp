// SPDX-License-Identifier: MIT
#include "mlp_backprop.hpp"

namespace downhill::mlp_backprop {

static void require_fit(const char* who, std::initializer_list<std::pair<Index, Index>> sizes) {
  for (const auto& [size, wanted] : sizes)
    kit::require(size == wanted, who, std::to_string(size) + " where " + std::to_string(wanted) + " fits");
}

Matrix softmax_rows(const Matrix& Z) {
  kit::require(Z.cols() > 0, "softmax_rows", "there is no class");
  const Matrix E = (Z.colwise() - Z.rowwise().maxCoeff()).array().exp();  // e^(z − max z), at most 1
  return E.array().colwise() / E.rowwise().sum().array();                 // p = e^z / Σ e^z
}

double cross_entropy(const Matrix& Z2, const std::vector<int>& labels) {
  kit::require(Z2.size() > 0, "cross_entropy", "there is no sample or no class");
  require_fit("cross_entropy", {{std::ssize(labels), Z2.rows()}});
  const Matrix Z = Z2.colwise() - Z2.rowwise().maxCoeff();  // the same softmax, and no e^z too large
  const Vector own = Z.cwiseProduct(one_hot(labels, Z.cols())).rowwise().sum();
  return (Z.array().exp().rowwise().sum().log() - own.array()).mean();  // −ln p = ln Σ e^z − z_label
}

Matrix one_hot(const std::vector<int>& labels, Index classes) {
  Matrix Y = Matrix::Zero(std::ssize(labels), classes);
  for (Index row = 0; const int label : labels) {
    kit::require(label >= 0 && label < classes, "one_hot", "there is no class " + std::to_string(label));
    Y(row++, label) = 1;
  }
  return Y;
}

Cache forward(const Mlp& network, const Matrix& X) {
  const auto& [W1, b1, W2, b2] = network;
  require_fit("forward", {{X.cols(), W1.rows()}, {b1.cols(), W1.cols()}});
  require_fit("forward", {{W2.rows(), W1.cols()}, {b2.cols(), W2.cols()}});
  Cache cache;
  cache.Z1 = (X * W1).rowwise() + b1;        // Z1 = X W1 + b1
  cache.H = cache.Z1.cwiseMax(0);            // H = relu(Z1)
  cache.Z2 = (cache.H * W2).rowwise() + b2;  // Z2 = H W2 + b2
  cache.P = softmax_rows(cache.Z2);          // P = softmax(Z2)
  return cache;
}

Mlp backward(const Mlp& network, const Matrix& X, const std::vector<int>& labels, const Cache& cache) {
  const Index N = X.rows(), h = network.W1.cols(), k = network.W2.cols();
  kit::require(N > 0, "backward", "there is no sample");
  require_fit("backward", {{X.cols(), network.W1.rows()}, {network.W2.rows(), h}, {std::ssize(labels), N}});
  require_fit("backward", {{cache.Z1.rows(), N}, {cache.H.rows(), N}, {cache.P.rows(), N}});
  require_fit("backward", {{cache.Z1.cols(), h}, {cache.H.cols(), h}, {cache.P.cols(), k}});
  const Matrix dZ2 = (cache.P - one_hot(labels, k)) / static_cast<double>(N);  // ∂L/∂Z2 = (P − Y) / N
  const Matrix dZ1 = (cache.Z1.array() > 0).select(dZ2 * network.W2.transpose(), 0);  // (∂L/∂Z2 W2ᵀ) ∘ relu′
  return {.W1 = X.transpose() * dZ1,        // ∂L/∂W1 = Xᵀ ∂L/∂Z1
          .b1 = dZ1.colwise().sum(),        // ∂L/∂b1 = Σ rows of ∂L/∂Z1
          .W2 = cache.H.transpose() * dZ2,  // ∂L/∂W2 = Hᵀ ∂L/∂Z2
          .b2 = dZ2.colwise().sum()};       // ∂L/∂b2 = Σ rows of ∂L/∂Z2
}

void step(Mlp& network, const Mlp& gradients, double learning_rate) {
  require_fit("step", {{gradients.W1.rows(), network.W1.rows()}, {gradients.W1.cols(), network.W1.cols()}});
  require_fit("step", {{gradients.W2.rows(), network.W2.rows()}, {gradients.W2.cols(), network.W2.cols()}});
  require_fit("step", {{gradients.b1.cols(), network.b1.cols()}, {gradients.b2.cols(), network.b2.cols()}});
  network.W1 -= learning_rate * gradients.W1;  // W1 ← W1 − α ∂L/∂W1
  network.b1 -= learning_rate * gradients.b1;  // b1 ← b1 − α ∂L/∂b1
  network.W2 -= learning_rate * gradients.W2;  // W2 ← W2 − α ∂L/∂W2
  network.b2 -= learning_rate * gradients.b2;  // b2 ← b2 − α ∂L/∂b2
}

}  // namespace downhill::mlp_backprop
