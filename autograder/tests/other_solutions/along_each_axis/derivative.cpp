// SPDX-License-Identifier: MIT
// Lesson 06 with unit vectors, the quotients of one number used for each weight, and standard algorithms.
#include "derivative.hpp"

#include <iterator>

namespace downhill::derivative {

double forward_difference(const ScalarFunction& f, double x, double h) {
  if (!(h > 0)) throw std::invalid_argument("forward_difference: h is " + std::to_string(h));
  const double rise = -f(x) + f(x + h);
  return rise / h;
}

double central_difference(const ScalarFunction& f, double x, double h) {
  if (!(h > 0)) throw std::invalid_argument("central_difference: h is " + std::to_string(h));
  return f(x + h) / (2 * h) - f(x - h) / (2 * h);
}

double linear_approximation(const ScalarFunction& f, double x, double slope, double move) {
  return std::fma(slope, move, f(x));
}

Vector numeric_gradient(const LossFunction& loss, Vector weights, double h) {
  Vector slopes = Vector::Zero(weights.size());
  for (Index i = weights.size() - 1; i >= 0; --i) {
    const Vector axis = Vector::Unit(weights.size(), i);
    const ScalarFunction along = [&](double move) { return loss(weights + move * axis); };
    slopes += central_difference(along, 0, h) * axis;
  }
  return slopes;
}

double relative_error(const Vector& a, const Vector& b) {
  if (a.size() != b.size()) throw std::invalid_argument("relative_error: two sizes");
  std::vector<double> errors;
  std::transform(a.begin(), a.end(), b.begin(), std::back_inserter(errors), [](double one, double other) {
    return one == other ? 0 : std::fabs(one - other) / std::fmax(std::fabs(one), std::fabs(other));
  });
  return *std::max_element(errors.begin(), errors.end());
}

bool gradient_check(const LossFunction& loss, const GradientFunction& gradient, const Vector& weights,
                    double h, double tolerance) {
  if (tolerance <= 0) throw std::invalid_argument("gradient_check: tolerance");
  const Vector measured = numeric_gradient(loss, weights, h);
  const Vector claimed = gradient(weights);
  if (claimed.size() != measured.size()) throw std::invalid_argument("gradient_check: sizes");
  for (Index i = 0; i < claimed.size(); ++i)
    if (!std::isfinite(claimed[i]) || !std::isfinite(measured[i])) return false;
  return !(relative_error(measured, claimed) > tolerance);
}

}  // namespace downhill::derivative
