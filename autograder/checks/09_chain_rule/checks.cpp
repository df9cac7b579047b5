// SPDX-License-Identifier: MIT
#include "chain_rule.hpp"
#include "judge/student.hpp"

namespace downhill::chain_rule {
namespace {
using namespace judge;
using testing::Eq;
using testing::Le;

// 2u + 1, 3u − 4 and so on.
Stage line(double by, double plus) {
  return {[=](double u) { return by * u + plus; }, [=](double) { return by; }};
}
// u², u³ and so on.
Stage power(double p) {
  return {[=](double u) { return std::pow(u, p); }, [=](double u) { return p * std::pow(u, p - 1); }};
}
const Stage square = power(2), cube = power(3), identity = line(1, 0);

// The page's chains: (3x − 4)², and ((2x + 1)² − 5)³.
const std::vector<Stage> two_stages{line(3, -4), square};
const std::vector<Stage> four_stages{line(2, 1), square, line(1, -5), cube};

/// Some powers one behind the other: xᵖ of xᑫ of … is x to the product of all.
struct Powers {
  double x;
  std::vector<double> exponents;
  std::vector<Stage> stages{};

  Powers(Hidden& hidden, int count) : x(hidden.uniform(0.8, 1.3)) {
    for (int i = 0; i < count; ++i) {
      exponents.push_back(hidden.uniform(0.5, 2));
      stages.push_back(power(exponents.back()));
    }
  }
  // Of the exponents from one stage on, before another.
  double product(std::size_t from, std::size_t before) const {
    double p = 1;
    for (std::size_t i = from; i < before; ++i) p *= exponents.at(i);
    return p;
  }
  double value(std::size_t k) const { return std::pow(x, product(0, k)); }
  /// Of the last value, for value k.
  double slope(std::size_t k) const {
    const double p = product(k, exponents.size());
    return p * std::pow(value(k), p - 1);
  }
};

/// A chain whose stages count how often they are asked.
struct Counted {
  std::vector<int> values, slopes;
  std::vector<Stage> stages{};

  explicit Counted(const std::vector<Stage>& inner) : values(inner.size()), slopes(inner.size()) {
    for (std::size_t i = 0; i < inner.size(); ++i)
      stages.push_back({[this, i, f = inner[i].value](double u) { return ++values.at(i), f(u); },
                        [this, i, f = inner[i].slope](double u) { return ++slopes.at(i), f(u); }});
  }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
};

int most(const std::vector<int>& asked) { return *std::max_element(asked.begin(), asked.end()); }

// By hand: 2 · 2 + 1, 5², 25 − 5, 20³; 2 · 1.5 + 1, 4², 16 − 5, 11³; 3 · 3 − 4, 5²; 3 · 0.5 − 4, 2.5².
TEST(ChainRule, EachStageReceivesWhatTheOneBeforePassesOn) {
  EXPECT_THAT(student<forward>(four_stages, 2.0), IsClose({2, 5, 25, 20, 8000}, kRounding));
  EXPECT_THAT(student<forward>(four_stages, 1.5), IsClose({1.5, 4, 16, 11, 1331}, kRounding));
  EXPECT_THAT(student<forward>(two_stages, 3.0), IsClose({3, 5, 25}, kRounding));
  EXPECT_THAT(student<forward>(two_stages, 0.5), IsClose({0.5, -2.5, 6.25}, kRounding));
  EXPECT_THAT(student<forward>({}, 2.5), IsClose({2.5}, kRounding));
  Hidden hidden;
  for (int count = 1; count <= 6; ++count) {
    const Powers powers(hidden, count);
    std::vector<double> expected;
    for (std::size_t k = 0; k <= powers.stages.size(); ++k) expected.push_back(powers.value(k));
    Counted counted(powers.stages);
    EXPECT_THAT(student<forward>(counted.stages, powers.x), IsClose(expected, kRounding));
    const int values_asked_of_one_stage = most(counted.values);
    EXPECT_THAT(values_asked_of_one_stage, Le(1));
  }
}

// By hand: 2 · 10 · 1 · 1200; 2 · 8 · 1 · 363; 2 · −1 · 1 · 67.6875; 3 · 10; 3 · −5; with u² first,
// 5 · 3 · 29.5.
TEST(ChainRule, EachSlopeIsTakenAtTheValueThatItsStageReceives) {
  EXPECT_THAT(student<chain_slope>(four_stages, 2.0), IsClose(24000, kRounding));
  EXPECT_THAT(student<chain_slope>(four_stages, 1.5), IsClose(5808, kRounding));
  EXPECT_THAT(student<chain_slope>(four_stages, -0.75), IsClose(-135.375, kRounding));
  EXPECT_THAT(student<chain_slope>(two_stages, 3.0), IsClose(30, kRounding));
  EXPECT_THAT(student<chain_slope>(two_stages, 0.5), IsClose(-15, kRounding));
  EXPECT_THAT(student<chain_slope>({square, line(3, -4), square}, 2.5), IsClose(442.5, kRounding));
  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double a = hidden.uniform(1, 3), b = hidden.uniform(-3, 3), x = hidden.uniform(-2, 2);
    EXPECT_THAT(student<chain_slope>({line(a, b), square}, x), IsClose(2 * a * (a * x + b), kRounding));
    EXPECT_THAT(student<chain_slope>({square, line(a, b), cube}, x),
                IsClose(6 * a * x * std::pow(a * x * x + b, 2), kRounding));
  }
}

// A central quotient of the whole, at places and with stages of size one: off by h² and by 1e-16 / h, each
// about 1e-10.
constexpr double kNudge = 1e-5, kQuotient = 1e-7;

TEST(ChainRule, ChainsOfAnyLengthAgreeWithADifferenceQuotient) {
  EXPECT_THAT(student<chain_slope>({cube}, 1.5), IsClose(6.75, kRounding));
  EXPECT_THAT(student<chain_slope>({}, 1.5), IsClose(1, kRounding));
  Hidden hidden;
  for (int count = 1; count <= 6; ++count) {
    const Powers powers(hidden, count);
    Counted counted(powers.stages);
    EXPECT_THAT(student<chain_slope>(counted.stages, powers.x), IsClose(powers.slope(0), kRounding));
    const int slopes_asked_of_one_stage = most(counted.slopes);
    EXPECT_THAT(slopes_asked_of_one_stage, Eq(1));
    const int values_asked_of_one_stage = most(counted.values);
    EXPECT_THAT(values_asked_of_one_stage, Le(1));
  }
  const Stage sine{[](double u) { return std::sin(u); }, [](double u) { return std::cos(u); }};
  const Stage exponential{[](double u) { return std::exp(u); }, [](double u) { return std::exp(u); }};
  const double a = hidden.uniform(0.5, 1.5), x = hidden.uniform(-1, 1);
  const auto whole = [&](double at) { return std::exp(std::sin(a * at + 0.5)); };
  EXPECT_THAT(student<chain_slope>({line(a, 0.5), sine, exponential}, x),
              IsClose((whole(x + kNudge) - whole(x - kNudge)) / (2 * kNudge), kQuotient));
}

// By hand: (2x + 1)² at −0.5 is flat. Lines keep their slopes in any order, 2 · 3, whatever their values.
TEST(ChainRule, AFlatStageStopsTheSlopeAndTheIdentityPassesIt) {
  EXPECT_THAT(student<chain_slope>({line(2, 1), square, line(4, 0)}, 0.25), IsClose(24, kRounding));
  EXPECT_THAT(student<chain_slope>({line(2, 1), square, line(4, 0)}, -0.5), IsClose(0, kRounding));
  EXPECT_THAT(student<chain_slope>({line(2, 1), line(3, -4), cube}, 0.25), IsClose(4.5, kRounding));
  EXPECT_THAT(student<chain_slope>({line(2, 1), line(3, -4)}, 0.25), IsClose(6, kRounding));
  EXPECT_THAT(student<chain_slope>({line(3, -4), line(2, 1)}, 0.25), IsClose(6, kRounding));
  Hidden hidden;
  const Powers powers(hidden, 3);
  for (std::size_t place = 0; place <= 3; ++place) {
    std::vector<Stage> longer = powers.stages, stopped = powers.stages;
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(place), identity);
    stopped.insert(stopped.begin() + static_cast<std::ptrdiff_t>(place), line(0, hidden.uniform(0.5, 1.5)));
    EXPECT_THAT(student<chain_slope>(longer, powers.x), IsClose(powers.slope(0), kRounding));
    EXPECT_THAT(student<chain_slope>(stopped, powers.x), IsClose(0, kRounding));
  }
}

// By hand, from the end: 1, 3 · 20², 1 · 1200, 10 · 1200, 2 · 12000, and so on.
TEST(ChainRule, OneWayBackFindsTheSlopeForEveryValue) {
  EXPECT_THAT(student<backward>(four_stages, 2.0), IsClose({24000, 12000, 1200, 1200, 1}, kRounding));
  EXPECT_THAT(student<backward>(four_stages, 1.5), IsClose({5808, 2904, 363, 363, 1}, kRounding));
  EXPECT_THAT(student<backward>(two_stages, 3.0), IsClose({30, 10, 1}, kRounding));
  EXPECT_THAT(student<backward>(two_stages, 0.5), IsClose({-15, -5, 1}, kRounding));
  EXPECT_THAT(student<backward>({}, 2.5), IsClose({1}, kRounding));
  Hidden hidden;
  for (int count = 1; count <= 6; ++count) {
    const Powers powers(hidden, count);
    std::vector<double> expected;
    for (std::size_t k = 0; k <= powers.stages.size(); ++k) expected.push_back(powers.slope(k));
    Counted counted(powers.stages);
    EXPECT_THAT(student<backward>(counted.stages, powers.x), IsClose(expected, kRounding));
    const int slopes_asked_of_one_stage = most(counted.slopes);
    EXPECT_THAT(slopes_asked_of_one_stage, Eq(1));
    const int values_asked_of_one_stage = most(counted.values);
    EXPECT_THAT(values_asked_of_one_stage, Le(1));
  }
}

// By hand, (x + 1) · x²: 1 · 4 + 3 · 4 at 2, 1 · 1 + 0 · −2 at −1, 1 · 2.25 + 2.5 · 3 at 1.5; 3x² + 2x in
// general.
TEST(ChainRule, WhatTwoPathsContributeIsAdded) {
  const Stage plus_one = line(1, 1);
  EXPECT_THAT(student<two_path_slope>(plus_one, square, 2.0), IsClose(16, kRounding));
  EXPECT_THAT(student<two_path_slope>(plus_one, square, 1.5), IsClose(9.75, kRounding));
  EXPECT_THAT(student<two_path_slope>(plus_one, square, -1.0), IsClose(1, kRounding));
  EXPECT_THAT(student<two_path_slope>(plus_one, square, 0.0), IsClose(0, kRounding));
  EXPECT_THAT(student<two_path_slope>(line(3, -4), line(2, 1), 0.25),
              IsClose(-2, kRounding));  // 3·1.5 − 2·3.25
  EXPECT_THAT(student<two_path_slope>(line(3, -4), line(2, 1), 2.25),
              IsClose(22, kRounding));  // 3·5.5 + 2·2.75
  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double x = hidden.uniform(0.5, 2), p = hidden.uniform(1, 3), q = hidden.uniform(1, 3);
    EXPECT_THAT(student<two_path_slope>(power(p), power(q), x),
                IsClose((p + q) * std::pow(x, p + q - 1), kRounding));
  }
}

// By hand: 7 − 4, 2.5 − 4.25. The quotient of a parabola is exact.
TEST(ChainRule, HalfTheSquareHasTheErrorAsItsSlope) {
  EXPECT_THAT(student<half_square_slope>(7.0, 4.0), IsClose(3, kRounding));
  EXPECT_THAT(student<half_square_slope>(2.5, 4.25), IsClose(-1.75, kRounding));
  EXPECT_THAT(student<half_square_slope>(-0.5, -3.0), IsClose(2.5, kRounding));
  EXPECT_THAT(student<half_square_slope>(4.0, 4.0), IsClose(0, kRounding));
  Hidden hidden;
  const double y = hidden.uniform(-5, 5), t = hidden.uniform(-5, 5);
  const auto loss = [&](double at) { return (at - t) * (at - t) / 2; };
  EXPECT_THAT(student<half_square_slope>(y, t), IsClose((loss(y + 1) - loss(y - 1)) / 2, kRounding));
}

// From a separate computation, and by the sigmoid's inverse, ln(a / (1 − a)).
TEST(ChainRule, ASigmoidRunsFromZeroToOne) {
  EXPECT_THAT(student<sigmoid>(2.0), IsClose(0.880797077978, kRounding));
  EXPECT_THAT(student<sigmoid>(-2.0), IsClose(0.119202922022, kRounding));
  EXPECT_THAT(student<sigmoid>(-0.75), IsClose(0.320821300825, kRounding));
  EXPECT_THAT(student<sigmoid>(0.0), IsClose(0.5, kRounding));
  EXPECT_THAT(student<sigmoid>(1000.0), IsClose(1, kRounding));
  EXPECT_THAT(student<sigmoid>(-1000.0), IsClose(0, kRounding));
  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double a = hidden.uniform(0.05, 0.95);
    EXPECT_THAT(student<sigmoid>(std::log(a / (1 - a))), IsClose(a, kRounding));
  }
}

// By hand: 0.25 · 0.75, a half of a half. In general the slope at z is 1 / (2 cosh(z/2))².
TEST(ChainRule, ASigmoidsSlopeIsFoundInItsOutput) {
  EXPECT_THAT(student<sigmoid_slope_from_output>(0.25), IsClose(0.1875, kRounding));
  EXPECT_THAT(student<sigmoid_slope_from_output>(0.5), IsClose(0.25, kRounding));
  EXPECT_THAT(student<sigmoid_slope_from_output>(0.880797077977882), IsClose(0.104993585404, kRounding));
  EXPECT_THAT(student<sigmoid_slope_from_output>(1.0), IsClose(0, kRounding));
  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double z = hidden.uniform(-3, 3);
    const double output = (1 + std::tanh(z / 2)) / 2;
    EXPECT_THAT(student<sigmoid_slope_from_output>(output),
                IsClose(1 / std::pow(2 * std::cosh(z / 2), 2), kRounding));
  }
}

// A millionth, as closely as kRounding compares what is of size one.
constexpr double kOfAMillionth = 1e-15;

// From a separate computation.
TEST(ChainRule, TenSigmoidsLetNextToNothingThrough) {
  const Stage squash{[](double z) { return (1 + std::tanh(z / 2)) / 2; },
                     [](double z) { return 1 / std::pow(2 * std::cosh(z / 2), 2); }};
  const std::vector<Stage> ten(10, squash);
  EXPECT_THAT(student<chain_slope>(ten, 0.0), IsClose(0.387522023208e-6, kOfAMillionth));
  EXPECT_THAT(student<chain_slope>(ten, -1.5), IsClose(0.251080129872e-6, kOfAMillionth));
  const std::vector<double> slopes = student<backward>(ten, 2.0);
  ASSERT_THAT(slopes.size(), Eq(11u));
  EXPECT_THAT(slopes.at(0), IsClose(0.138545053223e-6, kOfAMillionth));
  EXPECT_THAT(slopes.at(10), IsClose(1, kRounding));
  Hidden hidden;
  const double x = hidden.uniform(-2, 2);
  double passes = 1, z = x;
  for (const Stage& stage : ten) {
    passes /= std::pow(2 * std::cosh(z / 2), 2);
    z = stage.value(z);
  }
  EXPECT_THAT(student<chain_slope>(ten, x), IsClose(passes, kOfAMillionth));
}

}  // namespace
}  // namespace downhill::chain_rule
