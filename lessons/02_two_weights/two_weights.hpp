// SPDX-License-Identifier: MIT
// Lesson 02: several weights w, as many inputs x, one target t. The model says w · x, and its loss is the
// squared error
//   L(w) = e²   with   e = w · x − t,   predicted − actual.
// Any number of weights: two on the page, one in lesson 01. Any finite numbers will do as weights, inputs,
// target and learning rate.
#pragma once
#include "kit/kit.hpp"

namespace downhill::two_weights {

/// What the model says: each weight times its own input, all added up. No bias, no activation function.
/// @throws std::invalid_argument if weights and input differ in size
double predict(const Vector& weights, const Vector& input);

/// The gradient ∂L/∂w of L = (w · x − t)²: for each weight how steeply the loss rises with it, while the
/// others stay. As long as weights. Points uphill.
/// Rival conventions: a loss of ½ e² has half this gradient; a mean over N rows divides by N. Many
/// write ∇L, some dW.
/// @throws std::invalid_argument if weights and input differ in size
Vector gradient(const Vector& weights, const Vector& input, double target);

/// The weights after one step of gradient descent: all of them at once, each against its own slope, by α
/// times that slope.
/// Source: Goodfellow, Bengio, Courville, Deep Learning, chapter 4.
/// @throws std::invalid_argument if weights and gradient differ in size
Vector update(const Vector& weights, const Vector& gradient, double learning_rate);

/// The error e, with its sign, at the start and after each step of a descent, so steps + 1 numbers. Each step
/// takes the gradient where the weights stand.
/// @param weights  where the descent starts; a copy, so the caller's stay as they are
/// @param steps    0 or more
/// @throws std::invalid_argument if steps is negative, or weights and input differ in size
std::vector<double> error_history(Vector weights, const Vector& input, double target, double learning_rate,
                                  int steps);

}  // namespace downhill::two_weights
