// SPDX-License-Identifier: MIT
// An object that trains; permutation and ranges of lesson 13 by hand, no lesson 14 loop, a step by
// std::visit.
#include "capstone.hpp"

#include <variant>

#include "12_mlp_backprop/mlp_backprop.hpp"
#include "13_mini_batches/mini_batches.hpp"
#include "14_training_loop/training_loop.hpp"
#include "16_momentum/momentum.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "22_adam/adam.hpp"

namespace downhill::capstone {

static mlp_backprop::Mlp unpacked(const Shape& shape, const Vector& weights) {
  mlp_backprop::Mlp net;
  net.W1.resize(shape.inputs, shape.hidden);
  net.b1.resize(shape.hidden);
  net.W2.resize(shape.hidden, shape.classes);
  net.b2.resize(shape.classes);
  kit::unflatten(weights, net.W1, net.b1, net.W2, net.b2);
  return net;
}

Vector initial_weights(const Shape& shape, std::mt19937& random) {
  kit::require(std::min({shape.inputs, shape.hidden, shape.classes}) > 0, "initial_weights",
               "sizes begin at 1");
  const double first = std::sqrt(6.0 / static_cast<double>(shape.inputs + shape.hidden));
  const double second = std::sqrt(6.0 / static_cast<double>(shape.hidden + shape.classes));
  std::vector<double> all;
  for (Index i = 0; i < shape.inputs * shape.hidden; ++i) all.push_back(kit::uniform(random, -first, first));
  for (Index i = 0; i < shape.hidden; ++i) all.push_back(0);
  for (Index i = 0; i < shape.hidden * shape.classes; ++i)
    all.push_back(kit::uniform(random, -second, second));
  for (Index i = 0; i < shape.classes; ++i) all.push_back(0);
  return Eigen::Map<const Vector>(all.data(), std::ssize(all));
}

double batch_loss(const Shape& shape, const Vector& weights, const Matrix& inputs,
                  const std::vector<int>& labels, Vector& gradient) {
  const mlp_backprop::Mlp net = unpacked(shape, weights);
  const mlp_backprop::Cache cache = mlp_backprop::forward(net, inputs);
  const mlp_backprop::Mlp up = mlp_backprop::backward(net, inputs, labels, cache);
  std::vector<double> all;
  for (const Matrix& part : {up.W1, Matrix(up.b1), up.W2, Matrix(up.b2)})
    all.insert(all.end(), part.data(), part.data() + part.size());
  gradient = Eigen::Map<const Vector>(all.data(), std::ssize(all));
  double sum = 0;  // −ln p of each label, from the logits
  for (Index row = 0; row < inputs.rows(); ++row) {
    const double largest = cache.Z2.row(row).maxCoeff();
    sum += largest + std::log((cache.Z2.row(row).array() - largest).exp().sum()) -
           cache.Z2(row, labels[static_cast<std::size_t>(row)]);
  }
  return sum / static_cast<double>(inputs.rows());
}

std::vector<int> classify(const Shape& shape, const Vector& weights, const Matrix& inputs) {
  const mlp_backprop::Cache cache = mlp_backprop::forward(unpacked(shape, weights), inputs);
  std::vector<int> classes;
  for (Index row = 0; row < inputs.rows(); ++row) {
    Index place = 0;
    cache.P.row(row).maxCoeff(&place);
    classes.push_back(static_cast<int>(place));
  }
  return classes;
}

double accuracy(const Shape& shape, const Vector& weights, const Matrix& inputs,
                const std::vector<int>& labels) {
  kit::require(inputs.rows() > 0 && inputs.rows() == std::ssize(labels), "accuracy", "a label for each row");
  double right = 0, seen = 0;
  for (const int said : classify(shape, weights, inputs)) {
    if (said == labels[static_cast<std::size_t>(seen)]) right += 1;
    seen += 1;
  }
  return right / seen;
}

double rate_at(double first_rate, Decay decay, Index update, Index updates) {
  kit::require(0 <= update && update < updates, "rate_at", "updates count from 0");
  if (decay != Decay::cosine) return first_rate;
  return 0.5 * first_rate +
         0.5 * first_rate *
             std::cos(static_cast<double>(update) * std::acos(-1.0) / static_cast<double>(updates));
}

using Any = std::variant<training_loop::GradientDescent, momentum::HeavyBall, rmsprop::RMSProp, adam::Adam>;

static Any optimiser_of(Method method) {
  switch (method) {
    case Method::sgd:
      return training_loop::GradientDescent{};
    case Method::momentum:
      return momentum::HeavyBall{};
    case Method::rmsprop:
      return rmsprop::RMSProp{};
    case Method::adam:
      break;
  }
  return adam::Adam{};
}

struct Trainer {
  const Shape& shape;
  const Settings& settings;
  std::mt19937 random{settings.seed};
  Vector weights = initial_weights(shape, random);
  Any optimiser = optimiser_of(settings.method);
  Moment now{};

  double update(const std::vector<Index>& rows, const Fetch& fetch, Index updates) {
    Matrix inputs;
    std::vector<int> labels;
    Vector gradient;
    fetch(rows, inputs, labels);
    now.loss = batch_loss(shape, weights, inputs, labels, gradient);
    if (!std::isfinite(now.loss)) throw std::runtime_error("train: the loss is no number");
    now.learning_rate = rate_at(settings.learning_rate, settings.decay, now.update, updates);
    std::visit(
        [&](auto& method) { method.learning_rate = now.learning_rate, method.step(weights, gradient); },
        optimiser);
    return now.loss;
  }
};

Vector train(const Shape& shape, const Settings& settings, Index rows, const Fetch& fetch,
             const Watch& watch) {
  kit::require(rows > 0, "train", "there are no rows");
  kit::require(settings.batch_size > 0, "train", "batches have rows");
  kit::require(settings.epochs >= 0, "train", "epochs cannot be negative");
  Trainer trainer{shape, settings};
  const auto ranges = mini_batches::batch_ranges(rows, settings.batch_size, false);
  for (; trainer.now.epoch < settings.epochs; ++trainer.now.epoch) {
    const auto order = mini_batches::permutation(rows, trainer.random);
    for (const auto& [begin, end] : ranges) {
      trainer.update({order.begin() + begin, order.begin() + end}, fetch,
                     settings.epochs * std::ssize(ranges));
      if (!watch(trainer.now, trainer.weights)) return trainer.weights;
      ++trainer.now.update;
    }
  }
  return trainer.weights;
}

}  // namespace downhill::capstone
