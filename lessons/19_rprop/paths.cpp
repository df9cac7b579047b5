// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "kit/landscapes.hpp"
#include "rprop.hpp"

namespace downhill::rprop {
namespace {

// Rows (step, weight, step size) on lesson 01's one weight: 2, input 3, target 10. The start has no step yet.
Matrix one_weight(int last) {
  Matrix points(last + 1, 3);
  Rprop optimiser;
  Vector weight{{2.0}};
  points.row(0) << 0, weight.sum(), optimiser.initial_step;
  for (int step = 1; step <= last; ++step) {
    optimiser.step(weight, Vector{{6 * (3 * weight.sum() - 10)}});
    points.row(step) << step, weight.sum(), optimiser.step_sizes.sum();
  }
  return points;
}

// One rate for all weights, to compare with: what earlier lessons did.
struct PlainDescent {
  double learning_rate;
  void step(Vector& weights, const Vector& gradient) const { weights -= gradient * learning_rate; }
};

constexpr double kBestPlainRate = 2.0 / 26;  // 2 / (lowest + highest curvature of the ravine)

template <class Optimiser>
double steps_until_low(Optimiser optimiser, const kit::Landscape& land) {
  constexpr double kLow = 1e-6;
  constexpr int kMost = 1000;
  Vector ball = land.start;
  int taken = 0;
  for (; taken < kMost && !(land.loss(ball) < kLow); ++taken) optimiser.step(ball, land.gradient(ball));
  return taken;
}

// Mini-batches whose slopes cancel: nine times 0.1, then −0.9. Rows (step, weight) of Rprop and of plain
// descent at rate 0.1.
kit::Paths drift_paths() {
  constexpr int kRounds = 3, kBatches = 10;
  Rprop optimiser{.initial_step = 0.01};
  Vector weight{{0.0}};
  const PlainDescent plain{.learning_rate = 0.1};
  Vector plain_weight = weight;
  Matrix rprop(kRounds * kBatches + 1, 2), descent = rprop;
  rprop.row(0) << 0, 0;
  descent.row(0) << 0, 0;
  for (int step = 1; step <= kRounds * kBatches; ++step) {
    const double slope = step % kBatches == 0 ? -0.9 : 0.1;
    optimiser.step(weight, Vector{{slope}});
    plain.step(plain_weight, Vector{{slope}});
    rprop.row(step) << step, weight.sum();
    descent.row(step) << step, plain_weight.sum();
  }
  return {{"drift of Rprop", rprop}, {"drift of plain descent", descent}};
}

}  // namespace

/// Rows (step, weight, step size): "one weight", thirty steps on lesson 01's problem. Rows (step, weight):
/// "drift of Rprop" and "drift of plain descent", three rounds of ten mini-batches. "steps": until
/// f < 10⁻⁶ in the ravine, of plain descent at rate 1/13 and of Rprop. "after sixty": the one weight.
kit::Paths paths() {
  constexpr int kShown = 30, kLong = 60;
  kit::Paths paths = drift_paths();
  paths.push_back({"one weight", one_weight(kShown)});
  const PlainDescent plain{.learning_rate = kBestPlainRate};
  paths.push_back(
      {"steps", Matrix{{steps_until_low(plain, kit::ravine())}, {steps_until_low(Rprop{}, kit::ravine())}}});
  paths.push_back({"after sixty", Matrix{{one_weight(kLong)(kLong, 1)}}});
  return paths;
}

}  // namespace downhill::rprop
