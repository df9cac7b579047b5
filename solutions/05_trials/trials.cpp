// SPDX-License-Identifier: MIT
#include "trials.hpp"

namespace downhill::trials {

double try_neighbours(const ScalarFunction& loss, double weight, double step) {
  kit::require(step > 0, "try_neighbours", "step must be positive");

  double best = weight, least = loss(weight);
  for (const double trial : {weight + step, weight - step})
    if (const double here = loss(trial); here < least) {  // strictly: a tie is no improvement
      best = trial;
      least = here;
    }
  return best;
}

Vector coordinate_sweep(const LossFunction& loss, Vector weights, double step) {
  kit::require(step > 0, "coordinate_sweep", "step must be positive");

  double least = loss(weights);  // asked once; from here on it is known
  for (Index i = 0; i < weights.size(); ++i) {
    const double start = weights(i);
    double best = start;
    for (const double trial : {start + step, start - step}) {
      weights(i) = trial;
      if (const double here = loss(weights); here < least) {
        best = trial;
        least = here;
      }
    }
    weights(i) = best;  // back where it was, if neither trial was better
  }
  return weights;
}

bool perturb_and_keep(const LossFunction& loss, Vector& weights, const Vector& change) {
  kit::require_same_size("perturb_and_keep", weights, change);

  const Vector trial = weights + change;
  const bool better = loss(trial) < loss(weights);
  if (better) weights = trial;
  return better;
}

Index evaluations_per_sweep(Index weights) {
  kit::require(weights >= 0, "evaluations_per_sweep", "weights must not be negative");
  return 2 * weights + 1;  // up and down for each, and the start
}

}  // namespace downhill::trials
