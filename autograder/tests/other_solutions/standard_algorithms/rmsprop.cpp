// SPDX-License-Identifier: MIT
// Lesson 20 with std:: algorithms, and the root mean square as a vector of its own.
#include "rmsprop.hpp"

namespace downhill::rmsprop {

void RMSProp::step(Vector& weights, const Vector& gradient) {
  kit::require(0 <= beta && beta < 1 && epsilon >= 0, "RMSProp::step", "options");
  kit::require_same_size("RMSProp::step", gradient, weights);
  Vector average = squares.size() > 0 ? squares : Vector(0 * weights);
  kit::require_same_size("RMSProp::step", average, weights);
  std::transform(
      average.begin(), average.end(), gradient.begin(), average.begin(),
      [this](double old, double slope) { return std::fma(old, beta, (1 - beta) * slope * slope); });
  Vector root_mean_square(average.size());
  std::transform(average.begin(), average.end(), root_mean_square.begin(),
                 [this](double square) { return std::sqrt(square + epsilon); });
  weights -= gradient.cwiseQuotient(root_mean_square) * learning_rate;
  std::swap(squares, average);
}

}  // namespace downhill::rmsprop
