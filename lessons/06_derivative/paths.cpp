// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "derivative.hpp"

namespace downhill::derivative {
namespace {

constexpr double kPlace = 2, kSlope = 12;  // of x³

double cube(double x) { return x * x * x; }

// Rows (move, what the tangent says).
Matrix tangent() {
  constexpr int kCount = 9;
  constexpr double kFarthest = 1;
  Matrix points(kCount, 2);
  for (int i = 0; i < kCount; ++i) {
    const double move = kFarthest * (2.0 * i / (kCount - 1) - 1);
    points.row(i) << move, linear_approximation(cube, kPlace, kSlope, move);
  }
  return points;
}

// Rows (h, forward quotient, its error, central quotient, its error), the errors without their signs. h falls
// from 1e-1 to 1e-15, two a decade.
Matrix quotients() {
  constexpr int kCount = 29;
  Matrix points(kCount, 5);
  for (int i = 0; i < kCount; ++i) {
    const double h = std::pow(10.0, -1 - i / 2.0);
    const double forward = forward_difference(cube, kPlace, h), central = central_difference(cube, kPlace, h);
    points.row(i) << h, forward, std::abs(forward - kSlope), central, std::abs(central - kSlope);
  }
  return points;
}

}  // namespace

/// Of x³ at 2. "wide": one row (forward, central), quotients with h = 1. "tangent": rows (move, value).
/// "quotients": rows (h, forward, error, central, error).
kit::Paths paths() {
  const double wide = 1;
  return {{"wide", Matrix{{forward_difference(cube, kPlace, wide), central_difference(cube, kPlace, wide)}}},
          {"tangent", tangent()},
          {"quotients", quotients()}};
}

}  // namespace downhill::derivative
