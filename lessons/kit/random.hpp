// SPDX-License-Identifier: MIT
// Random numbers that are the same on every machine. The standard fixes what std::mt19937 gives, but not what
// the std:: distributions and std::shuffle make of it, so graded numbers use these instead.
#pragma once
#include <cstdint>
#include <random>

namespace downhill::kit {

/// A number drawn evenly from [low, high), with a resolution of (high − low) / 2³².
inline double uniform(std::mt19937& random, double low, double high) {
  constexpr double kValues = 4294967296.0;  // 2³²: one call gives one of so many
  return low + (high - low) * (static_cast<double>(random()) / kValues);
}

}  // namespace downhill::kit
