// SPDX-License-Identifier: MIT
// Lesson 22: Momentum over RMSProp, both corrected for their start at 0.
#pragma once
#include "kit/kit.hpp"

namespace downhill::adam {

/// Adaptive moment estimation: a step is the average slope over the root of the average squared slope.
///
///     t ← t + 1
///     m ← β₁ m + (1 − β₁) g,       m̂ = m / (1 − β₁ᵗ)
///     v ← β₂ v + (1 − β₂) g²,      v̂ = v / (1 − β₂ᵗ)
///     w ← w − α m̂ / (√v̂ + ε)                    for each weight by itself; t is one for all
///
/// The first step has the size α, whatever the slope; so has every step under a steady slope. A loss that is
/// c times as large takes the same path, up to ε.
///
/// Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1; the lectures.
/// Rival conventions:
/// - the corrections taken together, α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε̂) (the paper's own short form,
///   Keras): the same path if ε̂ = ε √(1 − β₂ᵗ), another for small slopes if it is ε;
/// - ε inside the root (Optax's eps_root, 0 by default);
/// - a decay of the weights (AdamW), the largest v̂ so far (AMSGrad).
/// PyTorch agrees: torch.optim.Adam(…, lr=α, betas=(β₁, β₂), eps=ε, weight_decay=0, amsgrad=False). So does
/// Optax: optax.adam(α, b1=β₁, b2=β₂, eps=ε).
struct Adam {
  double learning_rate = 0.001;  ///< α: the size of the first step.
  double beta1 = 0.9;            ///< β₁ in [0, 1): the old m's share of the new.
  double beta2 = 0.999;          ///< β₂ in [0, 1): the old v's share of the new.
  double epsilon = 1e-8;  ///< ε ≥ 0, outside the root: keeps a weight whose slopes are 0 from 0 / 0.
  /// m, the moving average of the slopes, as long as the weights, uncorrected. Empty until the first step,
  /// which takes it as zeros.
  Vector m{};
  /// v, the moving average of the squared slopes, as long as the weights, uncorrected. Empty until the first
  /// step, which takes it as zeros.
  Vector v{};
  /// Steps so far, one count for all weights. The first step makes it 1 and is corrected with 1.
  int t = 0;

  /// One step: the count, both averages, the weights.
  /// @param weights w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are
  /// @throws std::invalid_argument if beta1 or beta2 is not in [0, 1) or epsilon is negative, or if weights,
  ///         gradient, m and v differ in size; an empty m or v fits any
  void step(Vector& weights, const Vector& gradient);
};

}  // namespace downhill::adam
