// SPDX-License-Identifier: MIT
// Page:  lessons/23_random_search/README.md      Contract: lessons/23_random_search/random_search.hpp
// Check: ./downhill check 23                     Stuck:    ./downhill hint 23.1
#include "random_search.hpp"

namespace downhill::random_search {

// TODO(23.1) Ask the loss on either side of the weights, a delta away. How much higher is one side, for each unit
//   of length, and along which direction?
//   Refuse a delta of another size than the weights, and one of zeros: kit::require(condition, "who",
//   "what").
Vector directional_estimate(const LossFunction& loss, const Vector& weights, const Vector& delta) {
  kit::todo("23.1 directional_estimate", loss, weights, delta);
}

// TODO(23.2) The lectures' step: the same two trials, and no division. Mind which way is down. Refuse as above.
Vector finite_difference_step(const LossFunction& loss, const Vector& weights, const Vector& delta,
                              double learning_rate) {
  kit::todo("23.2 finite_difference_step", loss, weights, delta, learning_rate);
}

// TODO(23.3) A step of augmented random search:
//   a. two trials along each row of directions, nu times its length away; keep all results;
//   b. rank the directions by the better, that is the lower, of their two results, and keep the best;
//   c. the standard deviation of the kept results; if it is 0, stay;
//   d. the sum over the kept directions, scaled as the contract says, and the step.
//   Refuse directions that do not fit the weights, a nu that is not positive, and a keep outside 1 … N.
Vector ars_step(const LossFunction& loss, const Vector& weights, const Matrix& directions, double nu,
                double learning_rate, Index keep) {
  kit::todo("23.3 ars_step", loss, weights, directions, nu, learning_rate, keep);
}

}  // namespace downhill::random_search
