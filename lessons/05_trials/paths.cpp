// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "trials.hpp"

namespace downhill::trials {
namespace {

const Vector kStart{{1.0, 2.0}};
constexpr double kStep = 0.1;

double error(const Vector& w) { return 3 * w(0) + 4 * w(1) - 6; }
double valley(const Vector& w) { return error(w) * error(w); }

// Rows (losses asked for, loss, w₁, w₂), one for the start and one after each turn of a search.
class Record {
 public:
  void add(int evaluations, const Vector& w) { rows_.push_back({1.0 * evaluations, valley(w), w(0), w(1)}); }
  kit::Path path(const std::string& name) const {
    Matrix points(static_cast<Index>(rows_.size()), 4);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      for (std::size_t k = 0; k < 4; ++k) points(static_cast<Index>(i), static_cast<Index>(k)) = rows_[i][k];
    return {name, points};
  }

 private:
  std::vector<std::vector<double>> rows_;
};

kit::Path sweeps(int count) {
  Record record;
  int evaluations = 0;
  const auto counted = [&](const Vector& w) { return ++evaluations, valley(w); };
  Vector weights = kStart;
  record.add(evaluations, weights);
  for (int sweep = 0; sweep < count; ++sweep) {
    weights = coordinate_sweep(counted, weights, kStep);
    record.add(evaluations, weights);
  }
  return record.path("sweeps");
}

// Changes drawn from −0.1 … 0.1 for each weight.
kit::Path random_trials(int count) {
  Record record;
  int evaluations = 0;
  const auto counted = [&](const Vector& w) { return ++evaluations, valley(w); };
  std::mt19937 random(1);
  Vector weights = kStart;
  record.add(evaluations, weights);
  for (int trial = 0; trial < count; ++trial) {
    const double first = kit::uniform(random, -kStep, kStep), second = kit::uniform(random, -kStep, kStep);
    perturb_and_keep(counted, weights, Vector{{first, second}});
    record.add(evaluations, weights);
  }
  return record.path("random trials");
}

// What lesson 02 does, to compare with. A gradient counts as two losses: one way forward, and one back.
kit::Path descent(int steps) {
  constexpr double kRate = 0.01;
  constexpr int kCost = 2;
  Record record;
  Vector weights = kStart;
  record.add(0, weights);
  for (int step = 1; step <= steps; ++step) {
    weights -= kRate * 2 * error(weights) * Vector{{3.0, 4.0}};
    record.add(kCost * step, weights);
  }
  return record.path("descent");
}

// Sweeps whose step is halved whenever one changes nothing: one row (losses asked for, sweeps), at a loss
// below 10⁻⁶.
kit::Path halving() {
  constexpr double kLow = 1e-6;
  constexpr int kMost = 1000;
  int evaluations = 0, count = 0;
  const auto counted = [&](const Vector& w) { return ++evaluations, valley(w); };
  Vector weights = kStart;
  for (double step = kStep; count < kMost && valley(weights) >= kLow; ++count) {
    const Vector after = coordinate_sweep(counted, weights, step);
    if (after == weights) step /= 2;
    weights = after;
  }
  return {"halving", Matrix{{1.0 * evaluations, 1.0 * count}}};
}

kit::Path neighbours() {
  const auto on_a_line = [](double weight) { return 2 * weight - 0.1; };
  const double best = try_neighbours(on_a_line, 0.3, 0.05);
  return {
      "neighbours",
      Matrix{
          {0.25, on_a_line(0.25)}, {0.3, on_a_line(0.3)}, {0.35, on_a_line(0.35)}, {best, on_a_line(best)}}};
}

// Rows (weights, losses of one sweep).
kit::Path costs() {
  constexpr int kPowers = 7;
  Matrix points(kPowers + 1, 2);
  Index weights = 1;
  for (int k = 0; k <= kPowers; ++k, weights *= 10)
    points.row(k) << static_cast<double>(weights), static_cast<double>(evaluations_per_sweep(weights));
  return {"costs", points};
}

}  // namespace

/// "neighbours": rows (weight, loss), three trials and the one that is kept. In the valley (3 w₁ + 4 w₂ −
/// 6)², from (1, 2), rows (losses asked for, loss, w₁, w₂): "sweeps", "random trials", "descent". "halving":
/// one row (losses asked for, sweeps). "costs": rows (weights, losses of one sweep).
kit::Paths paths() { return {neighbours(), sweeps(16), random_trials(200), descent(24), halving(), costs()}; }

}  // namespace downhill::trials
