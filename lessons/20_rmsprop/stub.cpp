// SPDX-License-Identifier: MIT
// Page:  lessons/20_rmsprop/README.md      Contract: lessons/20_rmsprop/rmsprop.hpp
// Check: ./downhill check 20               Stuck:    ./downhill hint 20.1
#include "rmsprop.hpp"

namespace downhill::rmsprop {

// TODO(20.1) One line for each equation of RMSProp in rmsprop.hpp:
//   a. blend each weight's squares with the square of its own slope, in shares that add up to 1;
//   b. move each weight against its slope, divided by the root of its new squares and epsilon together.
// The first call finds squares empty: start them at zeros, one for each weight.
// Above all that, refuse what does not fit: a beta outside [0, 1), a negative epsilon, a gradient or squares
// of another size than the weights. kit::require and kit::require_same_size throw for you
// (lessons/kit/require.hpp).
void RMSProp::step(Vector& weights, const Vector& gradient) {
  kit::todo("20.1 RMSProp::step", weights, gradient);
}

}  // namespace downhill::rmsprop
