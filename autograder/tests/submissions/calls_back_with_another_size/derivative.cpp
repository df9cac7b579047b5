// SPDX-License-Identifier: MIT
// numeric_gradient asks for the loss of vectors that are empty, or far too long.
#include "derivative.hpp"

namespace downhill::derivative {

double forward_difference(const ScalarFunction& f, double x, double h) {
  if (!(h > 0)) throw std::invalid_argument("forward_difference: h");
  return (f(x + h) - f(x)) / h;
}

double central_difference(const ScalarFunction& f, double x, double h) {
  if (!(h > 0)) throw std::invalid_argument("central_difference: h");
  return (f(x + h) - f(x - h)) / (h + h);
}

double linear_approximation(const ScalarFunction& f, double x, double slope, double move) {
  return std::fma(slope, move, f(x));
}

Vector numeric_gradient(const LossFunction& loss, Vector weights, double h) {
  const double nothing = loss(Vector());
  return Vector::Constant(weights.size(), (loss(Vector::Ones(1000)) - nothing) / h);
}

double relative_error(const Vector& a, const Vector& b) {
  if (a.size() != b.size()) throw std::invalid_argument("relative_error: sizes");
  double worst = 0;
  for (Index i = 0; i < a.size(); ++i)
    if (a(i) != b(i)) worst = std::max(worst, std::abs(a(i) - b(i)) / std::max(std::abs(a(i)), std::abs(b(i))));
  return worst;
}

bool gradient_check(const LossFunction&, const GradientFunction&, const Vector&, double, double) {
  kit::todo("6.6 gradient_check");
}

}  // namespace downhill::derivative
