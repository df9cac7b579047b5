// SPDX-License-Identifier: MIT
#include "derivative.hpp"

namespace downhill::derivative {

double forward_difference(const ScalarFunction& f, double x, double h) {
  kit::require(h > 0, "forward_difference", "h must be positive");
  return (f(x + h) - f(x)) / h;
}

double central_difference(const ScalarFunction& f, double x, double h) {
  kit::require(h > 0, "central_difference", "h must be positive");
  return (f(x + h) - f(x - h)) / (2 * h);
}

double linear_approximation(const ScalarFunction& f, double x, double slope, double move) {
  return f(x) + slope * move;  // f(x + ε) ≈ f(x) + a ε
}

Vector numeric_gradient(const LossFunction& loss, Vector weights, double h) {
  kit::require(h > 0, "numeric_gradient", "h must be positive");

  Vector measured(weights.size());
  for (Index i = 0; i < measured.size(); ++i) {
    const Vector nudge = h * Vector::Unit(weights.size(), i);  // h in the place of weight i, 0 elsewhere
    measured(i) = (loss(weights + nudge) - loss(weights - nudge)) / (2 * h);
  }
  return measured;
}

double relative_error(const Vector& a, const Vector& b) {
  kit::require_same_size("relative_error", a, b);

  double worst = 0;
  for (Index i = 0; i < a.size(); ++i) {
    const double larger = std::max(std::abs(a(i)), std::abs(b(i)));
    const double apart = std::abs(a(i) - b(i));
    if (larger > 0) worst = std::max(worst, apart / larger);  // two zeros agree
  }
  return worst;
}

bool gradient_check(const LossFunction& loss, const GradientFunction& gradient, const Vector& weights,
                    double h, double tolerance) {
  kit::require(tolerance > 0, "gradient_check", "tolerance must be positive");

  const Vector claimed = gradient(weights), measured = numeric_gradient(loss, weights, h);
  const double error = relative_error(claimed, measured);
  return (claimed - measured).allFinite() && error <= tolerance;
}

}  // namespace downhill::derivative
