// SPDX-License-Identifier: MIT
// Sends every product of two matrices or vectors of doubles, transposed or not, to one function that is
// compiled once, optimised. Without it each student's file would instantiate Eigen's product kernels again:
// seconds of compile time, and at -O0 a product 27 times slower than it need be. Specialises an internal
// class of Eigen 3.4; verify builds every solution with and without it.
#pragma once
#include "kit/types.hpp"
#include "worker/multiply.hpp"

static_assert(EIGEN_WORLD_VERSION == 3 && EIGEN_MAJOR_VERSION == 4, "products.hpp was written for Eigen 3.4");

namespace downhill::worker {

template <int R, int C, int O, int MR, int MC>
Operand operand(const Eigen::Matrix<double, R, C, O, MR, MC>& m) {
  return {m.data(), m.outerStride(), (O & Eigen::RowMajor) != 0};
}
template <class M>
Operand operand(const Eigen::Transpose<M>& t) {
  Operand inner = operand(t.nestedExpression());
  inner.transposed = !inner.transposed;
  return inner;
}

/// What Eigen asks of a product: the ways to store it.
template <class Left, class Right>
struct Product {
  template <class Result>
  static void run(Result& result, const Left& left, const Right& right, double scale, bool add) {
    eigen_assert(result.rows() == left.rows() && result.cols() == right.cols());
    if (result.innerStride() != 1) {  // a row of a matrix, say: its numbers do not lie side by side
      typename Result::PlainObject whole = result;
      run(whole, left, right, scale, add);
      result = whole;
      return;
    }
    const Operand a = operand(left), b = operand(right);
    if constexpr ((Result::Flags & Eigen::RowMajorBit) == 0) {
      multiply(result.data(), result.outerStride(), left.rows(), right.cols(), left.cols(), a, b, scale, add);
    } else {  // stored row by row it is the transpose: (A B)ᵀ = Bᵀ Aᵀ
      const Operand at{a.data, a.stride, !a.transposed}, bt{b.data, b.stride, !b.transposed};
      multiply(result.data(), result.outerStride(), right.cols(), left.rows(), left.cols(), bt, at, scale,
               add);
    }
  }
  template <class Result>
  static void evalTo(Result& result, const Left& left, const Right& right) {
    run(result, left, right, 1, false);
  }
  template <class Result>
  static void addTo(Result& result, const Left& left, const Right& right) {
    run(result, left, right, 1, true);
  }
  template <class Result>
  static void subTo(Result& result, const Left& left, const Right& right) {
    run(result, left, right, -1, true);
  }
  template <class Result>
  static void scaleAndAddTo(Result& result, const Left& left, const Right& right, double scale) {
    run(result, left, right, scale, true);
  }
};

}  // namespace downhill::worker

namespace Eigen::internal {

// Partial specialisations for M M, M Mᵀ and Mᵀ M, of constant and other matrices, and for both kinds of
// product, matrix · matrix and matrix · vector. They have to be spelt out: anything more general would be
// ambiguous with Eigen's own.
#define DOWNHILL_SIZES(n) int R##n, int C##n, int O##n, int MR##n, int MC##n
#define DOWNHILL_M(n) Matrix<double, R##n, C##n, O##n, MR##n, MC##n>
#define DOWNHILL_T(n) Transpose<Matrix<double, R##n, C##n, O##n, MR##n, MC##n>>
#define DOWNHILL_CT(n) Transpose<const Matrix<double, R##n, C##n, O##n, MR##n, MC##n>>
#define DOWNHILL_PRODUCT(left, right)                                                 \
  template <DOWNHILL_SIZES(1), DOWNHILL_SIZES(2)>                                     \
  struct generic_product_impl<left(1), right(2), DenseShape, DenseShape, GemmProduct> \
      : downhill::worker::Product<left(1), right(2)> {};                              \
  template <DOWNHILL_SIZES(1), DOWNHILL_SIZES(2)>                                     \
  struct generic_product_impl<left(1), right(2), DenseShape, DenseShape, GemvProduct> \
      : downhill::worker::Product<left(1), right(2)> {};
DOWNHILL_PRODUCT(DOWNHILL_M, DOWNHILL_M)
DOWNHILL_PRODUCT(DOWNHILL_M, DOWNHILL_T)
DOWNHILL_PRODUCT(DOWNHILL_M, DOWNHILL_CT)
DOWNHILL_PRODUCT(DOWNHILL_T, DOWNHILL_M)
DOWNHILL_PRODUCT(DOWNHILL_CT, DOWNHILL_M)
#undef DOWNHILL_PRODUCT
#undef DOWNHILL_CT
#undef DOWNHILL_T
#undef DOWNHILL_M
#undef DOWNHILL_SIZES

}  // namespace Eigen::internal
