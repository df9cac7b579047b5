// SPDX-License-Identifier: MIT
// Lesson 04: N points (x, y), N ≥ 1, and a line m x + b through the middle of them. The error of each point
// is
//   eᵢ = m xᵢ + b − yᵢ,   predicted − actual.
#pragma once
#include "kit/kit.hpp"

namespace downhill::fit_a_line {

/// The line y = m x + b. Also two slopes of a loss, the one for m and the one for b.
struct Line {
  double m = 0;  ///< how much y grows when x grows by 1
  double b = 0;  ///< y where x is 0
};

/// The mean squared error of the line: 1/N Σ eᵢ².
/// @param x, y  N numbers each
/// @throws std::invalid_argument if there are no points, or x and y differ in size
double cost(const Line& line, const Vector& x, const Vector& y);

/// The gradient of cost: ∂/∂m in m, ∂/∂b in b. The factor of deriving the square stays, and it is a mean over
/// the points.
/// @throws std::invalid_argument as cost does
Line gradient(const Line& line, const Vector& x, const Vector& y);

/// Half the total of the squared errors: ½ Σ eᵢ². No mean, so it grows with the number of points.
/// @throws std::invalid_argument as cost does
double half_sum_loss(const Line& line, const Vector& x, const Vector& y);

/// The gradient of half_sum_loss: ∂/∂m in m, ∂/∂b in b.
/// Rival conventions: this is the form of many lectures, often with y − (m x + b) and a minus in front.
/// @throws std::invalid_argument as cost does
Line half_sum_gradient(const Line& line, const Vector& x, const Vector& y);

/// The line after so many steps of gradient descent on cost: m and b move at once, each against its own
/// slope, by α times that slope.
/// @param start  where the descent begins
/// @param steps  0 or more
/// @throws std::invalid_argument if steps is negative, and as cost does
Line fit_by_descent(const Vector& x, const Vector& y, const Line& start, double learning_rate, int steps);

/// The line of least cost, by formula: m = Sxy / Sxx and b = ȳ − m x̄, where x̄ and ȳ are means,
/// Sxy = Σ (xᵢ − x̄)(yᵢ − ȳ) and Sxx = Σ (xᵢ − x̄)².
/// Source: Legendre and Gauss; Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, chapter 3.
/// @throws std::invalid_argument if all x are equal (one point is such a case; 0.1 three times is one,
/// although
///         rounding leaves its Sxx a little above 0), and as cost does
Line fit_exactly(const Vector& x, const Vector& y);

}  // namespace downhill::fit_a_line
