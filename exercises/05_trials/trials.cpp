// SPDX-License-Identifier: MIT
// Page:  lessons/05_trials/README.md      Contract: lessons/05_trials/trials.hpp
// Check: ./downhill check 05              Stuck:    ./downhill hint 5.1
#include "trials.hpp"

namespace downhill::trials {

// What each function promises stands in trials.hpp. A loss is called as any function: loss(weight),
// loss(weights).

// TODO(5.1) Refuse a step that is not positive. Then ask for three losses, and return the weight of the smallest.
// A tie with the weight keeps it as it is.
double try_neighbours(const ScalarFunction& loss, double weight, double step) {
  kit::todo("5.1 try_neighbours", loss, weight, step);
}

// TODO(5.2) Refuse a step that is not positive. Ask for the loss at the start, once. Then for each weight in turn:
//   a. try it one step up and one step down, the others as they are by now;
//   b. leave it where the loss was least, which may be where it was before.
Vector coordinate_sweep(const LossFunction& loss, Vector weights, double step) {
  kit::todo("5.2 coordinate_sweep", loss, weights, step);
}

// TODO(5.3) Refuse sizes that differ. Then try the changed weights; keep them if they are better, and say so.
bool perturb_and_keep(const LossFunction& loss, Vector& weights, const Vector& change) {
  kit::todo("5.3 perturb_and_keep", loss, weights, change);
}

// TODO(5.4) Refuse a negative number of weights. Then count how often a sweep asks.
Index evaluations_per_sweep(Index weights) { kit::todo("5.4 evaluations_per_sweep", weights); }

}  // namespace downhill::trials
