// SPDX-License-Identifier: MIT
// Lesson 15 without a recursion: a series is weighed number by number; what a corrected average divides by is
// the sum of the weights.
#include "ewma.hpp"

namespace downhill::ewma {

double Ewma::push(double theta) {
  kit::require(0 <= beta && beta < 1, "Ewma::push", "no share: " + std::to_string(beta));
  const double fresh = theta - beta * theta, kept = v * beta;
  t++;
  return v = fresh + kept;
}

double Ewma::corrected() const {
  kit::require(t > 0, "Ewma::corrected", "nothing was pushed yet");
  return v / ewma_weights(t, beta).sum();
}

Vector ewma_series(const Vector& series, double beta, bool corrected) {
  const Vector weights = ewma_weights(static_cast<int>(std::min(series.size(), Index{2000})), beta);
  Vector averages(series.size());
  for (Index i = 0; i < series.size(); ++i) {
    const Index seen = std::min(i + 1, weights.size());  // what is older counts for nothing
    const double sum = series.segment(i + 1 - seen, seen).reverse().dot(weights.head(seen));
    averages(i) = corrected ? sum / weights.head(seen).sum() : sum;
  }
  return averages;
}

Vector ewma_weights(int t, double beta) {
  kit::require(beta >= 0 && beta < 1, "ewma_weights", "beta");
  kit::require(t >= 0, "ewma_weights", "t");
  Vector weights = Vector::Constant(t, 1 - beta);
  for (Index newest = 1; newest < t; ++newest) weights.tail(t - newest) *= beta;
  return weights;
}

double effective_window(double beta) {
  kit::require(beta < 1 && !(beta < 0), "effective_window", "beta");
  return 1 + beta / (1 - beta);
}

}  // namespace downhill::ewma
