// SPDX-License-Identifier: MIT
// Lesson 18 with std:: algorithms, the second task first: the step asks for its rates.
#include "adagrad.hpp"

namespace downhill::adagrad {

Vector effective_rates(const AdaGrad& optimiser) {
  kit::require(optimiser.epsilon >= 0, "effective_rates", "epsilon");
  Vector rates = optimiser.squares;
  std::for_each(rates.begin(), rates.end(), [&](double& rate) {
    rate = optimiser.learning_rate / (optimiser.epsilon + std::sqrt(rate));
  });
  return rates;
}

void AdaGrad::step(Vector& weights, const Vector& gradient) {
  kit::require_same_size("AdaGrad::step", gradient, weights);
  AdaGrad next = *this;
  if (next.squares.size() == 0) next.squares = 0 * weights;
  kit::require_same_size("AdaGrad::step", next.squares, gradient);
  std::transform(gradient.begin(), gradient.end(), next.squares.begin(), next.squares.begin(),
                 [](double slope, double sum) { return std::fma(slope, slope, sum); });
  const Vector rates = effective_rates(next);
  weights -= rates.cwiseProduct(gradient);
  *this = next;
}

}  // namespace downhill::adagrad
