// SPDX-License-Identifier: MIT
#pragma once
#include <cstdint>
#include <random>

#include "kit/random.hpp"
#include "kit/types.hpp"

namespace downhill::judge {

/// While one of these lives, the calls of a check are hidden: their expected values are not shown, and slips
/// are neither recorded nor recognised from them. It also draws the inputs, from the run's random seed, so
/// that a student who types in the numbers of the page has not passed.
///   Hidden hidden;
///   const double weight = hidden.uniform(-5, 5);
class Hidden {
 public:
  Hidden();
  ~Hidden();
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

  double uniform(double low, double high) { return kit::uniform(random_, low, high); }
  /// So many of them.
  Vector vector(Index size, double low, double high) { return matrix(size, 1, low, high); }
  Matrix matrix(Index rows, Index columns, double low, double high) {
    return Matrix::NullaryExpr(rows, columns, [&] { return uniform(low, high); });
  }

  /// Is there one now?
  static bool active();
  /// Sets the seed of all that are made from now on; 1 unless told.
  static void seed(std::uint32_t seed);

 private:
  std::mt19937 random_;
};

}  // namespace downhill::judge
