// SPDX-License-Identifier: MIT
// Lesson 23: slopes from noise. A loss that can only be asked, at a random step to either side.
// Sources: the lectures; Spall, "Multivariate stochastic approximation using a simultaneous perturbation
// gradient approximation", 1992; Mania, Guy and Recht, "Simple random search provides a competitive approach
// to reinforcement learning", 2018, for augmented random search (ARS).
#pragma once
#include "kit/kit.hpp"

namespace downhill::random_search {

/// What two trials along one direction δ tell about the gradient: with L₊ = L(w + δ) and L₋ = L(w − δ),
///
///     (L₊ − L₋) / (2 ‖δ‖²) · δ
///
/// For a quadratic loss that is the part of the gradient that lies along δ, however long δ is; for others,
/// almost, if δ is short. Asks the loss exactly twice.
/// Rival conventions: SPSA divides by each 2 δᵢ instead; with n weights, where all δᵢ are ±c, that is n times
/// as much.
/// @param weights w, any number of them
/// @param delta δ, as long as w
/// @returns as many numbers as w has
/// @throws std::invalid_argument if the sizes differ, or if δ is all zeros
Vector directional_estimate(const LossFunction& loss, const Vector& weights, const Vector& delta);

/// The lectures' step, downhill: w − α (L₊ − L₋) δ. Nothing is divided by the length of δ, so half the δ
/// makes a quarter of the step. Asks the loss exactly twice.
/// @param learning_rate α, positive
/// @returns the new weights
/// @throws std::invalid_argument if the sizes differ, or if δ is all zeros
Vector finite_difference_step(const LossFunction& loss, const Vector& weights, const Vector& delta,
                              double learning_rate);

/// A step of augmented random search over N directions. Tries L₊ = L(w + ν δ) and L₋ = L(w − ν δ) for each
/// direction δ; keeps the b directions whose better result, the lower of the two, is lowest (of equal ones
/// the earlier); and with σ, the standard deviation of their 2b results (divided by 2b, not 2b − 1), returns
///
///     w − α / (b σ) · Σ (L₊ − L₋) δ,   the sum over the kept directions
///
/// or w itself, if σ is 0. Asks the loss exactly 2N times. For a reward, which is to grow, hand in minus the
/// reward: the paper does so with a plus in place of the minus above.
/// @param directions N × n: a row for each direction, as long as w
/// @param nu ν, positive: how far along its direction a trial goes
/// @param learning_rate α, positive: about how long the step is, since σ takes the loss's unit out
/// @param keep b, from 1 to N
/// @throws std::invalid_argument unless directions has a column for each weight, ν is positive and keep in
/// range
Vector ars_step(const LossFunction& loss, const Vector& weights, const Matrix& directions, double nu,
                double learning_rate, Index keep);

}  // namespace downhill::random_search
