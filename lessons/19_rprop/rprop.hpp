// SPDX-License-Identifier: MIT
// Lesson 19: only the sign of a slope counts, and whether it is the same as last time.
#pragma once
#include "kit/kit.hpp"

namespace downhill::rprop {

/// Resilient backpropagation, the form called iRprop⁻: each weight has a step size Δ of its own, which grows
/// while its slope keeps its sign and shrinks when the sign flips. After a flip the weight waits for a step.
///
///     g g′ > 0:  Δ ← min(η⁺ Δ, Δmax),   g′ ← g
///     g g′ < 0:  Δ ← max(η⁻ Δ, Δmin),   g′ ← 0
///     otherwise: Δ stays,               g′ ← g
///     then       w ← w − Δ sign(g′)             for each weight by itself; sign(0) = 0
///
/// g′ is what is remembered of a slope until the next step; 0 at first and after a flip. Slopes of the whole
/// data set only: on mini-batches the signs of noise count in full.
///
/// Source: Riedmiller, Braun, "A Direct Adaptive Method for Faster Backpropagation Learning: The RPROP
/// Algorithm", 1993; Igel, Hüsken, "Improving the Rprop Learning Algorithm", 2000, for the wait. The lectures
/// have it in words.
/// Rival conventions: Rprop⁺, which after a flip takes its last move back; Rprop⁻, which moves at once.
/// PyTorch agrees: torch.optim.Rprop(…, lr=Δ₀, etas=(η⁻, η⁺), step_sizes=(Δmin, Δmax)); its own default for
/// lr is 0.01.
struct Rprop {
  double initial_step = 0.1;    ///< Δ₀ in [Δmin, Δmax]: the size of every weight's first step.
  double growth = 1.2;          ///< η⁺ > 1: what a step size is multiplied by when the sign stays.
  double shrinkage = 0.5;       ///< η⁻ in (0, 1): what it is multiplied by when the sign flips.
  double smallest_step = 1e-6;  ///< Δmin > 0: no step size becomes smaller.
  double largest_step = 50;     ///< Δmax ≥ Δmin: no step size becomes larger.
  /// Δ, as long as the weights. Empty until the first step, which takes all of them as Δ₀.
  Vector step_sizes{};
  /// g′, as long as the weights: the slopes of the step before, with 0 where the sign flipped. Empty until
  /// the first step, which takes it as zeros.
  Vector last_gradient{};

  /// One step: first the step sizes, then the weights.
  /// @param weights w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are; stays as it is
  /// @throws std::invalid_argument if growth, shrinkage, a limit or initial_step is outside of its range, or
  ///         if weights, gradient, step_sizes and last_gradient differ in size; an empty one of the last two
  ///         fits any
  void step(Vector& weights, const Vector& gradient);
};

}  // namespace downhill::rprop
