// SPDX-License-Identifier: MIT
// Lesson 09: slopes through a chain of functions, along two paths, and from the last value back to the first.
// Source: Goodfellow, Bengio, Courville, Deep Learning, chapter 6.
#pragma once
#include "kit/kit.hpp"

namespace downhill::chain_rule {

/// One stage of a chain: a function and its slope, both of the value that the stage receives.
struct Stage {
  ScalarFunction value{};  ///< what the stage makes of what it receives
  ScalarFunction slope{};  ///< how fast that changes, at what it receives: its local slope
};

/// All values on the way: x, then what each stage makes of the value before. One number more than stages.
/// Asks each stage once for its value.
/// @param stages  in the order in which x meets them: the innermost first; there may be none
std::vector<double> forward(const std::vector<Stage>& stages, double x);

/// How fast the last value changes with x: the product of all local slopes, each taken at the value that its
/// stage receives. Of no stages it is 1. Asks each stage once for its slope and at most once for its value.
/// @param stages  as for forward
double chain_slope(const std::vector<Stage>& stages, double x);

/// How fast the last value changes with each value on the way, in the order of forward: first with x, last
/// with itself, which is 1. One pass from the end to the front finds them all. Asks each stage once for its
/// slope and at most once for its value.
/// @param stages  as for forward
/// @returns one number more than stages
std::vector<double> backward(const std::vector<Stage>& stages, double x);

/// The slope of left(x) · right(x) for x, which reaches the product along two paths.
/// @param left, right  two stages, both of which receive x
double two_path_slope(const Stage& left, const Stage& right, double x);

/// The slope of half the squared error, ½ (y − t)², for the prediction y. The half is there so that no 2 is
/// here.
/// Rival conventions: without it, as in lesson 01: then the slope is twice this.
double half_square_slope(double predicted, double target);

/// The sigmoid 1 / (1 + e^−z): rises from 0 to 1, and is ½ at 0.
/// @param z  any finite number; where the exponential overflows, the answer is 0 or 1 all the same
double sigmoid(double z);

/// The sigmoid's slope, from what the sigmoid said: a (1 − a), a quarter at most.
/// @param output  a = σ(z), so from 0 to 1. It is not z
double sigmoid_slope_from_output(double output);

}  // namespace downhill::chain_rule
