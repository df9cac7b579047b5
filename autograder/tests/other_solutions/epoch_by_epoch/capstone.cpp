// SPDX-License-Identifier: MIT
// Hands whole epochs to lesson 14's train, sets the rate inside its Step, and stops by an exception of its
// own.
#include "capstone.hpp"

#include "12_mlp_backprop/mlp_backprop.hpp"
#include "13_mini_batches/mini_batches.hpp"
#include "14_training_loop/training_loop.hpp"
#include "16_momentum/momentum.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "22_adam/adam.hpp"

namespace downhill::capstone {
namespace {

Index weights_of(const Shape& s) { return (s.inputs + 1) * s.hidden + (s.hidden + 1) * s.classes; }

// The way from a Vector to matrices without the kit.
mlp_backprop::Mlp read(const Shape& s, const Vector& w) {
  kit::require(w.size() == weights_of(s), "capstone", "another number of weights");
  const double* at = w.data();
  const auto next = [&](Index rows, Index columns) {
    Matrix taken = Eigen::Map<const Matrix>(at, rows, columns);
    at += rows * columns;
    return taken;
  };
  mlp_backprop::Mlp network;
  network.W1 = next(s.inputs, s.hidden);
  network.b1 = next(1, s.hidden);
  network.W2 = next(s.hidden, s.classes);
  network.b2 = next(1, s.classes);
  return network;
}

struct Stop {};

}  // namespace

Vector initial_weights(const Shape& s, std::mt19937& random) {
  if (s.inputs < 1 || s.hidden < 1 || s.classes < 1)
    throw std::invalid_argument("initial_weights: a size below 1");
  Vector w = Vector::Zero(weights_of(s));
  const auto fill = [&](Index begin, Index rows, Index columns) {
    const double half = std::sqrt(6.0) / std::sqrt(static_cast<double>(rows + columns));
    for (Index i = begin; i < begin + rows * columns; ++i) w(i) = half * kit::uniform(random, -1, 1);
  };
  fill(0, s.inputs, s.hidden);
  fill((s.inputs + 1) * s.hidden, s.hidden, s.classes);
  return w;
}

double batch_loss(const Shape& shape, const Vector& weights, const Matrix& inputs,
                  const std::vector<int>& labels, Vector& gradient) {
  const auto network = read(shape, weights);
  const auto cache = mlp_backprop::forward(network, inputs);
  const double loss = mlp_backprop::cross_entropy(cache.Z2, labels);
  const auto slopes = mlp_backprop::backward(network, inputs, labels, cache);
  gradient.resize(weights.size());
  gradient << slopes.W1.reshaped(), slopes.b1.transpose(), slopes.W2.reshaped(), slopes.b2.transpose();
  return loss;
}

std::vector<int> classify(const Shape& shape, const Vector& weights, const Matrix& inputs) {
  const Matrix logits = mlp_backprop::forward(read(shape, weights), inputs).Z2;
  std::vector<int> classes(static_cast<std::size_t>(logits.rows()), 0);
  for (Index row = 0; row < logits.rows(); ++row)
    for (Index k = 1; k < logits.cols(); ++k) {
      int& best = classes[static_cast<std::size_t>(row)];
      if (logits(row, k) > logits(row, best)) best = static_cast<int>(k);
    }
  return classes;
}

double accuracy(const Shape& shape, const Vector& weights, const Matrix& inputs,
                const std::vector<int>& labels) {
  if (labels.empty() || inputs.rows() != std::ssize(labels))
    throw std::invalid_argument("accuracy: a label a row");
  const auto said = classify(shape, weights, inputs);
  return 1 - std::inner_product(said.begin(), said.end(), labels.begin(), 0.0, std::plus<>(),
                                std::not_equal_to<>()) /
                 static_cast<double>(labels.size());
}

double rate_at(double first_rate, Decay decay, Index update, Index updates) {
  if (update < 0 || update >= updates) throw std::invalid_argument("rate_at: no such update");
  const double half =
      std::cos(std::acos(-1.0) * static_cast<double>(update) / static_cast<double>(updates) / 2);
  return decay == Decay::cosine ? first_rate * half * half : first_rate;  // (1 + cos 2x) / 2 = cos² x
}

Vector train(const Shape& shape, const Settings& settings, Index rows, const Fetch& fetch,
             const Watch& watch) {
  if (rows < 1) throw std::invalid_argument("train: no rows");
  std::mt19937 random(settings.seed);
  Vector weights = initial_weights(shape, random);
  const Index an_epoch = mini_batches::batch_count(rows, settings.batch_size, false);
  training_loop::GradientDescent plain;
  momentum::HeavyBall ball;
  rmsprop::RMSProp rms;
  adam::Adam adam;
  Moment now;
  const auto loss = [&](const Vector& w, const std::vector<Index>& batch, Vector& gradient) {
    Matrix inputs;
    std::vector<int> labels;
    fetch(batch, inputs, labels);
    return now.loss = batch_loss(shape, w, inputs, labels, gradient);
  };
  const auto step = [&](Vector& w, const Vector& g) {
    now.learning_rate =
        rate_at(settings.learning_rate, settings.decay, now.update, an_epoch * settings.epochs);
    plain.learning_rate = ball.learning_rate = rms.learning_rate = adam.learning_rate = now.learning_rate;
    switch (settings.method) {
      case Method::sgd:
        plain.step(w, g);
        break;
      case Method::momentum:
        ball.step(w, g);
        break;
      case Method::rmsprop:
        rms.step(w, g);
        break;
      case Method::adam:
        adam.step(w, g);
        break;
    }
    now.epoch = static_cast<int>(now.update / an_epoch);
    if (!watch(now, w)) throw Stop();
    ++now.update;
  };
  try {
    training_loop::train(
        weights, settings.epochs,
        [&](int) { return mini_batches::epoch_batches(rows, settings.batch_size, false, random); }, loss,
        step);
  } catch (const Stop&) {
  }
  return weights;
}

}  // namespace downhill::capstone
