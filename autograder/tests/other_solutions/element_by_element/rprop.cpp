// SPDX-License-Identifier: MIT
// Lesson 19 case by case, by the product of the slopes themselves, each case with a move of its own.
#include "rprop.hpp"

namespace downhill::rprop {

void Rprop::step(Vector& weights, const Vector& gradient) {
  const Index n = weights.size();
  const bool fits = growth > 1 && shrinkage > 0 && shrinkage < 1 && smallest_step > 0 &&
                    initial_step >= smallest_step && initial_step <= largest_step;
  if (!fits) throw std::invalid_argument("Rprop::step: an option is outside of its range");
  if (step_sizes.size() == 0) step_sizes.setConstant(n, initial_step);
  if (last_gradient.size() == 0) last_gradient.setZero(n);
  if (gradient.size() != n || step_sizes.size() != n || last_gradient.size() != n)
    throw std::invalid_argument("Rprop::step: sizes differ");
  for (Index i = 0; i < n; ++i) {
    const double g = gradient[i], product = g * last_gradient[i];
    double& size = step_sizes[i];
    if (product < 0) {
      size = std::clamp(size * shrinkage, smallest_step, largest_step);
      last_gradient[i] = 0;
      continue;
    }
    if (product > 0) size = std::clamp(size * growth, smallest_step, largest_step);
    if (g > 0) weights[i] -= size;
    if (g < 0) weights[i] += size;
    last_gradient[i] = g;
  }
}

}  // namespace downhill::rprop
