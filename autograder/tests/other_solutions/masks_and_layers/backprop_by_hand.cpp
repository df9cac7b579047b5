// SPDX-License-Identifier: MIT
// Lesson 10 layer by layer: one function for both layers, arrays and masks, and rows where others have
// columns.
#include "backprop_by_hand.hpp"

#include <iostream>

namespace downhill::backprop_by_hand {
namespace {

struct Layer {
  RowVector in, out;
};

Layer through(const RowVector& x, const Matrix& weights) {
  if (x.size() != weights.rows()) throw std::invalid_argument("forward: a layer of another size");
  const RowVector in = x * weights;
  return {in, in.array().max(0.0).matrix()};
}

RowVector mask(const Vector& z) { return (z.transpose().array() > 0).cast<double>(); }

bool same_shape(const Matrix& a, const Matrix& b) { return a.rows() == b.rows() && a.cols() == b.cols(); }

}  // namespace

double relu(double z) { return (z + std::abs(z)) / 2; }
double relu_slope(double z) { return std::signbit(-z) && z != 0 ? 1 : 0; }

Cache forward(const Network& network, const Vector& input) {
  const Layer hidden = through(input.transpose(), network.W1);
  const Layer output = through(hidden.out, network.w2);
  std::cout << "prediction " << output.out << '\n';
  return {hidden.in.transpose(), hidden.out.transpose(), output.in(0), output.out(0)};
}

double loss(const Network& network, const Vector& input, double target) {
  return std::pow(target - forward(network, input).y, 2);
}

double output_slope(const Cache& cache, double target) {
  return -2 * relu_slope(cache.s) * (target - cache.y);
}

Vector node_slopes(const Network& network, const Cache& cache, double target) {
  return (network.w2.array() * output_slope(cache, target)).matrix();
}

Gradients backward(const Network& network, const Vector& input, const Cache& cache, double target) {
  if (!same_shape(cache.h, network.w2) || !same_shape(cache.z, network.w2) ||
      input.size() != network.W1.rows() || network.w2.size() != network.W1.cols())
    throw std::invalid_argument("backward: " + std::to_string(input.size()) + " inputs");
  const RowVector behind = (node_slopes(network, cache, target).transpose().array() * mask(cache.z).array());
  return {(behind.transpose() * input.transpose()).transpose(), output_slope(cache, target) * cache.h};
}

void apply(Network& network, const Gradients& gradients, double learning_rate) {
  if (!same_shape(network.W1, gradients.dW1) || !same_shape(network.w2, gradients.dw2))
    throw std::invalid_argument("apply: other shapes");
  network = {network.W1 - learning_rate * gradients.dW1, network.w2 - learning_rate * gradients.dw2};
}

void learn(Network& network, const Vector& input, double target, double learning_rate) {
  const auto gradients = backward(network, input, forward(network, input), target);
  apply(network, gradients, learning_rate);
}

}  // namespace downhill::backprop_by_hand
