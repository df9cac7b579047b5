// SPDX-License-Identifier: MIT
// Lesson 24: all optimisers of the course on the same ground. This lesson is put together with your own files
// of lessons 11, 14, 16 and 18 to 22.
#pragma once
#include "kit/kit.hpp"

namespace downhill::showdown {

/// Who runs: GradientDescent of lesson 14, Momentum and HeavyBall of 16, AdaGrad of 18, Rprop of 19, RMSProp
/// of 20, Adadelta of 21, Adam of 22. Where methods are numbers, as in ./downhill try, they count from 0.
enum class Method { descent, momentum, heavy_ball, adagrad, rprop, rmsprop, adadelta, adam };

/// An optimiser and its rate. All its other options are its struct's defaults.
struct Contender {
  Method method = Method::descent;  ///< which optimiser
  double learning_rate = 0.01;      ///< α > 0; for Rprop it is Δ₀. Adadelta has no use for it.
};

/// What is to be minimised, and from where.
struct Problem {
  LossFunction loss{};          ///< of all weights
  GradientFunction gradient{};  ///< its slopes, one for each weight
  Vector start{};               ///< w₀
};

/// The loss ½ wᵀ H w, whose gradient is H w, and a place to start from. Its minimum, 0, is at the origin.
/// Rival conventions: without the ½; then the gradient is 2 H w.
struct Bowl {
  Matrix curvature{};  ///< H, n × n and symmetric
  Vector start{};      ///< w₀, n long
};

/// How a run went.
struct Result {
  /// For each threshold the number of steps after which the loss was below it for the first time: 0 where it
  /// was so at the start, −1 where it never was.
  std::vector<int> steps{};
  Vector weights{};       ///< where the run ended
  double loss = 0;        ///< there
  bool diverged = false;  ///< was the run given up, because the loss was lost?
};

/// The same bowl, turned about the origin counterclockwise: H′ = R H Rᵀ and w₀′ = R w₀, where R has the rows
/// (cos φ, −sin φ) and (sin φ, cos φ). Every place has the height that it had before, in another direction.
/// @param bowl  of two weights
/// @param angle φ, in radians
/// @throws std::invalid_argument if bowl.curvature is not 2 × 2 or bowl.start is not 2 long
Bowl turned(const Bowl& bowl, double angle);

/// Runs an optimiser for max_steps steps, and does not stop where it arrives: what comes after is worth
/// seeing. Looks at the loss once before the first step and once after each; asks for one gradient a step,
/// at the weights that the step will move.
/// Gives a run up, as diverged, at the first loss that is above 10⁶ · max(1, the loss at the start) or is no
/// finite number. A lesser burst, from which it may come back, is part of the run.
/// @param step       the optimiser, with the state that it has
/// @param thresholds losses to get below (<), in any order
/// @throws std::invalid_argument if max_steps is negative
Result run(const Step& step, const Problem& problem, const std::vector<double>& thresholds, int max_steps);

/// Runs one of your own optimisers, fresh as its struct makes it, in a bowl.
/// @throws std::invalid_argument if contender.learning_rate is not positive, bowl.curvature has not as many
///         rows and columns as bowl.start has weights, or max_steps is negative; and as the optimiser does
Result race(const Contender& contender, const Bowl& bowl, const std::vector<double>& thresholds,
            int max_steps);

/// Runs one of your own optimisers on your own unit of lesson 11: all rows at every step, the unit's weights
/// and bias from 0. The optimiser moves one vector: the weights, and after them the bias.
/// @param inputs  X, one row a sample, one column an input
/// @param targets y, 0 or 1, as many as there are rows
/// @throws std::invalid_argument if contender.learning_rate is not positive or max_steps is negative; and as
///         the optimiser and lesson 11's functions do, which know the sizes that fit
Result race_on_rows(const Contender& contender, const Matrix& inputs, const Vector& targets,
                    const std::vector<double>& thresholds, int max_steps);

/// Who won: the places of results, counted from 0, in the order of finish, the winner's first. First come
/// those that got below the last of their thresholds, by their number of steps; then those that never did;
/// at the end those that diverged, whatever came before. What is equal so far is told apart by the loss where
/// the run ended (but not the diverged: theirs says nothing); what is equal still, stays in order.
/// @param results each with one step count at least
/// @return each of 0 … results.size() − 1 once
/// @throws std::invalid_argument if a result has no step counts
std::vector<Index> ranking(const std::vector<Result>& results);

}  // namespace downhill::showdown
