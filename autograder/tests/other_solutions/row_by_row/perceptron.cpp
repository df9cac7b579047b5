// SPDX-License-Identifier: MIT
// Lesson 11 in loops: a row after the other, each mean built up as it goes.
#include "perceptron.hpp"

namespace downhill::perceptron {
namespace {

double logit_of(const Neuron& neuron, const Matrix& X, Index row) {
  double z = neuron.b;
  for (Index i = 0; i < X.cols(); ++i) z += neuron.w(i) * X(row, i);
  return z;
}

void fits(bool yes, const std::string& who) {
  if (!yes) throw std::invalid_argument(who + ": sizes do not fit");
}

}  // namespace

double sigmoid(double z) {
  if (z < 0) return 1 - sigmoid(-z);
  return 1 / (1 + std::exp(-z));
}

double cross_entropy(double a, double y) {
  const double held = std::clamp(a, 1e-12, 1 - 1e-12);
  double loss = 0;
  if (y != 0) loss -= y * std::log(held);
  if (y != 1) loss -= (1 - y) * std::log(1 - held);
  return loss;
}

double cross_entropy_from_logit(double z, double y) {
  if (z > 0) return (1 - y) * z + std::log(1 + std::exp(-z));
  return -y * z + std::log(1 + std::exp(z));
}

Vector probabilities(const Neuron& neuron, const Matrix& X) {
  fits(X.cols() == neuron.w.size(), "probabilities");
  Vector a(X.rows());
  for (Index row = 0; row < X.rows(); ++row) a(row) = sigmoid(logit_of(neuron, X, row));
  return a;
}

Cost cost_and_gradient(const Neuron& neuron, const Matrix& X, const Vector& y) {
  fits(X.rows() > 0 && X.rows() == y.size() && X.cols() == neuron.w.size(), "cost_and_gradient");
  Cost mean{0, Vector::Zero(X.cols()), 0};
  for (Index row = 0; row < X.rows(); ++row) {
    const double share = 1 / static_cast<double>(row + 1);  // mean ← mean + (new − mean) / count
    const double z = logit_of(neuron, X, row), slope = sigmoid(z) - y(row);
    mean.J += (cross_entropy_from_logit(z, y(row)) - mean.J) * share;
    mean.db += (slope - mean.db) * share;
    for (Index i = 0; i < X.cols(); ++i) mean.dw(i) += (slope * X(row, i) - mean.dw(i)) * share;
  }
  return mean;
}

void step(Neuron& neuron, const Cost& cost, double learning_rate) {
  fits(neuron.w.size() == cost.dw.size(), "step");
  for (Index i = 0; i < neuron.w.size(); ++i) neuron.w(i) = neuron.w(i) - learning_rate * cost.dw(i);
  neuron.b = neuron.b - learning_rate * cost.db;
}

}  // namespace downhill::perceptron
