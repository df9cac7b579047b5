// SPDX-License-Identifier: MIT
// Lesson 05 with std::min_element over pairs of loss and place, and the sweep by way of such a choice.
#include "trials.hpp"

#include <array>
#include <utility>

namespace downhill::trials {
namespace {

using Trial = std::pair<double, double>;  // loss, weight

// The first of the least: who comes first keeps a tie.
Trial best_of(const std::array<Trial, 3>& trials) {
  return *std::min_element(trials.begin(), trials.end(),
                           [](const Trial& a, const Trial& b) { return a.first < b.first; });
}

}  // namespace

double try_neighbours(const ScalarFunction& loss, double weight, double step) {
  kit::require(0 < step, "try_neighbours", "step is " + std::to_string(step));
  std::array<Trial, 3> trials{{{0, weight}, {0, weight + step}, {0, weight - step}}};
  std::for_each(trials.begin(), trials.end(), [&](Trial& trial) { trial.first = loss(trial.second); });
  return best_of(trials).second;
}

Vector coordinate_sweep(const LossFunction& loss, Vector weights, double step) {
  kit::require(0 < step, "coordinate_sweep", "step is " + std::to_string(step));
  double known = loss(weights);
  for (double& weight : weights) {
    const double middle = weight;
    const auto with = [&](double value) {
      weight = value;
      return Trial{loss(weights), value};
    };
    const Trial best = best_of({{{known, middle}, with(middle + step), with(middle - step)}});
    known = best.first;
    weight = best.second;
  }
  return weights;
}

bool perturb_and_keep(const LossFunction& loss, Vector& weights, const Vector& change) {
  kit::require(change.rows() == weights.rows(), "perturb_and_keep", "one change for each weight");
  Vector other = change + weights;
  if (loss(weights) > loss(other)) {
    weights.swap(other);
    return true;
  }
  return false;
}

Index evaluations_per_sweep(Index weights) {
  kit::require(!(weights < 0), "evaluations_per_sweep", "weights is negative");
  return (weights << 1) | 1;
}

}  // namespace downhill::trials
