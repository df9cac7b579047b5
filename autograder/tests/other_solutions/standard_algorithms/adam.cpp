// SPDX-License-Identifier: MIT
// Lesson 22 with std:: algorithms, small functions, and the powers by repeated multiplication.
#include "adam.hpp"

namespace downhill::adam {
namespace {

// What the zeros of the start still hold of an average: betaᵗ.
double share_of_the_start(double beta, int t) {
  double share = 1;
  for (int i = 0; i < t; ++i) share *= beta;
  return share;
}

void blend(Vector& average, const Vector& news, double beta) {
  std::transform(average.begin(), average.end(), news.begin(), average.begin(),
                 [beta](double old, double x) { return beta * old + (1 - beta) * x; });
}

}  // namespace

void Adam::step(Vector& weights, const Vector& gradient) {
  const auto proper = [](double beta) { return 0 <= beta && beta < 1; };
  kit::require(proper(beta1) && proper(beta2) && epsilon >= 0, "Adam::step", "options");
  kit::require_same_size("Adam::step", gradient, weights);
  for (Vector* average : {&m, &v}) {
    if (average->size() == 0) *average = 0 * weights;
    kit::require_same_size("Adam::step", *average, weights);
  }
  blend(m, gradient, beta1);
  blend(v, gradient.cwiseProduct(gradient), beta2);
  t = t + 1;
  const Vector slope = m / (1 - share_of_the_start(beta1, t));
  const Vector square = v / (1 - share_of_the_start(beta2, t));
  const Vector size = square.cwiseSqrt() + Vector::Constant(weights.size(), epsilon);
  weights -= learning_rate * slope.cwiseQuotient(size);
}

}  // namespace downhill::adam
