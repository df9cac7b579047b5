// SPDX-License-Identifier: MIT
// Page:  lessons/11_perceptron/README.md      Contract: lessons/11_perceptron/perceptron.hpp
// Check: ./downhill check 11                  Stuck:    ./downhill hint 11.1
#include "perceptron.hpp"

namespace downhill::perceptron {

// TODO(11.1) One over one plus e to the power of −z. Mind z = 800 and z = −800: neither may give NaN.
double sigmoid(double z) { kit::todo("11.1 sigmoid", z); }

// TODO(11.2) Minus the logarithm of the probability that went to what came true: of a if the target is 1, of
//   1 − a if it is 0, and of both, by their shares, if it lies in between. Take 1e-12 for what is smaller.
double cross_entropy(double a, double y) { kit::todo("11.2 cross_entropy", a, y); }

// TODO(11.3) The same loss without the detour over a, so that nothing is cut off. The page has the form whose
//   power is never too large.
double cross_entropy_from_logit(double z, double y) { kit::todo("11.3 cross_entropy_from_logit", z, y); }

// TODO(11.4) For each row of X: weights times inputs, plus the bias, through the sigmoid.
//   Refuse an X with more or fewer columns than there are weights: kit::require(condition, "probabilities",
//   …).
Vector probabilities(const Neuron& neuron, const Matrix& X) { kit::todo("11.4 probabilities", neuron, X); }

// TODO(11.5) The mean loss of all rows, and its slopes:
//   a. J, from the logits;
//   b. dw: for each weight the mean, over the rows, of predicted minus actual times what enters the weight;
//   c. db: the same for the bias. What enters that?
//   Refuse an X without rows, one that does not fit the weights, and another number of targets than rows.
Cost cost_and_gradient(const Neuron& neuron, const Matrix& X, const Vector& y) {
  kit::todo("11.5 cost_and_gradient", neuron, X, y);
}

// TODO(11.6) Move the weights and the bias against their slopes. Refuse another number of slopes than weights.
void step(Neuron& neuron, const Cost& cost, double learning_rate) {
  kit::todo("11.6 step", neuron, cost, learning_rate);
}

}  // namespace downhill::perceptron
