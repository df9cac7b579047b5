// SPDX-License-Identifier: MIT
#include "judge/student.hpp"
#include "trials.hpp"

namespace downhill::trials {
namespace {
using namespace judge;
using testing::Eq;
using testing::Le;

// The lectures' three trials: 0.6 at 0.35, 0.5 at 0.3, 0.4 at 0.25.
double on_a_line(double weight) { return 2 * weight - 0.1; }

// Lesson 02's, (3 w₁ + 4 w₂ − 6)²: a straight valley, 25 at (1, 2). Whatever has not two weights costs 1000.
double valley(const Vector& weights) {
  if (weights.size() != 2) return 1000;
  const double error = 3 * weights(0) + 4 * weights(1) - 6;
  return error * error;
}

/// The distance from these weights, squared and each with a factor of its own.
LossFunction bowl(const Vector& lowest, const Vector& factors) {
  return [=](const Vector& weights) {
    if (weights.size() != lowest.size()) return 1000.0;
    return (factors.array() * (weights - lowest).array().square()).sum();
  };
}

// By hand: losses 0.5, 0.6, 0.4; then a parabola around 2 from either side of it and from near it. On a hill
// with its top at 0.32 both neighbours of 0.3 are lower, by 0.0064 and 0.0144.
TEST(Neighbours, BestOfThreeIsKept) {
  EXPECT_THAT(student<try_neighbours>(on_a_line, 0.3, 0.05), IsClose(0.25, kRounding));
  const auto parabola = [](double weight) { return (weight - 2) * (weight - 2); };
  EXPECT_THAT(student<try_neighbours>(parabola, 1.4, 0.25), IsClose(1.65, kRounding));
  EXPECT_THAT(student<try_neighbours>(parabola, 3.5, 0.75), IsClose(2.75, kRounding));
  EXPECT_THAT(student<try_neighbours>(parabola, 1.9, 0.25), IsClose(1.9, kRounding));
  const auto hill = [](double weight) { return 1 - (weight - 0.32) * (weight - 0.32); };
  EXPECT_THAT(student<try_neighbours>(hill, 0.3, 0.1), IsClose(0.2, kRounding));
  EXPECT_THAT(student<try_neighbours>(hill, 0.35, 0.1), IsClose(0.45, kRounding));
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double weight = hidden.uniform(-5, 5), step = hidden.uniform(0.1, 2);
    const double lowest = weight + sign * step * hidden.uniform(0.6, 3);
    const auto around = [&](double at) { return (at - lowest) * (at - lowest); };
    EXPECT_THAT(student<try_neighbours>(around, weight, step), IsClose(weight + sign * step, kRounding));
    const auto near = [&](double at) { return std::abs(at - weight - sign * 0.3 * step); };
    EXPECT_THAT(student<try_neighbours>(near, weight, step), IsClose(weight, kRounding));
  }
}

// Flat ground is no reason to move; nor is a tie with one neighbour, when the other is worse. Both better and
// alike: the one above.
TEST(Neighbours, TiesKeepTheWeight) {
  EXPECT_THAT(student<try_neighbours>(on_a_line, -0.2, 0.3), IsClose(-0.5, kRounding));
  const auto flat = [](double) { return 0.5; };
  EXPECT_THAT(student<try_neighbours>(flat, 0.3, 0.05), IsClose(0.3, kRounding));
  EXPECT_THAT(student<try_neighbours>(flat, -2.5, 1.25), IsClose(-2.5, kRounding));
  const auto between = [](double weight) { return (weight - 1.25) * (weight - 1.25); };
  EXPECT_THAT(student<try_neighbours>(between, 1.0, 0.5), IsClose(1, kRounding));
  EXPECT_THAT(student<try_neighbours>(between, 1.5, 0.5), IsClose(1.5, kRounding));
  const auto peak = [](double weight) { return -(weight - 0.5) * (weight - 0.5); };  // alike on both sides
  EXPECT_THAT(student<try_neighbours>(peak, 0.5, 0.125), IsClose(0.625, kRounding));
  EXPECT_THAT(student<try_neighbours>(peak, 0.5, 1.75), IsClose(2.25, kRounding));
  EXPECT_THROW(student<try_neighbours>(on_a_line, 0.3, 0.0), std::invalid_argument);
  EXPECT_THROW(student<try_neighbours>(on_a_line, 0.3, -0.05), std::invalid_argument);
  Hidden hidden;
  const double weight = hidden.uniform(-5, 5), step = hidden.uniform(0.1, 2);
  EXPECT_THAT(student<try_neighbours>(flat, weight, step), IsClose(weight, kRounding));
  EXPECT_THAT(student<try_neighbours>(on_a_line, weight, step), IsClose(weight - step, kRounding));
}

TEST(Neighbours, ThreeLossesAreEnough) {
  int evaluations = 0;
  const auto counted = [&](double weight) { return ++evaluations, on_a_line(weight); };
  EXPECT_THAT(student<try_neighbours>(counted, 0.3, 0.05), IsClose(0.25, kRounding));
  EXPECT_THAT(evaluations, Le(3)) << "losses asked for";
  evaluations = 0;
  const auto from_above = [&](double weight) { return ++evaluations, 7 - on_a_line(weight); };
  EXPECT_THAT(student<try_neighbours>(from_above, 1.5, 0.2), IsClose(1.7, kRounding));
  EXPECT_THAT(evaluations, Le(3)) << "losses asked for";
  Hidden hidden;
  evaluations = 0;
  const double weight = hidden.uniform(-5, 5), step = hidden.uniform(0.1, 2);
  EXPECT_THAT(student<try_neighbours>(counted, weight, step), IsClose(weight - step, kRounding));
  EXPECT_THAT(evaluations, Le(3)) << "losses asked for";
}

// By hand: the errors of the valley's trials. (1, 2): 5, so w₁ down to 4.7, then w₂ down to 4.3. (0, 0): −6,
// up, up. (0.4, 1.3): 0.4, w₁ down to 0.1, and there w₂ stays: −0.3 and 0.5 are worse. The bowl has a place
// of its own for each weight.
TEST(Sweep, EachWeightTakesItsTurn) {
  EXPECT_THAT(student<coordinate_sweep>(valley, Vector{{1.0, 2.0}}, 0.1), IsClose({0.9, 1.9}, kRounding));
  EXPECT_THAT(student<coordinate_sweep>(valley, Vector{{0.0, 0.0}}, 0.1), IsClose({0.1, 0.1}, kRounding));
  EXPECT_THAT(student<coordinate_sweep>(valley, Vector{{0.4, 1.3}}, 0.1), IsClose({0.3, 1.3}, kRounding));
  const LossFunction three = bowl(Vector{{1.0, 0.0, -2.0}}, Vector{{1.0, 2.0, 0.5}});
  EXPECT_THAT(student<coordinate_sweep>(three, Vector{{0.25, 0.1, 0.5}}, 0.5),
              IsClose({0.75, 0.1, 0}, kRounding));
  const auto ridge = [](const Vector& w) {  // both ways are down; a little further down the second
    return w.size() == 2 ? -(w(0) - 0.02) * (w(0) - 0.02) - (w(1) + 0.03) * (w(1) + 0.03) : 1000;
  };
  EXPECT_THAT(student<coordinate_sweep>(ridge, Vector{{0.0, 0.0}}, 0.1), IsClose({-0.1, 0.1}, kRounding));
  EXPECT_THAT(student<coordinate_sweep>(ridge, Vector{{0.05, -0.01}}, 0.3), IsClose({0.35, 0.29}, kRounding));
  const auto peak = [](const Vector& w) { return -w.squaredNorm(); };  // alike on both sides: the one above
  EXPECT_THAT(student<coordinate_sweep>(peak, Vector{{0.0, 0.0}}, 0.375), IsClose({0.375, 0.375}, kRounding));
  EXPECT_THAT(student<coordinate_sweep>(peak, Vector{{0.0, 0.25}}, 0.5), IsClose({0.5, 0.75}, kRounding));
  EXPECT_THROW(student<coordinate_sweep>(valley, Vector{{1.0, 2.0}}, 0.0), std::invalid_argument);
  EXPECT_THROW(student<coordinate_sweep>(valley, Vector{{1.0, 2.0}}, -0.1), std::invalid_argument);
  Hidden hidden;
  const double step = hidden.uniform(0.1, 1);
  const Vector start = hidden.vector(4, -3, 3);
  Vector lowest(4);
  lowest << start(0) + step * hidden.uniform(0.7, 3), start(1) - step * hidden.uniform(0.7, 3),
      start(2) + step * hidden.uniform(-0.4, 0.4), start(3) - step * hidden.uniform(0.7, 3);
  EXPECT_THAT(student<coordinate_sweep>(bowl(lowest, Vector{{0.5, 3.0, 1.0, 2.0}}), start, step),
              IsClose(start + step * Vector{{1.0, -1.0, 0.0, -1.0}}, kRounding));
}

// By hand: six sweeps from (1, 2) leave an error of 5 − 6 · 0.7 = 0.8, a seventh 0.1; from there on every
// trial is worse, by 0.2 at least, though the loss is not 0. On the floor nothing is better; on flat ground
// nothing is.
TEST(Sweep, StuckWhereNoTrialIsBetter) {
  Vector weights{{1.0, 2.0}};
  for (int sweep = 0; sweep < 6; ++sweep) weights = student<coordinate_sweep>(valley, weights, 0.1);
  EXPECT_THAT(weights, IsClose({0.4, 1.4}, kRounding));
  weights = student<coordinate_sweep>(valley, weights, 0.1);
  EXPECT_THAT(weights, IsClose({0.3, 1.3}, kRounding));
  EXPECT_THAT(student<coordinate_sweep>(valley, weights, 0.1), IsClose({0.3, 1.3}, kRounding));
  EXPECT_THAT(student<coordinate_sweep>(valley, Vector{{0.4, 1.2}}, 0.1), IsClose({0.4, 1.2}, kRounding));
  const auto flat = [](const Vector&) { return 3.0; };
  EXPECT_THAT(student<coordinate_sweep>(flat, Vector{{0.5, -1.5, 2.5}}, 0.25),
              IsClose({0.5, -1.5, 2.5}, kRounding));
  EXPECT_THAT(student<coordinate_sweep>(flat, Vector{{-0.3, 0.8}}, 0.5), IsClose({-0.3, 0.8}, kRounding));
  Hidden hidden;
  const Vector lowest{{hidden.uniform(-3, 3), hidden.uniform(-3, 3)}}, factors{{1.0, hidden.uniform(1, 3)}};
  const double step = hidden.uniform(0.2, 0.9);
  Vector slow{{lowest(0) + 1.9 * step, lowest(1) - 2.9 * step}};
  for (int sweep = 0; sweep < 4; ++sweep) slow = student<coordinate_sweep>(bowl(lowest, factors), slow, step);
  EXPECT_THAT(slow, IsClose({lowest(0) - 0.1 * step, lowest(1) + 0.1 * step}, kRounding));
}

// Up and down for each weight, and the start: 5 of two weights, 19 of nine.
TEST(Sweep, AsksTwiceForEachWeightAndOnce) {
  int evaluations = 0;
  const auto counted = [&](const Vector& weights) { return ++evaluations, valley(weights); };
  EXPECT_THAT(student<coordinate_sweep>(counted, Vector{{1.0, 2.0}}, 0.1), IsClose({0.9, 1.9}, kRounding));
  EXPECT_THAT(evaluations, Le(5)) << "losses asked for";
  evaluations = 0;
  EXPECT_THAT(student<coordinate_sweep>(counted, Vector{{-1.0, 0.5}}, 0.25),
              IsClose({-0.75, 0.75}, kRounding));
  EXPECT_THAT(evaluations, Le(5)) << "losses asked for";
  evaluations = 0;
  const auto nine = [&](const Vector& weights) { return ++evaluations, weights.squaredNorm(); };
  EXPECT_THAT(student<coordinate_sweep>(nine, Vector::Constant(9, 2), 0.5),
              IsClose(Vector::Constant(9, 1.5), kRounding));
  EXPECT_THAT(evaluations, Le(19)) << "losses asked for";
  Hidden hidden;
  const auto count = static_cast<Index>(hidden.uniform(10, 30));
  const double side = hidden.uniform(2, 5);
  evaluations = 0;
  EXPECT_THAT(student<coordinate_sweep>(nine, Vector::Constant(count, -side), 0.5),
              IsClose(Vector::Constant(count, 0.5 - side), kRounding));
  EXPECT_THAT(evaluations, Le(2 * count + 1)) << "losses asked for";
}

// Over waves with many lows, from 40 places: the loss falls or the weights stay, and no weight moves by more
// or less than a step.
TEST(Sweep, LossNeverRises) {
  const auto waves = [](const Vector& w) {
    return w.size() == 2 ? std::cos(3 * w(0)) + std::sin(2 * w(1)) + 0.1 * w.squaredNorm() : 1000;
  };
  const Vector place{{3.0, -3.0}};  // from a separate computation: 1.168 there, 0.830 where the sweep ends
  EXPECT_THAT(student<coordinate_sweep>(waves, place, 0.25), IsClose({3, -3.25}, kRounding));
  Hidden hidden;
  int moved = 0;
  for (int i = 0; i < 40; ++i) {
    const Vector start{{hidden.uniform(-4, 4), hidden.uniform(-4, 4)}};
    const double step = hidden.uniform(0.05, 1);
    const Vector end = student<coordinate_sweep>(waves, start, step);
    ASSERT_EQ(end.size(), 2);
    const double loss_after_the_sweep = waves(end);
    EXPECT_THAT(loss_after_the_sweep, Le(waves(start)));
    for (const Index k : {0, 1}) {
      const double steps_moved = std::abs(end(k) - start(k)) / step;
      EXPECT_THAT(steps_moved, IsClose(steps_moved < 0.5 ? 0 : 1, kRounding));
    }
    moved += (end - start).norm() > step / 2;
  }
  EXPECT_GT(moved, 10) << "sweeps that moved anything, of 40";
}

// By hand: (0.9, 1.9) has 4.3² = 18.49, less than 25. In the second the error goes from −6 to −4.
TEST(RandomTrial, BetterIsKept) {
  Vector weights{{1.0, 2.0}};
  EXPECT_TRUE(student<perturb_and_keep>(valley, weights, Vector{{-0.1, -0.1}}));
  EXPECT_THAT(weights, IsClose({0.9, 1.9}, kRounding));
  weights = Vector{{0.0, 0.0}};
  EXPECT_TRUE(student<perturb_and_keep>(valley, weights, Vector{{1.5, -0.625}}));
  EXPECT_THAT(weights, IsClose({1.5, -0.625}, kRounding));
  const LossFunction three = bowl(Vector{{1.0, 0.0, -2.0}}, Vector{{1.0, 2.0, 0.5}});
  weights = Vector{{0.25, 0.5, 0.5}};
  EXPECT_TRUE(student<perturb_and_keep>(three, weights, Vector{{0.5, 0.2, -1.0}}));
  EXPECT_THAT(weights, IsClose({0.75, 0.7, -0.5}, kRounding));
  Hidden hidden;
  const Vector lowest{{hidden.uniform(-3, 3), hidden.uniform(-3, 3)}};
  const Vector away{{hidden.uniform(1, 3), hidden.uniform(-3, -1)}};
  const LossFunction two = bowl(lowest, Vector{{1.0, 1.0}});
  weights = lowest + away;
  EXPECT_FALSE(student<perturb_and_keep>(two, weights, 0.5 * away));
  EXPECT_THAT(weights, IsClose(lowest + away, kRounding));
  EXPECT_TRUE(student<perturb_and_keep>(two, weights, -0.5 * away));
  EXPECT_THAT(weights, IsClose(lowest + 0.5 * away, kRounding));
}

// By hand: (0.9, 2.1) has 5.1² = 26.01, more than 25; then −3.95 in place of −3.25. Equal is not better.
// Whoever adds 10¹⁶ and takes it away again has lost the digits of 3.7.
TEST(RandomTrial, WorseIsDiscardedWithoutATrace) {
  int evaluations = 0;
  const auto counted = [&](const Vector& weights) { return ++evaluations, valley(weights); };
  Vector weights{{1.0, 2.0}};
  EXPECT_TRUE(student<perturb_and_keep>(counted, weights, Vector{{-0.1, -0.1}}));
  EXPECT_THAT(weights, IsClose({0.9, 1.9}, kRounding));
  EXPECT_THAT(evaluations, Le(2)) << "losses asked for";
  weights = Vector{{1.0, 2.0}};
  EXPECT_FALSE(student<perturb_and_keep>(valley, weights, Vector{{-0.1, 0.1}}));
  EXPECT_THAT(weights, IsClose({1, 2}, kRounding));
  weights = Vector{{0.25, 0.5}};
  EXPECT_FALSE(student<perturb_and_keep>(valley, weights, Vector{{-0.5, 0.2}}));
  EXPECT_THAT(weights, IsClose({0.25, 0.5}, kRounding));
  weights = Vector{{3.7, -1.2}};
  EXPECT_FALSE(student<perturb_and_keep>(valley, weights, Vector{{1e16, 1e16}}));
  EXPECT_THAT(weights, IsClose({3.7, -1.2}, 0));  // to the last digit
  weights = Vector{{0.3, 0.7}};
  EXPECT_FALSE(student<perturb_and_keep>(valley, weights, Vector{{-1e16, 3e15}}));
  EXPECT_THAT(weights, IsClose({0.3, 0.7}, 0));
  const auto flat = [](const Vector&) { return 3.0; };
  weights = Vector{{0.5, -1.5}};
  EXPECT_FALSE(student<perturb_and_keep>(flat, weights, Vector{{0.25, 0.5}}));
  EXPECT_THAT(weights, IsClose({0.5, -1.5}, 0));
  weights = Vector{{0.5, 2.5}};
  EXPECT_FALSE(student<perturb_and_keep>(flat, weights, Vector{{-0.125, 1.75}}));
  EXPECT_THAT(weights, IsClose({0.5, 2.5}, 0));
  EXPECT_THROW(student<perturb_and_keep>(valley, weights, Vector{{1.0}}), std::invalid_argument);
  EXPECT_THROW(student<perturb_and_keep>(valley, weights, Vector{{1.0, 2.0, 3.0}}), std::invalid_argument);
  Hidden hidden;
  const Vector lowest{{hidden.uniform(-3, 3), hidden.uniform(-3, 3), hidden.uniform(-3, 3)}};
  const Vector away{{hidden.uniform(1, 3), hidden.uniform(-3, -1), hidden.uniform(1, 3)}},
      start = lowest + away;
  Vector tried = start;
  const LossFunction round = bowl(lowest, Vector{{1.0, 2.0, 3.0}});
  EXPECT_FALSE(student<perturb_and_keep>(round, tried, hidden.uniform(0.1, 1) * away));
  EXPECT_THAT(tried, IsClose(start, 0));
  EXPECT_TRUE(student<perturb_and_keep>(round, tried, -0.25 * away));
  EXPECT_THAT(tried, IsClose(lowest + 0.75 * away, kRounding));
}

// By hand: 2 · 9 + 1; a 784-512-10 network has 784 · 512 + 512 + 512 · 10 + 10 = 407050 weights; three
// thousand million do not fit an int, nor does their double.
TEST(Sweep, CostGrowsWithTheNumberOfWeights) {
  EXPECT_THAT(student<evaluations_per_sweep>(9), Eq(19));
  EXPECT_THAT(student<evaluations_per_sweep>(2), Eq(5));
  EXPECT_THAT(student<evaluations_per_sweep>(407050), Eq(814101));
  EXPECT_THAT(student<evaluations_per_sweep>(3000000000), Eq(6000000001));
  EXPECT_THAT(student<evaluations_per_sweep>(1500000000), Eq(3000000001));
  EXPECT_THAT(student<evaluations_per_sweep>(0), Eq(1));
  EXPECT_THROW(student<evaluations_per_sweep>(-1), std::invalid_argument);
  EXPECT_THROW(student<evaluations_per_sweep>(-407050), std::invalid_argument);
  Hidden hidden;
  const auto weights = static_cast<Index>(hidden.uniform(100, 100000));
  EXPECT_THAT(student<evaluations_per_sweep>(weights + 3) - student<evaluations_per_sweep>(weights), Eq(6));
  EXPECT_THAT(student<evaluations_per_sweep>(2 * weights), Eq(4 * weights + 1));
}

}  // namespace
}  // namespace downhill::trials
