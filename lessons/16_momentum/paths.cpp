// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include <algorithm>
#include <cmath>

#include "kit/landscapes.hpp"
#include "momentum.hpp"

namespace downhill::momentum {
namespace {

// No memory at all, to compare with: what earlier lessons did.
struct PlainDescent {
  double learning_rate;
  void step(Vector& weights, const Vector& gradient) const { weights -= learning_rate * gradient; }
};

// A row for each place on the way, the start first.
template <class Optimiser>
Matrix places(Optimiser optimiser, const kit::Landscape& land, int steps) {
  Matrix points(steps + 1, land.start.size());
  Vector weights = land.start;
  points.row(0) = weights.transpose();
  for (int step = 1; step <= steps; ++step) {
    optimiser.step(weights, land.gradient(weights));
    points.row(step) = weights.transpose();
  }
  return points;
}

template <class Optimiser>
double steps_until_low(Optimiser optimiser, const kit::Landscape& land) {
  constexpr double kLow = 1e-6;
  constexpr int kMost = 1000;
  Vector weights = land.start;
  int steps = 0;
  for (; steps < kMost && !(land.loss(weights) < kLow); ++steps)
    optimiser.step(weights, land.gradient(weights));
  return steps;
}

// Rows (step, velocity) under slopes of size 1 that keep their sign (1) or change it at every step (−1).
template <class Optimiser>
Matrix velocities(Optimiser optimiser, double sign) {
  constexpr int kSteps = 40;
  Matrix points(kSteps + 1, 2);
  Vector weights{{0.0}}, slope{{1.0}};
  points.row(0) << 0, 0;
  for (int step = 1; step <= kSteps; ++step) {
    optimiser.step(weights, slope);
    points.row(step) << step, optimiser.velocity.sum();
    slope *= sign;
  }
  return points;
}

// Of lesson 01's one weight: 2, input 3, target 10.
double highest_weight(HeavyBall ball) {
  constexpr int kSteps = 100;
  Vector weight{{2.0}};
  double highest = weight.sum();
  for (int step = 0; step < kSteps; ++step) {
    ball.step(weight, Vector{{2 * (3 * weight.sum() - 10) * 3}});
    highest = std::max(highest, weight.sum());
  }
  return highest;
}

constexpr double kBestPlainRate = 2.0 / 26;  // 2 / (lowest + highest curvature of the ravine)

kit::Paths ravine_paths() {
  constexpr int kSteps = 30;
  constexpr double kBeta = 0.6;
  const kit::Landscape ravine = kit::ravine();
  const PlainDescent plain{.learning_rate = kBestPlainRate};
  const Momentum averaged{.learning_rate = kBestPlainRate, .beta = kBeta};
  const HeavyBall heavy{.learning_rate = kBestPlainRate, .beta = kBeta};
  const HeavyBall best{.learning_rate = 1.0 / 9, .beta = 4.0 / 9};
  return {{"plain descent", places(plain, ravine, kSteps)},
          {"Momentum", places(averaged, ravine, kSteps)},
          {"HeavyBall", places(heavy, ravine, kSteps)},
          {"steps as drawn", Matrix{{steps_until_low(plain, ravine)},
                                    {steps_until_low(averaged, ravine)},
                                    {steps_until_low(heavy, ravine)}}},
          {"steps to flat", Matrix{{steps_until_low(plain, ravine)}, {steps_until_low(best, ravine)}}}};
}

// The logarithm of the ravine's loss after 60 steps, to the base of 10. A run that is lost on the way is
// thought on at its pace, so that the numbers keep rising across the border of divergence.
double end_of(HeavyBall ball) {
  constexpr int kSteps = 60;
  constexpr double kLowest = 1e-30, kLost = 1e9, kFarthest = 99;
  const kit::Landscape land = kit::ravine();
  Vector weights = land.start;
  const double first = std::log10(land.loss(weights));
  double loss = land.loss(weights);
  int steps = 0;
  for (; steps < kSteps && loss < kLost; ++steps) {
    ball.step(weights, land.gradient(weights));
    loss = land.loss(weights);
  }
  if (!std::isfinite(loss)) return kFarthest;
  const double last = std::log10(std::max(loss, kLowest));
  return std::min(steps < kSteps ? first + (last - first) * kSteps / steps : last, kFarthest);
}

// A row for each β, a column for each rate: as the figure has its axes.
Matrix ends() {
  constexpr int kRows = 33, kColumns = 57;
  constexpr double kDecimals = 100;
  Matrix ends(kRows, kColumns);
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column) {
      const double rate = 0.003 * std::pow(10, 2.0 * column / (kColumns - 1));  // 0.003 … 0.3
      const double beta = 1 - std::pow(10, -2.0 * row / (kRows - 1));           // 0 … 0.99
      const double end = end_of({.learning_rate = rate, .beta = beta});
      ends(row, column) = std::round(kDecimals * end) / kDecimals;
    }
  return ends;
}

// Rows (step, weight).
Matrix two_basins_way(const HeavyBall& ball) {
  constexpr int kSteps = 60;
  const Matrix weights = places(ball, kit::two_basins(), kSteps);
  Matrix points(weights.rows(), 2);
  points << Vector::LinSpaced(weights.rows(), 0, kSteps), weights;
  return points;
}

double two_basins_end(const HeavyBall& ball) {
  constexpr int kSteps = 1000;
  return places(ball, kit::two_basins(), kSteps).bottomRows(1).sum();
}

kit::Paths two_basins_paths() {
  const HeavyBall over{.learning_rate = 0.05, .beta = 0.9};
  const HeavyBall slow{.learning_rate = 0.02, .beta = 0.9};
  const HeavyBall forgetful{.learning_rate = 0.05, .beta = 0.8};
  return {{"0.05, 0.9", two_basins_way(over)},
          {"0.02, 0.9", two_basins_way(slow)},
          {"0.05, 0.8", two_basins_way(forgetful)},
          {"ends", Matrix{{two_basins_end(over)}, {two_basins_end(slow)}, {two_basins_end(forgetful)}}}};
}

}  // namespace

/// In the ravine, rows (x, y) of 30 steps: "plain descent", "Momentum" and "HeavyBall", all at rate 1/13;
/// "steps as drawn" until f < 10⁻⁶, and "steps to flat": plain descent's and those of HeavyBall at its own
/// best settings. Velocities, rows (step, velocity): "steady" and "alternating" slopes for either form. Two
/// basins, rows (step, weight): "0.05, 0.9" and so on, rate and beta; "ends": where they settle. "highest
/// weight": how far HeavyBall overshoots in lesson 01. "ends by setting": of HeavyBall in the ravine, a row
/// for each of 25 memories, 1 − β falling evenly on a logarithmic axis from 1 to 0.01, a column for each of
/// 41 rates, evenly on one from 0.001 to 1.
kit::Paths paths() {
  kit::Paths paths = ravine_paths();
  paths.push_back({"steady Momentum", velocities(Momentum{}, 1)});
  paths.push_back({"steady HeavyBall", velocities(HeavyBall{}, 1)});
  paths.push_back({"alternating Momentum", velocities(Momentum{}, -1)});
  paths.push_back({"alternating HeavyBall", velocities(HeavyBall{}, -1)});
  for (const kit::Path& path : two_basins_paths()) paths.push_back(path);
  paths.push_back({"ends by setting", ends()});
  paths.push_back({"highest weight", Matrix{{highest_weight(HeavyBall{})}}});
  return paths;
}

}  // namespace downhill::momentum
