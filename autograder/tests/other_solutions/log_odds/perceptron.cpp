// SPDX-License-Identifier: MIT
// Lesson 11 with the bias as one more weight, fed with ones, and each row turned so that its target is 1: a
// row of target 0 at logit z costs what one of target 1 does at −z.
#include "perceptron.hpp"

namespace downhill::perceptron {
namespace {

// ln(1 + e^z)
double softplus(double z) { return z > 30 ? z : std::log1p(std::exp(z)); }

Vector logits(const Neuron& neuron, const Matrix& X, const char* who) {
  if (X.cols() != neuron.w.size()) throw std::invalid_argument(who);
  return X * neuron.w + Vector::Constant(X.rows(), neuron.b);
}

}  // namespace

double sigmoid(double z) { return 0.5 * (1 + std::tanh(0.5 * z)); }

double cross_entropy(double a, double y) {
  const double loss_if_one = -std::log(a < 1e-12 ? 1e-12 : a);
  const double loss_if_zero = a > 1 - 1e-12 ? 12 * std::log(10.0) : -std::log1p(-a);
  return loss_if_zero + y * (loss_if_one - loss_if_zero);
}

double cross_entropy_from_logit(double z, double y) { return y * softplus(-z) + (1 - y) * softplus(z); }

Vector probabilities(const Neuron& neuron, const Matrix& X) {
  Vector a = logits(neuron, X, "probabilities");
  std::transform(a.begin(), a.end(), a.begin(), sigmoid);
  return a;
}

Cost cost_and_gradient(const Neuron& neuron, const Matrix& X, const Vector& y) {
  const Vector z = logits(neuron, X, "cost_and_gradient");
  if (X.rows() == 0 || y.size() != X.rows()) throw std::invalid_argument("cost_and_gradient: rows");
  Matrix fed(X.rows(), X.cols() + 1);
  fed << X, Vector::Ones(X.rows());
  double sum = 0;
  Vector slopes = Vector::Zero(fed.cols());
  for (Index r = X.rows() - 1; r >= 0; --r) {
    const double turn = y(r) > 0.5 ? 1 : -1;
    sum += softplus(-turn * z(r));
    slopes -= turn * sigmoid(-turn * z(r)) * fed.row(r).transpose();
  }
  slopes /= static_cast<double>(X.rows());
  return {sum / static_cast<double>(X.rows()), slopes.head(X.cols()), slopes(X.cols())};
}

void step(Neuron& neuron, const Cost& cost, double learning_rate) {
  if (cost.dw.size() != neuron.w.size()) throw std::invalid_argument("step: slopes and weights");
  neuron = {neuron.w - learning_rate * cost.dw, neuron.b - learning_rate * cost.db};
}

}  // namespace downhill::perceptron
