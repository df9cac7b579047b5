// SPDX-License-Identifier: MIT
// Lesson 19 without a loop: whole arrays, and a choice between them for each weight.
#include "rprop.hpp"

namespace downhill::rprop {

void Rprop::step(Vector& weights, const Vector& gradient) {
  kit::require(growth > 1 && 0 < shrinkage && shrinkage < 1, "Rprop::step", "factors");
  kit::require(0 < smallest_step && smallest_step <= initial_step && initial_step <= largest_step,
               "Rprop::step", "limits");
  kit::require_same_size("Rprop::step", gradient, weights);
  if (step_sizes.size() == 0) step_sizes = Vector::Ones(gradient.size()) * initial_step;
  if (last_gradient.size() == 0) last_gradient = Vector::Zero(gradient.size());
  kit::require_same_size("Rprop::step", gradient, step_sizes);
  kit::require_same_size("Rprop::step", gradient, last_gradient);

  const Eigen::ArrayXd agreement = gradient.array().sign() * last_gradient.array().sign();
  const Eigen::ArrayXd ones = Eigen::ArrayXd::Ones(gradient.size());
  const Eigen::ArrayXd factors =
      (agreement > 0).select(growth * ones, (agreement < 0).select(shrinkage * ones, ones));
  step_sizes = (factors * step_sizes.array()).max(smallest_step).min(largest_step);
  last_gradient = (agreement < 0).select(0 * ones, gradient.array());
  weights.array() -= step_sizes.array() * last_gradient.array().sign();
}

}  // namespace downhill::rprop
