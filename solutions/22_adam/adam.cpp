// SPDX-License-Identifier: MIT
#include "adam.hpp"

namespace downhill::adam {

void Adam::step(Vector& weights, const Vector& gradient) {
  kit::require(beta1 >= 0 && beta1 < 1, "Adam::step", "beta1 must lie in [0, 1)");
  kit::require(beta2 >= 0 && beta2 < 1, "Adam::step", "beta2 must lie in [0, 1)");
  kit::require(epsilon >= 0, "Adam::step", "epsilon must not be negative");
  kit::require_same_size("Adam::step", weights, gradient);
  if (m.size() == 0) m = Vector::Zero(weights.size());
  if (v.size() == 0) v = Vector::Zero(weights.size());
  kit::require_same_size("Adam::step", m, weights);
  kit::require_same_size("Adam::step", v, weights);

  t += 1;
  m = beta1 * m + (1 - beta1) * gradient;              // m ← β₁ m + (1 − β₁) g
  v = beta2 * v + (1 - beta2) * gradient.cwiseAbs2();  // v ← β₂ v + (1 − β₂) g²
  const double m_share = 1 - std::pow(beta1, t);       // m̂ = m / (1 − β₁ᵗ)
  const double v_share = 1 - std::pow(beta2, t);       // v̂ = v / (1 − β₂ᵗ)
  weights.array() -= learning_rate * (m.array() / m_share) /
                     ((v.array() / v_share).sqrt() + epsilon);  // w ← w − α m̂ / (√v̂ + ε)
}

}  // namespace downhill::adam
