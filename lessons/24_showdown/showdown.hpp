// SPDX-License-Identifier: MIT
// Lesson 24: all optimisers of the course on the same ground, your own files of lessons 11 and 16 to 22 among
// them.
#pragma once
#include "kit/kit.hpp"

namespace downhill::showdown {

/// Who runs.
enum class Method { descent, momentum, heavy_ball, adagrad, rprop, rmsprop, adadelta, adam };

/// An optimiser and its rate. All its other options are its struct's defaults.
struct Contender {
  Method method = Method::descent;
  double learning_rate = 0.01;  ///< α > 0. Rprop's initial step Δ₀; Adadelta has none and ignores it.
};

/// What is to be minimised, and from where.
struct Problem {
  LossFunction loss{};
  GradientFunction gradient{};
  Vector start{};
};

/// The loss ½ wᵀ H w, whose gradient is H w, and a place to start from.
struct Bowl {
  Matrix curvature{};  ///< H, n × n and symmetric
  Vector start{};      ///< w₀, n long
};

/// How a run went.
struct Result {
  /// For each threshold the number of steps after which the loss was below it for the first time: 0 where it
  /// was so at the start, −1 where it never was.
  std::vector<int> steps{};
  double loss = 0;        ///< where the run ended
  bool diverged = false;  ///< was it given up, because the loss was lost?
};

/// The same bowl turned about the origin, counterclockwise: H′ = R H Rᵀ and w₀′ = R w₀, where R has the rows
/// (cos φ, −sin φ) and (sin φ, cos φ). What was far from the minimum is as far as before, in another
/// direction.
/// @param bowl of two weights
/// @param angle φ, in radians
/// @throws std::invalid_argument if bowl.curvature is not 2 × 2 or bowl.start has not 2 weights
Bowl turned(const Bowl& bowl, double angle);

/// Runs an optimiser for max_steps steps, and does not stop where it arrives: what comes after is worth
/// seeing. Looks at the loss once before the first step and once after each; asks for one gradient a step.
/// Gives a run up, as diverged, at the first loss above 10⁶ · max(1, the loss at the start), or that is no
/// number.
/// @param step the optimiser, with the state that it has
/// @param thresholds losses to get below, in any order
/// @throws std::invalid_argument if max_steps is negative
Result run(const Step& step, const Problem& problem, const std::vector<double>& thresholds, int max_steps);

/// Runs one of your own optimisers, fresh as its struct makes it, in a bowl.
/// @throws std::invalid_argument if contender.learning_rate is not positive, bowl.curvature is not as many
/// rows and
///         columns as bowl.start has weights, or max_steps is negative
Result race(const Contender& contender, const Bowl& bowl, const std::vector<double>& thresholds,
            int max_steps);

/// Runs one of your own optimisers on your own unit of lesson 11: all rows at every step, weights and bias
/// from 0. The optimiser sees one vector, the unit's weights and then its bias.
/// @param inputs X, one row a sample, one column an input
/// @param targets y, 0 or 1, as many as there are rows
/// @throws std::invalid_argument if contender.learning_rate is not positive, the sizes do not fit (lesson
/// 11's
///         functions say so) or max_steps is negative
Result race_on_rows(const Contender& contender, const Matrix& inputs, const Vector& targets,
                    const std::vector<double>& thresholds, int max_steps);

/// Who won: the places of results in the order of finish, the winner's first. First come those who got below
/// their last threshold, by the number of steps; then those who did not; last those who diverged, whatever
/// came before. Equals are told apart by the loss where they ended, except the diverged; what is equal still,
/// stays in order.
/// @param results each with one step count at least
/// @return each of 0 … results.size() − 1 once
/// @throws std::invalid_argument if a result has no step counts
std::vector<Index> ranking(const std::vector<Result>& results);

}  // namespace downhill::showdown
