// SPDX-License-Identifier: MIT
// Page:  lessons/22_adam/README.md      Contract: lessons/22_adam/adam.hpp
// Check: ./downhill check 22            Stuck:    ./downhill hint 22.1
#include "adam.hpp"

namespace downhill::adam {

// TODO(22.1) One line for each equation of Adam in adam.hpp:
//   a. count the step, once for all weights;
//   b. blend m with the slopes, and v with their squares, each with a beta of its own;
//   c. correct copies of both for their start at zeros, by the count;
//   d. move each weight against its corrected m, divided by the root of its corrected v, plus epsilon.
// The first call finds m and v empty: start them at zeros, one for each weight.
// Above all that, refuse what does not fit: betas outside [0, 1), a negative epsilon, sizes that differ.
// kit::require and kit::require_same_size throw for you (lessons/kit/require.hpp).
void Adam::step(Vector& weights, const Vector& gradient) { kit::todo("22.1 Adam::step", weights, gradient); }

}  // namespace downhill::adam
