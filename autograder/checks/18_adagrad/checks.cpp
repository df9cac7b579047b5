// SPDX-License-Identifier: MIT
#include "adagrad.hpp"
#include "judge/units.hpp"

namespace downhill::adagrad {
namespace {
using namespace judge;

/// A step is rates of weights, and slopes over slopes.
void measure(AdaGrad& optimiser, const Units& in) {
  optimiser.learning_rate *= in.weight;
  optimiser.epsilon *= in.slope;
  optimiser.squares *= in.slope * in.slope;
}
template <class Optimiser>
using Student = Measured<Optimiser, &measure>;

/// One step from a given state leaves these squares and these weights.
void expect_step(const AdaGrad& before, Vector weights, const Vector& slopes, const Vector& squares_after,
                 const Vector& weights_after) {
  Student<AdaGrad> after{before};
  after.step(weights, slopes);
  EXPECT_THAT(after.squares, IsClose(squares_after, kRounding));
  EXPECT_THAT(weights, IsClose(weights_after, kRounding));
}

struct Row {
  double slope, squares, weight;  // the last two after the step
};

/// Step by step from one weight, the state kept by the optimiser itself.
void expect_steps(const AdaGrad& options, double weight, std::initializer_list<Row> table) {
  Student<AdaGrad> optimiser{options};
  Vector weights{{weight}};
  for (const Row& row : table) {
    optimiser.step(weights, Vector{{row.slope}});
    EXPECT_THAT(optimiser.squares, IsClose({row.squares}, kRounding));
    EXPECT_THAT(weights, IsClose({row.weight}, kRounding));
  }
}

// By hand: 9, 9 + 16 = 25, 25 + 144 = 169; steps of 0.1 · 3/3, 0.1 · 4/5 and 0.1 · 12/13, and a third of a
// billionth for ε. The problem of lesson 01, slope 6(3w − 10), from a separate computation.
TEST(AdaGrad, StepsAreSlopesOverTheRootOfAllSquaresSoFar) {
  in_any_units([] {
    expect_steps({.learning_rate = 0.1, .epsilon = 1e-8}, 1,
                 {{3, 9, 0.900000000333}, {4, 25, 0.820000000493}, {-12, 169, 0.912307692730}});
    expect_steps({.learning_rate = 1, .epsilon = 1e-8}, 2, {{-24, 576, 3}, {-6, 612, 3.242535625}});

    Student<AdaGrad> slow{{.learning_rate = 0.1, .epsilon = 1e-8}};
    Vector weight{{2.0}};
    for (int i = 0; i < 100; ++i) slow.step(weight, 6 * (3 * weight.array() - 10).matrix());
    EXPECT_THAT(weight, IsClose({3.199384043091}, kRounding));
  });
}

// By hand: 16 + 9 = 25, so 1 + 0.5 · 3/5 = 1.3, and so on for each weight; with ε = 1, 2 · 1/(3 + 1).
TEST(AdaGrad, AStepGoesOnFromAnySquares) {
  in_any_units([] {
    expect_step({.learning_rate = 0.5, .epsilon = 0, .squares = Vector{{16.0, 0.36, 0.0}}},
                Vector{{1.0, -1.0, 2.0}}, Vector{{-3.0, 0.8, 5.0}}, Vector{{25.0, 1.0, 25.0}},
                Vector{{1.3, -1.4, 1.5}});
    expect_step({.learning_rate = 2, .epsilon = 1, .squares = Vector{{4.0, 8.0}}}, Vector{{0.0, 0.0}},
                Vector{{0.0, 1.0}}, Vector{{4.0, 9.0}}, Vector{{0.0, -0.5}});
    expect_step({.learning_rate = 0.3, .epsilon = 0, .squares = Vector{{64.0}}}, Vector{{-2.0}},
                Vector{{-6.0}}, Vector{{100.0}}, Vector{{-1.82}});
  });
}

// By hand: each slope over its own size is 1 or −1. With ε the first step is α g / (|g| + ε).
TEST(AdaGrad, FirstStepHasTheSizeOfTheRate) {
  expect_step({.learning_rate = 0.25, .epsilon = 0}, Vector{{1.0, 1.0, 1.0}}, Vector{{3.0, -0.01, 1000.0}},
              Vector{{9.0, 0.0001, 1e6}}, Vector{{0.75, 1.25, 0.75}});
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double rate = hidden.uniform(0.01, 0.5), epsilon = hidden.uniform(0.1, 1);
    const Vector size{{hidden.uniform(0.5, 5), hidden.uniform(0.5, 5)}};
    const Vector start{{hidden.uniform(-5, 5), hidden.uniform(-5, 5)}};
    expect_step({.learning_rate = rate, .epsilon = epsilon}, start, sign * size, size.cwiseAbs2(),
                start - sign * rate * (size.array() / (size.array() + epsilon)).matrix());
  }
}

// Under a steady slope the t-th step is α/√t: 1, 0.70710678, 0.57735027, 0.5. The sums of 1/√t up to 7 and
// up to 100 come from a separate computation.
TEST(AdaGrad, SteadySlopesMakeShorterAndShorterSteps) {
  expect_steps({.learning_rate = 1, .epsilon = 0}, 0,
               {{1, 1, -1}, {1, 2, -1.707106781187}, {1, 3, -2.284457050376}, {1, 4, -2.784457050376}});
  Student<AdaGrad> patient{{.learning_rate = 0.1, .epsilon = 0}};
  Vector weight{{0.0}};
  for (int i = 0; i < 100; ++i) patient.step(weight, Vector{{-2.0}});
  EXPECT_THAT(weight, IsClose({1.858960382478}, kRounding));

  Hidden hidden;
  const double rate = hidden.uniform(0.01, 0.5), slope = hidden.uniform(0.5, 5);
  const double start = hidden.uniform(-5, 5);
  Student<AdaGrad> optimiser{{.learning_rate = rate, .epsilon = 0}};
  weight = Vector{{start}};
  for (int i = 0; i < 7; ++i) optimiser.step(weight, Vector{{slope}});
  EXPECT_THAT(weight, IsClose({start - rate * 4.017883409349}, kRounding));
  EXPECT_THAT(optimiser.squares, IsClose({7 * slope * slope}, kRounding));
}

// By hand: 0.3 · 3/3 = 0.3 and 0.3 · 8/8 = 0.3, then 0.3 · 4/5 = 0.24 and 0.3 · 6/10 = 0.18. A factor before
// the slopes is in the root too.
TEST(AdaGrad, LossTimesAThousandTakesTheSamePath) {
  const Vector first{{3.0, 8.0}}, second{{-4.0, 6.0}};
  const auto expect_path = [&](const Vector& factors) {
    Student<AdaGrad> optimiser{{.learning_rate = 0.3, .epsilon = 1e-12}};
    Vector weights{{0.0, 1.0}};
    optimiser.step(weights, first.cwiseProduct(factors));
    EXPECT_THAT(weights, IsClose({-0.3, 0.7}, kRounding));
    optimiser.step(weights, second.cwiseProduct(factors));
    EXPECT_THAT(weights, IsClose({-0.06, 0.52}, kRounding));
  };
  expect_path(Vector{{1.0, 1.0}});
  expect_path(Vector{{1000.0, 1000.0}});
  Hidden hidden;
  expect_path(Vector{{hidden.uniform(0.1, 1), hidden.uniform(10, 1000)}});
}

// By hand: 0.1 against the sign of the first slope of each that is not 0.
TEST(AdaGrad, ZeroSlopesMoveNothing) {
  in_any_units([] {
    Student<AdaGrad> optimiser{{.learning_rate = 0.1, .epsilon = 1e-8}};
    Vector weights{{5.0, -7.0}};
    optimiser.step(weights, Vector{{0.0, -2.0}});
    EXPECT_THAT(weights, IsClose({5, -6.9}, kRounding));
    EXPECT_THAT(optimiser.squares, IsClose({0, 4}, kRounding));
    optimiser.step(weights, Vector{{0.0, 0.0}});
    EXPECT_THAT(weights, IsClose({5, -6.9}, kRounding));
    EXPECT_THAT(optimiser.squares, IsClose({0, 4}, kRounding));
    optimiser.step(weights, Vector{{6.0, 0.0}});
    EXPECT_THAT(weights, IsClose({4.9, -6.9}, kRounding));
    EXPECT_THAT(optimiser.squares, IsClose({36, 4}, kRounding));
  });
}

// By hand: 0.1 · 10⁻⁴ / (10⁻⁴ + 10⁻⁸) = 0.1 / 1.0001; 0.1 · 10⁻⁸ / (2 · 10⁻⁸); 0.1 · 3/(3 + 1) = 0.075, and
// 0.1 · 4/(5 + 1) more.
TEST(AdaGrad, TinySlopesTellWhereEpsilonStands) {
  in_any_units([] {
    const auto first_step = [](double slope) {
      Student<AdaGrad> optimiser{{.learning_rate = 0.1, .epsilon = 1e-8}};
      Vector weights{{0.0}};
      optimiser.step(weights, Vector{{slope}});
      return weights;
    };
    EXPECT_THAT(first_step(1e-4), IsClose({-0.099990001}, kRounding));
    EXPECT_THAT(first_step(-1e-8), IsClose({0.05}, kRounding));
    expect_steps({.learning_rate = 0.1, .epsilon = 1}, 1, {{3, 9, 0.925}, {4, 25, 0.858333333333}});
  });
}

// By hand: slopes 3 and 4 for one object, −2 for another in between.
TEST(AdaGrad, EachObjectKeepsSquaresOfItsOwnSize) {
  in_any_units([] {
    Student<AdaGrad> one{{.learning_rate = 0.1, .epsilon = 0}}, other = one;
    Vector weights{{1.0}}, other_weights{{2.0}};
    one.step(weights, Vector{{3.0}});
    EXPECT_THAT(one.squares, IsClose({9}, kRounding));
    other.step(other_weights, Vector{{-2.0}});
    EXPECT_THAT(other.squares, IsClose({4}, kRounding));
    one.step(weights, Vector{{4.0}});
    EXPECT_THAT(one.squares, IsClose({25}, kRounding));
    EXPECT_THAT(weights, IsClose({0.82}, kRounding));

    Student<AdaGrad> narrow{{.squares = Vector{{1.0}}}}, wide{{.squares = Vector{{1.0, 2.0, 3.0}}}}, fresh;
    Vector two{{1.0, 2.0}}, again = two, short_of_slopes = two;
    EXPECT_THROW(narrow.step(two, Vector{{3.0, 4.0}}), std::invalid_argument);
    EXPECT_THROW(wide.step(again, Vector{{3.0, 4.0}}), std::invalid_argument);
    EXPECT_THROW(fresh.step(short_of_slopes, Vector{{3.0}}), std::invalid_argument);
    for (const double weight : {1.0, 2.0}) {
      Student<AdaGrad> below_zero{{.epsilon = -1e-8}};
      Vector unmoved{{weight}};
      EXPECT_THROW(below_zero.step(unmoved, Vector{{3.0}}), std::invalid_argument);
    }
  });
}

// By hand: 0.1/√100 and 0.1/√4; 2/(3 + 1), 2/(0.5 + 1) and 2/1; 0.3/(0.4 + 0.5).
TEST(EffectiveRates, RareWeightsKeepALargeRate) {
  EXPECT_THAT(student<effective_rates>({.learning_rate = 0.1, .epsilon = 0, .squares = Vector{{100.0, 4.0}}}),
              IsClose({0.01, 0.05}, kRounding));
  EXPECT_THAT(
      student<effective_rates>({.learning_rate = 2, .epsilon = 1, .squares = Vector{{9.0, 0.25, 0.0}}}),
      IsClose({0.5, 1.333333333333, 2}, kRounding));
  EXPECT_THAT(student<effective_rates>({.learning_rate = 0.3, .epsilon = 0.5, .squares = Vector{{0.16}}}),
              IsClose({0.333333333333}, kRounding));
  EXPECT_EQ(student<effective_rates>({.learning_rate = 0.1}).size(), 0);
  for (const double below_zero : {-1.0, -1e-8})
    EXPECT_THROW(student<effective_rates>({.epsilon = below_zero, .squares = Vector{{4.0}}}),
                 std::invalid_argument);

  Hidden hidden;
  const double rate = hidden.uniform(0.01, 0.5), epsilon = hidden.uniform(0.1, 1);
  const Vector roots{{hidden.uniform(0.5, 5), hidden.uniform(0.5, 5), hidden.uniform(0.5, 5)}};
  const Vector rates =
      student<effective_rates>({.learning_rate = rate, .epsilon = epsilon, .squares = roots.cwiseAbs2()});
  ASSERT_EQ(rates.size(), 3);
  EXPECT_THAT(rates.cwiseProduct((roots.array() + epsilon).matrix()),
              IsClose(Vector{{rate, rate, rate}}, kRounding));
}

// By hand: a weight that has met eight slopes of 1 has the rate 0.1/√8, one that has met two 0.1/√2. Whatever
// the slopes: a step moves by rate times slope, and no rate ever grows.
TEST(EffectiveRates, RatesAreWhatAStepMultipliesItsSlopesBy) {
  Student<AdaGrad> optimiser{{.learning_rate = 0.1, .epsilon = 1e-12}};
  Vector weights{{0.0, 0.0}};
  for (int i = 1; i <= 8; ++i) optimiser.step(weights, Vector{{1.0, i % 4 == 0 ? 1.0 : 0.0}});
  EXPECT_THAT(student<effective_rates>(optimiser), IsClose({0.035355339059, 0.070710678119}, kRounding));

  Hidden hidden;
  const double rate = hidden.uniform(0.1, 1), epsilon = hidden.uniform(0.1, 1);
  Student<AdaGrad> other{{.learning_rate = rate, .epsilon = epsilon}};
  Vector last{{10.0, 10.0}}, lengths{{0.0, 0.0}};  // more than any rate here: at most 1/0.1
  for (int i = 0; i < 5; ++i) {
    const Vector slopes{{hidden.uniform(1, 5), hidden.uniform(-5, -1)}}, before = weights;
    other.step(weights, slopes);
    ASSERT_EQ(weights.size(), 2);
    const Vector rates = student<effective_rates>(other);
    for (Index k = 0; k < 2; ++k) lengths(k) = std::hypot(lengths(k), slopes(k));
    ASSERT_THAT(rates, IsClose({rate / (lengths(0) + epsilon), rate / (lengths(1) + epsilon)}, kRounding));
    ASSERT_THAT(rates, IsClose((before - weights).cwiseQuotient(slopes), kRounding));
    EXPECT_TRUE((rates.array() < last.array()).all())
        << "a rate has grown, or stayed, at a slope of size 1 or more";
    last = rates;
  }
}

}  // namespace
}  // namespace downhill::adagrad
