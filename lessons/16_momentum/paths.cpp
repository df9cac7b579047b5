// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

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
/// weight": how far HeavyBall overshoots in lesson 01.
kit::Paths paths() {
  kit::Paths paths = ravine_paths();
  paths.push_back({"steady Momentum", velocities(Momentum{}, 1)});
  paths.push_back({"steady HeavyBall", velocities(HeavyBall{}, 1)});
  paths.push_back({"alternating Momentum", velocities(Momentum{}, -1)});
  paths.push_back({"alternating HeavyBall", velocities(HeavyBall{}, -1)});
  for (const kit::Path& path : two_basins_paths()) paths.push_back(path);
  paths.push_back({"highest weight", Matrix{{highest_weight(HeavyBall{})}}});
  return paths;
}

}  // namespace downhill::momentum
