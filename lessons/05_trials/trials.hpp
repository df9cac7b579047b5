// SPDX-License-Identifier: MIT
// Lesson 05: learning by trying. A loss is a function that can be asked for its value and nothing else;
// asking is what costs. Lower is better, and a tie is no improvement.
#pragma once
#include "kit/kit.hpp"

namespace downhill::trials {

/// The best of three weights: the one given, and those one step above and below it. Unless one of the others
/// is strictly better, it is the one given; where both others are equally good, the one above. Asks for each
/// of the three losses once.
/// @param step  > 0: a length, no learning rate
/// @throws std::invalid_argument if step is not positive
double try_neighbours(const ScalarFunction& loss, double weight, double step);

/// The weights after one sweep: each in turn, from the first to the last, becomes the best of its three as in
/// try_neighbours, while the others stay as they are by then. Asks for at most 2n + 1 losses of n weights:
/// what is known is not asked again.
/// @param weights  where the sweep starts; a copy, so the caller's stay as they are
/// @param step     > 0
/// @return as many weights as were given
/// @throws std::invalid_argument if step is not positive
/// Source: coordinate search, also compass or pattern search; Hooke and Jeeves (1961).
Vector coordinate_sweep(const LossFunction& loss, Vector weights, double step);

/// One random trial, without the drawing: adds change to the weights if that makes the loss strictly smaller,
/// and otherwise leaves them exactly, to the last digit, as they were. Asks for at most 2 losses.
/// @param change  what to add to each weight, as long as weights
/// @return whether the change was kept
/// @throws std::invalid_argument if weights and change differ in size
/// Source: the lectures; random local search, Rastrigin (1963).
bool perturb_and_keep(const LossFunction& loss, Vector& weights, const Vector& change);

/// How many losses one coordinate_sweep of n weights asks for: 2n + 1. Networks have millions of weights, and
/// the largest ones more than fit an int.
/// @param weights  n, 0 or more
/// @throws std::invalid_argument if weights is negative
Index evaluations_per_sweep(Index weights);

}  // namespace downhill::trials
