// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "adagrad.hpp"
#include "kit/landscapes.hpp"

namespace downhill::adagrad {
namespace {

// One rate for all weights, to compare with: what earlier lessons did.
struct PlainDescent {
  double learning_rate;
  void step(Vector& weights, const Vector& gradient) const { weights -= gradient * learning_rate; }
};

// A row for each place on the way, the start first.
template <class Optimiser>
Matrix places(Optimiser optimiser, const kit::Landscape& land) {
  constexpr int kSteps = 30;
  Matrix points(kSteps + 1, land.start.size());
  Vector weights = land.start;
  points.row(0) = weights.transpose();
  for (int step = 1; step <= kSteps; ++step) {
    optimiser.step(weights, land.gradient(weights));
    points.row(step) = weights.transpose();
  }
  return points;
}

template <class Optimiser>
double steps_until_low(Optimiser optimiser, const kit::Landscape& land) {
  constexpr double kLow = 1e-6;
  constexpr int kMost = 1000;
  Vector ball = land.start;
  int taken = 0;
  for (; taken < kMost && !(land.loss(ball) < kLow); ++taken) optimiser.step(ball, land.gradient(ball));
  return taken;
}

constexpr double kBestPlainRate = 2.0 / 26;  // 2 / (lowest + highest curvature of the ravine)

kit::Paths ravine_paths() {
  const kit::Landscape ravine = kit::ravine();
  const PlainDescent plain{.learning_rate = kBestPlainRate};
  const AdaGrad two{.learning_rate = 2}, half{.learning_rate = 0.5}, five{.learning_rate = 5};
  return {{"plain descent", places(plain, ravine)},
          {"AdaGrad", places(two, ravine)},
          {"steps as drawn", Matrix{{steps_until_low(plain, ravine)}, {steps_until_low(two, ravine)}}},
          {"steps by rate", Matrix{{0.5, steps_until_low(half, ravine)},
                                   {2, steps_until_low(two, ravine)},
                                   {5, steps_until_low(five, ravine)}}}};
}

// The first weight meets a slope of 1 at every step, the second at steps 1, 11, 21, 31.
kit::Paths rates_paths() {
  constexpr int kSteps = 40, kSeldom = 10;
  AdaGrad optimiser{.learning_rate = 0.1};
  Vector weights{{0.0, 0.0}};
  Matrix frequent(kSteps, 2), rare(kSteps, 2), walked(kSteps, 2);
  for (int step = 1; step <= kSteps; ++step) {
    optimiser.step(weights, Vector{{1.0, step % kSeldom == 1 ? 1.0 : 0.0}});
    const Vector rates = effective_rates(optimiser);
    kit::require(rates.size() == 2 && weights.size() == 2, "paths", "two weights have two rates");
    frequent.row(step - 1) << step, rates(0);
    rare.row(step - 1) << step, rates(1);
    walked.row(step - 1) << step, -weights(0);
  }
  return {{"frequent", frequent}, {"rare", rare}, {"walked", walked}};
}

// Of lesson 01's one weight: 2, input 3, target 10.
double after_a_hundred_steps(AdaGrad optimiser) {
  constexpr int kSteps = 100;
  Vector weight{{2.0}};
  for (int step = 1; step <= kSteps; ++step) optimiser.step(weight, Vector{{6 * (3 * weight.sum() - 10)}});
  return weight.sum();
}

// How far a hundred steps go under a slope that stays 1.
double walked_in_a_hundred_steps(AdaGrad optimiser) {
  constexpr int kSteps = 100;
  Vector weight{{0.0}};
  for (int step = 1; step <= kSteps; ++step) optimiser.step(weight, Vector{{1.0}});
  return -weight.sum();
}

}  // namespace

/// In the ravine, rows (x, y) of 30 steps: "plain descent" at rate 1/13, "AdaGrad" at rate 2; "steps as
/// drawn" until f < 10⁻⁶, and "steps by rate", rows (rate, steps). Rows (step, rate): "frequent" and "rare",
/// of a weight with a slope of 1 at each step or at every tenth; "walked", rows (step, way), by the former.
/// "after a hundred": lesson 01's weight at rate 0.1, and the way under a slope of 1.
kit::Paths paths() {
  kit::Paths paths = ravine_paths();
  for (const kit::Path& path : rates_paths()) paths.push_back(path);
  const AdaGrad tenth{.learning_rate = 0.1};
  paths.push_back(
      {"after a hundred", Matrix{{after_a_hundred_steps(tenth)}, {walked_in_a_hundred_steps(tenth)}}});
  return paths;
}

}  // namespace downhill::adagrad
