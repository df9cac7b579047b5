// SPDX-License-Identifier: MIT
// Lesson 10 number by number: indices and loops, no expression of Eigen's.
#include "backprop_by_hand.hpp"

namespace downhill::backprop_by_hand {
namespace {

void fits(bool yes, const char* who) {
  if (!yes) throw std::invalid_argument(std::string(who) + ": the sizes do not fit");
}

void fits_network(const Network& network, const Vector& input, const char* who) {
  fits(input.size() == network.W1.rows() && network.W1.cols() == network.w2.size(), who);
}

}  // namespace

double relu(double z) {
  if (z > 0) return z;
  return 0;
}

double relu_slope(double z) {
  if (z > 0) return 1;
  return 0;
}

Cache forward(const Network& network, const Vector& input) {
  fits_network(network, input, "forward");
  const Index inputs = network.W1.rows(), hidden = network.W1.cols();
  Cache cache;
  cache.z.resize(hidden);
  cache.h.resize(hidden);
  cache.s = 0;
  for (Index j = hidden - 1; j >= 0; --j) {
    double sum = 0;
    for (Index i = 0; i < inputs; ++i) sum += input[i] * network.W1(i, j);
    cache.z[j] = sum;
    cache.h[j] = relu(sum);
    cache.s += cache.h[j] * network.w2[j];
  }
  cache.y = relu(cache.s);
  return cache;
}

double loss(const Network& network, const Vector& input, double target) {
  const double y = forward(network, input).y;
  return y * y - 2 * y * target + target * target;
}

double output_slope(const Cache& cache, double target) {
  double slope = cache.y - target;
  slope += cache.y - target;
  if (cache.s <= 0) slope = 0;
  return slope;
}

Vector node_slopes(const Network& network, const Cache& cache, double target) {
  Vector slopes(network.w2.size());
  for (Index j = 0; j < slopes.size(); ++j) slopes[j] = output_slope(cache, target) * network.w2[j];
  return slopes;
}

Gradients backward(const Network& network, const Vector& input, const Cache& cache, double target) {
  fits_network(network, input, "backward");
  const Index inputs = network.W1.rows(), hidden = network.W1.cols();
  fits(cache.z.size() == hidden && cache.h.size() == hidden, "backward");
  Gradients gradients;
  gradients.dW1 = Matrix(inputs, hidden);
  gradients.dw2 = Vector(hidden);
  const Vector through = node_slopes(network, cache, target);
  for (Index i = 0; i < inputs; ++i)
    for (Index j = 0; j < hidden; ++j) gradients.dW1(i, j) = cache.z[j] > 0 ? input[i] * through[j] : 0;
  for (Index j = 0; j < hidden; ++j) gradients.dw2[j] = output_slope(cache, target) * cache.h[j];
  return gradients;
}

void apply(Network& network, const Gradients& gradients, double learning_rate) {
  fits(network.W1.rows() == gradients.dW1.rows() && network.W1.cols() == gradients.dW1.cols(), "apply");
  fits(network.w2.size() == gradients.dw2.size(), "apply");
  for (Index j = 0; j < network.W1.cols(); ++j) {
    for (Index i = 0; i < network.W1.rows(); ++i) network.W1(i, j) -= gradients.dW1(i, j) * learning_rate;
    network.w2[j] -= gradients.dw2[j] * learning_rate;
  }
}

void learn(Network& network, const Vector& input, double target, double learning_rate) {
  const Network before = network;
  apply(network, backward(before, input, forward(before, input), target), learning_rate);
}

}  // namespace downhill::backprop_by_hand
