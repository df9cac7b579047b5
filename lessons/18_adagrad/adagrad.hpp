// SPDX-License-Identifier: MIT
// Lesson 18: a rate for every weight, from the squares of all its slopes so far.
#pragma once
#include "kit/kit.hpp"

namespace downhill::adagrad {

/// Gradient descent in which each weight's rate shrinks with what its own slopes have been.
///
///     G ← G + g²,   w ← w − α g / (√G + ε)      for each weight by itself
///
/// The first step has the size α, whatever the slope; under a steady slope the t-th has α / √t. A loss that
/// is c times as large takes the same path, up to ε.
///
/// Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
/// Optimization", 2011, in the diagonal form that everybody uses; the lectures, which write η for α.
/// Rival conventions:
/// - ε inside the root, √(G + ε) (Keras, Optax): matters for slopes that are not far larger than √ε;
/// - G that starts above 0: 0.1 in Keras and Optax, so that their first steps are shorter.
/// PyTorch agrees: torch.optim.Adagrad(…, lr=α, lr_decay=0, weight_decay=0, initial_accumulator_value=0,
/// eps=ε); its own default for eps is 1e-10.
struct AdaGrad {
  double learning_rate = 0.01;  ///< α: the size of the first step.
  double epsilon = 1e-8;        ///< ε ≥ 0, outside the root: keeps a weight whose slopes are 0 from 0 / 0.
  /// G, the sum of the squared slopes, as long as the weights. Empty until the first step, which takes it as
  /// zeros.
  Vector squares{};

  /// One step: first the squares, then the weights.
  /// @param weights w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are
  /// @throws std::invalid_argument if epsilon is negative, or if weights, gradient and squares differ in
  ///         size; empty squares fit any
  void step(Vector& weights, const Vector& gradient);
};

/// What a slope of each weight is multiplied by at present: α / (√G + ε).
/// @param optimiser after some steps
/// @return one rate for each weight, as long as optimiser.squares; empty before the first step
/// @throws std::invalid_argument if epsilon is negative
Vector effective_rates(const AdaGrad& optimiser);

}  // namespace downhill::adagrad
