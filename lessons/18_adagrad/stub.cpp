// SPDX-License-Identifier: MIT
// Page:  lessons/18_adagrad/README.md      Contract: lessons/18_adagrad/adagrad.hpp
// Check: ./downhill check 18               Stuck:    ./downhill hint 18.1
#include "adagrad.hpp"

namespace downhill::adagrad {

// TODO(18.1) One line for each equation of AdaGrad in adagrad.hpp:
//   a. add to each weight's squares the square of its own slope;
//   b. move each weight against its slope, divided by the root of its new squares, plus epsilon.
// The first call finds squares empty: start them at zeros, one for each weight.
// Above all that, refuse what does not fit: a negative epsilon, a gradient or squares of another size than
// the weights. kit::require and kit::require_same_size throw for you (lessons/kit/require.hpp).
void AdaGrad::step(Vector& weights, const Vector& gradient) {
  kit::todo("18.1 AdaGrad::step", weights, gradient);
}

// TODO(18.2) Which rate does each weight have at present: what is a slope of it multiplied by, as the squares
// are now? Change nothing, and refuse a negative epsilon here too.
Vector effective_rates(const AdaGrad& optimiser) { kit::todo("18.2 effective_rates", optimiser); }

}  // namespace downhill::adagrad
