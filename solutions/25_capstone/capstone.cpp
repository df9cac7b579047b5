// SPDX-License-Identifier: MIT
#include "capstone.hpp"

#include <numbers>

#include "12_mlp_backprop/mlp_backprop.hpp"
#include "13_mini_batches/mini_batches.hpp"
#include "14_training_loop/training_loop.hpp"
#include "16_momentum/momentum.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "22_adam/adam.hpp"

namespace downhill::capstone {

static Matrix drawn(Index rows, Index columns, std::mt19937& random) {
  const double a = static_cast<double>(rows), b = static_cast<double>(columns);
  const double r = std::sqrt(6 / (a + b));  // r = √(6 / (a + b))
  Matrix W(rows, columns);
  for (double& w : W.reshaped()) w = kit::uniform(random, -r, r);
  return W;
}

Vector initial_weights(const Shape& shape, std::mt19937& random) {
  const auto& [d, h, k] = shape;
  kit::require(d > 0 && h > 0 && k > 0, "initial_weights", "sizes must be positive");
  const Matrix W1 = drawn(d, h, random), W2 = drawn(h, k, random);
  return kit::flatten(W1, Vector::Zero(h), W2, Vector::Zero(k));
}

static mlp_backprop::Mlp network_of(const Shape& shape, const Vector& weights) {
  const auto& [d, h, k] = shape;
  mlp_backprop::Mlp network{.W1 = Matrix(d, h), .b1 = RowVector(h), .W2 = Matrix(h, k), .b2 = RowVector(k)};
  kit::unflatten(weights, network.W1, network.b1, network.W2, network.b2);
  return network;
}

double batch_loss(const Shape& shape, const Vector& weights, const Matrix& inputs,
                  const std::vector<int>& labels, Vector& gradient) {
  const mlp_backprop::Mlp network = network_of(shape, weights);
  const mlp_backprop::Cache cache = mlp_backprop::forward(network, inputs);
  const auto [dW1, db1, dW2, db2] = mlp_backprop::backward(network, inputs, labels, cache);
  gradient = kit::flatten(dW1, db1, dW2, db2);
  return mlp_backprop::cross_entropy(cache.Z2, labels);
}

std::vector<int> classify(const Shape& shape, const Vector& weights, const Matrix& inputs) {
  const Matrix P = mlp_backprop::forward(network_of(shape, weights), inputs).P;
  std::vector<int> said;
  for (const auto& p : P.rowwise())
    said.push_back(static_cast<int>(std::max_element(p.begin(), p.end()) - p.begin()));
  return said;
}

double accuracy(const Shape& shape, const Vector& weights, const Matrix& inputs,
                const std::vector<int>& labels) {
  const std::vector<int> said = classify(shape, weights, inputs);
  kit::require_same_size("accuracy", said, labels);
  kit::require(!labels.empty(), "accuracy", "there is no row");
  double right = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) right += said[i] == labels[i] ? 1 : 0;
  return right / static_cast<double>(labels.size());
}

double rate_at(double first_rate, Decay decay, Index update, Index updates) {
  kit::require(update >= 0 && update < updates, "rate_at", "update must lie in 0 … updates − 1");
  if (decay == Decay::none) return first_rate;
  const double done = static_cast<double>(update) / static_cast<double>(updates);
  return first_rate * (1 + std::cos(std::numbers::pi * done)) / 2;  // α = α₀ (1 + cos(π t / T)) / 2
}

/// Any optimiser as a Step that takes its rate anew each time.
template <class Optimiser>
static Step with(Optimiser optimiser, const double& rate) {
  return [optimiser, &rate](Vector& weights, const Vector& gradient) mutable {
    optimiser.learning_rate = rate;
    optimiser.step(weights, gradient);
  };
}

static Step step_of(Method method, const double& rate) {
  if (method == Method::sgd) return with(training_loop::GradientDescent{}, rate);
  if (method == Method::momentum) return with(momentum::HeavyBall{}, rate);
  if (method == Method::rmsprop) return with(rmsprop::RMSProp{}, rate);
  return with(adam::Adam{}, rate);
}

Vector train(const Shape& shape, const Settings& settings, Index rows, const Fetch& fetch,
             const Watch& watch) {
  kit::require(rows > 0 && settings.epochs >= 0, "train", "rows must be positive, epochs not negative");
  const Index T = settings.epochs * mini_batches::batch_count(rows, settings.batch_size, false);
  std::mt19937 random(settings.seed);
  Vector weights = initial_weights(shape, random);
  Matrix X;                  // of a batch,
  std::vector<int> answers;  // and what is right
  const BatchLoss loss = [&](const Vector& at, const std::vector<Index>& batch, Vector& gradient) {
    fetch(batch, X, answers);
    return batch_loss(shape, at, X, answers, gradient);
  };
  double rate = 0;
  const Step step = step_of(settings.method, rate);
  Index t = 0;
  for (int epoch = 0; epoch < settings.epochs; ++epoch)
    for (const auto& batch : mini_batches::epoch_batches(rows, settings.batch_size, false, random)) {
      rate = rate_at(settings.learning_rate, settings.decay, t, T);
      const double lost = training_loop::run_epoch(weights, {batch}, loss, step).mean_loss;
      if (!watch({epoch, t++, lost, rate}, weights)) return weights;
    }
  return weights;
}

}  // namespace downhill::capstone
