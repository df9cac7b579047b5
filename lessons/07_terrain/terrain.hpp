// SPDX-License-Identifier: MIT
// Lesson 07: on which ground descent arrives, at which rate, and how to tell from the curvatures.
// Sources: Boyd and Vandenberghe, Convex Optimization, chapters 3 and 9; Polyak, Introduction to
// Optimization.
#pragma once
#include "kit/kit.hpp"

namespace downhill::terrain {

/// The height of a bowl: half the sum of λᵢ wᵢ². Its lowest point is 0, at the origin, if all curvatures are
/// positive. With a negative one it is a saddle.
/// @param curvatures  λ, one for each weight, of any sign: how fast the slope changes with the weight
/// @throws std::invalid_argument if the sizes differ
/// Rival conventions: without the half, so that the curvatures are 2λ.
double bowl(const Vector& curvatures, const Vector& weights);

/// The slopes of the bowl, one for each weight.
/// @throws std::invalid_argument if the sizes differ
Vector bowl_gradient(const Vector& curvatures, const Vector& weights);

/// Plain descent on any ground, step by step: from w against the gradient at w, by α times the gradient.
/// @param gradient  asked once for each step, at the newest place
/// @param start  one weight or more
/// @param learning_rate  α
/// @param steps  0 or more
/// @returns (steps + 1) × weights: row 0 is the start, row k the place after k steps
/// @throws std::invalid_argument if steps is negative, or if gradient does not give one slope for each weight
/// Rival conventions: every step as long as the rate says, and the gradient for its direction alone.
Matrix trajectory(const GradientFunction& gradient, const Vector& start, double learning_rate, int steps);

/// By which factor the slowest weight of a bowl shrinks in a step of descent: the factors are 1 − α λᵢ, and
/// this is the largest of their sizes. Below 1 the bowl's lowest point is reached in the end; above 1 some
/// weight grows.
/// @param curvatures  λ, one or more, of any sign
double contraction(const Vector& curvatures, double learning_rate);

/// The learning rate at which descent on a bowl bounces: some weight only turns its sign, and no weight
/// grows. Each smaller positive rate ends at the lowest point.
/// Rival conventions: L for the largest curvature, after Lipschitz.
/// @param curvatures  λ, one or more, all positive
/// @throws std::invalid_argument if one is not positive
double critical_rate(const Vector& curvatures);

/// The learning rate with the smallest contraction.
/// @param curvatures  λ, one or more, all positive
/// @throws std::invalid_argument if one is not positive
double best_rate(const Vector& curvatures);

/// What rounding may lift a midpoint above its chord, for functions of size one.
inline constexpr double kRoundingOfChords = 1e-9;

/// Whether f looks convex between two numbers: at the midpoint of any two samples it lies on their chord or
/// below it. No is a proof. Yes is none: f may still bend the other way between the samples.
/// @param low, high  low < high; the first and the last sample
/// @param samples  2 or more, evenly spaced
/// @returns false if for some samples u and v, f((u + v)/2) exceeds the mean of f(u) and f(v) by more than
///          kRoundingOfChords
/// @throws std::invalid_argument unless low < high and samples >= 2
bool midpoint_convex(const ScalarFunction& f, double low, double high, int samples);

}  // namespace downhill::terrain
