// SPDX-License-Identifier: MIT
// What this machine can do at best, measured in the same run as what is held against it.
#pragma once
#include <algorithm>
#include <ctime>
#include <vector>

#include "kit/types.hpp"

namespace downhill::speed {

/// Seconds of processor time that this thread has used: on a machine that others use too, what the clock says
/// is mostly about them.
inline double seconds_used() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Seconds that work takes: the median of several rounds, each repeated until it takes some ten milliseconds.
template <class Work>
double seconds_of(const Work& work) {
  constexpr int kRounds = 7;
  constexpr double kRound = 0.01;
  const auto time = [&](int repeats) {
    const double began = seconds_used();
    for (int i = 0; i < repeats; ++i) work();
    return seconds_used() - began;
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
