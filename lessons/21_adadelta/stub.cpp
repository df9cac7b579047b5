// SPDX-License-Identifier: MIT
// Page:  lessons/21_adadelta/README.md      Contract: lessons/21_adadelta/adadelta.hpp
// Check: ./downhill check 21                Stuck:    ./downhill hint 21.1
#include "adadelta.hpp"

namespace downhill::adadelta {

// TODO(21.1) One line for each equation of Adadelta in adadelta.hpp, in their order:
//   a. blend each weight's squares with the square of its own slope;
//   b. the moves: each slope, times the root of the squared moves so far over that of the squares, downhill;
//   c. blend the squared moves with the squares of these moves;
//   d. add the moves to the weights.
// The first call finds squares and squared_moves empty: start them at zeros, one for each weight.
// Above all that, refuse what does not fit: a beta outside [0, 1), a negative epsilon, sizes that differ.
// kit::require and kit::require_same_size throw for you (lessons/kit/require.hpp).
void Adadelta::step(Vector& weights, const Vector& gradient) {
  kit::todo("21.1 Adadelta::step", weights, gradient);
}

}  // namespace downhill::adadelta
