// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "judge/student.hpp"
#include "kit/data.hpp"
#include "showdown.hpp"

namespace downhill::showdown {
namespace {
using namespace judge;

/// Sums in another order may carry a loss over its threshold one step sooner or later.
constexpr int kOneStep = 1;
/// The page's ε of 1e-8 shortens a step of AdaGrad, RMSProp or Adam by less than this where slopes are above
/// a tenth.
constexpr double kAsideFromEpsilon = 1e-6;

const Matrix kAcross{{1.0, 0.0}, {0.0, 25.0}};  // ½(x² + 25y²): curvature 1 along it, 25 across
const Bowl kRavine{kAcross, Vector{{10.0, 2.0}}};
const double kRootHalf = std::sqrt(0.5);
// By hand: a half of [[1, −1], [1, 1]] [[1, 0], [0, 25]] [[1, 1], [−1, 1]], and (10 − 2, 10 + 2) / √2.
const Bowl kTurnedRavine{Matrix{{13.0, -12.0}, {-12.0, 13.0}}, Vector{{8 * kRootHalf, 12 * kRootHalf}}};

double loss_in(const Bowl& bowl, const Vector& weights) { return weights.dot(bowl.curvature * weights) / 2; }

// ---- 24.1

/// A bowl by its main axes: along the first, at this angle, the curvature is one, across it the other. The
/// start lies at an angle of its own. What turns the bowl adds to both angles. By the doubled angle: H is the
/// mean of both on the diagonal, and half their difference turned by 2φ about it.
struct Axes {
  double along, across, angle, distance, start_angle;

  Bowl bowl(double turned_by = 0) const {
    const double mean = (along + across) / 2, half = (along - across) / 2;
    const double twice = 2 * (angle + turned_by), start = start_angle + turned_by;
    const double x = half * std::cos(twice), y = half * std::sin(twice);
    return {Matrix{{mean + x, y}, {y, mean - x}}, distance * Vector{{std::cos(start), std::sin(start)}}};
  }
};

void expect_turned(const Bowl& bowl, double angle, const Bowl& expected) {
  const Bowl after = student<turned>(bowl, angle);
  ASSERT_THAT(after.curvature, IsClose(expected.curvature, kRounding));
  ASSERT_THAT(after.start, IsClose(expected.start, kRounding));
}

/// A little aslant, and with slopes from the start that are well above a tenth.
Axes any_axes(Hidden& hidden) {
  return {.along = hidden.uniform(2, 6),
          .across = hidden.uniform(8, 20),
          .angle = hidden.uniform(-0.05, 0.05),
          .distance = hidden.uniform(3, 9),
          .start_angle = hidden.uniform(-1, -0.5)};
}

// By hand: the ravine by 45°, by a quarter turn, which swaps the axes, and by half a turn, which H does not
// see. [[3, 1], [1, 2]] by 30°: m = 2.5, and (0.5, 1) turned by 60° is (¼ − ½√3, ¼√3 + ½).
TEST(Turned, ATurnKeepsTraceDeterminantAndLoss) {
  const double pi = std::numbers::pi, root3 = std::sqrt(3.0);
  expect_turned(kRavine, pi / 4, kTurnedRavine);
  expect_turned(kRavine, pi / 2, {Matrix{{25.0, 0.0}, {0.0, 1.0}}, Vector{{-2.0, 10.0}}});
  expect_turned(kRavine, pi, {kAcross, Vector{{-10.0, -2.0}}});
  const double d = 0.25 - root3 / 2, o = root3 / 4 + 0.5;
  expect_turned({Matrix{{3.0, 1.0}, {1.0, 2.0}}, Vector{{1.0, -2.0}}}, pi / 6,
                {Matrix{{2.5 + d, o}, {o, 2.5 - d}}, Vector{{root3 / 2 + 1, 0.5 - root3}}});
  EXPECT_THROW(student<turned>(Bowl{Matrix::Identity(3, 3), Vector{{1.0, 2.0, 3.0}}}, 0.5),
               std::invalid_argument);
  EXPECT_THROW(student<turned>(Bowl{kAcross, Vector{{1.0, 2.0, 3.0}}}, 0.5), std::invalid_argument);

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const Axes axes = any_axes(hidden);
    const Bowl bowl = axes.bowl();
    const double angle = hidden.uniform(0.2, 3);
    expect_turned(bowl, angle, axes.bowl(angle));
    const Bowl after = student<turned>(bowl, angle);
    ASSERT_THAT(after.curvature, IsClose(after.curvature.transpose().eval(), kRounding));
    ASSERT_EQ(after.curvature.rows(), 2);
    ASSERT_EQ(after.start.size(), 2);
    const auto determinant = [](const Matrix& H) { return H(0, 0) * H(1, 1) - H(0, 1) * H(1, 0); };
    EXPECT_THAT(after.curvature.trace(), IsClose(bowl.curvature.trace(), kRounding));
    EXPECT_THAT(determinant(after.curvature), IsClose(determinant(bowl.curvature), kRounding));
    EXPECT_THAT(loss_in(after, after.start), IsClose(loss_in(bowl, bowl.start), kRounding));
    expect_turned(after, -angle, bowl);  // and back
  }
}

// ---- 24.2

/// A walk whose losses are written down. It stands at 0.5, 1.5, 2.5, … in turn, and its gradient says where
/// it was asked.
struct Walk {
  std::vector<double> losses;
  std::vector<double> looked_at{}, asked_at{};

  Result run(const std::vector<double>& thresholds, int max_steps) {
    const Problem problem{.loss =
                              [this](const Vector& w) {
                                looked_at.push_back(w.sum());
                                const auto place =
                                    static_cast<std::size_t>(std::max(0.0, std::min(1e6, w.sum())));
                                return place < losses.size() ? losses[place] : 0.0625;
                              },
                          .gradient =
                              [this](const Vector& w) {
                                asked_at.push_back(w.sum());
                                return Vector{{-w.sum()}};
                              },
                          .start = Vector{{0.5}}};
    const Step step = [](Vector& w, const Vector& g) {
      if (w.size() == 1 && g.size() == 1 && w(0) == -g(0))
        w(0) += 1;  // nothing, for a gradient from elsewhere
    };
    return student<showdown::run>(step, problem, thresholds, max_steps);
  }
};

void expect_result(const Result& result, const std::vector<int>& steps, double weight, double loss,
                   bool diverged) {
  EXPECT_THAT(result.steps, IsList(steps));
  EXPECT_THAT(result.weights, IsClose({weight}, kRounding));
  if (std::isfinite(loss)) {
    EXPECT_THAT(result.loss, IsClose(loss, kRounding));
  }
  EXPECT_EQ(result.diverged, diverged);
}

// Counted on the fingers. What equals a threshold is not below it, and what rises again has been below.
TEST(Run, ARunCountsStepsToTheFirstTimeBelow) {
  const std::vector<double> losses{8.25, 4.5, 2.75, 4.75, 1.5, 1.25, 2.5, 0.375, 3.625, 0.125};
  expect_result(Walk{losses}.run({9.5, 8.25, 4.6, 2.75, 1.5, 1.25, 0.4, 0.375}, 8), {0, 1, 1, 4, 5, 7, 7, -1},
                8.5, 3.625, false);
  expect_result(Walk{losses}.run({1.4, 30.5, 0.2, 2.75}, 6), {5, 0, -1, 4}, 6.5, 2.5, false);
  expect_result(Walk{losses}.run({9.25, 4.75}, 0), {0, -1}, 0.5, 8.25, false);
  expect_result(Walk{losses}.run({}, 3), {}, 3.5, 4.75, false);
  expect_result(Walk{{3.5, 3.25, 3.625, 2.125, 2.625, 3.375}}.run({2.2, 3.3}, 5), {3, 1}, 5.5, 3.375, false);

  Hidden hidden;
  for (const int below : {2, 5, 9}) {
    std::vector<double> drawn(12);
    for (double& loss : drawn) loss = hidden.uniform(5, 9);
    drawn[static_cast<std::size_t>(below)] = hidden.uniform(1, 2);
    drawn[10] = hidden.uniform(0.2, 0.8);
    expect_result(Walk{drawn}.run({hidden.uniform(2, 4), hidden.uniform(0.9, 0.99), 0.1}, 11),
                  {below, 10, -1}, 11.5, drawn[11], false);
  }
}

// Looks at 0.5, 1.5, … up to the end; slopes from all of these but the last.
TEST(Run, EachStepCostsOneLossAndOneGradient) {
  const auto places = [](int n) {
    std::vector<double> all;
    for (int i = 0; i < n; ++i) all.push_back(i + 0.5);
    return all;
  };
  for (const int steps : {3, 5, 0}) {
    Walk walk{{6.5, 5.5, 7.5, 3.25, 4.75, 2.5, 1.5}};
    const Result result = walk.run({5.75, 4.25}, steps);
    EXPECT_THAT(walk.looked_at, IsList(places(steps + 1)));
    EXPECT_THAT(walk.asked_at, IsList(places(steps)));
    EXPECT_THAT(result.weights, IsClose({steps + 0.5}, kRounding));
  }

  // Two weights, moved by the very gradient that was asked for.
  Hidden hidden;
  for (const int steps : {2, 7}) {
    const Vector start{{hidden.uniform(1, 5), hidden.uniform(-5, -1)}},
        slopes{{hidden.uniform(0.1, 1), -1.0}};
    const double rate = hidden.uniform(0.1, 0.9);
    int looks = 0, questions = 0, moves = 0;
    const Problem problem{.loss = [&](const Vector& w) { return ++looks, w.squaredNorm(); },
                          .gradient = [&](const Vector&) { return ++questions, slopes; },
                          .start = start};
    const Step step = [&](Vector& w, const Vector& g) {
      ++moves;
      if (w.size() == g.size()) w -= rate * g;
    };
    const Result result = student<run>(step, problem, {}, steps);
    const Vector end = start - steps * rate * slopes;
    EXPECT_THAT(result.weights, IsClose(end, kRounding));
    EXPECT_THAT(result.loss, IsClose(end.squaredNorm(), kRounding));
    EXPECT_THAT((std::vector{looks, questions, moves}), IsList(std::vector<int>{steps + 1, steps, steps}));
  }
}

// The limit is a million times the loss at the start, or a million if that is below 1. What equals it is not
// above it.
TEST(Run, ALostRunIsGivenUp) {
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinite = std::numeric_limits<double>::infinity();
  expect_result(Walk{{2.5, 0.75, 2.6e6, 0.5}}.run({1.25, 0.6}, 5), {1, -1}, 2.5, 2.6e6, true);
  expect_result(Walk{{2.5, 2.4e6, 2.5e6, 0.75, 1.5}}.run({1.25, 0.6}, 4), {3, -1}, 4.5, 1.5, false);
  expect_result(Walk{{0.01, 9e5, 0.25, 1.1e6, 0.5}}.run({0.3, 0.005}, 9), {0, -1}, 3.5, 1.1e6, true);
  expect_result(Walk{{7.25, 7.25e6, 0.5, 0.75}}.run({0.6}, 3), {2}, 3.5, 0.75, false);
  expect_result(Walk{{0.25, 3e5, 0.125, 9.5e5, 0.75}}.run({0.2}, 4), {2}, 4.5, 0.75, false);
  expect_result(Walk{{4.5, 1.75, nan, 0.5, 0.75}}.run({2.25, 1.25}, 4), {1, -1}, 2.5, nan, true);
  expect_result(Walk{{7.5, infinite, 0.5}}.run({2.25}, 1), {-1}, 1.5, infinite, true);
  expect_result(Walk{{nan, 0.5}}.run({2.25}, 3), {-1}, 0.5, nan, true);
  for (const int steps : {-1, -3}) EXPECT_THROW(Walk{{4.5}}.run({2.25}, steps), std::invalid_argument);

  Hidden hidden;
  for (const int at : {1, 4}) {
    std::vector<double> drawn(6);
    for (double& loss : drawn) loss = hidden.uniform(2, 9);
    drawn[static_cast<std::size_t>(at)] = 1e6 * drawn[0] * hidden.uniform(0.5, 0.99);
    expect_result(Walk{drawn}.run({1.5}, 5), {-1}, 5.5, drawn[5], false);
    drawn[static_cast<std::size_t>(at)] = 1e6 * drawn[0] * hidden.uniform(1.01, 2);
    Walk walk{drawn};
    expect_result(walk.run({1.5}, 5), {-1}, at + 0.5, drawn[static_cast<std::size_t>(at)], true);
    EXPECT_EQ(walk.looked_at.size(), static_cast<std::size_t>(at) + 1);
  }
}

// ---- 24.3

/// As expected, but for kOneStep; never is never.
void expect_steps(const Result& result, const std::vector<int>& expected) {
  ASSERT_EQ(result.steps.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(result.steps[i], expected[i], expected[i] < 0 ? 0 : kOneStep) << "to threshold " << i;
}

/// Steps to a loss below a hundredth, and below a millionth.
void expect_race(const Contender& contender, const Bowl& bowl, int max_steps,
                 const std::vector<int>& expected) {
  const Result result = student<race>(contender, bowl, {1e-2, 1e-6}, max_steps);
  expect_steps(result, expected);
  EXPECT_FALSE(result.diverged);
  EXPECT_TRUE(result.loss >= 0 && result.loss < 1) << "the loss at the end is " << result.loss;
}

const std::vector<Method> kBlindToAxes{Method::descent, Method::momentum, Method::heavy_ball};

// Steps from a separate computation. 0.09 is above 2/25, where descent stops arriving: across the ravine the
// weight grows by −1.25 a step, its share of the loss, 50 at first, by 1.5625, and 50 · 1.5625³³ > 10⁸.
TEST(Race, DescentAndMomentumDoNotSeeTheAxes) {
  for (const Bowl& bowl : {kRavine, kTurnedRavine}) {
    expect_race({Method::descent, 1.0 / 13}, bowl, 300, {58, 116});
    expect_race({Method::momentum, 0.1}, bowl, 300, {58, 161});
    expect_race({Method::heavy_ball, 0.01}, bowl, 300, {58, 161});
    expect_race({Method::momentum, 1.0 / 13}, bowl, 300, {72, 156});
    const Result lost = student<race>(Contender{Method::descent, 0.09}, bowl, {1e-2, 1e-6}, 300);
    EXPECT_TRUE(lost.diverged);
    expect_steps(lost, {-1, -1});
    EXPECT_THAT(lost.loss, IsClose(50 * std::pow(1.5625, 33), kRounding));
  }

  // A bowl of three weights: descent shrinks each by its own factor.
  Hidden hidden;
  const Vector curvatures{{hidden.uniform(1, 5), hidden.uniform(1, 5), hidden.uniform(1, 5)}};
  const Vector start{{hidden.uniform(1, 5), hidden.uniform(-5, -1), hidden.uniform(1, 5)}};
  const double rate = hidden.uniform(0.05, 0.3);
  const Vector end = start.array() * (1 - rate * curvatures.array()).pow(6);
  const Result three =
      student<race>(Contender{Method::descent, rate}, Bowl{curvatures.asDiagonal(), start}, {}, 6);
  EXPECT_THAT(three.weights, IsClose(end, kRounding));
  EXPECT_THAT(three.loss, IsClose(end.cwiseAbs2().dot(curvatures) / 2, kRounding));

  // Turned by any angle the way is the same, turned. A loss c times as large is made up for by a rate divided
  // by c.
  const Axes axes = any_axes(hidden);
  const Bowl bowl = axes.bowl();
  const double angle = hidden.uniform(0.2, 3), louder = hidden.uniform(2, 9);
  for (const Method method : kBlindToAxes) {
    const Contender contender{method, hidden.uniform(0.01, 0.05)};
    const Result straight = student<race>(contender, bowl, {1e-9}, 12);
    const Result slanted = student<race>(contender, axes.bowl(angle), {1e-9}, 12);
    EXPECT_THAT(slanted.loss, IsClose(straight.loss, kRounding));
    const Vector &a = straight.weights, &b = slanted.weights;
    ASSERT_EQ(a.size(), 2);
    ASSERT_EQ(b.size(), 2);
    EXPECT_THAT(b.norm(), IsClose(a.norm(), kRounding));
    EXPECT_THAT(a.dot(b), IsClose(a.squaredNorm() * std::cos(angle), kRounding));
    EXPECT_THAT(a(0) * b(1) - a(1) * b(0), IsClose(a.squaredNorm() * std::sin(angle), kRounding));
    const Result loud = student<race>(Contender{method, contender.learning_rate / louder},
                                      Bowl{louder * bowl.curvature, bowl.start}, {1e-9}, 12);
    EXPECT_THAT(loud.weights, IsClose(straight.weights, kRounding));
    EXPECT_THAT(loud.loss, IsClose(louder * straight.loss, kRounding));
  }
}

// Steps from a separate computation. Hidden: each first step has a closed form, of one size for all weights,
// but for Adadelta's.
TEST(Race, ARateForEveryWeightSeesTheAxes) {
  expect_race({Method::rprop, 0.1}, kRavine, 150, {23, 39});
  expect_race({Method::rprop, 0.1}, kTurnedRavine, 150, {49, 136});
  expect_race({Method::adam, 0.5}, kRavine, 200, {57, 169});
  expect_race({Method::adam, 0.5}, kTurnedRavine, 200, {88, 172});
  expect_race({Method::adagrad, 1.0}, kRavine, 450, {121, 265});
  expect_race({Method::adagrad, 1.0}, kTurnedRavine, 450, {205, 432});
  expect_race({Method::rmsprop, 0.1}, kRavine, 450, {126, -1});
  expect_race({Method::rmsprop, 0.1}, kTurnedRavine, 450, {115, -1});
  expect_race({Method::adadelta, 0.3}, kRavine, 1800, {1796, -1});
  expect_race({Method::adadelta, 0.3}, kTurnedRavine, 1800, {1756, -1});

  Hidden hidden;
  const double rate = hidden.uniform(0.1, 0.5), louder = hidden.uniform(2, 9);
  const Bowl bowl = any_axes(hidden).bowl();
  const Vector slopes = bowl.curvature * bowl.start;
  const auto expect_first_step = [&](Method method, const Vector& sizes) {
    const Result first = student<race>(Contender{method, rate}, bowl, {}, 1);
    EXPECT_THAT(first.weights,
                IsClose((bowl.start - sizes.cwiseProduct(slopes.cwiseSign())).eval(), kAsideFromEpsilon));
  };
  const Vector equal = Vector::Constant(2, rate);
  for (const Method method : {Method::adagrad, Method::rprop, Method::adam}) expect_first_step(method, equal);
  expect_first_step(Method::rmsprop, equal / std::sqrt(0.1));
  expect_first_step(Method::adadelta,
                    1e-3 * slopes.array().abs() / (0.1 * slopes.array().square() + 1e-6).sqrt());

  // Their steps do not ask how steep a loss is, up to ε.
  for (const Method method : {Method::adagrad, Method::rprop, Method::adam, Method::rmsprop}) {
    const Result quiet = student<race>(Contender{method, rate}, bowl, {}, 3);
    const Result loud =
        student<race>(Contender{method, rate}, Bowl{louder * bowl.curvature, bowl.start}, {}, 3);
    EXPECT_THAT(loud.weights, IsClose(quiet.weights, kAsideFromEpsilon));
    EXPECT_THAT(loud.loss, IsClose(louder * quiet.loss, kAsideFromEpsilon));
  }
}

void expect_end(const Contender& contender, const Bowl& bowl, int max_steps, const std::vector<int>& steps,
                const Vector& weights) {
  const Result result = student<race>(contender, bowl, {90, 50}, max_steps);
  EXPECT_THAT(result.steps, IsList(steps));
  EXPECT_THAT(result.weights, IsClose(weights, kRounding));
  EXPECT_THAT(result.loss, IsClose(loss_in(bowl, weights), kRounding));
}

// Ends from a separate computation; those of descent by hand: 10 · 0.95³ and 2 · (−0.25)³.
TEST(Race, EveryRunStartsFresh) {
  const Vector adams_end{{7.514778902581137, -0.2769460343251819}};
  expect_end({Method::adam, 0.5}, kRavine, 5, {1, 3}, adams_end);
  expect_end({Method::adam, 0.25}, kRavine, 5, {1, 5}, Vector{{8.753168823671006, 0.7787607036545454}});
  expect_end({Method::rprop, 0.5}, kRavine, 6, {1, 2}, Vector{{5.03504, -0.252}});
  expect_end({Method::rprop, 2.0}, kTurnedRavine, 6, {1, 6}, Vector{{7.156854249492381, 6.385281374238572}});
  expect_end({Method::momentum, 0.05}, kRavine, 4, {1, 4}, Vector{{9.55099913125, 0.14425390625}});
  expect_end({Method::adam, 0.5}, kRavine, 5, {1, 3}, adams_end);
  expect_end({Method::descent, 0.05}, kRavine, 3, {1, 1}, Vector{{8.57375, -0.03125}});
  const auto expect_refused = [](const Contender& contender, const Bowl& bowl, int max_steps) {
    EXPECT_THROW(student<race>(contender, bowl, {90}, max_steps), std::invalid_argument);
  };
  for (const double rate : {0.0, -0.5}) expect_refused({Method::descent, rate}, kRavine, 3);
  expect_refused({Method::descent, 0.05}, kRavine, -1);
  expect_refused({Method::adam, 0.05}, {kAcross, Vector{{1.0, 2.0, 3.0}}}, 3);
  expect_refused({Method::adam, 0.05}, {Matrix::Ones(2, 3), Vector{{1.0, 2.0}}}, 3);

  Hidden hidden;
  const Bowl bowl = any_axes(hidden).bowl();
  for (const Method method : {Method::momentum, Method::heavy_ball, Method::adagrad, Method::rprop,
                              Method::rmsprop, Method::adadelta, Method::adam}) {
    const Contender contender{method, hidden.uniform(0.01, 0.05)};
    const Result first = student<race>(contender, bowl, {}, 4);
    student<race>(contender, kRavine, {}, 2);
    const Result again = student<race>(contender, bowl, {}, 4);
    EXPECT_THAT(again.weights, IsClose(first.weights, kRounding));
    EXPECT_LT(first.loss, loss_in(bowl, bowl.start));
  }
  const double rate = hidden.uniform(0.01, 0.05);
  const Result ball = student<race>(Contender{Method::heavy_ball, rate}, bowl, {}, 6);
  const Result averaged = student<race>(Contender{Method::momentum, 10 * rate}, bowl, {}, 6);
  EXPECT_THAT(averaged.weights, IsClose(ball.weights, kRounding));
  const Result step = student<race>(Contender{Method::heavy_ball, rate}, bowl, {}, 1);
  EXPECT_THAT(step.weights, IsClose(Vector(bowl.start - rate * bowl.curvature * bowl.start), kRounding));
}

// ---- 24.4

/// Steps to a mean loss below 0.52, and below 0.511. The lowest that there is, is 0.510686.
void expect_on_thirteen(const Contender& contender, int max_steps, const std::vector<int>& expected) {
  const kit::Samples rows = kit::rows13();
  const Result result = student<race_on_rows>(contender, rows.inputs, rows.targets, {0.52, 0.511}, max_steps);
  expect_steps(result, expected);
  EXPECT_EQ(result.weights.size(), 3) << "two weights and the bias";
  EXPECT_FALSE(result.diverged);
  EXPECT_TRUE(result.loss > 0.5106 && result.loss < 0.511) << "the loss at the end is " << result.loss;
}

/// The first step of plain descent: at 0 every prediction is a half, so a row of class 0 has half its inputs
/// as slopes, and one of class 1 minus half of them.
void expect_first_step(const Contender& contender, const Matrix& inputs, const Vector& targets) {
  Vector slopes(inputs.cols() + 1);
  slopes.setZero();
  for (Index row = 0; row < inputs.rows(); ++row) {
    slopes.head(inputs.cols()) += (0.5 - targets(row)) * inputs.row(row).transpose();
    slopes(inputs.cols()) += 0.5 - targets(row);
  }
  const double share = contender.learning_rate / static_cast<double>(inputs.rows());
  const Result first = student<race_on_rows>(contender, inputs, targets, {}, 1);
  EXPECT_THAT(first.weights, IsClose(Vector(-share * slopes), kRounding));
}

// Steps from a separate computation.
TEST(RaceOnRows, ThirteenRowsAreLearntByAllEight) {
  expect_on_thirteen({Method::descent, 0.5}, 800, {188, 758});
  expect_on_thirteen({Method::momentum, 0.5}, 800, {191, 746});
  expect_on_thirteen({Method::heavy_ball, 0.5}, 100, {28, 67});
  expect_on_thirteen({Method::adagrad, 0.5}, 150, {31, 124});
  expect_on_thirteen({Method::rprop, 0.1}, 50, {14, 38});
  expect_on_thirteen({Method::rmsprop, 0.05}, 100, {47, 85});
  expect_on_thirteen({Method::adam, 0.1}, 150, {53, 120});
  expect_on_thirteen({Method::adadelta, 0.5}, 820, {441, 799});

  // Told every row twice, it learns the same: the loss is a mean.
  Hidden hidden;
  const Vector targets{{1.0, 0.0, 1.0, 0.0, 0.0}};
  const Matrix inputs = hidden.matrix(targets.size(), 2, -2, 2), twice = inputs.replicate(2, 1);
  for (const Method method : {Method::descent, Method::adagrad, Method::adam}) {
    const Contender contender{method, hidden.uniform(0.1, 0.5)};
    const Result once = student<race_on_rows>(contender, inputs, targets, {}, 8);
    const Result doubled = student<race_on_rows>(contender, twice, targets.replicate(2, 1), {}, 8);
    ASSERT_EQ(once.weights.size(), 3);
    EXPECT_THAT(doubled.weights, IsClose(once.weights, kRounding));
    EXPECT_THAT(doubled.loss, IsClose(once.loss, kRounding));
  }
  expect_first_step({Method::descent, hidden.uniform(0.1, 0.5)}, inputs, targets);
}

const Matrix kThree{{1.0, 2.0}, {-1.0, 0.5}, {0.5, -1.5}};
const Vector kFirstOnly{{1.0, 0.0, 0.0}};

void expect_learnt(const Contender& contender, int max_steps, const std::vector<int>& steps,
                   const Vector& weights, double loss) {
  const Result result = student<race_on_rows>(contender, kThree, kFirstOnly, {0.65, 0.5}, max_steps);
  EXPECT_THAT(result.steps, IsList(steps));
  EXPECT_THAT(result.weights, IsClose(weights, kRounding));
  EXPECT_THAT(result.loss, IsClose(loss, kRounding));
}

// At 0 every prediction is ½ and the loss ln 2, so the mean slopes are (−½ · 1 − ½ · 1 + ½ · 0.5) / 3 = −¼,
// (−½ · 2 + ½ · 0.5 − ½ · 1.5) / 3 = −½ and (−½ + ½ + ½) / 3 = 1/6. What follows is from a separate
// computation.
TEST(RaceOnRows, TheBiasIsLearntLikeAWeight) {
  expect_learnt({Method::descent, 0.6}, 1, {1, -1}, Vector{{0.15, 0.3, -0.1}}, 0.516013694549037);
  expect_learnt({Method::descent, 0.6}, 2, {1, 2},
                Vector{{0.2752587204216441, 0.5047237823220987, -0.2030929541346479}}, 0.4142152322689161);
  expect_learnt({Method::adam, 0.25}, 3, {1, 1},
                Vector{{0.7379479676404279, 0.7323474305197665, -0.739773883869008}}, 0.23327828875027204);
  expect_learnt({Method::rprop, 0.5}, 4, {1, 1}, Vector{{2.684, 2.684, -2.684}}, 0.008997808090249717);
  expect_learnt({Method::momentum, 0.6}, 2, {2, -1},
                Vector{{0.04324384247298358, 0.08601904551649828, -0.0290374306827789}}, 0.6367411406225155);
  expect_learnt({Method::adadelta, 0.6}, 0, {-1, -1}, Vector{{0.0, 0.0, 0.0}}, std::numbers::ln2);
  const auto expect_refused = [](const Contender& contender, const Vector& targets, int max_steps) {
    EXPECT_THROW(student<race_on_rows>(contender, kThree, targets, {0.65}, max_steps), std::invalid_argument);
  };
  for (const double rate : {0.0, -0.5}) expect_refused({Method::descent, rate}, kFirstOnly, 3);
  expect_refused({Method::adam, 0.1}, kFirstOnly, -1);
  expect_refused({Method::adam, 0.1}, Vector{{1.0, 0.0}}, 3);

  // Swapped labels: the mirrored way, at the same losses. One input is enough, too.
  Hidden hidden;
  const Vector targets{{1.0, 0.0, 0.0, 0.0}}, swapped = (1 - targets.array()).matrix();
  for (const Index columns : {1, 3}) {
    const Matrix inputs = hidden.matrix(targets.size(), columns, 0.5, 2);
    for (const Method method : {Method::heavy_ball, Method::rmsprop, Method::rprop}) {
      const Contender contender{method, hidden.uniform(0.05, 0.2)};
      const Result one = student<race_on_rows>(contender, inputs, targets, {}, 7);
      const Result other = student<race_on_rows>(contender, inputs, swapped, {}, 7);
      ASSERT_EQ(one.weights.size(), columns + 1);
      EXPECT_THAT(other.weights, IsClose((-one.weights).eval(), kRounding));
      EXPECT_THAT(other.loss, IsClose(one.loss, kRounding));
      EXPECT_GT(one.weights.norm(), 1e-3);
    }
  }
  const Matrix inputs = hidden.matrix(targets.size(), 2, 0.5, 2);
  expect_first_step({Method::heavy_ball, hidden.uniform(0.1, 0.5)}, inputs, targets);
}

// ---- 24.5

/// Only the last threshold and what became of the run matter.
Result finished(const std::vector<int>& steps, double loss, bool diverged) {
  return {.steps = steps, .weights = Vector{{loss}}, .loss = loss, .diverged = diverged};
}

// By the contract's words.
TEST(Ranking, NeverIsNotFirstAndTheLostAreLast) {
  const Result quick = finished({12, 39}, 1.5e-7, false), slow = finished({11, 116}, 0.2e-7, false),
               never = finished({13, -1}, 0.25, false), worse = finished({10, -1}, 0.75, false),
               lost = finished({14, 20}, 0.0625, true), gone = finished({15, -1}, 0.03125, true);
  const auto expect_order = [](const std::vector<Result>& results, const std::vector<Index>& order) {
    EXPECT_THAT(student<ranking>(results), IsList(order));
  };
  expect_order({never, lost, slow, worse, quick}, {4, 2, 0, 3, 1});
  expect_order({lost, worse, gone, quick, never, slow}, {3, 5, 4, 1, 0, 2});
  expect_order({slow, finished({17, 39}, 0.5e-7, false), quick, never}, {1, 2, 0, 3});
  expect_order({lost, lost, never, gone, never, quick, quick}, {5, 6, 2, 4, 0, 1, 3});
  expect_order({finished({0}, 0.5, false), worse, finished({-1}, 0.125, false), slow}, {0, 3, 2, 1});
  expect_order({slow}, {0});
  expect_order({}, {});
  const Result empty = finished({}, 0.25, false);
  EXPECT_THROW(student<ranking>({slow, empty}), std::invalid_argument);
  EXPECT_THROW(student<ranking>({empty, never, slow}), std::invalid_argument);

  // Made in order of finish, dealt in another.
  Hidden hidden;
  for (int deal = 0; deal < 3; ++deal) {
    std::vector<Result> in_order;
    int steps = 5;
    for (int i = 0; i < 3; ++i) {
      steps += 1 + static_cast<int>(hidden.uniform(0, 20));
      in_order.push_back(finished({300 - steps, steps}, hidden.uniform(0.1, 0.2), false));
    }
    in_order.push_back(finished({300, steps}, 0.3, false));  // level with the one before, but for the loss
    double loss = 0.01;
    for (int i = 0; i < 2; ++i) in_order.push_back(finished({4, -1}, loss += hidden.uniform(0.1, 1), false));
    in_order.push_back(finished({3, 2}, hidden.uniform(1e-4, 1e-3), true));
    std::vector<Index> dealt;  // where each stands, by chance: everyone draws a lot
    std::map<double, Index> lots;
    for (Index i = 0; i < std::ssize(in_order); ++i) lots[hidden.uniform(0, 1)] = i;
    for (const auto& [lot, place] : lots) dealt.push_back(place);
    std::vector<Result> results(in_order.size());
    for (std::size_t i = 0; const Index place : dealt)
      results[static_cast<std::size_t>(place)] = in_order[i++];
    expect_order(results, dealt);
  }
}

}  // namespace
}  // namespace downhill::showdown
