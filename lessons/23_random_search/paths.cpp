// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "kit/landscapes.hpp"
#include "random_search.hpp"

namespace downhill::random_search {
namespace {

// About normal, and the same on every machine: twelve even numbers from 0 to 1 have the variance 1.
double normal(std::mt19937& random) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += kit::uniform(random, 0, 1);
  return sum;
}

Matrix directions(std::mt19937& random, Index count, Index weights) {
  Matrix rows(count, weights);
  for (Index i = 0; i < count; ++i)
    for (Index j = 0; j < weights; ++j) rows(i, j) = normal(random);
  return rows;
}

// A way through the ravine, and its loss by what it cost.
struct Walk {
  Matrix places;  // rows (x, y)
  Matrix losses;  // rows (evaluations, loss)
};

constexpr int kEvaluations = 400;

template <class Move>
Walk walk(int evaluations_a_step, const Move& move) {
  const kit::Landscape land = kit::ravine();
  const int steps = kEvaluations / evaluations_a_step;
  Walk walk{Matrix(steps + 1, 2), Matrix(steps + 1, 2)};
  Vector weights = land.start;
  for (int step = 0; step <= steps; ++step) {
    walk.places.row(step) = weights.transpose();
    walk.losses.row(step) << step * evaluations_a_step, land.loss(weights);
    weights = move(land, weights, step);
  }
  return walk;
}

Walk along_the_axes() {  // an estimate for each axis: together they are the gradient
  return walk(4, [](const kit::Landscape& land, const Vector& weights, int) -> Vector {
    constexpr double kRate = 1.0 / 13;
    Vector gradient = Vector::Zero(2);
    for (Index i = 0; i < 2; ++i)
      gradient += directional_estimate(land.loss, weights, 0.01 * Vector::Unit(2, i));
    return weights - kRate * gradient;
  });
}

Walk along_one_direction() {
  std::mt19937 random(1);
  return walk(2, [&](const kit::Landscape& land, const Vector& weights, int) -> Vector {
    constexpr double kRate = 1.0 / 13;
    const Vector delta = 0.01 * directions(random, 1, 2).row(0).transpose();
    return weights - kRate * directional_estimate(land.loss, weights, delta);
  });
}

// Four directions a step, the best two of them kept.
Walk augmented(bool shrinking) {
  std::mt19937 random(1);
  return walk(8, [&](const kit::Landscape& land, const Vector& weights, int step) {
    const double rate = 0.3 * (shrinking ? 1 - 8.0 * step / kEvaluations : 1);
    return ars_step(land.loss, weights, directions(random, 4, 2), 0.01, rate, 2);
  });
}

double degrees_between(const Vector& a, const Vector& b) {
  constexpr double kDegrees = 180 / 3.14159265358979324;
  return kDegrees * std::acos(std::clamp(a.dot(b) / (a.norm() * b.norm()), -1.0, 1.0));
}

// Rows (directions, angle between the mean of as many estimates and the gradient, in degrees, averaged over
// some trials).
Matrix angles(Index weights) {
  constexpr int kTrials = 20, kDoublings = 8;
  const LossFunction loss = [](const Vector& w) { return w.squaredNorm() / 2; };
  std::mt19937 random(7);
  Matrix points(kDoublings + 1, 2);
  for (int i = 0; i <= kDoublings; ++i) points.row(i) << std::ldexp(1, i), 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    const Vector place = directions(random, 1, weights).row(0).transpose();  // the gradient is the same
    Vector sum = Vector::Zero(weights);
    int shown = 0;
    for (int count = 1; count <= 1 << kDoublings; ++count) {
      sum += directional_estimate(loss, place, directions(random, 1, weights).row(0).transpose());
      if (count == 1 << shown) points(shown++, 1) += degrees_between(sum, place) / kTrials;
    }
  }
  return points;
}

}  // namespace

/// Of the ravine, with slopes along both axes, along one random direction, with ARS, and with ARS at a rate
/// that shrinks: "axes", "one", "ARS" and "shrinking", rows (x, y); "axes loss" and so on, rows (evaluations,
/// loss); "trials" spent; "in the
/// end", a row of the four last losses. "2 weights", "10 weights", "100 weights": rows
/// (directions, degrees).
kit::Paths paths() {
  const Walk axes = along_the_axes(), one = along_one_direction(), ars = augmented(false),
             shrinking = augmented(true);
  const auto last = [](const Walk& walk) { return walk.losses(walk.losses.rows() - 1, 1); };
  return {{"axes", axes.places},
          {"one", one.places},
          {"ARS", ars.places},
          {"shrinking", shrinking.places},
          {"axes loss", axes.losses},
          {"one loss", one.losses},
          {"ARS loss", ars.losses},
          {"shrinking loss", shrinking.losses},
          {"trials", Matrix{{kEvaluations}}},
          {"in the end", Matrix{{last(axes), last(one), last(ars), last(shrinking)}}},
          {"2 weights", angles(2)},
          {"10 weights", angles(10)},
          {"100 weights", angles(100)}};
}

}  // namespace downhill::random_search
