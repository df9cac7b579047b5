// SPDX-License-Identifier: MIT
// Page:  lessons/19_rprop/README.md      Contract: lessons/19_rprop/rprop.hpp
// Check: ./downhill check 19             Stuck:    ./downhill hint 19.1
#include "rprop.hpp"

namespace downhill::rprop {

// TODO(19.1) For each weight by itself, by the equations in rprop.hpp:
//   a. does its slope have the sign of the remembered one, the opposite, or is one of the two 0?
//   b. let its step size grow, shrink or stay, within the limits;
//   c. remember its slope, or 0 after a flip;
//   d. move it against what is remembered, by its step size.
// The first call finds step_sizes and last_gradient empty: start them at initial_step and at zeros.
// Above all that, refuse what does not fit: options outside of their ranges, sizes that differ. kit::require
// and kit::require_same_size throw for you (lessons/kit/require.hpp).
void Rprop::step(Vector& weights, const Vector& gradient) {
  kit::todo("19.1 Rprop::step", weights, gradient);
}

}  // namespace downhill::rprop
