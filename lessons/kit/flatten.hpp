// SPDX-License-Identifier: MIT
// Several matrices as one vector and back: an optimiser moves a Vector, a network has matrices.
#pragma once
#include <string>

#include "kit/require.hpp"
#include "kit/types.hpp"

namespace downhill::kit {

/// The numbers of all parts one after the other, each part column by column: flatten(W1, b1, W2, b2).
template <class... Parts>
Vector flatten(const Eigen::MatrixBase<Parts>&... parts) {
  Vector flat((parts.size() + ... + 0));
  Index begin = 0;
  const auto append = [&](const auto& part) {
    flat.segment(begin, part.size()) = part.derived().reshaped();
    begin += part.size();
  };
  (append(parts), ...);
  return flat;
}

/// The way back: fills the parts, which have their shapes already, from the numbers of flat.
/// @throws std::invalid_argument unless flat has as many numbers as all parts together
template <class... Parts>
void unflatten(const Vector& flat, Eigen::MatrixBase<Parts>&... parts) {
  const Index wanted = (parts.size() + ... + 0);
  require(flat.size() == wanted, "unflatten",
          std::to_string(flat.size()) + " numbers, where " + std::to_string(wanted) + " fit");
  Index begin = 0;
  const auto take = [&](auto& part) {
    part.derived().reshaped() = flat.segment(begin, part.size());
    begin += part.size();
  };
  (take(parts), ...);
}

}  // namespace downhill::kit
