// SPDX-License-Identifier: MIT
// What lessons may use: lessons/kit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "kit/eigen_assert.hpp"
#include "kit/flatten.hpp"
#include "kit/landscapes.hpp"
#include "kit/random.hpp"
#include "kit/todo.hpp"

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

std::string what_eigen_says(const std::function<void()>& misuse) {
  try {
    misuse();
  } catch (const EigenMisuse& stopped) {
    return stopped.what();
  }
  return "nothing";
}

TEST(EigenMisuse, SaysEigensOwnWordsWhereThereAreAny) {
  Matrix wide(2, 3), square = Matrix::Identity(2, 2);
  EXPECT_EQ(
      what_eigen_says([&] { square = wide * wide; }),
      "Eigen stopped: invalid matrix product; if you wanted a coeff-wise or a dot product use the respective "
      "explicit functions");
  EXPECT_EQ(what_eigen_says([&] { square = square.transpose(); }),
            "Eigen stopped: aliasing detected during transposition, use transposeInPlace() or evaluate the "
            "rhs into "
            "a temporary using .eval()");
  EXPECT_THAT(what_eigen_says([&] { square += wide; }),
              testing::StartsWith("Eigen stopped: this should hold, but does not: dst.rows() == "));
}

TEST(EigenMisuse, IsThrownOfTooFewNumbersToo) {
  Vector three(3);
  EXPECT_EQ(what_eigen_says([&] { three << 1, 2; }),
            "Eigen stopped: Too few coefficients passed to comma initializer (operator<<)");
}

TEST(EigenMisuse, LetsPassWhatIsThrownAmongTheNumbers) {
  Vector two(2);
  const auto unwritten = [](double input) -> double { todo("1.1 predict", input); };
  EXPECT_THROW((two << 1, unwritten(2)), Todo);
}

TEST(EigenMisuse, SurvivesAConditionWithOddQuotes) {
  EXPECT_EQ(words_of("a && \"never closed"), "");
  EXPECT_EQ(words_of("\"a \" \"b\"&&\"c\""), "a b; c");
}

const Landscape kLandscapes[] = {ravine(), turned_ravine(), two_basins(), two_basins_across(), rosenbrock()};

TEST(Landscapes, HaveTheSlopesOfTheirLoss) {
  constexpr double kStep = 1e-6, kRelative = 1e-7;
  std::mt19937 random;
  for (const Landscape& land : kLandscapes)
    for (int place = 0; place < 20; ++place) {
      Vector w = land.start;
      for (Index i = 0; i < w.size(); ++i) w(i) = uniform(random, -2, 2);
      const Vector slopes = land.gradient(w);
      for (Index i = 0; i < w.size(); ++i) {
        const Vector ahead = w + kStep * Vector::Unit(w.size(), i), behind = 2 * w - ahead;
        const double slope = (land.loss(ahead) - land.loss(behind)) / (2 * kStep);
        EXPECT_NEAR(slopes(i), slope, kRelative * (1 + slopes.norm())) << land.name;
      }
    }
}

TEST(Landscapes, AreLevelAtTheirMinimumAndLowestThere) {
  std::mt19937 random;
  for (const Landscape& land : kLandscapes) {
    EXPECT_LT(land.gradient(land.minimum).norm(), 1e-12) << land.name;
    for (int place = 0; place < 100; ++place) {
      Vector w = land.start;
      for (Index i = 0; i < w.size(); ++i) w(i) = uniform(random, -3, 3);
      EXPECT_GT(land.loss(w), land.loss(land.minimum)) << land.name;
    }
  }
}

// √½ (10 − 1, 10 + 1) turned back is (10, 1): ½(100 + 25). Of the others: 1.5⁴ − 2·1.5² + 0.45 + ½;
// 2.2² + 100(1 − 1.44)².
TEST(Landscapes, StartWhereTheySay) {
  EXPECT_NEAR(turned_ravine().loss(turned_ravine().start), 62.5, 1e-12);
  EXPECT_EQ(ravine().loss(ravine().start), 62.5);
  EXPECT_NEAR(two_basins_across().loss(two_basins_across().start), 1.5125, 1e-15);
  EXPECT_NEAR(rosenbrock().loss(rosenbrock().start), 24.2, 1e-14);
}

}  // namespace
}  // namespace downhill::kit
