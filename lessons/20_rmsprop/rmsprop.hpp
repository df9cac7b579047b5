// SPDX-License-Identifier: MIT
// Lesson 20: AdaGrad that forgets, with a moving average of the squares in place of their sum.
#pragma once
#include "kit/kit.hpp"

namespace downhill::rmsprop {

/// Gradient descent in which each weight's slope is divided by the root of its mean square of late.
///
///     E ← β E + (1 − β) g²,   w ← w − α g / √(E + ε)      for each weight by itself
///
/// E starts at 0 and is not corrected for it: the first step has the size α / √(1 − β), whatever the slope.
/// Under a steady slope the steps shrink from there towards α. A loss that is c times as large takes the same
/// path, up to ε.
///
/// Source: Tieleman, Hinton, "Lecture 6.5, rmsprop", Coursera, 2012; the lectures, which write γ for β and η
/// for α.
/// Rival conventions:
/// - ε outside the root, √E + ε (PyTorch): for small slopes the same ε acts very differently;
/// - β called alpha (PyTorch, 0.99 by default), rho (Keras) or decay (Optax);
/// - E that starts at 1 (TensorFlow 1).
/// Keras agrees: keras.optimizers.RMSprop(learning_rate=α, rho=β, epsilon=ε); its own default for epsilon is
/// 1e-7. So does Optax: optax.rmsprop(α, decay=β, eps=ε). PyTorch's torch.optim.RMSprop(…, lr=α, alpha=β,
/// eps=ε) comes close where slopes are far larger than √ε, and nowhere else.
struct RMSProp {
  double learning_rate = 0.001;  ///< α: the size of a step under a steady slope, in the end.
  double beta = 0.9;             ///< β in [0, 1): the old average's share of the new.
  double epsilon = 1e-8;         ///< ε ≥ 0, inside the root: keeps a weight whose slopes are 0 from 0 / 0.
  /// E, the moving average of the squared slopes, as long as the weights. Empty until the first step, which
  /// takes it as zeros.
  Vector squares{};

  /// One step: first the squares, then the weights.
  /// @param weights w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are
  /// @throws std::invalid_argument if beta is not in [0, 1) or epsilon is negative, or if weights, gradient
  ///         and squares differ in size; empty squares fit any
  void step(Vector& weights, const Vector& gradient);
};

}  // namespace downhill::rmsprop
