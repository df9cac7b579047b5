// SPDX-License-Identifier: MIT
// Lesson 05 with one loop for each task, downwards first, and copies in place of putting back.
#include "trials.hpp"

namespace downhill::trials {

double try_neighbours(const ScalarFunction& loss, double weight, double step) {
  if (!(step > 0)) throw std::invalid_argument("try_neighbours: the step has to lead somewhere");
  const double below = loss(weight - step), here = loss(weight), above = loss(weight + step);
  if (above < here && above <= below) return weight + step;
  return below < here ? weight - step : weight;
}

Vector coordinate_sweep(const LossFunction& loss, Vector weights, double step) {
  if (!(step > 0)) throw std::invalid_argument("coordinate_sweep: the step has to lead somewhere");
  double known = loss(weights);
  for (Index i = 0; i < weights.size(); ++i) {
    Vector lower = weights, upper = weights;
    lower(i) -= step;
    upper(i) += step;
    const double below = loss(lower), above = loss(upper);
    if (above < known && !(below < above)) {
      weights = upper;
      known = above;
    } else if (below < known) {
      weights = lower;
      known = below;
    }
  }
  return weights;
}

bool perturb_and_keep(const LossFunction& loss, Vector& weights, const Vector& change) {
  if (weights.size() != change.size()) throw std::invalid_argument("perturb_and_keep: sizes differ");
  const double before = loss(weights);
  const Vector kept = weights;
  for (Index i = 0; i < weights.size(); ++i) weights(i) += change(i);
  if (loss(weights) < before) return true;
  weights = kept;
  return false;
}

Index evaluations_per_sweep(Index weights) {
  if (weights < 0) throw std::invalid_argument("evaluations_per_sweep: fewer than no weights");
  return weights + 1 + weights;
}

}  // namespace downhill::trials
