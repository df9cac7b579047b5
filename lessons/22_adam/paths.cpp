// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include <functional>

#include "adam.hpp"
#include "kit/landscapes.hpp"

namespace downhill::adam {
namespace {

constexpr double kRate = 0.1;

// Rows (step, step size in units of α) under a slope of 1: as Adam steps, and as its averages would have it
// step without their correction.
kit::Paths step_sizes() {
  constexpr int kSteps = 40;
  Matrix corrected(kSteps, 2), uncorrected(kSteps, 2);
  Adam optimiser{.learning_rate = kRate};
  for (int step = 1; step <= kSteps; ++step) {
    Vector weight{{0.0}};
    optimiser.step(weight, Vector{{1.0}});
    corrected.row(step - 1) << step, -weight.sum() / kRate;
    uncorrected.row(step - 1) << step, optimiser.m.sum() / std::sqrt(optimiser.v.sum());
  }
  return {{"corrected", corrected}, {"uncorrected", uncorrected}};
}

// Rows (step, weight), every second step, on lesson 01's one weight: 2, input 3, target 10.
Matrix one_weight(Adam optimiser) {
  constexpr int kRows = 40, kEvery = 2;
  Matrix points(kRows, 2);
  Vector weight{{2.0}};
  for (int row = 0; row < kRows; ++row) {
    points.row(row) << row * kEvery, weight.sum();
    for (int i = 0; i < kEvery; ++i) optimiser.step(weight, Vector{{6 * (3 * weight.sum() - 10)}});
  }
  return points;
}

double after_a_hundred_steps(Adam optimiser) {
  constexpr int kSteps = 100;
  Vector weight{{2.0}};
  for (int step = 1; step <= kSteps; ++step) optimiser.step(weight, Vector{{6 * (3 * weight.sum() - 10)}});
  return weight.sum();
}

// What becomes of a run in the ravine, at α / (1 + decay · steps so far).
struct LongRun {
  Matrix highest;  // rows (step, largest loss in the hundred steps up to it)
  double first_low = 0, worst_later = 0, worst_step = 0;
};

LongRun long_run(Adam optimiser, double decay) {
  constexpr int kRows = 40, kEvery = 100;
  constexpr double kLow = 1e-6;
  const kit::Landscape ravine = kit::ravine();
  const double rate = optimiser.learning_rate;
  LongRun run{.highest = Matrix(kRows, 2)};
  Vector ball = ravine.start;
  for (int row = 0, step = 1; row < kRows; ++row) {
    double highest = 0;
    for (int i = 0; i < kEvery; ++i, ++step) {
      optimiser.learning_rate = rate / (1 + decay * (step - 1));
      optimiser.step(ball, ravine.gradient(ball));
      const double loss = ravine.loss(ball);
      highest = std::max(highest, loss);
      if (run.first_low == 0 && loss < kLow) run.first_low = step;
      if (row >= 2 && loss > run.worst_later) run.worst_later = loss, run.worst_step = step;
    }
    run.highest.row(row) << (row + 1) * kEvery, highest;
  }
  return run;
}

}  // namespace

/// Rows (step, step size over α) under a slope of 1: "corrected" and "uncorrected". Rows (step, weight) on
/// lesson 01's problem: "rate 0.001" to "rate 1". "after a hundred": rows (rate, weight). In the ravine at
/// rate 0.5, rows (step, largest loss in a hundred steps): "constant rate" and "decayed rate"; "long runs",
/// for each: (first step below 10⁻⁶, largest loss after 200 steps, and at which).
kit::Paths paths() {
  kit::Paths paths = step_sizes();
  const Adam thousandth{.learning_rate = 0.001}, hundredth{.learning_rate = 0.01},
      tenth{.learning_rate = 0.1}, whole{.learning_rate = 1}, half{.learning_rate = 0.5};
  paths.push_back({"rate 0.001", one_weight(thousandth)});
  paths.push_back({"rate 0.01", one_weight(hundredth)});
  paths.push_back({"rate 0.1", one_weight(tenth)});
  paths.push_back({"rate 1", one_weight(whole)});
  paths.push_back({"after a hundred",
                   Matrix{{0.001, after_a_hundred_steps(thousandth)}, {0.1, after_a_hundred_steps(tenth)}}});
  const LongRun constant = long_run(half, 0), decayed = long_run(half, 0.01);
  paths.push_back({"constant rate", constant.highest});
  paths.push_back({"decayed rate", decayed.highest});
  paths.push_back({"long runs", Matrix{{constant.first_low, constant.worst_later, constant.worst_step},
                                       {decayed.first_low, decayed.worst_later, decayed.worst_step}}});
  return paths;
}

}  // namespace downhill::adam
