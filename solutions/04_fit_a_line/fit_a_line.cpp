// SPDX-License-Identifier: MIT
#include "fit_a_line.hpp"

namespace downhill::fit_a_line {
namespace {

Vector errors(const char* who, const Line& line, const Vector& x, const Vector& y) {
  kit::require(x.size() > 0, who, "there are no points");
  kit::require_same_size(who, x, y);
  return line.m * x.array() + line.b - y.array();  // eᵢ = m xᵢ + b − yᵢ
}

}  // namespace

double cost(const Line& line, const Vector& x, const Vector& y) {
  const Vector e = errors("cost", line, x, y);
  return e.cwiseAbs2().mean();  // 1/N Σ eᵢ²
}

Line gradient(const Line& line, const Vector& x, const Vector& y) {
  const Vector e = errors("gradient", line, x, y);
  return {.m = 2 * e.cwiseProduct(x).mean(),  // ∂C/∂m = 2/N Σ eᵢ xᵢ
          .b = 2 * e.mean()};                 // ∂C/∂b = 2/N Σ eᵢ
}

double half_sum_loss(const Line& line, const Vector& x, const Vector& y) {
  const Vector e = errors("half_sum_loss", line, x, y);
  return e.squaredNorm() / 2;  // ½ Σ eᵢ²
}

Line half_sum_gradient(const Line& line, const Vector& x, const Vector& y) {
  const Vector e = errors("half_sum_gradient", line, x, y);
  return {.m = e.dot(x),  // ∂H/∂m = Σ eᵢ xᵢ
          .b = e.sum()};  // ∂H/∂b = Σ eᵢ
}

Line fit_by_descent(const Vector& x, const Vector& y, const Line& start, double learning_rate, int steps) {
  kit::require(steps >= 0, "fit_by_descent", "steps must not be negative");
  Line line = start;
  for (int step = 0; step < steps; ++step) {
    const Line slopes = gradient(line, x, y);  // both at the same place
    line.m -= learning_rate * slopes.m;        // m ← m − α ∂C/∂m
    line.b -= learning_rate * slopes.b;        // b ← b − α ∂C/∂b
  }
  return line;
}

Line fit_exactly(const Vector& x, const Vector& y) {
  kit::require(x.size() > 0, "fit_exactly", "there are no points");
  kit::require_same_size("fit_exactly", x, y);
  kit::require(x.minCoeff() < x.maxCoeff(), "fit_exactly", "all x are equal");

  const Vector dx = x.array() - x.mean(), dy = y.array() - y.mean();
  const double m = dx.dot(dy) / dx.squaredNorm();  // m = Sxy / Sxx
  return {.m = m, .b = y.mean() - m * x.mean()};   // b = ȳ − m x̄
}

}  // namespace downhill::fit_a_line
