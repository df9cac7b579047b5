// SPDX-License-Identifier: MIT
// Functions as arguments: what the lessons hand to a search, a training loop or a gradient check.
#pragma once
#include <functional>
#include <vector>

#include "kit/types.hpp"

namespace downhill {

using ScalarFunction = std::function<double(double)>;           ///< A function of one number.
using LossFunction = std::function<double(const Vector&)>;      ///< Of all weights: how bad they are.
using GradientFunction = std::function<Vector(const Vector&)>;  ///< Of all weights: a slope for each.

/// Any optimiser: moves the weights by what their gradient says, and remembers what it needs between calls.
using Step = std::function<void(Vector& weights, const Vector& gradient)>;

/// The loss of some rows of a data set. Returns their mean loss at weights and writes its gradient, one slope
/// for each weight.
using BatchLoss =
    std::function<double(const Vector& weights, const std::vector<Index>& rows, Vector& gradient)>;

}  // namespace downhill
