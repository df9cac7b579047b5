// SPDX-License-Identifier: MIT
// Lesson 01: one weight w, one input x, one target t. The model says w x, and its loss is the squared error
//   L(w) = e²   with   e = w x − t,   predicted − actual.
// Any finite numbers will do as weight, input, target and learning rate, unless a function says otherwise.
#pragma once
#include "kit/kit.hpp"

namespace downhill::one_weight {

/// What the model says: the product w x. No bias, no activation function.
double predict(double weight, double input);

/// How steeply the loss rises with the weight: dL/dw for L = (w x − t)², by the chain rule. 0 where the
/// prediction is right, and wherever the input is 0.
/// Rival conventions: a loss of ½ e² has half this slope; a mean over N rows divides by N.
double slope(double weight, double input, double target);

/// The weight after one step of gradient descent: from w against the slope, by α times the slope.
/// Rival conventions: γ, η or μ for α, called step size.
/// Source: Goodfellow, Bengio, Courville, Deep Learning, chapter 4.
double update(double weight, double slope, double learning_rate);

/// The whole way: the start, then the weight after each step, so steps + 1 numbers. Each step takes the slope
/// where it stands.
/// @param steps  0 or more
/// @throws std::invalid_argument if steps is negative
std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps);

/// How many steps it takes until |dL/dw| < tolerance: 0 if it is so at the start, max_steps if max_steps
/// steps do not get there, also where the numbers overflow on the way.
/// @param tolerance  > 0, in units of the slope
/// @param max_steps  0 or more
/// @throws std::invalid_argument if tolerance is not positive or max_steps is negative
int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps);

/// The learning rate at which a step turns the error's sign and leaves its size: 1 − 2 α x² = −1. Each
/// smaller positive rate ends at the minimum; each larger one makes the error grow.
/// Rival conventions: with a loss of ½ e² the limit is twice this.
/// @throws std::invalid_argument if input is 0: no rate moves the weight, so none is the largest
double largest_stable_rate(double input);

}  // namespace downhill::one_weight
