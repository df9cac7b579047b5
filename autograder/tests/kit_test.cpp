// SPDX-License-Identifier: MIT
// What lessons may use: lessons/kit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kit/flatten.hpp"
#include "kit/random.hpp"

namespace downhill::kit {
namespace {

const Matrix kTwoByThree{{1, 2, 3}, {4, 5, 6}};

TEST(Flatten, PutsPartsOneAfterTheOtherColumnByColumn) {
  EXPECT_EQ(flatten(kTwoByThree, RowVector{{7, 8}}, Vector{{9}}), (Vector{{1, 4, 2, 5, 3, 6, 7, 8, 9}}));
  EXPECT_EQ(flatten(kTwoByThree.transpose(), Vector::Zero(1)), (Vector{{1, 2, 3, 4, 5, 6, 0}}));
  EXPECT_EQ(flatten(Matrix(0, 3)).size(), 0);
}

TEST(Flatten, IsUndoneByUnflatten) {
  Matrix first(2, 3), second(1, 1);
  RowVector row(2);
  unflatten(Vector{{1, 4, 2, 5, 3, 6, 7, 8, 9}}, first, row, second);
  EXPECT_EQ(first, kTwoByThree);
  EXPECT_EQ(row, (RowVector{{7, 8}}));
  EXPECT_EQ(second, (Matrix{{9}}));
}

TEST(Flatten, RefusesAnotherNumberOfNumbers) {
  Matrix part(2, 3);
  for (const Index size : {0, 5, 7}) EXPECT_THROW(unflatten(Vector::Zero(size), part), std::invalid_argument);
}

// The first of std::mt19937's numbers for its usual seed are 3499211612, 581869302, 3890346734.
TEST(Random, IsTheSameEverywhere) {
  std::mt19937 random;
  EXPECT_DOUBLE_EQ(uniform(random, -1, 1), -1 + 2 * (3499211612.0 / 4294967296.0));
  EXPECT_EQ(uniform_below(random, 10), 2u);
  EXPECT_EQ(uniform_below(random, 1000), 734u);
  for (int i = 0; i < 100; ++i) EXPECT_LT(uniform_below(random, 3), 3u);
  EXPECT_EQ(uniform_below(random, 1), 0u);
  EXPECT_THROW(uniform_below(random, 0), std::invalid_argument);
  EXPECT_THROW(uniform_below(random, (std::uint64_t{1} << 32) + 1), std::invalid_argument);
}

}  // namespace
}  // namespace downhill::kit
