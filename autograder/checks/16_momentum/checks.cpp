// SPDX-License-Identifier: MIT
#include <cmath>

#include "judge/units.hpp"
#include "kit/landscapes.hpp"
#include "momentum.hpp"

namespace downhill::momentum {
namespace {
using namespace judge;

/// Both forms: a velocity is made of slopes, and a weight moves by rate times velocity.
template <class Optimiser>
void measure(Optimiser& optimiser, const Units& in) {
  optimiser.learning_rate *= in.weight / in.slope;
  optimiser.velocity *= in.slope;
}
template <class Optimiser>
using Student = Measured<Optimiser, &measure<Optimiser>>;

/// One step from a given state leaves this velocity and these weights.
template <class Optimiser>
void expect_step(const Optimiser& before, Vector weights, const Vector& slopes, const Vector& velocity_after,
                 const Vector& weights_after) {
  Student<Optimiser> after{before};
  after.step(weights, slopes);
  EXPECT_THAT(after.velocity, IsClose(velocity_after, kRounding));
  EXPECT_THAT(weights, IsClose(weights_after, kRounding));
}

struct Row {
  double slope, velocity, weight;  // the last two after the step
};

/// Step by step from w = 2, α = 0.01 and β = 0.9, the state kept by the optimiser itself.
template <class Optimiser>
void expect_steps(std::initializer_list<Row> table) {
  Student<Optimiser> optimiser{{.learning_rate = 0.01, .beta = 0.9}};
  Vector weights{{2.0}};
  for (const Row& row : table) {
    optimiser.step(weights, Vector{{row.slope}});
    EXPECT_THAT(optimiser.velocity, IsClose({row.velocity}, kRounding));
    EXPECT_THAT(weights, IsClose({row.weight}, kRounding));
  }
}

/// n steps under slopes that stay as they are. The velocity is a geometric sum, its part of the slope being
/// part · (1 + β + … + βⁿ⁻¹), and the weights have moved by the sum of those sums.
template <class Optimiser>
void expect_geometric_sums(double (*part)(double beta)) {
  Hidden hidden;
  for (const int n : {1, 2, 7}) {
    const double rate = hidden.uniform(0.01, 0.5), beta = hidden.uniform(0.2, 0.95);
    const Vector slopes{{hidden.uniform(-5, 5), hidden.uniform(-5, 5), 0.0}};
    const Vector start{{hidden.uniform(-5, 5), hidden.uniform(-5, 5), hidden.uniform(-5, 5)}};
    const double sum = (1 - std::pow(beta, n)) / (1 - beta), sum_of_sums = (n - beta * sum) / (1 - beta);
    Student<Optimiser> optimiser{{.learning_rate = rate, .beta = beta}};
    Vector weights = start;
    for (int i = 0; i < n; ++i) optimiser.step(weights, slopes);
    EXPECT_THAT(optimiser.velocity, IsClose(part(beta) * sum * slopes, kRounding));
    EXPECT_THAT(weights, IsClose(start - rate * part(beta) * sum_of_sums * slopes, kRounding));
  }
}

// The one-weight problem of lesson 01, slope 6(3w − 10), by hand: velocities −24, 0.9 · (−24) − 19.68 =
// −41.28, 0.9 · (−41.28) − 12.2496 = −49.4016; a hundredth of each is the step.
TEST(HeavyBall, SpeedAddsUpOverThreeSteps) {
  in_any_units([] {
    expect_steps<HeavyBall>({{-24, -24, 2.24}, {-19.68, -41.28, 2.6528}, {-12.2496, -49.4016, 3.146816}});
  });
}

// By hand: 0.8 · 3 − 4 = −1.6 and 1 + 0.1 · 1.6 = 1.16, and so on; slopes tiny, zero and of both signs.
TEST(HeavyBall, TheBallGoesOnFromAnyVelocity) {
  in_any_units([] {
    expect_step<HeavyBall>({.learning_rate = 0.1, .beta = 0.8, .velocity = Vector{{3.0, -2.0}}},
                           Vector{{1.0, -1.0}}, Vector{{-4.0, 0.0001}}, Vector{{-1.6, -1.5999}},
                           Vector{{1.16, -0.84001}});
    expect_step<HeavyBall>({.learning_rate = 0.5, .beta = 0.25, .velocity = Vector{{-1.0, 0.24}}},
                           Vector{{0.0, 5.0}}, Vector{{0.8, 0.0}}, Vector{{0.55, 0.06}},
                           Vector{{-0.275, 4.97}});
    expect_step<HeavyBall>({.learning_rate = 0.02, .beta = 0.7}, Vector{{-3.0, 0.5}}, Vector{{0.0001, -30.0}},
                           Vector{{0.0001, -30.0}}, Vector{{-3.000002, 1.1}});
  });
}

// Under a slope of 1: 1, 1.9, 2.71, and in the end the v that a step no longer changes: v = 0.9v + 1, so 10.
// Where the ground is flat the ball coasts: with β = 0.5, 0.01 · (5 + 2.5 + …) = 0.01 · 10 further.
TEST(HeavyBall, TopSpeedIsTenTimesTheSlope) {
  expect_steps<HeavyBall>({{1, 1, 1.99}, {1, 1.9, 1.971}, {1, 2.71, 1.9439}});
  const Vector top_speed{{10.0}}, two{{2.0}};
  expect_step<HeavyBall>({.learning_rate = 0.01, .beta = 0.9, .velocity = top_speed}, two, Vector{{1.0}},
                         top_speed, Vector{{1.9}});

  Student<HeavyBall> coasting{{.learning_rate = 0.01, .beta = 0.5, .velocity = top_speed}};
  Vector weights = two;
  for (int i = 0; i < 40; ++i) coasting.step(weights, Vector{{0.0}});
  EXPECT_THAT(weights, IsClose({1.9}, kRounding));

  expect_geometric_sums<HeavyBall>([](double) { return 1.0; });
}

// The ravine by hand, in ninths: (80, −16) / 9, (600, 156) / 81, (480, −144) / 81. The number of steps and
// the two weights of the one-weight problem come from a separate computation.
TEST(HeavyBall, TheBallOvershootsYetCrossesTheRavineInThirtyOneSteps) {
  in_any_units([] {
    const kit::Landscape ravine = kit::ravine();
    Student<HeavyBall> ball{{.learning_rate = 1.0 / 9, .beta = 4.0 / 9}};
    Vector weights = ravine.start;
    for (const auto& ninths :
         {Vector{{80.0, -16.0}}, Vector{{600.0 / 9, 156.0 / 9}}, Vector{{480.0 / 9, -16.0}}}) {
      ball.step(weights, ravine.gradient(weights));
      ASSERT_THAT(weights, IsClose(ninths / 9, kRounding));
    }
    int steps = 3;
    for (; steps < 40 && ravine.loss(weights) >= 1e-6; ++steps) {
      ball.step(weights, ravine.gradient(weights));
      ASSERT_EQ(weights.size(), 2);
    }
    EXPECT_EQ(steps, 31) << "steps until the loss of the ravine was below 1e-6";

    Student<HeavyBall> other{{.learning_rate = 0.01, .beta = 0.9}};
    const auto roll = [&](int n) {
      for (int i = 0; i < n; ++i) other.step(weights, 6 * (3 * weights.array() - 10).matrix());
    };
    weights = Vector{{2.0}};
    roll(7);
    EXPECT_THAT(weights, IsClose({4.26000556446}, kRounding));  // past 10/3, where the slope is 0
    roll(193);
    EXPECT_THAT(weights, IsClose({3.33330608580}, kRounding));
  });
}

// By hand, slopes 6(3w − 10) at 2, 2.024 and 2.069168: velocities 0.1 · (−24) = −2.4,
// 0.9 · (−2.4) − 2.3568 = −4.5168, 0.9 · (−4.5168) − 2.2754976 = −6.3406176.
TEST(Momentum, SecondStepStillFeelsTheFirstGradient) {
  in_any_units([] {
    expect_steps<Momentum>(
        {{-24, -2.4, 2.024}, {-23.568, -4.5168, 2.069168}, {-22.754976, -6.3406176, 2.132574176}});
  });
}

// By hand: 0.8 · 3 + 0.2 · (−4) = 1.6 and 1 − 0.1 · 1.6 = 0.84, and so on; slopes tiny, zero and of both
// signs.
TEST(Momentum, TheAverageGoesOnFromAnyVelocity) {
  in_any_units([] {
    expect_step<Momentum>({.learning_rate = 0.1, .beta = 0.8, .velocity = Vector{{3.0, -2.0}}},
                          Vector{{1.0, -1.0}}, Vector{{-4.0, 0.0001}}, Vector{{1.6, -1.59998}},
                          Vector{{0.84, -0.840002}});
    expect_step<Momentum>({.learning_rate = 0.5, .beta = 0.25, .velocity = Vector{{-1.0, 0.24}}},
                          Vector{{0.0, 5.0}}, Vector{{0.8, 0.0}}, Vector{{0.35, 0.06}},
                          Vector{{-0.175, 4.97}});
    expect_step<Momentum>({.learning_rate = 0.02, .beta = 0.7}, Vector{{-3.0, 0.5}}, Vector{{0.0001, -30.0}},
                          Vector{{0.00003, -9.0}}, Vector{{-3.0000006, 0.68}});
  });
}

// A steady slope of 1: 0.1, 0.19, 0.271, in the end 1. Slopes of +1 and −1 in turn: 0.1, −0.01, 0.091, in the
// end ±v with v = −0.9v + 0.1, so v = 0.1 / 1.9, a nineteenth.
TEST(Momentum, OpposingSlopesAlmostCancel) {
  expect_steps<Momentum>({{1, 0.1, 1.999}, {1, 0.19, 1.9971}, {1, 0.271, 1.99439}});
  expect_steps<Momentum>({{1, 0.1, 1.999}, {-1, -0.01, 1.9991}, {1, 0.091, 1.99819}});
  const Vector zero{{0.0}}, one{{1.0}}, nineteenth{{1.0 / 19}};
  expect_step<Momentum>({.learning_rate = 1, .beta = 0.9, .velocity = one}, zero, one, one, -one);
  expect_step<Momentum>({.learning_rate = 1, .beta = 0.9, .velocity = -nineteenth}, zero, one, nineteenth,
                        -nineteenth);
  expect_step<Momentum>({.learning_rate = 1, .beta = 0.9, .velocity = nineteenth}, zero, -one, -nineteenth,
                        nineteenth);

  expect_geometric_sums<Momentum>([](double beta) { return 1 - beta; });
}

// Plain descent by hand: 2 + 0.01 · 24 = 2.24 and 2 − 0.2 · 5.5 = 0.9, whatever the velocity was.
template <class Optimiser>
void expect_beta_from_zero_to_below_one() {
  const Vector two{{2.0}}, slope{{-24.0}}, other_slope{{5.5}}, fast{{7.0}};
  expect_step<Optimiser>({.learning_rate = 0.01, .beta = 0}, two, slope, slope, Vector{{2.24}});
  expect_step<Optimiser>({.learning_rate = 0.2, .beta = 0, .velocity = fast}, two, other_slope, other_slope,
                         Vector{{0.9}});
  for (const auto& refused : {Optimiser{.beta = 1}, Optimiser{.beta = 1, .velocity = fast},
                              Optimiser{.beta = 1.5}, Optimiser{.beta = -0.1}}) {
    Student<Optimiser> optimiser{refused};
    Vector weights = two;
    EXPECT_THROW(optimiser.step(weights, slope), std::invalid_argument);
  }
}
TEST(BothForms, ZeroBetaIsGradientDescentAndOneIsTooMuch) {
  in_any_units([] {
    expect_beta_from_zero_to_below_one<HeavyBall>();
    expect_beta_from_zero_to_below_one<Momentum>();
  });
}

// By hand: the slopes −24 and −19.68 for one object, 0.5 for another in between.
template <class Optimiser>
void expect_own_velocity(double first, double of_the_other, double second) {
  Student<Optimiser> one{{.learning_rate = 0.01, .beta = 0.9}}, other = one;
  Vector weights{{2.0}}, other_weights{{1.0}};
  one.step(weights, Vector{{-24.0}});
  EXPECT_THAT(one.velocity, IsClose({first}, kRounding));
  other.step(other_weights, Vector{{0.5}});
  EXPECT_THAT(other.velocity, IsClose({of_the_other}, kRounding));
  one.step(weights, Vector{{-19.68}});
  EXPECT_THAT(one.velocity, IsClose({second}, kRounding));

  Student<Optimiser> narrow{{.velocity = Vector{{1.0}}}}, wide{{.velocity = Vector{{1.0, 2.0, 3.0}}}}, still;
  Vector two{{1.0, 2.0}}, again = two, short_of_slopes = two;
  EXPECT_THROW(narrow.step(two, Vector{{3.0, 4.0}}), std::invalid_argument);
  EXPECT_THROW(wide.step(again, Vector{{3.0, 4.0}}), std::invalid_argument);
  EXPECT_THROW(still.step(short_of_slopes, Vector{{3.0}}), std::invalid_argument);
}
TEST(BothForms, EachObjectKeepsAVelocityOfItsOwnSize) {
  in_any_units([] {
    expect_own_velocity<HeavyBall>(-24, 0.5, -41.28);
    expect_own_velocity<Momentum>(-2.4, 0.05, -4.128);
  });
}

// By hand: 0.01 / (1 − 0.9) = 0.1, and (1/9) / (5/9) = 1/5.
TEST(AveragedRate, ALargerRateLetsMomentumFollowHeavyBall) {
  EXPECT_THAT(student<averaged_rate>(0.01, 0.9), IsClose(0.1, kRounding));
  EXPECT_THAT(student<averaged_rate>(1.0 / 9, 4.0 / 9), IsClose(0.2, kRounding));
  EXPECT_THAT(student<averaged_rate>(0.3, 0), IsClose(0.3, kRounding));
  for (const double beta : {1.0, 1.5, -0.5})
    for (const double rate : {0.01, 0.3})
      EXPECT_THROW(student<averaged_rate>(rate, beta), std::invalid_argument) << "for β = " << beta;

  // Down bowls of three curvatures, with their lowest points anywhere, side by side.
  Hidden hidden;
  for (int bowl = 0; bowl < 2; ++bowl) {
    const Vector lowest{{hidden.uniform(-5, 5), hidden.uniform(-5, 5), hidden.uniform(-5, 5)}};
    const Vector curvature{{hidden.uniform(0.5, 4), hidden.uniform(0.5, 4), hidden.uniform(0.5, 4)}};
    const double rate = hidden.uniform(0.01, 0.2), beta = hidden.uniform(0.2, 0.95);
    Student<HeavyBall> ball{{.learning_rate = rate, .beta = beta}};
    const double averaged = student<averaged_rate>(rate, beta);
    EXPECT_THAT((1 - beta) * averaged, IsClose(rate, kRounding));
    Student<Momentum> momentum{{.learning_rate = averaged, .beta = beta}};
    Vector leader{{1.0, 2.0, 3.0}}, follower = leader;
    for (int i = 0; i < 50; ++i) {
      ball.step(leader, curvature.cwiseProduct(leader - lowest));
      ASSERT_EQ(leader.size(), 3);
      momentum.step(follower, curvature.cwiseProduct(follower - lowest));
      ASSERT_THAT(follower, IsClose(leader, kRounding));
    }
    EXPECT_LT((leader - lowest).norm(), (Vector{{1.0, 2.0, 3.0}} - lowest).norm()) << "the bowl's way down";
  }
}

}  // namespace
}  // namespace downhill::momentum
