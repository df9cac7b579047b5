// SPDX-License-Identifier: MIT
#include <cmath>

#include "judge/units.hpp"
#include "kit/landscapes.hpp"
#include "rmsprop.hpp"

namespace downhill::rmsprop {
namespace {
using namespace judge;

/// A step is rates of weights, and slopes over slopes. ε stands inside the root, among squares.
void measure(RMSProp& optimiser, const Units& in) {
  optimiser.learning_rate *= in.weight;
  optimiser.epsilon *= in.slope * in.slope;
  optimiser.squares *= in.slope * in.slope;
}
template <class Optimiser>
using Student = Measured<Optimiser, &measure>;

/// One step from a given state leaves these squares and these weights.
void expect_step(const RMSProp& before, Vector weights, const Vector& slopes, const Vector& squares_after,
                 const Vector& weights_after) {
  Student<RMSProp> after{before};
  after.step(weights, slopes);
  EXPECT_THAT(after.squares, IsClose(squares_after, kRounding));
  EXPECT_THAT(weights, IsClose(weights_after, kRounding));
}

struct Row {
  double slope, squares, weight;  // the last two after the step
};

/// Step by step from one weight, the state kept by the optimiser itself.
void expect_steps(const RMSProp& options, double weight, std::initializer_list<Row> table) {
  Student<RMSProp> optimiser{options};
  Vector weights{{weight}};
  for (const Row& row : table) {
    optimiser.step(weights, Vector{{row.slope}});
    EXPECT_THAT(optimiser.squares, IsClose({row.squares}, kRounding));
    EXPECT_THAT(weights, IsClose({row.weight}, kRounding));
  }
}

// By hand: 0.1 · 9 = 0.9, 0.81 + 1.6 = 2.41, 2.169 + 14.4 = 16.569; steps of 0.1 times slope over root. With
// ε = 0.1 the first root is 1, and an ε that stands outside of it shows.
// Roots and the problem of lesson 01, slope 6(3w − 10), from a separate computation.
TEST(RMSProp, SecondStepBlendsNewSquaresIntoOldOnes) {
  in_any_units([] {
    expect_steps({.learning_rate = 0.1, .beta = 0.9, .epsilon = 0.1}, 1,
                 {{3, 0.9, 0.7}, {4, 2.41, 0.447522238761}, {-12, 16.569, 0.741440434341}});
    expect_steps({.learning_rate = 0.1, .beta = 0.9, .epsilon = 1e-8}, 1,
                 {{3, 0.9, 0.683772235740}, {4, 2.41, 0.426109585714}, {-12, 16.569, 0.720913399085}});
    Student<RMSProp> optimiser{{.learning_rate = 0.01, .beta = 0.9, .epsilon = 1e-8}};
    Vector weight{{2.0}};
    for (const double expected : {2.031622776599, 2.054301726519, 2.073158118452, 2.089807427737}) {
      optimiser.step(weight, 6 * (3 * weight.array() - 10).matrix());
      ASSERT_THAT(weight, IsClose({expected}, kRounding));
    }
  });
}

// By hand: 0.75 · 20 + 0.25 · 4 = 16, so 1 − 0.1 · 2/4 = 0.95, and so on; 0.5 · 2 + 0.5 · 16 = 9, and with
// ε = 7 the root is 4. A slope of 0 lets the average fade and moves nothing.
TEST(RMSProp, AStepGoesOnFromAnySquares) {
  in_any_units([] {
    expect_step({.learning_rate = 0.1, .beta = 0.75, .epsilon = 0, .squares = Vector{{20.0, 0.0}}},
                Vector{{1.0, -1.0}}, Vector{{2.0, -6.0}}, Vector{{16.0, 9.0}}, Vector{{0.95, -0.8}});
    expect_step({.learning_rate = 2, .beta = 0.5, .epsilon = 7, .squares = Vector{{2.0, 36.0}}},
                Vector{{0.0, 3.0}}, Vector{{-4.0, 0.0}}, Vector{{9.0, 18.0}}, Vector{{2.0, 3.0}});
    expect_step({.learning_rate = 0.3, .beta = 0.96, .epsilon = 0}, Vector{{5.0, 5.0}}, Vector{{-10.0, 0.5}},
                Vector{{4.0, 0.01}}, Vector{{6.5, 3.5}});
  });
}

// By hand: g/√((1 − β) g²) = ±1/√(1 − β), so 2 for β = 0.75 and 10 for β = 0.99.
TEST(RMSProp, FirstStepIsLongerThanTheRate) {
  expect_step({.learning_rate = 0.1, .beta = 0.75, .epsilon = 0}, Vector{{1.0, 1.0}}, Vector{{0.02, -300.0}},
              Vector{{0.0001, 22500.0}}, Vector{{0.8, 1.2}});
  expect_step({.learning_rate = 0.1, .beta = 0.99, .epsilon = 0}, Vector{{0.0}}, Vector{{-7.0}},
              Vector{{0.49}}, Vector{{1.0}});
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double rate = hidden.uniform(0.01, 0.5), beta = hidden.uniform(0.2, 0.95);
    const double slope = sign * hidden.uniform(0.5, 5), start = hidden.uniform(-5, 5);
    expect_step({.learning_rate = rate, .beta = beta, .epsilon = 0}, Vector{{start}}, Vector{{slope}},
                Vector{{(1 - beta) * slope * slope}}, Vector{{start - sign * rate / std::sqrt(1 - beta)}});
  }
}

// Under a steady slope g the average is (1 − βⁿ) g² after n steps, so the n-th step is α/√(1 − βⁿ). By hand
// for β = 0.75 and g = 4: averages 4, 7 and 9.25; in the end 16, and the step α.
TEST(RMSProp, SteadySlopesMakeStepsThatShrinkToTheRate) {
  expect_steps({.learning_rate = 1, .beta = 0.75, .epsilon = 0}, 0,
               {{4, 4, -2}, {4, 7, -3.511857892037}, {4, 9.25, -4.827049790480}});
  expect_step({.learning_rate = 1, .beta = 0.75, .epsilon = 0, .squares = Vector{{16.0}}}, Vector{{3.0}},
              Vector{{-4.0}}, Vector{{16.0}}, Vector{{4.0}});
  Hidden hidden;
  const double rate = hidden.uniform(0.01, 0.5), beta = hidden.uniform(0.2, 0.95),
               slope = hidden.uniform(0.5, 5);
  Student<RMSProp> optimiser{{.learning_rate = rate, .beta = beta, .epsilon = 0}};
  double last = 0;
  for (int n = 1; n <= 7; ++n) {
    Vector weight{{last}};
    optimiser.step(weight, Vector{{slope}});
    const double left = 1 - std::pow(beta, n);
    EXPECT_THAT(optimiser.squares, IsClose({left * slope * slope}, kRounding));
    ASSERT_THAT(weight, IsClose({last - rate / std::sqrt(left)}, kRounding));
    last -= rate / std::sqrt(left);
  }
}

// By hand with β = 0.5: averages 8 and 18, then 4 + 32 = 36 and 9 + 1.125 = 10.125. A factor before the
// slopes is in the root too.
TEST(RMSProp, LossTimesAThousandTakesTheSamePath) {
  const Vector first{{4.0, 6.0}}, second{{-8.0, 1.5}};
  const auto expect_path = [&](const Vector& factors) {
    Student<RMSProp> optimiser{{.learning_rate = 0.3, .beta = 0.5, .epsilon = 1e-15}};
    Vector weights{{0.0, 1.0}};
    optimiser.step(weights, first.cwiseProduct(factors));
    EXPECT_THAT(weights, IsClose({-0.424264068712, 0.575735931288}, kRounding));
    optimiser.step(weights, second.cwiseProduct(factors));
    EXPECT_THAT(weights, IsClose({-0.024264068712, 0.434314575051}, kRounding));
  };
  expect_path(Vector{{1.0, 1.0}});
  expect_path(Vector{{1000.0, 1000.0}});
  Hidden hidden;
  expect_path(Vector{{hidden.uniform(0.1, 1), hidden.uniform(10, 1000)}});
}

// Ten slopes of 1, then fifty of 0.01: the average has all but forgotten the ten. 0.01 · 1.70097, and
// 0.01 · 0.0316 if it had not; from a separate computation.
TEST(RMSProp, RatesRecoverWhenSlopesGetSmall) {
  in_any_units([] {
    expect_steps({.learning_rate = 0.1, .beta = 0.5, .epsilon = 0}, 0,
                 {{8, 32, -0.141421356237},
                  {0, 16, -0.141421356237},
                  {0, 8, -0.141421356237},
                  {0, 4, -0.141421356237},
                  {1, 2.5, -0.204666909370}});
    Student<RMSProp> optimiser{{.learning_rate = 0.1, .beta = 0.9, .epsilon = 1e-8}};
    Vector weights{{0.0}};
    for (int i = 0; i < 59; ++i) optimiser.step(weights, Vector{{i < 10 ? 1.0 : 0.01}});
    weights = Vector{{0.0}};
    optimiser.step(weights, Vector{{0.01}});
    EXPECT_THAT(weights, IsClose({-0.017009706772}, kRounding));
    EXPECT_THAT(1e4 * optimiser.squares, IsClose({34.562495299}, kRounding));
  });
}

// By hand: 0.1 · 10⁻⁴/√(10⁻⁹ + 10⁻⁸) = 0.1/√1.1, and 0.1 · 3/√(0.9 + 1) with ε = 1; without a slope 0.
TEST(RMSProp, TinySlopesTellWhereEpsilonStands) {
  in_any_units([] {
    const auto first_step = [](double slope) {
      Student<RMSProp> optimiser{{.learning_rate = 0.1, .beta = 0.9, .epsilon = 1e-8}};
      Vector weights{{0.0}};
      optimiser.step(weights, Vector{{slope}});
      return weights;
    };
    EXPECT_THAT(first_step(1e-4), IsClose({-0.095346258925}, kRounding));
    EXPECT_THAT(first_step(-1e-4), IsClose({0.095346258925}, kRounding));
    EXPECT_THAT(first_step(0), IsClose({0}, kRounding));
    expect_steps({.learning_rate = 0.1, .beta = 0.9, .epsilon = 1}, 1,
                 {{3, 0.9, 0.782357124967}, {4, 2.41, 0.565744980537}});
  });
}

// By hand: with β = 0 the average is the newest square, so a step is α times the sign.
TEST(RMSProp, ZeroBetaIsSignDescentAndOneIsTooMuch) {
  in_any_units([] {
    expect_step({.learning_rate = 0.1, .beta = 0, .epsilon = 0, .squares = Vector{{50.0}}}, Vector{{2.0}},
                Vector{{-24.0}}, Vector{{576.0}}, Vector{{2.1}});
    expect_step({.learning_rate = 0.25, .beta = 0, .epsilon = 0}, Vector{{2.0, 2.0}}, Vector{{0.0001, 30.0}},
                Vector{{1e-8, 900.0}}, Vector{{1.75, 1.75}});
    for (const RMSProp& refused : {RMSProp{.beta = 1}, RMSProp{.beta = 1, .squares = Vector{{4.0}}},
                                   RMSProp{.beta = 1.5, .squares = Vector{{4.0}}}, RMSProp{.beta = -0.1}}) {
      Student<RMSProp> optimiser{refused};
      Vector weights{{2.0}};
      EXPECT_THROW(optimiser.step(weights, Vector{{3.0}}), std::invalid_argument);
    }
    for (const double start : {1.0, 2.0}) {
      Student<RMSProp> below_zero{{.epsilon = -1e-8}};
      Vector weights{{start}};
      EXPECT_THROW(below_zero.step(weights, Vector{{3.0}}), std::invalid_argument);
    }
  });
}

// In the end a weight jumps to and fro between α/2 and −α/2, since there a step of α leads from one to the
// other: in the ravine ½(1 + 25)(α/2)² = 13α²/4, and c α²/8 in a bowl of curvature c. What is left of the way
// there is far smaller than kHover.
TEST(RMSProp, WeightsHoverWhereAConstantRateCannotSettle) {
  constexpr double kHover = 1e-6;
  const kit::Landscape ravine = kit::ravine();
  Student<RMSProp> optimiser{{.learning_rate = 0.1, .beta = 0.9, .epsilon = 1e-8}};
  Vector ball = ravine.start;
  for (int i = 0; i < 1000; ++i) {
    optimiser.step(ball, ravine.gradient(ball));
    ASSERT_EQ(ball.size(), 2);
  }
  EXPECT_THAT(ravine.loss(ball), IsClose(0.0325, kHover));

  Hidden hidden;
  const double rate = hidden.uniform(0.05, 0.3), curvature = hidden.uniform(0.5, 30);
  Student<RMSProp> other{{.learning_rate = rate, .beta = hidden.uniform(0.5, 0.8), .epsilon = 0}};
  Vector weight{{hidden.uniform(1, 5)}};
  for (int i = 0; i < 500; ++i) other.step(weight, curvature * weight);
  EXPECT_THAT(weight.cwiseAbs().eval(), IsClose({rate / 2}, kHover));
}

// By hand: slopes 3 and 4 for one object, −2 for another in between.
TEST(RMSProp, EachObjectKeepsSquaresOfItsOwnSize) {
  in_any_units([] {
    Student<RMSProp> one{{.learning_rate = 0.1, .beta = 0.9, .epsilon = 0}}, other = one;
    Vector weights{{1.0}}, other_weights{{2.0}};
    one.step(weights, Vector{{3.0}});
    EXPECT_THAT(one.squares, IsClose({0.9}, kRounding));
    other.step(other_weights, Vector{{-2.0}});
    EXPECT_THAT(other.squares, IsClose({0.4}, kRounding));
    one.step(weights, Vector{{4.0}});
    EXPECT_THAT(one.squares, IsClose({2.41}, kRounding));

    Student<RMSProp> narrow{{.squares = Vector{{1.0}}}}, wide{{.squares = Vector{{1.0, 2.0, 3.0}}}}, fresh;
    Vector two{{1.0, 2.0}}, again = two, short_of_slopes = two;
    EXPECT_THROW(narrow.step(two, Vector{{3.0, 4.0}}), std::invalid_argument);
    EXPECT_THROW(wide.step(again, Vector{{3.0, 4.0}}), std::invalid_argument);
    EXPECT_THROW(fresh.step(short_of_slopes, Vector{{3.0}}), std::invalid_argument);
  });
}

}  // namespace
}  // namespace downhill::rmsprop
