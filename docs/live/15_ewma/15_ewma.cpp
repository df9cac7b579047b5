// SPDX-License-Identifier: MIT
// Moving averages of noisy readings, and what each reading counts for in them.
#include "docs/live/live.hpp"
#include "solutions/15_ewma/ewma.cpp"

namespace downhill::ewma {
namespace {

using live::Numbers;

Numbers as_numbers(const Vector& numbers) { return {numbers.begin(), numbers.end()}; }

/// A slow wave about 10 with a jitter; seed 7 and a jitter of 3 are the still figure's.
Numbers readings(int seed, double jitter) {
  constexpr int kCount = 80;
  std::mt19937 random(static_cast<unsigned>(seed));
  Numbers numbers;
  for (int i = 0; i < kCount; ++i)
    numbers.push_back(10 + 2 * std::sin(0.1 * i) + kit::uniform(random, -jitter, jitter));
  return numbers;
}

Numbers raw(const Vector& series, double beta) { return as_numbers(ewma_series(series, beta, false)); }
Numbers corrected(const Vector& series, double beta) { return as_numbers(ewma_series(series, beta, true)); }

/// What each reading counts for, the newest first.
Numbers weights(int t, double beta) { return as_numbers(ewma_weights(t, beta)); }
Numbers all_weights(int t, double beta) { return {ewma_weights(t, beta).sum()}; }
Numbers window(double beta) { return {effective_window(beta)}; }

}  // namespace

DOWNHILL_LIVE(readings)
DOWNHILL_LIVE(raw)
DOWNHILL_LIVE(corrected)
DOWNHILL_LIVE(weights)
DOWNHILL_LIVE(all_weights)
DOWNHILL_LIVE(window)

}  // namespace downhill::ewma
