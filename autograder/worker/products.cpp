// SPDX-License-Identifier: MIT
// Does not include products.hpp: here the products are Eigen's own.
#include "worker/multiply.hpp"

namespace downhill::worker {

namespace {

using Stored = Eigen::Map<const Matrix, 0, Eigen::OuterStride<>>;

Stored as_stored(const Operand& m, Index rows, Index columns) {
  return m.transposed ? Stored(m.data, columns, rows, Eigen::OuterStride<>(m.stride))
                      : Stored(m.data, rows, columns, Eigen::OuterStride<>(m.stride));
}

}  // namespace

void multiply(double* result, Index result_stride, Index rows, Index columns, Index depth,
              const Operand& left, const Operand& right, double scale, bool add) {
  Eigen::Map<Matrix, 0, Eigen::OuterStride<>> to(result, rows, columns, Eigen::OuterStride<>(result_stride));
  const Stored a = as_stored(left, rows, depth), b = as_stored(right, depth, columns);
  if (!add) to.setZero();
  if (left.transposed && right.transposed)
    to.noalias() += scale * a.transpose() * b.transpose();
  else if (left.transposed)
    to.noalias() += scale * a.transpose() * b;
  else if (right.transposed)
    to.noalias() += scale * a * b.transpose();
  else
    to.noalias() += scale * a * b;
}

}  // namespace downhill::worker
