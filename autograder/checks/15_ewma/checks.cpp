// SPDX-License-Identifier: MIT
#include <cmath>

#include "ewma.hpp"
#include "judge/student.hpp"

namespace downhill::ewma {
namespace {
using namespace judge;

/// Taking in one number leads from a state to another.
void expect_push(Ewma average, double theta, double v_after) {
  const int count = average.t;
  EXPECT_THAT(student<&Ewma::push>(average, theta), IsClose(v_after, kRounding));
  EXPECT_THAT(average.v, IsClose(v_after, kRounding));
  EXPECT_EQ(average.t, count + 1);
}

/// Both functions refuse this β, in a state that is sound otherwise.
void expect_refused(double beta) {
  Ewma average{.beta = beta, .v = 3, .t = 2};
  EXPECT_THROW(student<&Ewma::push>(average, 1), std::invalid_argument) << "for β = " << beta;
  EXPECT_THROW(student<&Ewma::corrected>(Ewma{.beta = beta, .v = 3, .t = 2}), std::invalid_argument)
      << "for β = " << beta;
}

// By hand: 0.1 · 10, then 0.9 · 1 + 0.1 · 20, then 0.9 · 2.9 + 0.1 · 30.
TEST(Ewma, RawAverageStartsAtZeroAndIsTooLow) {
  Ewma average{.beta = 0.9};
  EXPECT_THAT(student<&Ewma::push>(average, 10), IsClose(1, kRounding));
  EXPECT_THAT(student<&Ewma::push>(average, 20), IsClose(2.9, kRounding));
  EXPECT_THAT(student<&Ewma::push>(average, 30), IsClose(5.61, kRounding));
  EXPECT_THAT(average.v, IsClose(5.61, kRounding));
  EXPECT_EQ(average.t, 3);

  Ewma half{.beta = 0.5};
  EXPECT_THAT(student<&Ewma::push>(half, 10), IsClose(5, kRounding));
  EXPECT_THAT(student<&Ewma::push>(half, 20), IsClose(12.5, kRounding));
  EXPECT_THAT(student<&Ewma::push>(half, 30), IsClose(21.25, kRounding));

  Hidden hidden;
  const double beta = hidden.uniform(0.2, 0.9), first = hidden.uniform(2, 9);
  Ewma any{.beta = beta};
  EXPECT_THAT(student<&Ewma::push>(any, first) / (1 - beta), IsClose(first, kRounding));
}

// By hand, numbers tiny, zero and of both signs. With β = 0 nothing is remembered.
TEST(Ewma, APushGoesOnFromAnyAverage) {
  expect_push({.beta = 0.8, .v = 3, .t = 5}, -4, 1.6);
  expect_push({.beta = 0.25, .v = -1, .t = 1}, 0.8, 0.35);
  expect_push({.beta = 0.7, .v = 0.5, .t = 9}, 0, 0.35);
  expect_push({.beta = 0.9, .v = 0.02, .t = 2}, 0.0001, 0.01801);
  expect_push({.beta = 0, .v = 7, .t = 4}, -2.5, -2.5);
  for (const double beta : {1.0, 1.5, -0.1}) expect_refused(beta);

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double beta = hidden.uniform(0.1, 0.95), old = hidden.uniform(-5, 5), more = hidden.uniform(1, 5);
    // The new average lies between the old one and the new number, 1 − β of the way.
    expect_push({.beta = beta, .v = old, .t = 3}, old + more, old + (1 - beta) * more);
  }
}

// By hand: 1 / 0.1, 2.9 / 0.19, 5.61 / 0.271.
TEST(Corrected, FirstCorrectedAverageIsTheFirstNumber) {
  EXPECT_THAT(student<&Ewma::corrected>(Ewma{.beta = 0.9, .v = 1, .t = 1}), IsClose(10, kRounding));
  EXPECT_THAT(student<&Ewma::corrected>(Ewma{.beta = 0.9, .v = 2.9, .t = 2}), IsClose(2.9 / 0.19, kRounding));
  EXPECT_THAT(student<&Ewma::corrected>(Ewma{.beta = 0.9, .v = 5.61, .t = 3}),
              IsClose(5.61 / 0.271, kRounding));
  EXPECT_THAT(student<&Ewma::corrected>(Ewma{.beta = 0.5, .v = -12.5, .t = 2}),
              IsClose(-50.0 / 3, kRounding));
  EXPECT_THAT(student<&Ewma::corrected>(Ewma{.beta = 0, .v = 0.25, .t = 4}), IsClose(0.25, kRounding));

  // Of numbers that are all alike, whatever β: v is then 1 − βᵗ of them.
  Hidden hidden;
  for (const int count : {1, 2, 6, 30}) {
    const double beta = hidden.uniform(0.1, 0.98), level = hidden.uniform(-9, 9);
    const Ewma average{.beta = beta, .v = (1 - std::pow(beta, count)) * level, .t = count};
    EXPECT_THAT(student<&Ewma::corrected>(average), IsClose(level, kRounding));
  }
}

// By hand: 0.8, then 0.98 · 0.8 + 0.02 · 40 = 1.584, whatever was corrected in between.
TEST(Corrected, ACorrectionLeavesTheRawAverageAlone) {
  Ewma average{.beta = 0.98};
  EXPECT_THAT(student<&Ewma::push>(average, 40), IsClose(0.8, kRounding));
  EXPECT_THAT(student<&Ewma::corrected>(average), IsClose(40, kRounding));
  EXPECT_THAT(student<&Ewma::corrected>(average), IsClose(40, kRounding));
  EXPECT_THAT(average.v, IsClose(0.8, kRounding));
  EXPECT_THAT(student<&Ewma::push>(average, 40), IsClose(1.584, kRounding));
  EXPECT_THAT(student<&Ewma::corrected>(average), IsClose(40, kRounding));
  EXPECT_THROW(student<&Ewma::corrected>(Ewma{}), std::invalid_argument) << "before the first number";
  EXPECT_THROW(student<&Ewma::corrected>(Ewma{.beta = 0.5, .v = 2, .t = -1}), std::invalid_argument);
  Hidden hidden;  // of a number twice, the raw average is 1 − β² of it
  const double beta = hidden.uniform(0.2, 0.9), theta = hidden.uniform(2, 9);
  Ewma any{.beta = beta};
  student<&Ewma::push>(any, theta);
  EXPECT_THAT(student<&Ewma::corrected>(any), IsClose(theta, kRounding));
  EXPECT_THAT(student<&Ewma::push>(any, theta), IsClose((1 - beta * beta) * theta, kRounding));
}

// By hand, as above; and two averages that are made one after the other know nothing of each other.
TEST(Series, RawAveragesBeginTooLowAndCorrectedOnesDoNot) {
  const Vector series{{10.0, 20.0, 30.0}};
  EXPECT_THAT(student<ewma_series>(series, 0.9, false), IsClose({1, 2.9, 5.61}, kRounding));
  EXPECT_THAT(student<ewma_series>(series, 0.9, true), IsClose({10, 2.9 / 0.19, 5.61 / 0.271}, kRounding));
  EXPECT_THAT(student<ewma_series>(series, 0.5, false), IsClose({5, 12.5, 21.25}, kRounding));
  EXPECT_THAT(student<ewma_series>(series, 0.5, true), IsClose({10, 50.0 / 3, 170.0 / 7}, kRounding));
  EXPECT_THAT(student<ewma_series>(Vector{{-4.0, 0.0, 0.0001}}, 0.5, false),
              IsClose({-2, -1, -0.49995}, kRounding));
  EXPECT_THAT(student<ewma_series>(series, 0, false), IsClose(series, kRounding));
  EXPECT_EQ(student<ewma_series>(Vector(), 0.9, true).size(), 0);
  EXPECT_THROW(student<ewma_series>(series, 1, false), std::invalid_argument);
  EXPECT_THROW(student<ewma_series>(series, -0.5, true), std::invalid_argument);
  Hidden hidden;  // the second corrected average: the older number counts β times as much as the newer
  const double beta = hidden.uniform(0.2, 0.9), a = hidden.uniform(-5, 5), b = hidden.uniform(-5, 5);
  const double second = (beta * a + b) / (1 + beta);
  EXPECT_THAT(student<ewma_series>(Vector{{a, b}}, beta, true), IsClose({a, second}, kRounding));
  EXPECT_THAT(student<ewma_series>(Vector{{a, b}}, beta, false),
              IsClose({(1 - beta) * a, (1 - beta * beta) * second}, kRounding));
}

// A constant level c added to the numbers is added to the corrected average; the raw one gets 1 − βᵗ of it.
// And sums of series have the sums of their averages.
TEST(Series, CorrectedAverageMovesWithTheLevel) {
  EXPECT_THAT(student<ewma_series>(Vector{{40.0, 40.0, 40.0}}, 0.9, true), IsClose({40, 40, 40}, kRounding));
  EXPECT_THAT(student<ewma_series>(Vector{{40.0, 40.0, 40.0}}, 0.9, false),
              IsClose({4, 7.6, 10.84}, kRounding));

  Hidden hidden;
  const double beta = hidden.uniform(0.3, 0.95), level = hidden.uniform(2, 9), times = hidden.uniform(2, 4);
  const Vector series = hidden.vector(12, -5, 5), other = hidden.vector(12, -5, 5);
  const Vector raw = student<ewma_series>(series, beta, false),
               corrected = student<ewma_series>(series, beta, true);
  ASSERT_EQ(raw.size(), 12);
  ASSERT_EQ(corrected.size(), 12);
  EXPECT_THAT(corrected(0), IsClose(series(0), kRounding));
  EXPECT_THAT(corrected(1), IsClose((beta * series(0) + series(1)) / (beta + 1), kRounding));
  EXPECT_THAT(student<ewma_series>(series.array() + level, beta, true),
              IsClose(Vector(corrected.array() + level), kRounding));
  Vector shares(12);
  for (Index i = 0; i < 12; ++i) shares(i) = 1 - std::pow(beta, static_cast<double>(i + 1));
  EXPECT_THAT(student<ewma_series>(series.array() + level, beta, false),
              IsClose(raw + level * shares, kRounding));
  EXPECT_THAT(raw, IsClose(corrected.cwiseProduct(shares), kRounding));
  const Vector of_other = student<ewma_series>(other, beta, false);
  ASSERT_EQ(of_other.size(), 12);
  EXPECT_THAT(student<ewma_series>(times * series + other, beta, false),
              IsClose(times * raw + of_other, kRounding));
}

// From a separate computation: of 1, 2, …, 20 the raw average is 12.094190, the corrected one 13.768065. Some
// lectures print an expansion that gives 11.994190. A long series forgets its start.
TEST(Series, AveragesOfASteadyClimbTrailBehindIt) {
  const Vector ramp = Vector::LinSpaced(20, 1, 20);
  const Vector raw = student<ewma_series>(ramp, 0.9, false),
               corrected = student<ewma_series>(ramp, 0.9, true);
  ASSERT_EQ(raw.size(), 20);
  ASSERT_EQ(corrected.size(), 20);
  EXPECT_THAT(raw(19), IsClose(12.094189891315127, kRounding));
  EXPECT_THAT(corrected(19), IsClose(13.76806519831057, kRounding));

  // The recursion v ← 0.9 v + 0.1 x is linear: from a · k + b it makes a times what it makes of k, plus b
  // times what it makes of 1, which is 1 − 0.9²⁰. The corrected average has that divided out.
  Hidden hidden;
  const double slope = hidden.uniform(1, 4), height = hidden.uniform(2, 9);
  const Vector climb = slope * ramp.array() + height;
  const Vector raw_climb = student<ewma_series>(climb, 0.9, false);
  ASSERT_EQ(raw_climb.size(), 20);
  EXPECT_THAT(raw_climb(19),
              IsClose(slope * 12.094189891315127 + height * (1 - std::pow(0.9, 20)), kRounding));
  const Vector corrected_climb = student<ewma_series>(climb, 0.9, true);
  ASSERT_EQ(corrected_climb.size(), 20);
  EXPECT_THAT(corrected_climb(19), IsClose(slope * 13.76806519831057 + height, kRounding));

  const Vector level = Vector::Constant(5000, hidden.uniform(1, 9));
  for (const bool after_correction : {false, true}) {
    const Vector averages = student<ewma_series>(level, hidden.uniform(0.5, 0.98), after_correction);
    ASSERT_EQ(averages.size(), 5000);
    EXPECT_THAT(averages(4999), IsClose(level(0), kRounding));
  }
}

// By hand: a tenth, and nine tenths of it, and nine tenths of that; 1 − 0.9³ = 0.271.
TEST(Weights, WeightsFadeByBetaAndFallShortOfOne) {
  EXPECT_THAT(student<ewma_weights>(3, 0.9), IsClose({0.1, 0.09, 0.081}, kRounding));
  EXPECT_THAT(student<ewma_weights>(4, 0.5), IsClose({0.5, 0.25, 0.125, 0.0625}, kRounding));
  EXPECT_THAT(student<ewma_weights>(2, 0.2), IsClose({0.8, 0.16}, kRounding));
  EXPECT_THAT(student<ewma_weights>(3, 0), IsClose({1, 0, 0}, kRounding));
  EXPECT_EQ(student<ewma_weights>(0, 0.9).size(), 0);
  EXPECT_THROW(student<ewma_weights>(-1, 0.9), std::invalid_argument);
  EXPECT_THROW(student<ewma_weights>(3, 1), std::invalid_argument);
  EXPECT_THROW(student<ewma_weights>(3, -0.2), std::invalid_argument);

  Hidden hidden;
  const double beta = hidden.uniform(0.3, 0.95);
  const Vector weights = student<ewma_weights>(20, beta);
  ASSERT_EQ(weights.size(), 20);
  EXPECT_THAT(weights.sum(), IsClose(1 - std::pow(beta, 20), kRounding));
  EXPECT_THAT(weights.tail(19), IsClose(beta * weights.head(19), kRounding));
}

// 0.1 · 30 + 0.09 · 20 + 0.081 · 10 = 5.61: the weights and the recursion are one thing.
TEST(Weights, WeightedNumbersAddUpToTheRawAverage) {
  const Vector three = student<ewma_weights>(3, 0.9);
  ASSERT_EQ(three.size(), 3);
  EXPECT_THAT(three.dot(Vector{{30.0, 20.0, 10.0}}), IsClose(5.61, kRounding));
  const Vector twenty = student<ewma_weights>(20, 0.9);
  ASSERT_EQ(twenty.size(), 20);
  EXPECT_THAT(twenty.dot(Vector::LinSpaced(20, 20, 1)), IsClose(12.094189891315127, kRounding));

  Hidden hidden;
  const double beta = hidden.uniform(0.3, 0.95);
  const Vector series = hidden.vector(15, -5, 5);
  Ewma running{.beta = beta};
  for (const double theta : series) student<&Ewma::push>(running, theta);
  const Vector weights = student<ewma_weights>(15, beta);
  ASSERT_EQ(weights.size(), 15);
  EXPECT_THAT(weights.dot(series.reverse()), IsClose(running.v, kRounding));
  EXPECT_THAT(weights.sum(), IsClose(1 - std::pow(beta, 15), kRounding));
}

// By hand: a share of a tenth looks back ten numbers, one of a fiftieth fifty.
TEST(Window, TheWindowIsOneOverTheShareOfTheNewest) {
  EXPECT_THAT(student<effective_window>(0.9), IsClose(10, kRounding));
  EXPECT_THAT(student<effective_window>(0.98), IsClose(50, kRounding));
  EXPECT_THAT(student<effective_window>(0.5), IsClose(2, kRounding));
  EXPECT_THAT(student<effective_window>(0), IsClose(1, kRounding));
  EXPECT_THROW(student<effective_window>(1), std::invalid_argument);
  EXPECT_THROW(student<effective_window>(1.25), std::invalid_argument);
  EXPECT_THROW(student<effective_window>(-0.5), std::invalid_argument);
  Hidden hidden;
  const double share = hidden.uniform(0.02, 0.4);
  EXPECT_THAT(share * student<effective_window>(1 - share), IsClose(1, kRounding));
}

}  // namespace
}  // namespace downhill::ewma
