// SPDX-License-Identifier: MIT
#include "backprop_by_hand.hpp"

namespace downhill::backprop_by_hand {
namespace {

void require_size(const char* who, Index size, Index wanted) {
  kit::require(size == wanted, who,
               "size " + std::to_string(size) + " where " + std::to_string(wanted) + " fits");
}

}  // namespace

double relu(double z) { return z > 0 ? z : 0; }

double relu_slope(double z) { return z > 0 ? 1 : 0; }

Cache forward(const Network& network, const Vector& input) {
  require_size("forward", input.size(), network.W1.rows());
  require_size("forward", network.w2.size(), network.W1.cols());

  Cache cache;
  cache.z = network.W1.transpose() * input;  // z = W1ᵀ x
  cache.h = cache.z.unaryExpr(&relu);        // h = relu(z)
  cache.s = cache.h.dot(network.w2);         // s = h · w2
  cache.y = relu(cache.s);                   // y = relu(s)
  return cache;
}

double loss(const Network& network, const Vector& input, double target) {
  const double error = forward(network, input).y - target;
  return error * error;  // L = (y − t)²
}

double output_slope(const Cache& cache, double target) {
  return 2 * (cache.y - target) * relu_slope(cache.s);  // ∂L/∂s = 2 (y − t) relu′(s)
}

Vector node_slopes(const Network& network, const Cache& cache, double target) {
  return network.w2 * output_slope(cache, target);  // ∂L/∂h = w2 ∂L/∂s
}

Gradients backward(const Network& network, const Vector& input, const Cache& cache, double target) {
  require_size("backward", input.size(), network.W1.rows());
  require_size("backward", network.w2.size(), network.W1.cols());
  require_size("backward", cache.z.size(), network.W1.cols());
  require_size("backward", cache.h.size(), network.W1.cols());

  const Vector mask = cache.z.unaryExpr(&relu_slope);
  const Vector dz = node_slopes(network, cache, target).cwiseProduct(mask);  // ∂L/∂z = ∂L/∂h ∘ relu′(z)
  const Vector dw2 = cache.h * output_slope(cache, target);                  // ∂L/∂w2 = h ∂L/∂s
  return {.dW1 = input * dz.transpose(), .dw2 = dw2};                        // ∂L/∂W1 = x (∂L/∂z)ᵀ
}

void apply(Network& network, const Gradients& gradients, double learning_rate) {
  require_size("apply", gradients.dW1.rows(), network.W1.rows());
  require_size("apply", gradients.dW1.cols(), network.W1.cols());
  require_size("apply", gradients.dw2.size(), network.w2.size());

  network.W1 -= learning_rate * gradients.dW1;  // W1 ← W1 − α ∂L/∂W1
  network.w2 -= learning_rate * gradients.dw2;  // w2 ← w2 − α ∂L/∂w2
}

void learn(Network& network, const Vector& input, double target, double learning_rate) {
  const Cache cache = forward(network, input);
  const Gradients gradients = backward(network, input, cache, target);  // all slopes first,
  apply(network, gradients, learning_rate);                             // then all moves
}

}  // namespace downhill::backprop_by_hand
