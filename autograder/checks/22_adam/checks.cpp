// SPDX-License-Identifier: MIT
#include <cmath>

#include "adam.hpp"
#include "judge/units.hpp"

namespace downhill::adam {
namespace {
using namespace judge;

/// A step is rates of weights, and slopes over slopes; ε stands outside of the root.
void measure(Adam& optimiser, const Units& in) {
  optimiser.learning_rate *= in.weight;
  optimiser.epsilon *= in.slope;
  optimiser.m *= in.slope;
  optimiser.v *= in.slope * in.slope;
}
template <class Optimiser>
using Student = Measured<Optimiser, &measure>;

/// What a step should leave behind.
struct After {
  Vector m{}, v{};
  int t = 0;
  Vector weights{};
};

/// One step from a given state.
void expect_step(const Adam& before, Vector weights, const Vector& slopes, const After& expected) {
  Student<Adam> after{before};
  after.step(weights, slopes);
  EXPECT_THAT(after.m, IsClose(expected.m, kRounding));
  EXPECT_THAT(after.v, IsClose(expected.v, kRounding));
  EXPECT_EQ(after.t, expected.t);
  EXPECT_THAT(weights, IsClose(expected.weights, kRounding));
}

void expect_refused(const Adam& options, Vector weights, const Vector& slopes) {
  Student<Adam> optimiser{options};
  EXPECT_THROW(optimiser.step(weights, slopes), std::invalid_argument);
}

struct Row {
  double slope, m, v, weight;  // the last three after the step
};

/// Step by step from one weight, the state kept by the optimiser itself.
void expect_steps(const Adam& options, double weight, std::initializer_list<Row> table) {
  Student<Adam> optimiser{options};
  Vector weights{{weight}};
  int t = 0;
  for (const Row& row : table) {
    optimiser.step(weights, Vector{{row.slope}});
    EXPECT_THAT(optimiser.m, IsClose({row.m}, kRounding));
    EXPECT_THAT(optimiser.v, IsClose({row.v}, kRounding));
    EXPECT_EQ(optimiser.t, ++t);
    EXPECT_THAT(weights, IsClose({row.weight}, kRounding));
  }
}

// By hand: 0.1 · 3, 0.27 + 0.4, 0.603 − 1.2, 0.9 · (−0.597); 0.001 · 9, 0.008991 + 0.016 and so on. Roots,
// and the problem of lesson 01, slope 6(3w − 10), from a separate computation.
TEST(Adam, SecondStepIsThatOfTheWorkedExample) {
  in_any_units([] {
    expect_steps({.learning_rate = 0.1}, 1,
                 {{3, 0.3, 0.009, 0.900000000333},
                  {4, 0.67, 0.024991, 0.800267712830},
                  {-12, -0.597, 0.168966009, 0.829606949507},
                  {0, -0.5373, 0.168797042991, 0.853639866950}});
    Student<Adam> optimiser{{.learning_rate = 0.1}};
    Vector weight{{2.0}};
    for (const double expected : {2.099999999958, 2.199721226111, 2.298942399921}) {
      optimiser.step(weight, 6 * (3 * weight.array() - 10).matrix());
      ASSERT_THAT(weight, IsClose({expected}, kRounding));
    }
    for (int i = 3; i < 100; ++i) optimiser.step(weight, 6 * (3 * weight.array() - 10).matrix());
    EXPECT_THAT(weight, IsClose({3.335220242128}, kRounding));
  });
}

// By hand, the second step with β₁ = 0.5 and β₂ = 0.75, so m̂ = m/0.75 and v̂ = v/0.4375: m = 1 + 0.5 = 1.5,
// m̂ = 2; v = 1.5 + 0.25 = 1.75, v̂ = 4; a step of 0.1 · 2/2. Without a slope the average moves on: m̂ = 2,
// v̂ = 9. The third with β₁ = 0.75 and β₂ = 0.5: m = 7.5 − 0.75 = 6.75, m̂ = 6.75 · 64/37; v = 9.5 + 4.5 = 14,
// v̂ = 16.
TEST(Adam, AStepGoesOnFromAnyState) {
  in_any_units([] {
    expect_step({.learning_rate = 0.1,
                 .beta1 = 0.5,
                 .beta2 = 0.75,
                 .epsilon = 0,
                 .m = Vector{{2.0, 3.0}},
                 .v = Vector{{2.0, 5.25}},
                 .t = 1},
                Vector{{1.0, 1.0}}, Vector{{1.0, 0.0}},
                {Vector{{1.5, 1.5}}, Vector{{1.75, 3.9375}}, 2, Vector{{0.9, 0.933333333333}}});
    expect_step({.learning_rate = 0.1,
                 .beta1 = 0.5,
                 .beta2 = 0.75,
                 .epsilon = 2,
                 .m = Vector{{2.0}},
                 .v = Vector{{2.0}},
                 .t = 1},
                Vector{{-3.0}}, Vector{{1.0}}, {Vector{{1.5}}, Vector{{1.75}}, 2, Vector{{-3.05}}});
    expect_step({.learning_rate = 0.37,
                 .beta1 = 0.75,
                 .beta2 = 0.5,
                 .epsilon = 0,
                 .m = Vector{{10.0}},
                 .v = Vector{{19.0}},
                 .t = 2},
                Vector{{0.0}}, Vector{{-3.0}}, {Vector{{6.75}}, Vector{{14.0}}, 3, Vector{{-1.08}}});
  });
}

// By hand: m̂ = g and v̂ = g², so α g/(|g| + ε), whatever the betas.
TEST(Adam, FirstStepHasTheSizeOfTheRate) {
  expect_step({.learning_rate = 0.25, .epsilon = 0}, Vector{{1.0, 1.0, 1.0}}, Vector{{3.0, -0.02, 500.0}},
              {Vector{{0.3, -0.002, 50.0}}, Vector{{0.009, 4e-7, 250.0}}, 1, Vector{{0.75, 1.25, 0.75}}});
  expect_step({.learning_rate = 0.5, .beta1 = 0.8, .beta2 = 0.6, .epsilon = 1}, Vector{{2.0}}, Vector{{-4.0}},
              {Vector{{-0.8}}, Vector{{6.4}}, 1, Vector{{2.4}}});
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double rate = hidden.uniform(0.01, 0.5), beta1 = hidden.uniform(0.2, 0.95);
    const double beta2 = hidden.uniform(0.2, 0.99), epsilon = hidden.uniform(0.1, 1);
    const double size = hidden.uniform(0.5, 5), start = hidden.uniform(-5, 5);
    expect_step({.learning_rate = rate, .beta1 = beta1, .beta2 = beta2, .epsilon = epsilon}, Vector{{start}},
                Vector{{sign * size}},
                {Vector{{sign * (1 - beta1) * size}}, Vector{{(1 - beta2) * size * size}}, 1,
                 Vector{{start - sign * rate * size / (size + epsilon)}}});
  }
}

// Both corrected averages of a steady slope are the slope and its square, so every step is α long. By hand
// for −2 with β₁ = 0.5: m = −1, −1.5, −1.75; with β₂ = 0.75: v = 1, 1.75, 2.3125.
TEST(Adam, SteadySlopesMakeStepsOfTheRate) {
  expect_steps({.learning_rate = 0.1, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0}, 0,
               {{-2, -1, 1, 0.1}, {-2, -1.5, 1.75, 0.2}, {-2, -1.75, 2.3125, 0.3}});
  Hidden hidden;
  const double rate = hidden.uniform(0.01, 0.5), slope = hidden.uniform(0.5, 5),
               start = hidden.uniform(-5, 5);
  Student<Adam> optimiser{{.learning_rate = rate,
                           .beta1 = hidden.uniform(0.2, 0.95),
                           .beta2 = hidden.uniform(0.2, 0.99),
                           .epsilon = 0}};
  Vector weights{{start, -start}};
  for (int n = 1; n <= 20; ++n) {
    optimiser.step(weights, Vector{{slope, -2 * slope}});
    ASSERT_THAT(weights, IsClose({start - n * rate, -start + n * rate}, kRounding));
  }
}

// From a separate computation. A factor before the slopes is in m̂ and in the root of v̂, and cancels.
TEST(Adam, LossTimesAThousandTakesTheSamePath) {
  const auto expect_path = [](const Vector& factors) {
    Student<Adam> optimiser{{.learning_rate = 0.3, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 1e-15}};
    Vector weights{{0.0, 1.0}};
    optimiser.step(weights, factors.cwiseProduct(Vector{{4.0, 6.0}}));
    EXPECT_THAT(weights, IsClose({-0.3, 0.7}, kRounding));
    optimiser.step(weights, factors.cwiseProduct(Vector{{-8.0, 1.5}}));
    EXPECT_THAT(weights, IsClose({-0.117906906400, 0.479860184288}, kRounding));
    optimiser.step(weights, factors.cwiseProduct(Vector{{2.0, 0.0}}));
    EXPECT_THAT(weights, IsClose({-0.084528994868, 0.354628844201}, kRounding));
  };
  expect_path(Vector{{1.0, 1.0}});
  expect_path(Vector{{1000.0, 1000.0}});
  Hidden hidden;
  expect_path(Vector{{hidden.uniform(0.1, 1), hidden.uniform(10, 1000)}});
}

// From a separate computation. Slopes of 3 and −3 by turns: after the first step by 0.1 the second goes back
// by 0.005263 only, for m has not forgotten the first.
TEST(Adam, OpposingSlopesAlmostCancel) {
  expect_steps({.learning_rate = 0.1, .epsilon = 0}, 0,
               {{3, 0.3, 0.009, -0.1},
                {-3, -0.03, 0.017991, -0.094736842105},
                {3, 0.273, 0.026973009, -0.128316177899},
                {-3, -0.0543, 0.035946035991, -0.123053020004}});
  // In the long run ±0.1/1.9 of the slope is left of m, as in lesson 16, and v is its square.
  Hidden hidden;
  const double slope = hidden.uniform(0.5, 5);
  expect_step({.learning_rate = 1,
               .beta1 = 0.9,
               .epsilon = 0,
               .m = Vector{{-slope / 19}},
               .v = Vector{{slope * slope}},
               .t = 100000},
              Vector{{5.0}}, Vector{{slope}},
              {Vector{{slope / 19}}, Vector{{slope * slope}}, 100001, Vector{{5 - 1.0 / 19}}});
}

// By hand: with β₁ = 0 the step is α g/√v̂, where v̂ is 9 and, with β₂ = 0.5, (2.25 + 8)/0.75 and
// (5.125 + 0.5)/0.875. With both 0 it is α times the sign.
TEST(Adam, ZeroBetasAreSignDescentAndOnesAreTooMuch) {
  in_any_units([] {
    expect_steps({.learning_rate = 0.3, .beta1 = 0, .beta2 = 0.5, .epsilon = 0}, 0,
                 {{3, 3, 4.5, -0.3}, {4, 4, 10.25, -0.624601068480}, {-1, -1, 5.625, -0.506279472818}});
    expect_step({.learning_rate = 0.25, .beta1 = 0, .beta2 = 0, .epsilon = 0}, Vector{{2.0, 2.0}},
                Vector{{0.0001, -30.0}},
                {Vector{{0.0001, -30.0}}, Vector{{1e-8, 900.0}}, 1, Vector{{1.75, 2.25}}});
    for (const double weight : {1.0, 2.0}) {
      const Vector start{{weight}}, slope{{3.0}};
      expect_refused({.beta1 = 1}, start, slope);
      expect_refused({.beta2 = 1}, start, slope);
      expect_refused({.beta1 = -0.1}, start, slope);
      expect_refused({.beta2 = 1.5}, start, slope);
    }
  });
}

// By hand: 0.1 · 10⁻⁴/(10⁻⁴ + 10⁻⁸) = 0.1/1.0001; 0.1 · 10⁻⁸/(2 · 10⁻⁸); twice, since a steady slope makes
// equal steps. With ε = 1: 0.1 · 3/(3 + 1), and the second step from a separate computation.
TEST(Adam, TinySlopesTellWhereEpsilonStands) {
  in_any_units([] {
    Student<Adam> optimiser{{.learning_rate = 0.1, .epsilon = 1e-8}};
    Vector weights{{0.0, 0.0, 0.0}};
    const Vector slopes{{1e-4, -1e-8, 0.0}};
    optimiser.step(weights, slopes);
    EXPECT_THAT(weights, IsClose({-0.099990001, 0.05, 0}, kRounding));
    optimiser.step(weights, slopes);
    EXPECT_THAT(weights, IsClose({-0.199980002, 0.1, 0}, kRounding));
    expect_steps({.learning_rate = 0.1, .epsilon = 1}, 1,
                 {{3, 0.3, 0.009, 0.925}, {4, 0.67, 0.024991, 0.847255607266}});
    for (const double weight : {1.0, 2.0})
      expect_refused({.epsilon = -1e-8}, Vector{{weight}}, Vector{{3.0}});
  });
}

// Two weights, the first as in the worked example, the second with slopes of 4 and −3; from a separate
// computation. A third, without a slope, rests.
TEST(Adam, OneCountServesAllWeights) {
  Student<Adam> optimiser{{.learning_rate = 0.1}};
  Vector weights{{1.0, 1.0, 1.0}};
  optimiser.step(weights, Vector{{3.0, 4.0, 0.0}});
  EXPECT_EQ(optimiser.t, 1);
  EXPECT_THAT(weights, IsClose({0.900000000333, 0.900000000250, 1}, kRounding));
  optimiser.step(weights, Vector{{4.0, -3.0, 0.0}});
  EXPECT_EQ(optimiser.t, 2);
  EXPECT_THAT(optimiser.m, IsClose({0.67, 0.06, 0}, kRounding));
  EXPECT_THAT(optimiser.v, IsClose({0.024991, 0.024984, 0}, kRounding));
  EXPECT_THAT(weights, IsClose({0.800267712830, 0.891067499535, 1}, kRounding));

  // Alone or beside others, a weight takes the steps that its own slopes make.
  Hidden hidden;
  const Adam options{.learning_rate = hidden.uniform(0.1, 0.5), .beta1 = hidden.uniform(0.2, 0.9)};
  Student<Adam> together{options}, first{options}, second{options};
  Vector both{{1.0, -2.0}}, one{{1.0}}, two{{-2.0}};
  for (int i = 0; i < 4; ++i) {
    const double a = hidden.uniform(0.5, 5), b = hidden.uniform(-5, -0.5);
    together.step(both, Vector{{a, b}});
    first.step(one, Vector{{a}});
    second.step(two, Vector{{b}});
    ASSERT_EQ(one.size(), 1);
    ASSERT_EQ(two.size(), 1);
    ASSERT_THAT(both, IsClose({one(0), two(0)}, kRounding));
  }
  EXPECT_LT(one(0), 1 - options.learning_rate) << "four slopes upwards and no more than a step down";
}

// By hand: slopes 3 and 4 for one object, −2 for another in between; the same run again with a new object.
TEST(Adam, EachObjectKeepsAStateOfItsOwnSize) {
  in_any_units([] {
    Student<Adam> one{{.learning_rate = 0.1}}, other = one, again = one;
    Vector weights{{1.0}}, other_weights{{2.0}}, once_more{{1.0}};
    one.step(weights, Vector{{3.0}});
    EXPECT_THAT(one.m, IsClose({0.3}, kRounding));
    other.step(other_weights, Vector{{-2.0}});
    EXPECT_THAT(other.m, IsClose({-0.2}, kRounding));
    EXPECT_THAT(other_weights, IsClose({2.1}, kRounding));
    one.step(weights, Vector{{4.0}});
    EXPECT_THAT(one.m, IsClose({0.67}, kRounding));
    EXPECT_THAT(weights, IsClose({0.800267712830}, kRounding));
    again.step(once_more, Vector{{3.0}});
    EXPECT_THAT(once_more, IsClose({0.900000000333}, kRounding));
    EXPECT_EQ(again.t, 1);

    const Vector one_long{{1.0}}, three_long{{1.0, 2.0, 3.0}}, slopes{{3.0, 4.0}}, start{{1.0, 2.0}};
    expect_refused({.m = one_long}, start, slopes);
    expect_refused({.m = three_long}, start, slopes);
    expect_refused({.v = one_long}, start, slopes);
    expect_refused({.v = three_long}, start, slopes);
    expect_refused({}, start, three_long);
  });
}

}  // namespace
}  // namespace downhill::adam
