// SPDX-License-Identifier: MIT
// What this machine can do at best, measured in the same run as what is held against it.
#pragma once
#include <algorithm>
#include <chrono>
#include <vector>

#include "kit/types.hpp"

namespace downhill::speed {

/// Seconds that work takes: the median of several rounds, each repeated until it takes some ten milliseconds.
template <class Work>
double seconds_of(const Work& work) {
  using Clock = std::chrono::steady_clock;
  constexpr int kRounds = 7;
  constexpr double kRound = 0.01;
  const auto time = [&](int repeats) {
    const auto began = Clock::now();
    for (int i = 0; i < repeats; ++i) work();
    return std::chrono::duration<double>(Clock::now() - began).count();
  };
  int repeats = 1;
  for (double once = time(1); once < kRound; once = time(repeats)) repeats *= 2;
  std::vector<double> rounds;
  for (int round = 0; round < kRounds; ++round) rounds.push_back(time(repeats) / repeats);
  std::ranges::nth_element(rounds, rounds.begin() + kRounds / 2);
  return rounds[kRounds / 2];
}

/// Floating-point operations a second of one thread that does nothing but multiply and add in registers.
double fused_multiply_add_peak();

/// The same of Eigen's product of two matrices of 768 × 768.
double matrix_product_peak();

/// Seconds that it takes to read one array of n numbers, and to read and write some more, with one addition
/// each: the memory traffic of an optimiser's step, and as little arithmetic as there can be.
/// @param states arrays that are read and written: the weights, and what the optimiser remembers of each
double same_traffic(Index n, int states);

}  // namespace downhill::speed
