// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <vector>

#include "tool/train/runs.hpp"

namespace downhill::train {

/// A figure of some trainings as SVG: loss on the left, accuracy on the right, by epoch.
std::string curves(const std::vector<Run>& runs);

}  // namespace downhill::train
