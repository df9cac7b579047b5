// SPDX-License-Identifier: MIT
// Lesson 06 with all nudged weights as columns of a matrix, first all ahead, then all behind, and array
// algebra.
#include "derivative.hpp"

using downhill::Index;
using downhill::Matrix;
using downhill::Vector;

namespace {

void refuse_unless_positive(double x, const std::string& what) {
  if (x > 0) return;
  throw std::invalid_argument(what + " is " + std::to_string(x));
}

Vector losses_of_columns(const downhill::LossFunction& loss, const Matrix& columns) {
  Vector losses(columns.cols());
  for (Index i = 0; i < columns.cols(); ++i) losses(i) = loss(columns.col(i));
  return losses;
}

}  // namespace

double downhill::derivative::forward_difference(const ScalarFunction& f, double x, double h) {
  refuse_unless_positive(h, "h");
  const double there = f(x + h), here = f(x);
  return there / h - here / h;
}

double downhill::derivative::central_difference(const ScalarFunction& f, double x, double h) {
  refuse_unless_positive(h, "h");
  const double behind = f(x - h), ahead = f(x + h);
  return 0.5 * (ahead - behind) / h;
}

double downhill::derivative::linear_approximation(const ScalarFunction& f, double x, double slope,
                                                  double move) {
  const double value = f(x), change = move * slope;
  return change + value;
}

Vector downhill::derivative::numeric_gradient(const LossFunction& loss, Vector weights, double h) {
  refuse_unless_positive(h, "h");
  const Index n = weights.size();
  const Matrix nudges = h * Matrix::Identity(n, n);
  const Vector ahead = losses_of_columns(loss, nudges.colwise() + weights);
  const Vector behind = losses_of_columns(loss, (-nudges).colwise() + weights);
  return (ahead - behind) / (h + h);
}

double downhill::derivative::relative_error(const Vector& a, const Vector& b) {
  kit::require_same_size("relative_error", a, b);
  const auto apart = (a - b).array().abs();
  const auto larger = a.array().abs().max(b.array().abs());
  return (larger > 0).select(apart / larger, 0.0).maxCoeff();
}

bool downhill::derivative::gradient_check(const LossFunction& loss, const GradientFunction& gradient,
                                          const Vector& weights, double h, double tolerance) {
  refuse_unless_positive(tolerance, "tolerance");
  const Vector claimed = gradient(weights), measured = numeric_gradient(loss, weights, h);
  kit::require_same_size("gradient_check", claimed, measured);
  if (!claimed.allFinite() || !measured.allFinite()) return false;
  const auto allowed = tolerance * claimed.array().abs().max(measured.array().abs());
  return ((claimed - measured).array().abs() <= allowed).all();
}
