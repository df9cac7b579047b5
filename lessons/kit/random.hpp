// SPDX-License-Identifier: MIT
// Random numbers that are the same on every machine. The standard fixes what std::mt19937 gives, but not what
// the std:: distributions and std::shuffle make of it, so graded numbers use these instead.
#pragma once
#include <cstdint>
#include <random>

#include "kit/require.hpp"

namespace downhill::kit {

/// A number drawn evenly from [low, high), with a resolution of (high − low) / 2³².
inline double uniform(std::mt19937& random, double low, double high) {
  constexpr double kValues = 4294967296.0;  // 2³²: one call gives one of so many
  return low + (high - low) * (static_cast<double>(random()) / kValues);
}

/// A whole number drawn evenly from 0 … bound − 1. Raw numbers from the top of the range, where a remainder
/// would favour the small results, are drawn again.
/// @param bound from 1 to 2³²
/// @throws std::invalid_argument if bound is anything else
inline std::uint32_t uniform_below(std::mt19937& random, std::uint64_t bound) {
  constexpr std::uint64_t kValues = std::uint64_t{1} << 32;
  require(bound >= 1 && bound <= kValues, "uniform_below", "bound must lie in 1 … 2³²");
  const std::uint64_t fair = kValues - kValues % bound;  // a multiple of bound
  std::uint64_t value = random();
  while (value >= fair) value = random();
  return static_cast<std::uint32_t>(value % bound);
}

}  // namespace downhill::kit
