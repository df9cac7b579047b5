// SPDX-License-Identifier: MIT
#include <cmath>

#include "judge/student.hpp"
#include "random_search.hpp"

namespace downhill::random_search {
namespace {

using namespace judge;
using testing::Eq;

const Vector start{{1, 2}};

// The page's: prediction 3 w₁ + 4 w₂, target 6. At (1, 2) the loss is 25 and the gradient (30, 40).
double page_loss(const Vector& w) {
  const double error = 3 * w(0) + 4 * w(1) - 6;
  return error * error;
}
const Matrix axes = Matrix::Identity(2, 2);

// Remembers where it was asked.
struct Asked {
  LossFunction loss;
  std::vector<Vector> places{};
  LossFunction function() {
    return [this](const Vector& w) {
      places.push_back(w);
      return loss(w);
    };
  }
  // Whether it was asked there, up to rounding.
  bool at(const Vector& place) const {
    return std::any_of(places.begin(), places.end(), [&](const Vector& p) {
      return p.size() == place.size() && (p - place).cwiseAbs().maxCoeff() <= kRounding;
    });
  }
};

Vector drawn(Hidden& hidden, Index n) { return hidden.vector(n, -2, 2); }

// A bowl whose lowest point and curvatures are drawn: L₊ − L₋ is 2 g · δ, g being the gradient.
struct Bowl {
  Vector lowest, curvature;
  Bowl(Hidden& hidden, Index n) : lowest(drawn(hidden, n)), curvature(drawn(hidden, n).array().abs() + 0.5) {}
  double operator()(const Vector& w) const { return (w - lowest).cwiseAbs2().dot(curvature) / 2; }
  Vector gradient(const Vector& w) const { return curvature.cwiseProduct(w - lowest); }
};

// By hand: L± = 26.01 and 24.01, so 0.1 · 2 · δ; 32.49 and 18.49, so 0.01 · 14 · δ; 1.21 and 0.81.
TEST(RandomSearch, AStepGoesDownhillAlongItsDirection) {
  EXPECT_THAT(student<finite_difference_step>(page_loss, start, Vector{{0.1, -0.05}}, 0.1),
              IsClose({0.98, 2.01}, kRounding));
  EXPECT_THAT(student<finite_difference_step>(page_loss, start, Vector{{0.1, 0.1}}, 0.01),
              IsClose({0.986, 1.986}, kRounding));
  const auto square = [](const Vector& w) { return w.squaredNorm(); };
  EXPECT_THAT(student<finite_difference_step>(square, Vector{{1}}, Vector{{0.1}}, 0.1),
              IsClose(Vector{{0.996}}, kRounding));
  const auto cubes = [](const Vector& w) { return w.array().cube().sum(); };  // ±2.402 and ∓0.602
  EXPECT_THAT(student<finite_difference_step>(cubes, Vector{{2, 1}}, Vector{{0.1, -0.1}}, 0.5),
              IsClose({1.91, 1.09}, kRounding));
  Hidden hidden;
  for (const Index n : {1, 2, 5}) {
    const Bowl bowl(hidden, n);
    const Vector w = drawn(hidden, n), delta = drawn(hidden, n);
    const double rate = hidden.uniform(0.01, 0.05);
    EXPECT_THAT(student<finite_difference_step>(bowl, w, delta, rate),
                IsClose(w - 2 * rate * bowl.gradient(w).dot(delta) * delta, kRounding));
  }
}

// By hand: δ / 10 makes a hundredth of the step, 0.00004; and −δ swaps the two trials.
TEST(RandomSearch, AShorterDirectionMakesAMuchShorterStep) {
  const auto square = [](const Vector& w) { return w.squaredNorm(); };
  EXPECT_THAT(student<finite_difference_step>(square, Vector{{1}}, Vector{{0.01}}, 0.1),
              IsClose(Vector{{0.99996}}, kRounding));
  EXPECT_THAT(student<finite_difference_step>(page_loss, start, Vector{{0.05, -0.025}}, 0.1),
              IsClose({0.995, 2.0025}, kRounding));
  EXPECT_THAT(student<finite_difference_step>(page_loss, start, Vector{{-0.1, 0.05}}, 0.1),
              IsClose({0.98, 2.01}, kRounding));
  Hidden hidden;
  const Bowl bowl(hidden, 3);
  const Vector w = drawn(hidden, 3), delta = 0.1 * bowl.gradient(w);  // so that the weights do move
  const Vector there = student<finite_difference_step>(bowl, w, delta, 0.02);
  ASSERT_THAT(there, IsClose(w - 2 * 0.02 * bowl.gradient(w).dot(delta) * delta, kRounding));
  EXPECT_THAT(student<finite_difference_step>(bowl, w, -delta, 0.02), IsClose(there, kRounding));
  EXPECT_THAT(student<finite_difference_step>(bowl, w, delta / 2, 0.02),
              IsClose(w + (there - w) / 4, kRounding));
}

// By hand: along (1, 1) the slope is 35 for each, however long δ is; along an axis it is that weight's. The
// cube at 2: (9.261 − 6.859) / 0.2 = 12.01.
TEST(RandomSearch, AnEstimateIsTheGradientsPartAlongItsDirection) {
  for (const double length : {0.1, 0.5, -0.02})
    EXPECT_THAT(student<directional_estimate>(page_loss, start, Vector{{length, length}}),
                IsClose({35, 35}, kRounding));
  EXPECT_THAT(student<directional_estimate>(page_loss, start, Vector{{0.1, -0.05}}),
              IsClose({8, -4}, kRounding));
  EXPECT_THAT(student<directional_estimate>(page_loss, start, Vector{{0, 0.25}}),
              IsClose({0, 40}, kRounding));
  const auto cube = [](const Vector& w) { return w(0) * w(0) * w(0); };
  EXPECT_THAT(student<directional_estimate>(cube, Vector{{2}}, Vector{{0.1}}),
              IsClose(Vector{{12.01}}, kRounding));
  Hidden hidden;
  for (const Index n : {1, 2, 6}) {
    const Bowl bowl(hidden, n);
    const Vector w = drawn(hidden, n), delta = drawn(hidden, n);
    EXPECT_THAT(student<directional_estimate>(bowl, w, delta),
                IsClose(bowl.gradient(w).dot(delta) / delta.squaredNorm() * delta, kRounding));
  }
}

// Along directions at right angles to each other the parts add up to the gradient. On average over all
// directions of the plane, one sees half of it.
TEST(RandomSearch, EstimatesOverABasisAddUpToTheGradient) {
  const auto sum_over = [](const LossFunction& loss, const Vector& at, const Matrix& directions) {
    Vector sum = Vector::Zero(at.size());
    for (Index i = 0; i < directions.cols(); ++i) {
      const Vector estimate = student<directional_estimate>(loss, at, directions.col(i));
      if (estimate.size() != at.size()) return Vector(estimate);
      sum += estimate;
    }
    return sum;
  };
  EXPECT_THAT(sum_over(page_loss, start, axes), IsClose({30, 40}, kRounding));
  EXPECT_THAT(sum_over(page_loss, start, Matrix{{0.6, -0.8}, {0.8, 0.6}}), IsClose({30, 40}, kRounding));
  Hidden hidden;
  Matrix around(2, 8);
  for (Index i = 0; i < 8; ++i) {
    const double angle = std::acos(-1) / 4 * static_cast<double>(i);
    around.col(i) << std::cos(angle), std::sin(angle);
  }
  EXPECT_THAT(sum_over(page_loss, start, around) / 8, IsClose({15, 20}, kRounding));
  const Bowl bowl(hidden, 2);
  const Vector w = drawn(hidden, 2);
  const double turn = hidden.uniform(0, 3), length = hidden.uniform(0.1, 1);
  const Matrix basis = length * Matrix{{std::cos(turn), -std::sin(turn)}, {std::sin(turn), std::cos(turn)}};
  EXPECT_THAT(sum_over(bowl, w, basis), IsClose(bowl.gradient(w), kRounding));
}

TEST(RandomSearch, TwoTrialsAreAllThatADirectionCosts) {
  const Vector delta{{0.1, -0.05}};
  Asked step{page_loss}, estimate{page_loss};
  EXPECT_THAT(student<finite_difference_step>(step.function(), start, delta, 0.1),
              IsClose({0.98, 2.01}, kRounding));
  EXPECT_THAT(student<directional_estimate>(estimate.function(), start, delta), IsClose({8, -4}, kRounding));
  for (const Asked* asked : {&step, &estimate}) {
    EXPECT_THAT(asked->places.size(), Eq(2U)) << "trials of the loss";
    EXPECT_TRUE(asked->at(start + delta) && asked->at(start - delta))
        << "one trial to either side of the weights";
  }
  Hidden hidden;
  const Bowl bowl(hidden, 40);
  Asked many{bowl};
  const Vector w = drawn(hidden, 40), direction = drawn(hidden, 40);
  EXPECT_THAT(student<directional_estimate>(many.function(), w, direction),
              IsClose(bowl.gradient(w).dot(direction) / direction.squaredNorm() * direction, kRounding));
  EXPECT_THAT(many.places.size(), Eq(2U)) << "trials of the loss, for forty weights";
}

// By hand: results 28.09, 22.09, 29.16 and 21.16. Their mean is 25.125, their variance 12.501225; both
// kept, the step is a tenth of (6, 8) over 2σ. The second direction alone has σ = 4 and a step of 0.1 / 4
// · 8.
TEST(RandomSearch, AnArsStepIsMeasuredBySigmaOfTheKeptResults) {
  const double sigma = std::sqrt(12.501225);
  EXPECT_THAT(student<ars_step>(page_loss, start, axes, 0.1, 0.1, 2),
              IsClose({1 - 0.3 / sigma, 2 - 0.4 / sigma}, kRounding));
  EXPECT_THAT(student<ars_step>(page_loss, start, axes, 0.1, 0.1, 1), IsClose({1, 1.8}, kRounding));

  // A loss without curvature: results L ± d with σ² the mean of d². Here d = 1.5, 2 and −0.25.
  const auto plane = [](const Vector& w) { return 3 * w(0) + 4 * w(1); };
  const Matrix three{{1, 0}, {0, 1}, {0.5, -0.5}};
  const double root2 = std::sqrt(2), of_three = std::sqrt(6.3125 / 3);
  EXPECT_THAT(student<ars_step>(plane, start, three, 0.5, 0.5, 2),
              IsClose({1 - 0.3 * root2, 2 - 0.4 * root2}, kRounding));
  EXPECT_THAT(student<ars_step>(plane, start, three, 0.5, 0.5, 3),
              IsClose({1 - 2.75 / 6 / of_three, 2 - 4.25 / 6 / of_three}, kRounding));
  EXPECT_THAT(student<ars_step>(plane, start, three, 0.5, 0.5, 1), IsClose({1, 1}, kRounding));
  Hidden hidden;
  const Vector slope = drawn(hidden, 4), w = drawn(hidden, 4);
  const auto drawn_plane = [&](const Vector& at) { return slope.dot(at) + 7; };
  const Matrix directions = hidden.matrix(5, 4, -2, 2);
  const double nu = hidden.uniform(0.1, 1), rate = hidden.uniform(0.1, 1);
  const Vector d = nu * directions * slope;
  EXPECT_THAT(
      student<ars_step>(drawn_plane, w, directions, nu, rate, 5),
      IsClose(w - 2 * rate / 5 / std::sqrt(d.squaredNorm() / 5) * directions.transpose() * d, kRounding));
}

// x and y apart, from (0, 0) with ν = 1: then p x² + q x has the results p + q and p − q. With a single kept
// direction the step is twice the rate, along that.
LossFunction apart(double p_x, double q_x, double p_y, double q_y) {
  return [=](const Vector& w) { return p_x * w(0) * w(0) + q_x * w(0) + p_y * w(1) * w(1) + q_y * w(1); };
}

TEST(RandomSearch, DirectionsAreRankedByTheBetterOfTheirTwoTrials) {
  const Vector zero = Vector::Zero(2), along_x{{-0.7, 0}}, along_y{{0, -0.7}};
  const auto expect_best = [&](const LossFunction& loss, const Vector& best) {
    EXPECT_THAT(student<ars_step>(loss, zero, axes, 1, 0.35, 1), IsClose(best, kRounding));
  };
  expect_best(apart(7.5, 2.5, 3.5, 0.5), along_y);    // 10 and 5, against 4 and 3
  expect_best(apart(5, 4, 3.5, 0.5), along_x);        // 9 and 1, against 4 and 3
  expect_best(apart(9.75, 0.25, 3.5, 0.5), along_y);  // 10 and 9.5, against 4 and 3
  expect_best(apart(2, 1, 2, 1), along_x);            // the same: the earlier
  EXPECT_THAT(student<ars_step>(apart(8, 4, 3.5, 1.5), zero, axes, 1, 0.3, 1),
              IsClose({0, -0.6}, kRounding));  // 12 and 4, against 5 and 2
  EXPECT_THAT(student<ars_step>(page_loss, start, Matrix{{0.1, 0}, {0.75, 1}, {-1, 0}}, 0.1, 0.1, 1),
              IsClose({0.85, 1.8}, kRounding));  // 31.640625 and 19.140625 are the second's: σ = 6.25
  // Along the k-th axis the plane rises by its k-th slope; the largest slopes stand at 2 and 0.
  Hidden hidden;
  const Vector slope{
      {hidden.uniform(4, 6), hidden.uniform(1, 2), hidden.uniform(7, 9), hidden.uniform(0.1, 0.5)}};
  const auto plane = [&](const Vector& at) { return slope.dot(at); };
  const double root = std::sqrt((slope(0) * slope(0) + slope(2) * slope(2)) / 2);
  EXPECT_THAT(student<ars_step>(plane, Vector::Zero(4), Matrix::Identity(4, 4), 0.3, 0.2, 2),
              IsClose({-0.2 * slope(0) / root, 0, -0.2 * slope(2) / root, 0}, kRounding));
}

TEST(RandomSearch, ArsTriesEachDirectionTwiceAndNoMore) {
  Asked two{page_loss};
  EXPECT_THAT(student<ars_step>(two.function(), start, axes, 0.1, 0.1, 1), IsClose({1, 1.8}, kRounding));
  EXPECT_THAT(two.places.size(), Eq(4U)) << "trials of the loss, for two directions";
  EXPECT_TRUE(two.at(Vector{{1.1, 2}}) && two.at(Vector{{1, 1.9}})) << "places of the trials";

  const Matrix wide{{0.5, 0.5}, {-1, 0.25}, {0, 2}};
  Asked three{page_loss};
  student<ars_step>(three.function(), start, wide, 0.1, 0.1, 2);
  EXPECT_THAT(three.places.size(), Eq(6U)) << "trials of the loss, for three directions";
  EXPECT_TRUE(three.at(Vector{{0.9, 2.025}}) && three.at(Vector{{1.1, 1.975}}) && three.at(Vector{{1, 2.2}}))
      << "places of the trials";
  Hidden hidden;
  const Bowl bowl(hidden, 6);
  const Vector w = drawn(hidden, 6);
  Asked many{bowl};
  const Matrix directions = hidden.matrix(7, 6, -1, 1);
  const Vector there = student<ars_step>(many.function(), w, directions, 0.1, 0.01, 3);
  EXPECT_THAT(many.places.size(), Eq(14U)) << "trials of the loss, for seven directions";
  EXPECT_THAT(there.size(), Eq(6));
  // Alone, a direction has results that are σ above and below their mean: a step of twice the rate.
  const Vector delta = directions.row(0).transpose();
  const double side = bowl(w + 0.1 * delta) > bowl(w - 0.1 * delta) ? 1 : -1;
  EXPECT_THAT(student<ars_step>(bowl, w, directions.topRows(1), 0.1, 0.01, 1),
              IsClose(Vector(w - 0.02 * side * delta), kRounding));
}

// A loss in other units, or from another zero, has another σ in proportion. Minus a reward climbs the reward.
TEST(RandomSearch, ArsStepsAreAsLongInAnyUnitOfTheLoss) {
  const double sigma = std::sqrt(12.501225);
  const auto in_other_units = [](const Vector& w) { return 1000 * page_loss(w) - 7; };
  EXPECT_THAT(student<ars_step>(in_other_units, start, axes, 0.1, 0.1, 2),
              IsClose({1 - 0.3 / sigma, 2 - 0.4 / sigma}, kRounding));
  const auto reward = [](const Vector& w) { return 5 - (w - Vector{{3, 1}}).squaredNorm(); };
  const auto minus_reward = [&](const Vector& w) { return -reward(w); };
  // By hand: results −1.39 and −0.59, so σ = 0.4 and a step of 0.2 / 0.4 · 0.8.
  const Vector there = student<ars_step>(minus_reward, Vector{{1, 1}}, Matrix{{1, 0}}, 0.1, 0.2, 1);
  EXPECT_THAT(there, IsClose({1.4, 1}, kRounding));
  const auto flat = [](const Vector&) { return 3.25; };  // σ = 0: no direction is better than another
  EXPECT_THAT(student<ars_step>(flat, start, axes, 0.1, 0.1, 2), IsClose(start, kRounding));
  EXPECT_THAT(student<ars_step>(flat, start, axes, 0.1, 0.1, 1), IsClose(start, kRounding));
  Hidden hidden;
  const Bowl bowl(hidden, 3);
  const Vector w = drawn(hidden, 3);
  const Matrix directions = hidden.matrix(4, 3, -1, 1);
  const Vector once = student<ars_step>(bowl, w, directions, 0.2, 0.1, 2);
  ASSERT_EQ(once.size(), 3);
  EXPECT_GT((once - w).norm(), 1e-3) << "how far the weights moved";
  const double unit = hidden.uniform(2, 50), zero = hidden.uniform(-9, 9);
  const auto scaled = [&](const Vector& at) { return unit * bowl(at) + zero; };
  EXPECT_THAT(student<ars_step>(scaled, w, directions, 0.2, 0.1, 2), IsClose(once, kRounding));
  // Alone, a direction has results that are σ above and below their mean: a step of twice the rate.
  const Vector delta = directions.row(0).transpose();
  const double side = bowl(w + 0.2 * delta) > bowl(w - 0.2 * delta) ? 1 : -1;
  EXPECT_THAT(student<ars_step>(scaled, w, directions.topRows(1), 0.2, 0.1, 1),
              IsClose(Vector(w - 0.2 * side * delta), kRounding));
}

TEST(RandomSearch, WhatDoesNotFitIsRefused) {
  Hidden hidden;  // a file that refuses nothing yet may still have its slip recognised by its numbers
  const double length = hidden.uniform(0.1, 1), rate = hidden.uniform(0.1, 0.5);
  EXPECT_THAT(student<directional_estimate>(page_loss, start, Vector{{length, length}}),
              IsClose({35, 35}, kRounding));
  EXPECT_THAT(student<ars_step>(page_loss, start, axes, 0.1, rate, 1), IsClose({1, 2 - 2 * rate}, kRounding));
  const Vector nowhere = Vector::Zero(2), three = Vector::Ones(3);
  EXPECT_THROW(student<directional_estimate>(page_loss, start, nowhere), std::invalid_argument);
  EXPECT_THROW(student<directional_estimate>(page_loss, start, three), std::invalid_argument);
  EXPECT_THROW(student<finite_difference_step>(page_loss, start, nowhere, 0.1), std::invalid_argument);
  EXPECT_THROW(student<finite_difference_step>(page_loss, start, three, 0.1), std::invalid_argument);
  EXPECT_THROW(student<ars_step>(page_loss, start, Matrix::Ones(2, 3), 0.1, 0.1, 1), std::invalid_argument);
  for (const double nu : {0.0, -0.1})
    EXPECT_THROW(student<ars_step>(page_loss, start, axes, nu, 0.1, 1), std::invalid_argument)
        << "for ν = " << nu;
  for (const Index keep : {0, 3, -1})
    EXPECT_THROW(student<ars_step>(page_loss, start, axes, 0.1, 0.1, keep), std::invalid_argument)
        << "for " << keep << " of two directions";
}

}  // namespace
}  // namespace downhill::random_search
