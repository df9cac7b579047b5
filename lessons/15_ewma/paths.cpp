// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "ewma.hpp"

namespace downhill::ewma {
namespace {

// A slow wave about 10 with a jitter of up to 3 either way.
Vector readings() {
  constexpr int kCount = 80;
  std::mt19937 random(7);
  Vector numbers(kCount);
  for (int i = 0; i < kCount; ++i) numbers(i) = 10 + 2 * std::sin(0.1 * i) + kit::uniform(random, -3, 3);
  return numbers;
}

// Rows (t, number), t from 1.
Matrix by_count(const Vector& numbers) {
  Matrix points(numbers.size(), 2);
  for (Index i = 0; i < numbers.size(); ++i) points.row(i) << static_cast<double>(i + 1), numbers(i);
  return points;
}

// Rows (age, weight as a part of the newest one's).
Matrix fading(double beta) {
  constexpr int kCount = 61;
  const Vector weights = ewma_weights(kCount, beta);
  Matrix points(weights.size(), 2);
  for (Index i = 0; i < weights.size(); ++i)
    points.row(i) << static_cast<double>(i), weights(i) / weights.maxCoeff();
  return points;
}

}  // namespace

/// "readings": rows (t, number). "raw 0.9" and so on for β = 0.5, 0.9 and 0.98: rows (t, average), raw and
/// corrected; "weights 0.9" and so on: rows (age, weight relative to the newest one's).
kit::Paths paths() {
  const Vector numbers = readings();
  kit::Paths paths{{"readings", by_count(numbers)}};
  for (const auto& [name, beta] : {std::pair{"0.5", 0.5}, {"0.9", 0.9}, {"0.98", 0.98}}) {
    paths.push_back({std::string("raw ") + name, by_count(ewma_series(numbers, beta, false))});
    paths.push_back({std::string("corrected ") + name, by_count(ewma_series(numbers, beta, true))});
    paths.push_back({std::string("weights ") + name, fading(beta)});
  }
  return paths;
}

}  // namespace downhill::ewma
