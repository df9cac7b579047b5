// SPDX-License-Identifier: MIT
// Lesson 21: steps as long as the steps of late, so that no learning rate has to be chosen.
#pragma once
#include "kit/kit.hpp"

namespace downhill::adadelta {

/// RMSProp with the root mean square of its own moves in place of a learning rate.
///
///     E ← β E + (1 − β) g²
///     Δ = −√(D + ε) / √(E + ε) · g
///     D ← β D + (1 − β) Δ²
///     w ← w + Δ                                 in this order, for each weight by itself
///
/// D starts at 0, so the first step has the size √ε / √(1 − β), whatever the slope if that is far larger than
/// √ε: ε sets the pace at the start. Slopes divided by slopes, times moves: Δ has the units of w.
///
/// Source: Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, who writes ρ for β, E[g²] for E and
/// E[Δx²] for D. The lectures name it and have no formula.
/// Rival conventions: a learning rate in front of Δ where it joins the weights, not where it joins D.
/// Libraries agree where that is 1: torch.optim.Adadelta(…, lr=1, rho=β, eps=ε);
/// keras.optimizers.Adadelta(learning_rate=1, rho=β, epsilon=ε), where the default is 0.001, a thousandth of
/// the paper's steps.
struct Adadelta {
  double beta = 0.9;  ///< β in [0, 1): an old average's share of the new, for both averages.
  /// ε ≥ 0, inside both roots: what the first step is made of. With 0 and empty averages nothing moves; a
  /// weight whose slopes were all 0 becomes NaN then, as 0 / 0.
  double epsilon = 1e-6;
  /// E, the moving average of the squared slopes, as long as the weights. Empty until the first step, which
  /// takes it as zeros.
  Vector squares{};
  /// D, the moving average of the squared moves, as long as the weights. Empty until the first step, which
  /// takes it as zeros.
  Vector squared_moves{};

  /// One step: the squares, the moves, the squares of the moves, the weights.
  /// @param weights w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are
  /// @throws std::invalid_argument if beta is not in [0, 1) or epsilon is negative, or if weights, gradient,
  ///         squares and squared_moves differ in size; an empty one of the last two fits any
  void step(Vector& weights, const Vector& gradient);
};

}  // namespace downhill::adadelta
