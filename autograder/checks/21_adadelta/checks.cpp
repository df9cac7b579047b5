// SPDX-License-Identifier: MIT
#include <cmath>

#include "adadelta.hpp"
#include "judge/units.hpp"
#include "kit/landscapes.hpp"

namespace downhill::adadelta {
namespace {
using namespace judge;

/// ε is added to squares of slopes and to squares of moves: so both are counted in one unit.
void measure(Adadelta& optimiser, const Units& in) {
  optimiser.epsilon *= in.slope * in.weight;
  optimiser.squares *= in.slope * in.slope;
  optimiser.squared_moves *= in.weight * in.weight;
}
template <class Optimiser>
using Student = Measured<Optimiser, &measure>;

/// What a step should leave behind.
struct After {
  Vector squares{}, squared_moves{}, weights{};
};

/// One step from a given state.
void expect_step(const Adadelta& before, Vector weights, const Vector& slopes, const After& expected) {
  Student<Adadelta> after{before};
  after.step(weights, slopes);
  EXPECT_THAT(after.squares, IsClose(expected.squares, kRounding));
  EXPECT_THAT(after.squared_moves, IsClose(expected.squared_moves, kRounding));
  EXPECT_THAT(weights, IsClose(expected.weights, kRounding));
}

void expect_refused(const Adadelta& options, Vector weights, const Vector& slopes) {
  Student<Adadelta> optimiser{options};
  EXPECT_THROW(optimiser.step(weights, slopes), std::invalid_argument);
}

struct Row {
  double slope, squares, squared_moves, weight;  // the last three after the step
};

/// Step by step from a weight of 0. Moves are thousandths at first, and their squares millionths: they are
/// held against the table in these units.
void expect_small_steps(const Adadelta& options, std::initializer_list<Row> table) {
  Student<Adadelta> optimiser{options};
  Vector weights{{0.0}};
  for (const Row& row : table) {
    optimiser.step(weights, Vector{{row.slope}});
    EXPECT_THAT(optimiser.squares, IsClose({row.squares}, kRounding));
    EXPECT_THAT(1e6 * optimiser.squared_moves, IsClose({row.squared_moves}, kRounding));
    EXPECT_THAT(1e3 * weights, IsClose({row.weight}, kRounding));
  }
}

// E by hand: 0.9, 0.81 + 1.6, 2.169 + 14.4; the rest from a separate computation.
TEST(Adadelta, MovesAreMadeOfTheMovesBefore) {
  in_any_unit([] {
    expect_small_steps({.beta = 0.9, .epsilon = 1e-6}, {{3, 0.9, 0.999998888890, -3.162275903349},
                                                        {4, 2.41, 2.227798541256, -6.806174284554},
                                                        {-12, 16.569, 4.810275261989, -1.509706995069}});
  });
}

// By hand: E = 0.75 · 20 + 0.25 · 4 = 16, Δ = −2/4 · 2 = −1, D = 0.75 · 4 + 0.25 · 1 = 3.25, and so on. With
// ε = 7: E = 1 + 8 = 9, Δ = √(2 + 7)/√(9 + 7) · 4 = 3, D = 1 + 4.5. A slope of 0 lets both averages fade.
TEST(Adadelta, AStepGoesOnFromAnyAverages) {
  in_any_unit([] {
    expect_step(
        {.beta = 0.75, .epsilon = 0, .squares = Vector{{20.0, 0.0}}, .squared_moves = Vector{{4.0, 0.25}}},
        Vector{{5.0, -1.0}}, Vector{{2.0, -6.0}},
        {Vector{{16.0, 9.0}}, Vector{{3.25, 0.4375}}, Vector{{4.0, 0.0}}});
    expect_step(
        {.beta = 0.5, .epsilon = 7, .squares = Vector{{2.0, 8.0}}, .squared_moves = Vector{{2.0, 6.0}}},
        Vector{{0.0, 1.5}}, Vector{{-4.0, 0.0}},
        {Vector{{9.0, 4.0}}, Vector{{5.5, 3.0}}, Vector{{3.0, 1.5}}});
    expect_step({.beta = 0.75, .epsilon = 9, .squares = Vector{{0.0}}, .squared_moves = Vector{{40.0}}},
                Vector{{1.0}}, Vector{{8.0}}, {Vector{{16.0}}, Vector{{61.36}}, Vector{{-10.2}}});
  });
}

// By hand: 0.25 · 64 = 16, and √(0 + 9)/√(16 + 9) · 8 = 4.8. With a tiny ε it is √ε/√(1 − β) for any slope:
// 0.001/√0.1, 0.01/√0.25.
TEST(Adadelta, FirstStepIsMadeOfEpsilon) {
  expect_step({.beta = 0.75, .epsilon = 9}, Vector{{1.0, 2.0}}, Vector{{8.0, -8.0}},
              {Vector{{16.0, 16.0}}, Vector{{5.76, 5.76}}, Vector{{-3.8, 6.8}}});
  const auto first_step = [](const Adadelta& options, double slope) {
    Student<Adadelta> optimiser{options};
    Vector weights{{0.0}};
    optimiser.step(weights, Vector{{slope}});
    return weights;
  };
  constexpr double kPartOfEpsilon = 1e-7;  // for slopes of 100 and more, ε in the divisor is less than this
  EXPECT_THAT(1e3 * first_step({.beta = 0.9, .epsilon = 1e-6}, 100), IsClose({-3.162277660}, kPartOfEpsilon));
  EXPECT_THAT(1e3 * first_step({.beta = 0.9, .epsilon = 1e-6}, -5000),
              IsClose({3.162277660}, kPartOfEpsilon));
  EXPECT_THAT(1e3 * first_step({.beta = 0.75, .epsilon = 1e-4}, 300), IsClose({-20}, kPartOfEpsilon));
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double beta = hidden.uniform(0.2, 0.95), epsilon = hidden.uniform(0.1, 2);
    const double slope = sign * hidden.uniform(0.5, 5), square = (1 - beta) * slope * slope;
    const double move = -sign * std::sqrt(epsilon * slope * slope / (square + epsilon));
    expect_step({.beta = beta, .epsilon = epsilon}, Vector{{3.0}}, Vector{{slope}},
                {Vector{{square}}, Vector{{(1 - beta) * move * move}}, Vector{{3 + move}}});
  }
}

// From a separate computation. In the long run a step is as long as the steps before it, and ε makes it a
// little longer.
TEST(Adadelta, SteadySlopesMakeLongerAndLongerSteps) {
  in_any_unit([] {
    Student<Adadelta> optimiser{{.beta = 0.9, .epsilon = 1e-6}};
    Vector weights{{0.0}};
    for (const double expected : {-3.162261848899, -6.406673622599, -9.707462346759}) {
      optimiser.step(weights, Vector{{1.0}});
      ASSERT_THAT(1e3 * weights, IsClose({expected}, kRounding));
    }
    for (int i = 3; i < 50; ++i) optimiser.step(weights, Vector{{1.0}});
    EXPECT_THAT(1e3 * weights, IsClose({-186.886393546}, kRounding));
  });

  Hidden hidden;
  Student<Adadelta> other{{.beta = hidden.uniform(0.5, 0.95), .epsilon = hidden.uniform(1e-4, 1e-2)}};
  const double slope = hidden.uniform(1, 5);
  double last = 0;
  for (int i = 0; i < 8; ++i) {
    Vector moved{{0.0}};
    other.step(moved, Vector{{slope}});
    ASSERT_EQ(moved.size(), 1);
    EXPECT_GT(-moved(0), last) << "the step before was " << last << " long";
    last = -moved(0);
  }
}

// From a separate computation. With ε = 0 and moves to start from, a factor before the slopes is in the root
// too, and cancels.
TEST(Adadelta, LossTimesAThousandTakesTheSamePath) {
  const auto expect_path = [&](const Vector& factors) {
    const Vector squared = factors.cwiseAbs2();
    Student<Adadelta> optimiser{{.beta = 0.5,
                                 .epsilon = 0,
                                 .squares = squared.cwiseProduct(Vector{{8.0, 2.0}}),
                                 .squared_moves = Vector{{1.0, 4.0}}}};
    Vector weights{{0.0, 1.0}};
    optimiser.step(weights, factors.cwiseProduct(Vector{{4.0, 6.0}}));
    EXPECT_THAT(weights, IsClose({-1.154700538379, -1.752988806447}, kRounding));
    optimiser.step(weights, factors.cwiseProduct(Vector{{-8.0, 1.5}}));
    EXPECT_THAT(weights, IsClose({0.247052749722, -2.860240445394}, kRounding));
  };
  expect_path(Vector{{1.0, 1.0}});
  expect_path(Vector{{1000.0, 1000.0}});
  Hidden hidden;
  expect_path(Vector{{hidden.uniform(0.1, 1), hidden.uniform(10, 1000)}});
}

// By hand: 10⁻³ · 10⁻⁴/√(10⁻⁹ + 10⁻⁶) = 10⁻⁴/√1.001. With ε = 1: 3/√1.9, and then √(1 + 9/19) · 4/√3.41
// more. Without a slope 0.
TEST(Adadelta, TinySlopesTellWhereEpsilonStands) {
  in_any_unit([] {
    Vector weights{{0.0, 0.0, 0.0}};
    Student<Adadelta> optimiser{{.beta = 0.9, .epsilon = 1e-6}};
    optimiser.step(weights, Vector{{1e-4, -1e-4, 0.0}});
    EXPECT_THAT(1e4 * weights, IsClose({-0.999500374688, 0.999500374688, 0}, kRounding));
    expect_step({.beta = 0.9, .epsilon = 1}, Vector{{0.0}}, Vector{{3.0}},
                {Vector{{0.9}}, Vector{{0.473684210526}}, Vector{{-2.176428750330}}});
    expect_step({.beta = 0.9, .epsilon = 1, .squares = Vector{{0.9}}, .squared_moves = Vector{{9.0 / 19}}},
                Vector{{0.0}}, Vector{{4.0}},
                {Vector{{2.41}}, Vector{{1.117780521686}}, Vector{{-2.629571699370}}});
  });
}

// By hand: a slope of 0 moves nothing, at first or later, and only lets the averages fade to 0.9 of
// themselves.
TEST(Adadelta, ZeroSlopesMoveNothing) {
  in_any_unit([] {
    expect_small_steps({.beta = 0.9, .epsilon = 1e-6}, {{0, 0, 0, 0},
                                                        {3, 0.9, 0.999998888890, -3.162275903349},
                                                        {0, 0.81, 0.899999000001, -3.162275903349},
                                                        {0, 0.729, 0.8099991000009, -3.162275903349}});
  });
}

// The problem of lesson 01, slope 6(3w − 10), and the ravine, both from a separate computation.
TEST(Adadelta, TheStartIsSlow) {
  in_any_unit([] {
    Student<Adadelta> optimiser;
    Vector weight{{2.0}};
    for (const double expected : {2.003162277633, 2.006403054270, 2.009695111451}) {
      optimiser.step(weight, 6 * (3 * weight.array() - 10).matrix());
      ASSERT_THAT(weight, IsClose({expected}, kRounding));
    }
    for (int i = 3; i < 100; ++i) optimiser.step(weight, 6 * (3 * weight.array() - 10).matrix());
    EXPECT_THAT(weight, IsClose({2.362365673537}, kRounding));

    const kit::Landscape ravine = kit::ravine();
    Student<Adadelta> other;
    Vector ball = ravine.start;
    for (int i = 0; i < 100; ++i) {
      other.step(ball, ravine.gradient(ball));
      ASSERT_EQ(ball.size(), 2);
    }
    EXPECT_THAT(ravine.loss(ball), IsClose(51.379974617, kRounding));  // of 62.5 at the start
  });
}

// By hand: alone or beside others, a weight takes the steps that its own slopes make. 4.8 as above for ε = 9.
TEST(Adadelta, EveryWeightHasAveragesOfItsOwn) {
  in_any_unit([] {
    expect_step({.beta = 0.75, .epsilon = 9}, Vector{{0.0, 0.0, 0.0}}, Vector{{8.0, 0.0, -8.0}},
                {Vector{{16.0, 0.0, 16.0}}, Vector{{5.76, 0.0, 5.76}}, Vector{{-4.8, 0.0, 4.8}}});
  });
  Hidden hidden;
  const Adadelta options{.beta = hidden.uniform(0.5, 0.95), .epsilon = hidden.uniform(0.01, 1)};
  Student<Adadelta> together{options}, first{options}, second{options};
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
  EXPECT_LT(one(0), 1 - std::sqrt(options.epsilon) / 10) << "four slopes upwards and hardly a move down";
}

// By hand: slopes 8 and 8 for one object, −4 for another in between; all with β = 0.75 and ε = 9.
TEST(Adadelta, EachObjectKeepsAveragesOfItsOwnSize) {
  in_any_unit([] {
    Student<Adadelta> one{{.beta = 0.75, .epsilon = 9}}, other = one;
    Vector weights{{0.0}}, other_weights{{2.0}};
    one.step(weights, Vector{{8.0}});
    EXPECT_THAT(one.squared_moves, IsClose({5.76}, kRounding));
    other.step(other_weights, Vector{{-4.0}});
    EXPECT_THAT(other.squares, IsClose({4}, kRounding));
    one.step(weights, Vector{{8.0}});
    EXPECT_THAT(one.squares, IsClose({28}, kRounding));

    const Vector one_long{{1.0}}, three_long{{1.0, 2.0, 3.0}}, slopes{{3.0, 4.0}}, start{{1.0, 2.0}};
    expect_refused({.squares = one_long}, start, slopes);
    expect_refused({.squared_moves = three_long}, start, slopes);
    expect_refused({}, start, three_long);
    for (const Vector& from : {one_long, start}) {
      expect_refused({.beta = 1}, from, from);
      expect_refused({.beta = 1.5}, from, from);
      expect_refused({.epsilon = -1e-6}, from, from);
    }
  });
}

}  // namespace
}  // namespace downhill::adadelta
