// SPDX-License-Identifier: MIT
// Lesson 16 without vectors' arithmetic: one loop for both forms, the share of the gradient as an argument.
#include "momentum.hpp"

#include <cstdio>

namespace downhill::momentum {
namespace {

void check_beta(double beta) {
  if (std::isnan(beta) || beta < 0.0 || beta >= 1.0)
    throw std::invalid_argument("beta is " + std::to_string(beta));
}

void roll(Vector& velocity, Vector& weights, const Vector& gradient, double rate, double beta, double share) {
  check_beta(beta);
  const Index n = weights.size();
  if (gradient.size() != n) throw std::invalid_argument("gradient and weights differ in size");
  if (velocity.size() == 0)
    velocity = Vector::Constant(n, 0.0);
  else if (velocity.size() != n)
    throw std::invalid_argument("velocity and weights differ in size");
  for (Index i = 0; i < n; ++i) {
    double& v = velocity(i);
    v = gradient(i) * share + v * beta;
    weights(i) -= v * rate;
    std::printf("v %g\n", v);
  }
}

}  // namespace

void HeavyBall::step(Vector& weights, const Vector& gradient) {
  roll(velocity, weights, gradient, learning_rate, beta, 1);
}

void Momentum::step(Vector& weights, const Vector& gradient) {
  roll(velocity, weights, gradient, learning_rate, beta, 1 - beta);
}

double averaged_rate(double heavy_ball_rate, double beta) {
  check_beta(beta);
  double sum = 0;  // 1 + β + β² + … is another way to write 1 / (1 − β)
  for (double term = 1; term > 1e-18; term *= beta) sum += term;
  return heavy_ball_rate * sum;
}

}  // namespace downhill::momentum
