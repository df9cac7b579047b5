// SPDX-License-Identifier: MIT
// Lesson 15 by corrections: the average moves a part of the way to the new number; the missing weight is a
// product that is carried along.
#include "ewma.hpp"

namespace downhill::ewma {
namespace {

double share_of_the_new(double beta) {
  if (!(beta >= 0 && beta < 1)) throw std::invalid_argument("beta is " + std::to_string(beta));
  return 1 - beta;
}

}  // namespace

double Ewma::push(double theta) {
  v += share_of_the_new(beta) * (theta - v);
  t += 1;
  return v;
}

double Ewma::corrected() const {
  share_of_the_new(beta);
  if (t <= 0) throw std::invalid_argument("Ewma::corrected: t is " + std::to_string(t));
  double missing = 1;
  for (int i = 0; i < t; ++i) missing *= beta;
  return v / (1 - missing);
}

Vector ewma_series(const Vector& series, double beta, bool corrected) {
  const double share = share_of_the_new(beta);
  Vector averages = series;
  double v = 0, missing = 1;
  for (double& number : averages) {
    v += share * (number - v);
    missing *= beta;
    number = corrected ? v / (1 - missing) : v;
  }
  return averages;
}

Vector ewma_weights(int t, double beta) {
  double next = share_of_the_new(beta);
  if (t < 0) throw std::invalid_argument("ewma_weights: t is " + std::to_string(t));
  Vector weights(t);
  for (double& weight : weights) {
    weight = next;
    next *= beta;
  }
  return weights;
}

double effective_window(double beta) { return std::pow(share_of_the_new(beta), -1); }

}  // namespace downhill::ewma
