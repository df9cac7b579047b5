// SPDX-License-Identifier: MIT
// Lesson 18 without vectors' arithmetic: one loop, which moves each weight as soon as its squares are known.
#include "adagrad.hpp"

namespace downhill::adagrad {

void AdaGrad::step(Vector& weights, const Vector& gradient) {
  if (!(epsilon >= 0)) throw std::invalid_argument("epsilon is " + std::to_string(epsilon));
  const Index n = weights.size();
  if (gradient.size() != n) throw std::invalid_argument("gradient and weights differ in size");
  if (squares.size() == 0)
    squares.setZero(n);
  else if (squares.size() != n)
    throw std::invalid_argument("squares and weights differ in size");
  for (Index i = 0; i < n; ++i) {
    const double g = gradient[i];
    squares[i] = squares[i] + g * g;
    const double divisor = std::pow(squares[i], 0.5) + epsilon;
    weights[i] = weights[i] - g / divisor * learning_rate;
  }
}

Vector effective_rates(const AdaGrad& optimiser) {
  if (!(optimiser.epsilon >= 0)) throw std::invalid_argument("epsilon");
  Vector rates(optimiser.squares.size());
  for (Index i = 0; i < rates.size(); ++i)
    rates[i] = 1.0 / (std::sqrt(optimiser.squares[i]) + optimiser.epsilon) * optimiser.learning_rate;
  return rates;
}

}  // namespace downhill::adagrad
