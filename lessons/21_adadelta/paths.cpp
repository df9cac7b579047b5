// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include <string>

#include "adadelta.hpp"
#include "kit/landscapes.hpp"

namespace downhill::adadelta {
namespace {

// Lesson 20's, to compare with, as an Adadelta that is told before each step that its moves were a learning
// rate long until now.
struct RMSProp {
  double learning_rate;
  Adadelta told{.beta = 0.9, .epsilon = 1e-8, .squares = Vector::Zero(2)};
  void step(Vector& weights, const Vector& gradient) {
    told.squared_moves = Vector::Constant(2, learning_rate * learning_rate - told.epsilon);
    told.step(weights, gradient);
  }
};

constexpr Index kRows = 33;  // of each path

// Rows (x, y), one in so many steps.
template <class Optimiser>
Matrix places(Optimiser optimiser, const kit::Landscape& land, int every) {
  Matrix points(kRows, land.start.size());
  Vector weights = land.start;
  for (Index row = 0; row < kRows; ++row) {
    points.row(row) = weights.transpose();
    for (int i = 0; i < every; ++i) optimiser.step(weights, land.gradient(weights));
  }
  return points;
}

// Rows (step, loss), one in so many steps.
Matrix losses(Adadelta optimiser, const kit::Landscape& land, int every) {
  Matrix points(kRows, 2);
  Vector weights = land.start;
  for (Index row = 0; row < kRows; ++row) {
    points.row(row) << static_cast<double>(row * every), land.loss(weights);
    for (int i = 0; i < every; ++i) optimiser.step(weights, land.gradient(weights));
  }
  return points;
}

// Rows (step, length of the step) under a slope of 1, one in so many steps.
Matrix lengths(Adadelta optimiser, int every) {
  Matrix points(kRows, 2);
  for (Index row = 0; row < kRows; ++row) {
    Vector weight{{0.0}};
    optimiser.step(weight, Vector{{1.0}});
    points.row(row) << static_cast<double>(row * every + 1), -weight.sum();
    for (int i = 1; i < every; ++i) optimiser.step(weight, Vector{{1.0}});
  }
  return points;
}

double steps_until_one(Adadelta optimiser, const kit::Landscape& land) {
  constexpr int kMost = 5000;
  Vector weights = land.start;
  int steps = 0;
  for (; steps < kMost && !(land.loss(weights) < 1); ++steps) optimiser.step(weights, land.gradient(weights));
  return steps;
}

// Of lesson 01's one weight: 2, input 3, target 10.
double after_a_hundred_steps(Adadelta optimiser) {
  constexpr int kSteps = 100;
  Vector weight{{2.0}};
  for (int step = 0; step < kSteps; ++step) optimiser.step(weight, Vector{{6 * (3 * weight.sum() - 10)}});
  return weight.sum();
}

}  // namespace

/// In the ravine, rows (x, y): "Adadelta", one in 50 steps, and "RMSProp" at rate 0.1, one in 3. Rows (step,
/// loss) there: "loss 1e-6", "loss 1e-4", "loss 1e-2", by epsilon. Rows (step, length) under a slope of 1:
/// "length 1e-6" and so on. "steps below one": rows (epsilon, steps until the ravine's loss is below 1), at
/// most 5000. "after a hundred": lesson 01's weight.
kit::Paths paths() {
  const kit::Landscape ravine = kit::ravine();
  const Adadelta usual{.epsilon = 1e-6}, bold{.epsilon = 1e-4}, rash{.epsilon = 1e-2}, timid{.epsilon = 1e-8};
  return {{"Adadelta", places(usual, ravine, 50)},
          {"RMSProp", places(RMSProp{.learning_rate = 0.1}, ravine, 3)},
          {"loss 1e-6", losses(usual, ravine, 10)},
          {"loss 1e-4", losses(bold, ravine, 10)},
          {"loss 1e-2", losses(rash, ravine, 2)},
          {"length 1e-6", lengths(usual, 6)},
          {"length 1e-4", lengths(bold, 6)},
          {"length 1e-2", lengths(rash, 6)},
          {"steps below one", Matrix{{1e-8, steps_until_one(timid, ravine)},
                                     {1e-6, steps_until_one(usual, ravine)},
                                     {1e-4, steps_until_one(bold, ravine)},
                                     {1e-2, steps_until_one(rash, ravine)}}},
          {"after a hundred", Matrix{{after_a_hundred_steps(usual)}}}};
}

}  // namespace downhill::adadelta
