// SPDX-License-Identifier: MIT
// Lesson 11: one sigmoid unit that learns to tell two classes apart, and a loss that stays finite.
// Sources: the lectures; Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2. (Rosenblatt's
// perceptron of 1958 has a threshold in place of the sigmoid.)
#pragma once
#include "kit/kit.hpp"

namespace downhill::perceptron {

/// σ(z) = 1 / (1 + e⁻ᶻ), in [0, 1]: 0.5 at z = 0. Never NaN for a finite z, however large.
double sigmoid(double z);

/// ℓ = −(y ln a + (1 − y) ln(1 − a)), the cross-entropy of one sample; never negative. Where a or 1 − a is
/// below 10⁻¹², 10⁻¹² is taken in its place, so ℓ ends at 27.631 where it should grow for ever.
/// @param a the probability that the unit gives class 1, from 0 to 1
/// @param y the target: 1 or 0, or a share of class 1 in between
/// Rival conventions: the logarithm to base 2 (bits); an end at 100 (PyTorch's BCELoss).
double cross_entropy(double a, double y);

/// The same loss of a = σ(z), from the logit z itself: ln(1 + eᶻ) − y z. Finite for every finite z, and not
/// cut off: 800 for z = 800 and y = 0.
/// @param y the target: 1 or 0, or a share of class 1 in between
double cross_entropy_from_logit(double z, double y);

/// a = σ(w · x + b): n weights and a bias.
struct Neuron {
  Vector w{};    ///< a weight for each input
  double b = 0;  ///< the bias
};

/// The mean loss of some samples and its slopes.
struct Cost {
  double J = 0;   ///< the mean of ℓ
  Vector dw{};    ///< ∂J/∂w, as long as w
  double db = 0;  ///< ∂J/∂b
};

/// The probability of class 1 for each sample.
/// @param X m × n, a row for each sample
/// @returns m numbers
/// @throws std::invalid_argument unless X has as many columns as w has weights
Vector probabilities(const Neuron& neuron, const Matrix& X);

/// The mean cross-entropy of m samples, and its slopes. Finite also where a rounds to 0 or 1.
/// @param X m × n, a row for each sample, at least one
/// @param y m targets, each 0 or 1
/// @throws std::invalid_argument if there is no sample, unless X has a column for each weight, and unless y
///         has a target for each row
/// Rival conventions: the sum of the losses in place of their mean; then the slopes are m times as large.
Cost cost_and_gradient(const Neuron& neuron, const Matrix& X, const Vector& y);

/// One step of plain descent: w ← w − α ∂J/∂w, b ← b − α ∂J/∂b.
/// @param learning_rate α, positive
/// @throws std::invalid_argument unless there are as many slopes as weights
void step(Neuron& neuron, const Cost& cost, double learning_rate);

}  // namespace downhill::perceptron
