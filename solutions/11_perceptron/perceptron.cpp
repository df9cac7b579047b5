// SPDX-License-Identifier: MIT
#include "perceptron.hpp"

namespace downhill::perceptron {

double sigmoid(double z) {
  const double small = std::exp(-std::abs(z));            // at most 1: never too large
  return z >= 0 ? 1 / (1 + small) : small / (1 + small);  // 1 / (1 + e⁻ᶻ) = eᶻ / (1 + eᶻ)
}

double cross_entropy(double a, double y) {
  constexpr double kLeast = 1e-12;
  const double one = std::max(a, kLeast), zero = std::max(1 - a, kLeast);
  return -(y * std::log(one) + (1 - y) * std::log(zero));  // ℓ = −(y ln a + (1 − y) ln(1 − a))
}

double cross_entropy_from_logit(double z, double y) {
  return std::max(z, 0.0) - y * z + std::log1p(std::exp(-std::abs(z)));  // ln(1 + eᶻ) − y z
}

Vector probabilities(const Neuron& neuron, const Matrix& X) {
  kit::require(X.cols() == neuron.w.size(), "probabilities",
               std::to_string(X.cols()) + " columns for " + std::to_string(neuron.w.size()) + " weights");
  const Vector z = (X * neuron.w).array() + neuron.b;  // z = X w + b
  return z.unaryExpr(&sigmoid);                        // a = σ(z)
}

Cost cost_and_gradient(const Neuron& neuron, const Matrix& X, const Vector& y) {
  kit::require(X.rows() > 0, "cost_and_gradient", "there is no sample");
  kit::require(X.rows() == y.size(), "cost_and_gradient",
               std::to_string(X.rows()) + " rows for " + std::to_string(y.size()) + " targets");
  kit::require(X.cols() == neuron.w.size(), "cost_and_gradient",
               std::to_string(X.cols()) + " columns for " + std::to_string(neuron.w.size()) + " weights");
  const auto m = static_cast<double>(X.rows());
  const Vector z = (X * neuron.w).array() + neuron.b;                 // z = X w + b
  const Vector dz = z.unaryExpr(&sigmoid) - y;                        // ∂ℓ/∂z = a − y
  return {.J = z.binaryExpr(y, &cross_entropy_from_logit).sum() / m,  // J = 1/m Σ ℓ
          .dw = X.transpose() * dz / m,                               // ∂J/∂w = 1/m Σ (a − y) x
          .db = dz.sum() / m};                                        // ∂J/∂b = 1/m Σ (a − y)
}

void step(Neuron& neuron, const Cost& cost, double learning_rate) {
  kit::require_same_size("step", neuron.w, cost.dw);
  neuron.w -= learning_rate * cost.dw;  // w ← w − α ∂J/∂w
  neuron.b -= learning_rate * cost.db;  // b ← b − α ∂J/∂b
}

}  // namespace downhill::perceptron
