// SPDX-License-Identifier: MIT
// Lesson 15: the exponentially weighted moving average, and why its first values are too small.
#pragma once
#include "kit/kit.hpp"

namespace downhill::ewma {

/// An average of numbers that come one at a time, the newest counting most. It keeps one number, not the
/// past.
///
///     v_t = β v_{t−1} + (1 − β) θ_t   with   v_0 = 0,   for t = 1, 2, …
///
/// Source: Roberts, "Control chart tests based on geometric moving averages", 1959; the lectures, after Ng's
/// deep-learning course. Rival conventions: α for 1 − β (so its share goes to the new number), and v_0 = θ_1,
/// which needs no correction but lets the first number count for too long.
struct Ewma {
  double beta = 0.9;  ///< β in [0, 1): the share that the old average keeps. 0 forgets at once.
  double v = 0;       ///< v_t, the raw average; 0 before the first number.
  int t = 0;          ///< how many numbers have been taken in.

  /// Takes in the next number: t grows by 1, and v becomes the new raw average.
  /// @param theta θ_t
  /// @return v_t, uncorrected
  /// @throws std::invalid_argument if beta is not in [0, 1)
  double push(double theta);

  /// The average without the pull of the zero that it started from: v̂_t = v_t / (1 − βᵗ). Of numbers that are
  /// all alike it is that number, from the first on. Changes nothing: v stays raw.
  /// @throws std::invalid_argument if beta is not in [0, 1), or no number has been taken in (t < 1)
  double corrected() const;
};

/// The average after each number of a series, from v_0 = 0: as many as the series has, raw or corrected.
/// @throws std::invalid_argument if beta is not in [0, 1)
Vector ewma_series(const Vector& series, double beta, bool corrected);

/// What each number counts for in the raw average v_t, the newest first: the weights of θ_t, θ_{t−1}, …, θ_1.
/// Each is β times the one before it; together they are 1 − βᵗ, not 1.
/// @param t 0 or more: how many numbers there were
/// @throws std::invalid_argument if t is negative or beta is not in [0, 1)
Vector ewma_weights(int t, double beta);

/// About how many numbers the average looks back on: 1 / (1 − β). The weight of a number that is so old has
/// fallen to about 1/e, 37 %, of the newest one's.
/// @throws std::invalid_argument if beta is not in [0, 1)
double effective_window(double beta);

}  // namespace downhill::ewma
