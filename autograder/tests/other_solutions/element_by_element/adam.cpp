// SPDX-License-Identifier: MIT
// Lesson 22 weight by weight; averages that move towards their news, and both corrections in one factor.
#include "adam.hpp"

namespace downhill::adam {

void Adam::step(Vector& weights, const Vector& gradient) {
  for (const double beta : {beta1, beta2})
    if (!(beta >= 0 && beta < 1)) throw std::invalid_argument("beta is " + std::to_string(beta));
  if (!(epsilon >= 0)) throw std::invalid_argument("epsilon is " + std::to_string(epsilon));
  const Index n = weights.size();
  if (m.size() == 0) m.setZero(n);
  if (v.size() == 0) v.setZero(n);
  if (gradient.size() != n || m.size() != n || v.size() != n) throw std::invalid_argument("sizes differ");
  ++t;
  const double root = std::sqrt(1 - std::pow(beta2, t));
  const double factor = learning_rate * root / (1 - std::pow(beta1, t));
  for (Index i = 0; i < n; ++i) {
    const double g = gradient[i];
    m[i] += (1 - beta1) * (g - m[i]);
    v[i] += (1 - beta2) * (g * g - v[i]);
    weights[i] -= factor * m[i] / (std::sqrt(v[i]) + epsilon * root);
  }
}

}  // namespace downhill::adam
