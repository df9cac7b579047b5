// SPDX-License-Identifier: MIT
#include "rprop.hpp"

namespace downhill::rprop {
namespace {

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

}  // namespace

void Rprop::step(Vector& weights, const Vector& gradient) {
  kit::require(growth > 1, "Rprop::step", "growth must be above 1");
  kit::require(shrinkage > 0 && shrinkage < 1, "Rprop::step", "shrinkage must lie in (0, 1)");
  kit::require(smallest_step > 0 && smallest_step <= largest_step, "Rprop::step",
               "the limits must be above 0, the smallest step not above the largest");
  kit::require(initial_step >= smallest_step && initial_step <= largest_step, "Rprop::step",
               "the initial step must lie within the limits");
  kit::require_same_size("Rprop::step", weights, gradient);
  if (step_sizes.size() == 0) step_sizes = Vector::Constant(weights.size(), initial_step);
  if (last_gradient.size() == 0) last_gradient = Vector::Zero(weights.size());
  kit::require_same_size("Rprop::step", step_sizes, weights);
  kit::require_same_size("Rprop::step", last_gradient, weights);

  for (Index i = 0; i < weights.size(); ++i) {
    double &size = step_sizes(i), &last = last_gradient(i);
    const double agreement = sign(gradient(i)) * sign(last);
    if (agreement > 0) size = std::min(growth * size, largest_step);  // g g′ > 0: Δ ← min(η⁺ Δ, Δmax)
    if (agreement < 0) size = std::max(shrinkage * size, smallest_step);  // g g′ < 0: Δ ← max(η⁻ Δ, Δmin)
    last = agreement < 0 ? 0 : gradient(i);                               // g′ ← g, or 0
    weights(i) -= size * sign(last);                                      // w ← w − Δ sign(g′)
  }
}

}  // namespace downhill::rprop
