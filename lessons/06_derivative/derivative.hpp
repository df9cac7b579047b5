// SPDX-License-Identifier: MIT
// Lesson 06: slopes measured from values alone, and a check that holds a gradient against them.
// Sources: Nocedal and Wright, Numerical Optimization, chapter 8; the notes of Stanford's CS231n on gradient
// checks.
#pragma once
#include "kit/kit.hpp"

namespace downhill::derivative {

/// The forward difference quotient: how far f rises from x to x + h, over h. Its error goes with h.
/// Asks f twice.
/// @param h  > 0, in units of x
/// @throws std::invalid_argument if h is not positive
/// Rival conventions: a look back, from x to x − h (backward); ε or Δx for h.
double forward_difference(const ScalarFunction& f, double x, double h);

/// The central difference quotient: how far f rises from x − h to x + h, over the distance between the two.
/// Exact for parabolas, whatever h; for other smooth functions its error goes with h².
/// Asks f twice, and not at x itself.
/// @param h  > 0, in units of x. For functions and places of size one, 1e-5 serves well
/// @throws std::invalid_argument if h is not positive
double central_difference(const ScalarFunction& f, double x, double h);

/// The tangent at x, followed for a while: about what f has to say at x + move. Asks f once, at x.
/// @param slope  of f at x
/// @param move  how far from x, of either sign; the smaller, the better the approximation
double linear_approximation(const ScalarFunction& f, double x, double slope, double move);

/// The slope of the loss for each weight, by a central difference quotient in which that weight alone is
/// moved. Asks the loss exactly twice for each weight.
/// @param weights  any number of them; a copy, so move them as you like
/// @param h  > 0, how far each weight is moved
/// @returns one slope for each weight
/// @throws std::invalid_argument if h is not positive
Vector numeric_gradient(const LossFunction& loss, Vector weights, double h);

/// How much two gradients disagree where they disagree most: the largest of |aᵢ − bᵢ| / max(|aᵢ|, |bᵢ|). Two
/// slopes of 0 agree: they count as 0. Never more than 2, which is a wrong sign.
/// @param a, b  one slope or more, all finite
/// @throws std::invalid_argument if a and b differ in size
/// Rival conventions: division by |aᵢ| + |bᵢ|, so that a wrong sign gives 1; the lengths of whole vectors
/// compared, which overlooks one small slope among large ones.
double relative_error(const Vector& a, const Vector& b);

/// Whether a gradient agrees with the numeric one at weights, that is, whether their relative error is at
/// most tolerance. Slopes that are not finite agree with nothing. Asks the loss exactly twice for each
/// weight, and the gradient once.
/// @param gradient  the one to be checked, at weights
/// @param weights  away from kinks of the loss, and from where its slopes are 0 but for rounding
/// @param h  > 0, how far each weight is moved
/// @param tolerance  > 0. With h = 1e-5, 1e-6 serves well
/// @throws std::invalid_argument if h or tolerance is not positive, or if the gradient has not one slope for
///         each weight
bool gradient_check(const LossFunction& loss, const GradientFunction& gradient, const Vector& weights,
                    double h, double tolerance);

}  // namespace downhill::derivative
