// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "kit/landscapes.hpp"
#include "terrain.hpp"

namespace downhill::terrain {
namespace {

const Vector kRavine{{1.0, 25.0}}, kFromTheSide{{10.0, 1.0}};

Vector ravine_slopes(const Vector& w) { return bowl_gradient(kRavine, w); }

// x⁴/4 − x³
Vector plateau_slopes(const Vector& w) { return w.array().square() * (w.array() - 3); }

// How many steps it takes in the ravine until its height is below a millionth.
double steps_until_low(double rate) {
  constexpr double kLow = 1e-6;
  constexpr int kMost = 1000;
  const Matrix places = trajectory(ravine_slopes, kFromTheSide, rate, kMost);
  Index taken = 0;
  while (taken < kMost && !(bowl(kRavine, places.row(taken).transpose()) < kLow)) ++taken;
  return static_cast<double>(taken);
}

Matrix steps_by_rate() {
  Matrix points(5, 2);
  Index row = 0;
  for (const double rate : {0.01, 0.02, 0.04, 1.0 / 13, 0.07})
    points.row(row++) << rate, steps_until_low(rate);
  return points;
}

// Rows (rate, contraction in the ravine).
Matrix contraction_by_rate() {
  constexpr int kCount = 97;
  constexpr double kHighest = 0.096;
  Matrix points(kCount, 2);
  for (int i = 0; i < kCount; ++i) {
    const double rate = kHighest * i / (kCount - 1);
    points.row(i) << rate, contraction(kRavine, rate);
  }
  return points;
}

// Rows (step, weight).
Matrix way_of_one_weight(const GradientFunction& slopes, double start, double rate, int steps) {
  const Matrix weights = trajectory(slopes, Vector{{start}}, rate, steps);
  Matrix points(weights.rows(), 2);
  points << Vector::LinSpaced(weights.rows(), 0, steps), weights;
  return points;
}

kit::Paths two_basins_paths() {
  constexpr int kSteps = 24, kUntilSettled = 1000;
  const kit::Landscape land = kit::two_basins();
  const auto way = [&](double start, double rate) {
    return way_of_one_weight(land.gradient, start, rate, kSteps);
  };
  Matrix ends(5, 4);
  Index row = 0;
  for (const auto& [start, rate] : std::initializer_list<std::pair<double, double>>{
           {1.5, 0.05}, {1.5, 0.2}, {-1.5, 0.05}, {0.1, 0.05}, {0.05, 0.05}}) {
    const Vector end =
        trajectory(land.gradient, Vector{{start}}, rate, kUntilSettled).bottomRows(1).transpose();
    ends.row(row++) << start, rate, end, land.loss(end);
  }
  return {{"1.5 at 0.05", way(1.5, 0.05)},
          {"1.5 at 0.2", way(1.5, 0.2)},
          {"0.1 at 0.05", way(0.1, 0.05)},
          {"0.05 at 0.05", way(0.05, 0.05)},
          {"ends", ends}};
}

kit::Paths plateau_paths() {
  constexpr double kRate = 0.05;
  constexpr int kMost = 1000;
  const Matrix places = trajectory(plateau_slopes, Vector{{-1.0}}, kRate, kMost);
  Matrix stalled(4, 3);
  Index row = 0;
  for (const Index step : {1, 10, 100, 1000})
    stalled.row(row++) << static_cast<double>(step), places.row(step),
        plateau_slopes(places.row(step).transpose());
  return {{"from -1", way_of_one_weight(plateau_slopes, -1, kRate, 36)},
          {"from 1", way_of_one_weight(plateau_slopes, 1, kRate, 36)},
          {"stalled", stalled}};
}

// Rows (step, x, y) on x² − y², every tenth step.
Matrix saddle() {
  constexpr int kSteps = 80;
  const Vector curvatures{{2.0, -2.0}};
  const Matrix places = trajectory([&](const Vector& w) { return bowl_gradient(curvatures, w); },
                                   Vector{{1.0, 1e-6}}, 0.1, kSteps);
  Matrix points(kSteps / 10 + 1, 3);
  for (Index i = 0; i < points.rows(); ++i)
    points.row(i) << 10.0 * static_cast<double>(i), places.row(10 * i);
  return points;
}

}  // namespace

/// In the ravine, rows (x, y) of 30 steps: "rate 0.02", "rate 1/13", "rate 0.08"; "steps to flat": rows
/// (rate, steps until the height is below 10⁻⁶); "contraction": rows (rate, contraction). Two basins, rows
/// (step, weight): "1.5 at 0.05" and so on, start and rate; "ends": rows (start, rate, end, loss there).
/// Plateau, rows (step, weight): "from -1" and "from 1"; "stalled": rows (step, weight, slope). "saddle":
/// rows (step, x, y).
kit::Paths paths() {
  constexpr int kSteps = 30;
  const auto ravine = [&](double rate) { return trajectory(ravine_slopes, kFromTheSide, rate, kSteps); };
  kit::Paths paths{{"rate 0.02", ravine(0.02)},
                   {"rate 1/13", ravine(1.0 / 13)},
                   {"rate 0.08", ravine(0.08)},
                   {"steps to flat", steps_by_rate()},
                   {"contraction", contraction_by_rate()}};
  for (const kit::Path& path : two_basins_paths()) paths.push_back(path);
  for (const kit::Path& path : plateau_paths()) paths.push_back(path);
  paths.push_back({"saddle", saddle()});
  return paths;
}

}  // namespace downhill::terrain
