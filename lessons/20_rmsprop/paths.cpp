// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include <cmath>
#include <vector>

#include "kit/landscapes.hpp"
#include "rmsprop.hpp"

namespace downhill::rmsprop {
namespace {

// Lesson 18's, to compare with, as an RMSProp that forgets less and less: with β = 1 − 1/t all t squares have
// the same share of the average, α/√t makes up for the average not being a sum, and ε alone stands elsewhere.
struct AdaGrad {
  double learning_rate;
  RMSProp average{};
  int t = 0;
  void step(Vector& weights, const Vector& gradient) {
    ++t;
    average.beta = 1 - 1.0 / t;
    average.learning_rate = learning_rate / std::sqrt(t);
    average.step(weights, gradient);
  }
};

// A row for each place on the way, the start first.
template <class Optimiser>
Matrix places(Optimiser optimiser, const kit::Landscape& land) {
  constexpr int kSteps = 32;
  Matrix points(kSteps + 1, land.start.size());
  Vector weights = land.start;
  points.row(0) = weights.transpose();
  for (int step = 1; step <= kSteps; ++step) {
    optimiser.step(weights, land.gradient(weights));
    points.row(step) = weights.transpose();
  }
  return points;
}

// Rows (step, loss), every fifth step.
Matrix losses(RMSProp optimiser, const kit::Landscape& land) {
  constexpr int kRows = 31, kEvery = 5;
  Matrix points(kRows, 2);
  Vector weights = land.start;
  for (int row = 0; row < kRows; ++row) {
    points.row(row) << row * kEvery, land.loss(weights);
    for (int i = 0; i < kEvery; ++i) optimiser.step(weights, land.gradient(weights));
  }
  return points;
}

// What the optimiser multiplies a slope by: rows (step, rate), for ten slopes of 1 and fifty of 0.01.
template <class Optimiser>
Matrix rates(Optimiser optimiser) {
  constexpr int kLoud = 10, kSteps = 60, kEach = 14;  // each of the first steps, then every second
  std::vector<double> steps, found;
  for (int step = 1; step <= kSteps; ++step) {
    const double slope = step <= kLoud ? 1 : 0.01;
    Vector weight{{0.0}};
    optimiser.step(weight, Vector{{slope}});
    if (step > kEach && step % 2 != 0) continue;
    steps.push_back(step);
    found.push_back(-weight.sum() / slope);
  }
  const Index rows = static_cast<Index>(steps.size());
  Matrix points(rows, 2);
  points << Vector::Map(steps.data(), rows), Vector::Map(found.data(), rows);
  return points;
}

}  // namespace

/// Rows (step, rate), what a slope is multiplied by while ten slopes of 1 and fifty of 0.01 come: "rate of
/// AdaGrad" and "rate of RMSProp", both at 0.1. In the ravine, rows (x, y): "AdaGrad" and "RMSProp", both at
/// 0.5, and rows (step, loss), "loss at 0.5" and "loss at 0.1".
kit::Paths paths() {
  const kit::Landscape ravine = kit::ravine();
  const RMSProp half{.learning_rate = 0.5}, tenth{.learning_rate = 0.1};
  return {{"rate of AdaGrad", rates(AdaGrad{.learning_rate = 0.1})},
          {"rate of RMSProp", rates(tenth)},
          {"AdaGrad", places(AdaGrad{.learning_rate = 0.5}, ravine)},
          {"RMSProp", places(half, ravine)},
          {"loss at 0.5", losses(half, ravine)},
          {"loss at 0.1", losses(tenth, ravine)}};
}

}  // namespace downhill::rmsprop
