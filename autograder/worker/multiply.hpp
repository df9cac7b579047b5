// SPDX-License-Identifier: MIT
#pragma once
#include "kit/types.hpp"

namespace downhill::worker {

/// A matrix in memory: stored column by column, each column `stride` numbers after the one before.
struct Operand {
  const double* data;
  Index stride;
  bool transposed;
};

/// result ← result + scale · left · right, or without the first term if !add.
/// @param result rows × columns, stored column by column
/// @param depth columns of left, rows of right
void multiply(double* result, Index result_stride, Index rows, Index columns, Index depth,
              const Operand& left, const Operand& right, double scale, bool add);

}  // namespace downhill::worker
