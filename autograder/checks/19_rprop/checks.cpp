// SPDX-License-Identifier: MIT
#include <cmath>

#include "judge/units.hpp"
#include "kit/landscapes.hpp"
#include "rprop.hpp"

namespace downhill::rprop {
namespace {
using namespace judge;

/// Steps, and what limits them, are lengths among the weights. Of a slope only the sign counts.
void measure(Rprop& optimiser, const Units& in) {
  optimiser.initial_step *= in.weight;
  optimiser.smallest_step *= in.weight;
  optimiser.largest_step *= in.weight;
  optimiser.step_sizes *= in.weight;
  optimiser.last_gradient *= in.slope;
}
template <class Optimiser>
using Student = Measured<Optimiser, &measure>;

/// What a step should leave behind.
struct After {
  Vector step_sizes{}, last_gradient{}, weights{};
};

/// One step from a given state.
void expect_step(const Rprop& before, Vector weights, const Vector& slopes, const After& expected) {
  Student<Rprop> after{before};
  after.step(weights, slopes);
  EXPECT_THAT(after.step_sizes, IsClose(expected.step_sizes, kRounding));
  EXPECT_THAT(after.last_gradient, IsClose(expected.last_gradient, kRounding));
  EXPECT_THAT(weights, IsClose(expected.weights, kRounding));
}

struct Row {
  double slope, step_size, weight;  // the last two after the step
};

/// Step by step from a weight of 0, the state kept by the optimiser itself.
void expect_steps(const Rprop& options, std::initializer_list<Row> table) {
  Student<Rprop> optimiser{options};
  Vector weights{{0.0}};
  for (const Row& row : table) {
    optimiser.step(weights, Vector{{row.slope}});
    EXPECT_THAT(optimiser.step_sizes, IsClose({row.step_size}, kRounding));
    EXPECT_THAT(weights, IsClose({row.weight}, kRounding));
  }
}

void expect_refused(const Rprop& options, Vector weights, const Vector& slopes) {
  Student<Rprop> optimiser{options};
  EXPECT_THROW(optimiser.step(weights, slopes), std::invalid_argument);
}

// By hand: 0.1 against the sign, 0.25 for another initial step; nothing to agree with, so no size changes.
TEST(Rprop, FirstStepHasTheSameSizeForEverySlope) {
  expect_step({.initial_step = 0.1}, Vector{{1.0, 1.0, 1.0}}, Vector{{3.0, -0.0001, 500.0}},
              {Vector{{0.1, 0.1, 0.1}}, Vector{{3.0, -0.0001, 500.0}}, Vector{{0.9, 1.1, 0.9}}});
  expect_step({.initial_step = 0.25}, Vector{{-2.0}}, Vector{{-24.0}},
              {Vector{{0.25}}, Vector{{-24.0}}, Vector{{-1.75}}});
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double size = hidden.uniform(0.01, 2), slope = sign * hidden.uniform(0.001, 9);
    const double start = hidden.uniform(-5, 5);
    expect_step({.initial_step = size}, Vector{{start}}, Vector{{slope}},
                {Vector{{size}}, Vector{{slope}}, Vector{{start - sign * size}}});
  }
}

// By hand: 0.1, 0.1 · 1.2 = 0.12, 0.12 · 1.2 = 0.144; the weight goes to their sums. In general n steps that
// agree go Δ₀ (1 + η + … + ηⁿ⁻¹), a geometric sum.
TEST(Rprop, StepsGrowWhileTheSignStays) {
  expect_steps({}, {{-24, 0.1, 0.1}, {-20, 0.12, 0.22}, {-5, 0.144, 0.364}});
  expect_steps({.initial_step = 1, .growth = 1.5}, {{2, 1, -1}, {7, 1.5, -2.5}, {0.0001, 2.25, -4.75}});
  expect_refused({.growth = 1}, Vector{{0.0}}, Vector{{2.0}});
  expect_refused({.growth = 0.9}, Vector{{0.0}}, Vector{{2.0}});

  Hidden hidden;
  for (const int n : {2, 6}) {
    const double first = hidden.uniform(0.01, 1), growth = hidden.uniform(1.1, 1.6);
    Student<Rprop> optimiser{{.initial_step = first, .growth = growth}};
    Vector weights{{0.0, 0.0}};
    for (int i = 0; i < n; ++i)
      optimiser.step(weights, Vector{{hidden.uniform(0.1, 9), hidden.uniform(-9, -0.1)}});
    const double way = first * (std::pow(growth, n) - 1) / (growth - 1);
    EXPECT_THAT(weights, IsClose({-way, way}, kRounding));
  }
}

// By hand, the example of the page: at +3 the sign flips, so 0.144 · 0.5 = 0.072 and no move; +1 meets a
// remembered 0, so 0.072 stays and moves; −2 flips again.
TEST(Rprop, AfterAFlipTheStepIsHalfAsLongAndTheWeightWaits) {
  expect_steps({}, {{-24, 0.1, 0.1},
                    {-20, 0.12, 0.22},
                    {-5, 0.144, 0.364},
                    {3, 0.072, 0.364},
                    {1, 0.072, 0.292},
                    {-2, 0.036, 0.292}});
  for (const double not_between : {0.0, 1.0, 1.5})
    expect_refused({.shrinkage = not_between}, Vector{{0.0}}, Vector{{2.0}});
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double size = hidden.uniform(0.1, 2), shrinkage = hidden.uniform(0.2, 0.8);
    const Vector start{{hidden.uniform(-5, 5)}}, last{{sign * hidden.uniform(1, 9)}};
    expect_step({.shrinkage = shrinkage, .step_sizes = Vector{{size}}, .last_gradient = last}, start,
                Vector{{-sign * hidden.uniform(1, 9)}}, {Vector{{shrinkage * size}}, Vector{{0.0}}, start});
  }
}

// By hand, three weights that agree, flip, and have nothing to agree with: 0.4 · 1.5 = 0.6, 0.4 · 0.25 = 0.1,
// 0.4. Then only tiny and zero slopes: 10⁻⁴ and −10⁻⁴ have signs like any other, 0 has none.
TEST(Rprop, AStepGoesOnFromAnyState) {
  in_any_units([] {
    expect_step({.growth = 1.5,
                 .shrinkage = 0.25,
                 .step_sizes = Vector{{0.4, 0.4, 0.4}},
                 .last_gradient = Vector{{2.0, -0.5, 0.0}}},
                Vector{{1.0, 2.0, 3.0}}, Vector{{0.3, 6.0, -7.0}},
                {Vector{{0.6, 0.1, 0.4}}, Vector{{0.3, 0.0, -7.0}}, Vector{{0.4, 2.0, 3.4}}});
    expect_step({.step_sizes = Vector{{0.5, 0.5, 0.5}}, .last_gradient = Vector{{3.0, 3.0, -3.0}}},
                Vector{{0.0, 0.0, 0.0}}, Vector{{0.0001, -0.0001, 0.0}},
                {Vector{{0.6, 0.25, 0.5}}, Vector{{0.0001, 0.0, 0.0}}, Vector{{-0.6, 0.0, 0.0}}});
  });
}

// By hand: + + − + + + from 0 with Δ 0.1, 0.12, 0.06, 0.06, 0.072, 0.0864, and a wait at the minus, whatever
// the slopes' sizes.
TEST(Rprop, OnlySignsCount) {
  const auto expect_path = [](const std::function<double()>& size) {
    Student<Rprop> optimiser;
    Vector weights{{0.0}};
    const std::vector<std::pair<double, double>> path{{1, -0.1},  {1, -0.22},  {-1, -0.22},
                                                      {1, -0.28}, {1, -0.352}, {1, -0.4384}};
    for (const auto& [sign, weight] : path) {
      optimiser.step(weights, Vector{{sign * size()}});
      EXPECT_THAT(weights, IsClose({weight}, kRounding));
    }
  };
  expect_path([] { return 1.0; });
  Hidden hidden;
  expect_path([&] { return std::pow(10, hidden.uniform(-100, 100)); });
}

// By hand: a slope of 0 neither moves nor resizes, and the slope after it has nothing to agree with: 0.1
// twice, then 0.12.
TEST(Rprop, ZeroSlopesMoveNothing) {
  in_any_units([] {
    expect_steps({}, {{-4, 0.1, 0.1}, {0, 0.1, 0.1}, {-4, 0.1, 0.2}, {-4, 0.12, 0.32}, {0, 0.12, 0.32}});
    expect_steps({.initial_step = 0.3}, {{0, 0.3, 0}, {0, 0.3, 0}, {5, 0.3, -0.3}, {5, 0.36, -0.66}});
  });
}

// By hand: 0.9 · 1.2 is above 1, 0.9 · 0.5 below 0.6; an initial step of 60 is above 50. 0.1 · 1.2³⁵ = 59.07
// is the first size above 50; until then the steps have gone (1.2³⁵ − 1)/2 = 294.834, from a separate
// computation.
TEST(Rprop, StepSizesStayWithinTheLimits) {
  in_any_units([] {
    const Vector zero{{0.0}};
    for (const double most : {1.0, 0.95})
      expect_step({.largest_step = most, .step_sizes = Vector{{0.9}}, .last_gradient = Vector{{2.0}}}, zero,
                  Vector{{3.0}}, {Vector{{most}}, Vector{{3.0}}, Vector{{-most}}});
    for (const double least : {0.6, 0.7})
      expect_step({.initial_step = 0.8,
                   .smallest_step = least,
                   .step_sizes = Vector{{0.9}},
                   .last_gradient = Vector{{2.0}}},
                  zero, Vector{{-3.0}}, {Vector{{least}}, zero, zero});

    for (const double slope : {2.0, -2.0}) {
      expect_refused({.smallest_step = 0}, zero, Vector{{slope}});
      expect_refused({.initial_step = 3, .smallest_step = 4, .largest_step = 3}, zero, Vector{{slope}});
      expect_refused({.initial_step = 60}, zero, Vector{{slope}});
    }

    Student<Rprop> optimiser;
    Vector weights = zero;
    for (int i = 0; i < 35; ++i) optimiser.step(weights, Vector{{1.0}});
    EXPECT_THAT(weights, IsClose({-294.834114577}, kRounding));
    for (int i = 0; i < 2; ++i) optimiser.step(weights, Vector{{1.0}});
    EXPECT_THAT(weights, IsClose({-394.834114577}, kRounding));
    EXPECT_THAT(optimiser.step_sizes, IsClose({50}, kRounding));
    for (int i = 0; i < 60; ++i) optimiser.step(weights, Vector{{i % 2 == 0 ? -1.0 : 1.0}});
    EXPECT_THAT(1e6 * optimiser.step_sizes, IsClose({1}, kRounding));
  });
}

// By hand: the first weight's slopes agree twice, the second's flip and then meet a remembered 0.
TEST(Rprop, EveryWeightHasAStepSizeOfItsOwn) {
  in_any_units([] {
    Student<Rprop> optimiser;
    Vector weights{{0.0, 0.0}};
    optimiser.step(weights, Vector{{1.0, 1.0}});
    EXPECT_THAT(weights, IsClose({-0.1, -0.1}, kRounding));
    optimiser.step(weights, Vector{{1.0, -1.0}});
    EXPECT_THAT(optimiser.step_sizes, IsClose({0.12, 0.05}, kRounding));
    EXPECT_THAT(weights, IsClose({-0.22, -0.1}, kRounding));
    optimiser.step(weights, Vector{{1.0, -1.0}});
    EXPECT_THAT(optimiser.step_sizes, IsClose({0.144, 0.05}, kRounding));
    EXPECT_THAT(optimiser.last_gradient, IsClose({1, -1}, kRounding));
    EXPECT_THAT(weights, IsClose({-0.364, -0.05}, kRounding));
  });

  // Weights that change places take their steps along.
  Hidden hidden;
  const Vector start{{hidden.uniform(2, 5), hidden.uniform(-5, -2), hidden.uniform(2, 5)}};
  const Vector curvature{{hidden.uniform(0.5, 1), hidden.uniform(4, 8), hidden.uniform(20, 40)}};
  Student<Rprop> one, other;
  Vector ahead = start, reversed = start.reverse();
  for (int i = 0; i < 20; ++i) {
    ASSERT_EQ(ahead.size(), 3);
    ASSERT_EQ(reversed.size(), 3);
    one.step(ahead, curvature.cwiseProduct(ahead));
    other.step(reversed, curvature.reverse().cwiseProduct(reversed));
  }
  EXPECT_THAT(ahead.reverse().eval(), IsClose(reversed, kRounding));
  EXPECT_LT(ahead.cwiseAbs().maxCoeff(), start.cwiseAbs().maxCoeff());
}

// The problem of lesson 01, slope 6(3w − 10), and the ravine, both from a separate computation.
TEST(Rprop, StepsOvershootTurnRoundAndCrossTheRavineInThirtyEightSteps) {
  in_any_units([] {
    Student<Rprop> optimiser;
    Vector weight{{2.0}};
    for (const double expected : {2.1, 2.22, 2.364, 2.5368, 2.74416, 2.992992, 3.2915904, 3.64990848,
                                  3.64990848, 3.47074944, 3.255758592, 3.255758592}) {
      optimiser.step(weight, 6 * (3 * weight.array() - 10).matrix());
      ASSERT_THAT(weight, IsClose({expected}, kRounding));
    }

    const kit::Landscape ravine = kit::ravine();
    Student<Rprop> other;
    Vector ball = ravine.start;
    int taken = 0;
    for (; taken < 60 && ravine.loss(ball) >= 1e-6; ++taken) {
      other.step(ball, ravine.gradient(ball));
      ASSERT_EQ(ball.size(), 2);
    }
    EXPECT_EQ(taken, 38) << "steps until the loss of the ravine was below 1e-6";
  });
}

// By hand: −24 and −20 for one object, 0.5 for another in between.
TEST(Rprop, EachObjectKeepsAStateOfItsOwnSize) {
  in_any_units([] {
    Student<Rprop> one, other;
    Vector weights{{2.0}}, other_weights{{1.0}};
    one.step(weights, Vector{{-24.0}});
    EXPECT_THAT(weights, IsClose({2.1}, kRounding));
    other.step(other_weights, Vector{{0.5}});
    EXPECT_THAT(other_weights, IsClose({0.9}, kRounding));
    one.step(weights, Vector{{-20.0}});
    EXPECT_THAT(one.step_sizes, IsClose({0.12}, kRounding));
    EXPECT_THAT(weights, IsClose({2.22}, kRounding));

    const Vector one_long{{0.1}}, three_long{{0.1, 0.2, 0.3}}, slopes{{3.0, 4.0}}, start{{1.0, 2.0}};
    expect_refused({.step_sizes = one_long}, start, slopes);
    expect_refused({.step_sizes = three_long}, start, slopes);
    expect_refused({.last_gradient = one_long}, start, slopes);
    expect_refused({.last_gradient = three_long}, start, slopes);
    expect_refused({}, start, three_long);
  });
}

}  // namespace
}  // namespace downhill::rprop
