// SPDX-License-Identifier: MIT
// Lesson 16: gradient descent whose steps remember, in the two forms that are both called momentum.
#pragma once
#include "kit/kit.hpp"

namespace downhill::momentum {

/// The accumulating form of most libraries: every gradient counts in full.
///
///     v ← β v + g,   w ← w − α v
///
/// Under a steady slope g the velocity grows towards g / (1 − β).
///
/// Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// Rival conventions, all of them called momentum:
/// - the averaged form, below, with (1 − β) before g;
/// - the velocity form (Sutskever 2013, Keras), v ← β v − α g, w ← w + v: the same weights while α stays the
///   same, others as soon as it changes;
/// - dampening (PyTorch), v ← β v + (1 − d) g after a first step with v = g: with d = 0 this is HeavyBall;
/// - Nesterov's, which takes the slope ahead of the weights, where the velocity is about to carry them.
struct HeavyBall {
  double learning_rate = 0.01;  ///< α: how far one unit of velocity moves a weight.
  double beta = 0.9;            ///< β in [0, 1): what a step keeps of the velocity. 0 is plain descent.
  /// v, as long as the weights. Empty until the first step, which takes it as zeros.
  Vector velocity{};

  /// One step: first the velocity, then the weights.
  /// @param weights w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are
  /// @throws std::invalid_argument if beta is not in [0, 1), or if weights, gradient and velocity differ
  ///         in size; an empty velocity fits any
  void step(Vector& weights, const Vector& gradient);
};

/// The averaged form of the lectures: the velocity is a moving average of the gradients.
///
///     v ← β v + (1 − β) g,   w ← w − α v
///
/// Under a steady slope g the velocity grows towards g itself.
///
/// Source: the lectures, after Ng's deep-learning course; they write V_dW for v and dW for g.
/// Rival conventions: those of HeavyBall, whose steps on the same gradients are 1 / (1 − β) times as long.
struct Momentum {
  double learning_rate = 0.01;  ///< α: how far one unit of velocity moves a weight.
  double beta = 0.9;            ///< β in [0, 1): the old velocity's share of the new. 0 is plain descent.
  /// v, as long as the weights. Empty until the first step, which takes it as zeros.
  Vector velocity{};

  /// One step: first the velocity, then the weights.
  /// @param weights w, any number of them; moved
  /// @param gradient g, the slope of the loss at weights, as long as they are
  /// @throws std::invalid_argument if beta is not in [0, 1), or if weights, gradient and velocity differ
  ///         in size; an empty velocity fits any
  void step(Vector& weights, const Vector& gradient);
};

/// The learning rate at which Momentum, with the same β, takes the very steps of HeavyBall: α / (1 − β).
/// @param heavy_ball_rate α of HeavyBall
/// @param beta β of both, in [0, 1)
/// @throws std::invalid_argument if beta is not in [0, 1)
double averaged_rate(double heavy_ball_rate, double beta);

}  // namespace downhill::momentum
