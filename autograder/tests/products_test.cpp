// SPDX-License-Identifier: MIT
// Products of matrices as a student's file has them, redirected, held against sums written out.
#include "worker/products.hpp"
// Products have to be redirected before anything multiplies.
#include <gtest/gtest.h>

#include <random>

#include "kit/random.hpp"

namespace downhill {
namespace {

constexpr double kTolerance = 1e-12;  // sums of a few numbers of size one

Matrix drawn(Index rows, Index columns) {
  static std::mt19937 random(7);
  Matrix m(rows, columns);
  for (Index i = 0; i < m.size(); ++i) m(i) = kit::uniform(random, -1, 1);
  return m;
}

Matrix written_out(const Matrix& a, const Matrix& b) {
  Matrix product = Matrix::Zero(a.rows(), b.cols());
  for (Index i = 0; i < a.rows(); ++i)
    for (Index j = 0; j < b.cols(); ++j)
      for (Index k = 0; k < a.cols(); ++k) product(i, j) += a(i, k) * b(k, j);
  return product;
}

void expect_near(const Matrix& got, const Matrix& expected) {
  ASSERT_EQ(got.rows(), expected.rows());
  ASSERT_EQ(got.cols(), expected.cols());
  EXPECT_LE((got - expected).cwiseAbs().maxCoeff(), kTolerance);
}

TEST(Products, OfMatricesAndTheirTransposesAreThoseOfTheSums) {
  const Matrix a = drawn(3, 4), b = drawn(4, 2), at = a.transpose(), bt = b.transpose(),
               expected = written_out(a, b);
  expect_near(a * b, expected);
  expect_near(at.transpose() * b, expected);
  expect_near(a * bt.transpose(), expected);
  expect_near(at.transpose() * bt.transpose(), expected);
  const Vector v = drawn(4, 1);
  expect_near(a * v, written_out(a, v));
  expect_near(v.transpose() * b, written_out(v.transpose(), b));
}

TEST(Products, AreAddedSubtractedAndScaled) {
  const Matrix a = drawn(3, 4), b = drawn(4, 2), start = drawn(3, 2), product = written_out(a, b);
  Matrix c = start;
  c.noalias() += a * b;
  expect_near(c, start + product);
  c.noalias() -= 2 * (a * b);
  expect_near(c, start - product);
}

TEST(Products, ReachARowAColumnAndABlockOfAMatrix) {
  const Matrix a = drawn(3, 4), product = written_out(a.transpose(), drawn(3, 1) * 0 + a.col(1));
  const Vector x = a.col(1);
  Matrix c = Matrix::Zero(5, 4);
  c.row(2).noalias() = x.transpose() * a;
  expect_near(c.row(2), product.transpose());
  EXPECT_EQ(c.row(1).norm() + c.row(3).norm(), 0);  // its neighbours are as they were
  c.row(2).noalias() += x.transpose() * a;
  expect_near(c.row(2), 2 * product.transpose());
  Matrix d = Matrix::Zero(4, 5);
  d.col(3).noalias() = a.transpose() * x;
  expect_near(d.col(3), product);
  d.block(1, 1, 3, 2).noalias() = a * drawn(4, 2) * 0;
  EXPECT_EQ(d.block(1, 1, 3, 2).norm(), 0);
}

TEST(Products, ThatDoNotFitAreRefused) {
  const Matrix a = drawn(3, 4);
  EXPECT_THROW(Matrix(a * a), kit::EigenMisuse);
}

}  // namespace
}  // namespace downhill
