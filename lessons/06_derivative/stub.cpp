// SPDX-License-Identifier: MIT
// Page:  lessons/06_derivative/README.md      Contract: lessons/06_derivative/derivative.hpp
// Check: ./downhill check 06                  Stuck:    ./downhill hint 6.1
#include "derivative.hpp"

namespace downhill::derivative {

// TODO(6.1) Refuse an h that is not positive (kit::require does it in one line). Then two values of f, at x and
// ahead of it, and the rise from the one to the other for each unit of the way. Call f like any function:
// f(2.5).
double forward_difference(const ScalarFunction& f, double x, double h) {
  kit::todo("6.1 forward_difference", f, x, h);
}

// TODO(6.2) The same with two values as far behind x as ahead of it. How long is the way between them?
double central_difference(const ScalarFunction& f, double x, double h) {
  kit::todo("6.2 central_difference", f, x, h);
}

// TODO(6.3) The other way round: the slope is known. Where does the tangent at x get to after a move?
double linear_approximation(const ScalarFunction& f, double x, double slope, double move) {
  kit::todo("6.3 linear_approximation", f, x, slope, move);
}

// TODO(6.4) Refuse an h that is not positive. Then for each weight in turn:
//   a. ask the loss with this weight moved ahead, and again with it moved back;
//   b. put the weight back where it was;
//   c. write down its slope.
Vector numeric_gradient(const LossFunction& loss, Vector weights, double h) {
  kit::todo("6.4 numeric_gradient", loss, weights, h);
}

// TODO(6.5) Refuse sizes that differ. Then look for the pair of slopes that disagrees most, each pair measured by
// the larger of its two. Mind two zeros.
double relative_error(const Vector& a, const Vector& b) { kit::todo("6.5 relative_error", a, b); }

// TODO(6.6) Refuse a tolerance that is not positive. Then ask for both gradients, the claimed and the measured
// one, and say whether they agree. NaN agrees with nothing: all its comparisons are false, so look out for
// it.
bool gradient_check(const LossFunction& loss, const GradientFunction& gradient, const Vector& weights,
                    double h, double tolerance) {
  kit::todo("6.6 gradient_check", loss, gradient, weights, h, tolerance);
}

}  // namespace downhill::derivative
