// SPDX-License-Identifier: MIT
#include <cmath>
#include <map>

#include "judge/student.hpp"
#include "kit/data.hpp"
#include "perceptron.hpp"

namespace downhill::perceptron {
namespace {

using namespace judge;
using testing::Ge;

const double ln2 = std::log(2), ln3 = std::log(3);

const Neuron at_rest{Vector{{0, 0}}, 0};
const Neuron other{Vector{{1, -1}}, 0.5};
const Matrix first_row{{0.871, 0.64}}, later_row{{0.825, 0.844}};  // targets 0 and 1

void expect_cost(const Cost& got, const Cost& expected, double allowed) {
  EXPECT_THAT(got.J, IsClose(expected.J, allowed));
  EXPECT_THAT(got.dw, IsClose(expected.dw, allowed));
  EXPECT_THAT(got.db, IsClose(expected.db, allowed));
}

/// Samples whose probabilities are drawn, and inputs that give them: a row's logit is the sum of what its
/// inputs bring in.
struct Drawn {
  Neuron neuron;
  Matrix X;
  Vector y, shares;  // of what came true
};
Drawn drawn(Hidden& hidden, Index rows, Index columns) {
  const auto away_from_zero = [&] { return hidden.uniform(0.3, 1.5) * (hidden.uniform(-1, 1) < 0 ? -1 : 1); };
  Drawn made{{Vector::NullaryExpr(columns, away_from_zero), away_from_zero()},
             Matrix(rows, columns),
             Vector(rows),
             Vector(rows)};
  for (Index r = 0; r < rows; ++r) {
    made.y(r) = hidden.uniform(0, 1) < 0.5 ? 0 : 1;
    made.shares(r) = hidden.uniform(0.1, 0.9);
    const double odds = made.shares(r) / (1 - made.shares(r));
    double left = (made.y(r) == 1 ? std::log(odds) : -std::log(odds)) - made.neuron.b;
    for (Index i = columns - 1; i > 0; --i) {
      const double part = hidden.uniform(-1.5, 1.5);
      made.X(r, i) = part / made.neuron.w(i);
      left -= part;
    }
    made.X(r, 0) = left / made.neuron.w(0);
  }
  return made;
}

Cost student_cost(const Drawn& at) { return student<cost_and_gradient>(at.neuron, at.X, at.y); }

// The quotient is off by kNudge² times a third derivative below one, and by rounding, 1e-16 / kNudge.
constexpr double kNudge = 1e-4, kQuotient = 1e-7;

/// Of a sample alone: −ln of the share, and how that changes with the logit, by trying. A logit that is
/// higher by z multiplies the odds by e^z. The bias is added to the logit itself, and is a weight whose input
/// is 1.
void expect_cost_of_a_sample(const Drawn& at) {
  const double against = (1 - at.shares(0)) / at.shares(0), sign = at.y(0) == 1 ? -1 : 1;
  const auto loss = [&](double nudge) { return std::log(1 + against * std::exp(sign * nudge)); };
  const Cost cost = student_cost(at);
  EXPECT_THAT(cost.J, IsClose(-std::log(at.shares(0)), kRounding));
  EXPECT_THAT(cost.db, IsClose((loss(kNudge) - loss(-kNudge)) / (2 * kNudge), kQuotient));
  EXPECT_THAT(cost.dw, IsClose(Vector(cost.db * at.X.row(0).transpose()), kRounding));
}

/// Of all samples: the mean of what each of them has alone.
void expect_mean_cost(const Drawn& at) {
  Cost sum{0, Vector::Zero(at.X.cols()), 0};
  for (Index r = 0; r < at.X.rows(); ++r) {
    const Drawn one{at.neuron, at.X.row(r), at.y.segment(r, 1), at.shares.segment(r, 1)};
    expect_cost_of_a_sample(one);
    const Cost cost = student_cost(one);
    ASSERT_EQ(cost.dw.size(), at.X.cols());
    sum = {sum.J + cost.J, sum.dw + cost.dw, sum.db + cost.db};
  }
  const double share = 1.0 / static_cast<double>(at.X.rows());
  expect_cost(student_cost(at), {share * sum.J, share * sum.dw, share * sum.db}, kRounding);
}

// By hand: e^(ln 3) is 3, so σ is 1 / (1 + 1/3). And σ undoes ln(a / (1 − a)).
TEST(Perceptron, SigmoidTurnsOddsIntoAProbability) {
  EXPECT_THAT(student<sigmoid>(ln3), IsClose(0.75, kRounding));
  EXPECT_THAT(student<sigmoid>(-ln3), IsClose(0.25, kRounding));
  EXPECT_THAT(student<sigmoid>(0.0), IsClose(0.5, kRounding));
  EXPECT_THAT(student<sigmoid>(-2 * ln2), IsClose(0.2, kRounding));
  EXPECT_THAT(student<sigmoid>(800.0), IsClose(1, kRounding));
  EXPECT_THAT(student<sigmoid>(-800.0), IsClose(0, kRounding));
  Hidden hidden;
  for (int i = 0; i < 5; ++i) {
    const double a = hidden.uniform(0.01, 0.99);
    EXPECT_THAT(student<sigmoid>(std::log(a / (1 - a))), IsClose(a, kRounding));
  }
}

// By hand: a fair coin costs ln 2, a quarter that came true ln 4; half of each for a target of a half.
TEST(Perceptron, CrossEntropyIsMinusTheLogOfWhatCameTrue) {
  EXPECT_THAT(student<cross_entropy>(0.5, 0.0), IsClose(ln2, kRounding));
  EXPECT_THAT(student<cross_entropy>(0.5, 1.0), IsClose(ln2, kRounding));
  EXPECT_THAT(student<cross_entropy>(0.25, 1.0), IsClose(2 * ln2, kRounding));
  EXPECT_THAT(student<cross_entropy>(0.25, 0.0), IsClose(2 * ln2 - ln3, kRounding));
  EXPECT_THAT(student<cross_entropy>(0.25, 0.5), IsClose(2 * ln2 - ln3 / 2, kRounding));
  EXPECT_THAT(student<cross_entropy>(0.75, 0.25), IsClose(2 * ln2 - ln3 / 4, kRounding));
  Hidden hidden;
  for (int i = 0; i < 5; ++i) {
    const double loss = hidden.uniform(0.01, 5), a = std::exp(-loss), y = hidden.uniform(0, 1);
    EXPECT_THAT(student<cross_entropy>(a, 1.0), IsClose(loss, kRounding));
    EXPECT_THAT(student<cross_entropy>(1 - a, 0.0), IsClose(loss, kRounding));
    EXPECT_THAT(student<cross_entropy>(a, y), Ge(0.0)) << "at a target of " << y;
  }
}

// 10⁻¹² in place of 0 costs 12 ln 10. Its counterpart, 1 − 10⁻¹², cannot be held to more than four digits, so
// who cuts a off there is 0.0001 away.
TEST(Perceptron, ACertainMistakeCostsNotMoreThanItsCap) {
  constexpr double kCutOnEitherSide = 1e-5;
  const double cap = 12 * std::log(10);
  EXPECT_THAT(student<cross_entropy>(0.0, 1.0), IsClose(cap, kRounding));
  EXPECT_THAT(student<cross_entropy>(1.0, 0.0), IsClose(cap, kCutOnEitherSide));
  EXPECT_THAT(student<cross_entropy>(1e-12, 1.0), IsClose(cap, kRounding));
  EXPECT_THAT(student<cross_entropy>(1e-9, 1.0), IsClose(9 * std::log(10), kRounding));
  EXPECT_THAT(student<cross_entropy>(0.0, 0.0), IsClose(0, kRounding));
  EXPECT_THAT(student<cross_entropy>(1.0, 1.0), IsClose(0, kRounding));
  EXPECT_THAT(student<cross_entropy>(0.0, 0.5), IsClose(cap / 2, kRounding));
  Hidden hidden;
  const double a = std::pow(10, -hidden.uniform(13, 100)), y = hidden.uniform(0.1, 1);
  EXPECT_THAT(student<cross_entropy>(a, y), IsClose(y * cap, kRounding));
}

// By hand: at z = ln 3 the shares are 3/4 and 1/4. Far out, the loss is the distance itself.
TEST(Perceptron, FromTheLogitTheLossIsNeverCutOff) {
  EXPECT_THAT(student<cross_entropy_from_logit>(0.0, 1.0), IsClose(ln2, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(ln3, 0.0), IsClose(2 * ln2, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(ln3, 1.0), IsClose(2 * ln2 - ln3, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(-ln3, 1.0), IsClose(2 * ln2, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(-ln3, 0.25), IsClose(2 * ln2 - 0.75 * ln3, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(40.0, 0.0), IsClose(40, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(-800.0, 1.0), IsClose(800, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(800.0, 0.0), IsClose(800, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(800.0, 1.0), IsClose(0, kRounding));
  EXPECT_THAT(student<cross_entropy_from_logit>(-800.0, 0.0), IsClose(0, kRounding));
  Hidden hidden;
  for (int i = 0; i < 5; ++i) {
    const double loss = hidden.uniform(0.1, 5), z = std::log(std::exp(loss) - 1),
                 far = hidden.uniform(30, 700);
    EXPECT_THAT(student<cross_entropy_from_logit>(z, 0.0), IsClose(loss, kRounding));
    EXPECT_THAT(student<cross_entropy_from_logit>(-z, 1.0), IsClose(loss, kRounding));
    EXPECT_THAT(student<cross_entropy_from_logit>(far, 0.25), IsClose(0.75 * far, kRounding));
  }
}

// By hand: z = ln 6, 0 and ln 3; then −ln 4 and ln 9.
TEST(Perceptron, EachRowHasItsProbability) {
  EXPECT_THAT(student<probabilities>(Neuron{Vector{{ln3, -ln2}}, ln2}, Matrix{{1, 0}, {0, 1}, {1, 1}}),
              IsClose({6.0 / 7, 0.5, 0.75}, kRounding));
  EXPECT_THAT(student<probabilities>(Neuron{Vector{{ln2}}, 0}, Matrix{{-2}, {2 * ln3 / ln2}}),
              IsClose({0.2, 0.9}, kRounding));
  EXPECT_THAT(student<probabilities>(other, first_row), IsClose(Vector{{0.6750246773276}}, kRounding));
  EXPECT_THROW(student<probabilities>(other, Matrix::Ones(2, 3)), std::invalid_argument);
  Hidden hidden;
  const Vector a{{hidden.uniform(0.1, 0.9), hidden.uniform(0.1, 0.9), hidden.uniform(0.1, 0.9)}};
  const Vector odds = (a.array() / (1 - a.array())).log();
  Matrix X(3, 2);
  X << odds.array() - 1.5, Vector::Zero(3);
  EXPECT_THAT(student<probabilities>(Neuron{Vector{{1, 7}}, 1.5}, X), IsClose(a, kRounding));
}

// At rest a is a half, so the slopes are x / 2 for target 0 and −x / 2 for target 1. The others have
// a = 0.675024677 and 0.617983982, from a separate computation; slopes (a − y) x.
TEST(Perceptron, TheSlopeIsPredictedMinusActualTimesInput) {
  const Vector zero{{0.0}}, one{{1.0}};
  expect_cost(student<cost_and_gradient>(at_rest, first_row, zero), {ln2, Vector{{0.4355, 0.32}}, 0.5},
              kRounding);
  expect_cost(student<cost_and_gradient>(at_rest, later_row, one), {ln2, Vector{{-0.4125, -0.422}}, -0.5},
              kRounding);
  expect_cost(student<cost_and_gradient>(other, first_row, zero),
              {1.124006029774018, Vector{{0.5879464939523403, 0.43201579348966457}}, 0.6750246773276009},
              kRounding);
  expect_cost(student<cost_and_gradient>(other, later_row, one),
              {0.4812927403289593, Vector{{-0.3151632145312278, -0.3224215188658864}}, -0.3820160176136095},
              kRounding);
  Hidden hidden;
  for (const Index columns : {1, 2, 4}) expect_cost_of_a_sample(drawn(hidden, 1, columns));
}

// At rest by hand: the sums of the rows' slopes are (2.3775, 1.5515) and 3.5. The other two are from a
// separate computation; the last are the best weights, where the cost is flat.
TEST(Perceptron, TheCostOfThirteenRowsIsTheirMean) {
  const auto [X, y] = kit::rows13();
  expect_cost(student<cost_and_gradient>(at_rest, X, y), {ln2, Vector{{2.3775 / 13, 1.5515 / 13}}, 3.5 / 13},
              kRounding);
  expect_cost(student<cost_and_gradient>(other, X, y),
              {0.9501057584079147, Vector{{0.2908616711021421, 0.1874587427819588}}, 0.4180413011555281},
              kRounding);
  const Neuron best{Vector{{-1.5083038751387, 2.5123528074372}}, -1.6067943443105};
  expect_cost(student<cost_and_gradient>(best, X, y), {0.5106856588668578, Vector{{0, 0}}, 0}, kRounding);
  EXPECT_THROW(student<cost_and_gradient>(at_rest, X, Vector::Ones(12)), std::invalid_argument);
  EXPECT_THROW(student<cost_and_gradient>(Neuron{Vector::Ones(3), 0}, X, y), std::invalid_argument);
  EXPECT_THROW(student<cost_and_gradient>(at_rest, Matrix(0, 2), Vector(0)), std::invalid_argument);

  // Every row twice leaves the mean as it is.
  Hidden hidden;
  const Drawn at = drawn(hidden, 7, 3);
  expect_mean_cost(at);
  expect_cost(student<cost_and_gradient>(at.neuron, at.X.replicate(2, 1), at.y.replicate(2, 1)),
              student_cost(at), kRounding);
}

// Classes that change their names, and weights that change their signs, cost the same, and turn the slopes.
TEST(Perceptron, SlopesAgreeWithDifferenceQuotients) {
  const auto [X, y] = kit::rows13();
  expect_cost(student<cost_and_gradient>(Neuron{-other.w, -other.b}, X, Vector(1 - y.array())),
              {0.9501057584079147, Vector{{-0.2908616711021421, -0.1874587427819588}}, -0.4180413011555281},
              kRounding);
  Hidden hidden;
  for (int i = 0; i < 10; ++i) {
    const Drawn at = drawn(hidden, 2 + i, 1 + i % 4);
    ASSERT_NO_FATAL_FAILURE(expect_mean_cost(at));
    const Cost expected = student_cost(at);
    expect_cost(
        student<cost_and_gradient>(Neuron{-at.neuron.w, -at.neuron.b}, at.X, Vector(1 - at.y.array())),
        {expected.J, -expected.dw, -expected.db}, kRounding);
  }
}

// By hand, a being 1 or 0 to the last digit: z = 50.5, 800.5 and −80.25 cost themselves, and a − y is ±1.
TEST(Perceptron, AConfidentMistakeHasItsFullSlope) {
  const Vector zero{{0.0}}, one{{1.0}};
  expect_cost(student<cost_and_gradient>(Neuron{Vector{{100, 2}}, 0.1}, Matrix{{0.5, 0.2}}, zero),
              {50.5, Vector{{0.5, 0.2}}, 1}, kRounding);
  expect_cost(student<cost_and_gradient>(Neuron{Vector{{-160.5}}, 0}, Matrix{{0.5}}, one),
              {80.25, Vector{{-0.5}}, -1}, kRounding);
  expect_cost(student<cost_and_gradient>(Neuron{Vector{{1601}}, 0}, Matrix{{0.5}, {0.5}}, Vector{{0, 1}}),
              {400.25, Vector{{0.25}}, 0.5}, kRounding);
  Hidden hidden;
  const double far = hidden.uniform(60, 600);
  expect_cost(student<cost_and_gradient>(Neuron{Vector{{far}}, 0}, Matrix{{1}, {-1}}, Vector{{0, 1}}),
              {far, Vector{{1}}, 0}, kRounding);
}

// By hand: a tenth of (0.4355, 0.32) and 0.5. The costs are from a separate computation.
TEST(Perceptron, DescentLearnsThirteenRows) {
  Neuron neuron = at_rest;
  student<step>(neuron, Cost{ln2, Vector{{0.4355, 0.32}}, 0.5}, 0.1);
  EXPECT_THAT(neuron.w, IsClose({-0.04355, -0.032}, kRounding));
  EXPECT_THAT(neuron.b, IsClose(-0.05, kRounding));
  neuron = other;
  student<step>(neuron, Cost{1, Vector{{-0.5, 2}}, 0.75}, 0.2);
  EXPECT_THAT(neuron.w, IsClose({1.1, -1.4}, kRounding));
  EXPECT_THAT(neuron.b, IsClose(0.35, kRounding));
  EXPECT_THROW(student<step>(neuron, Cost{1, Vector{{1}}, 0}, 0.1), std::invalid_argument);
  {
    Hidden hidden;  // slopes that are the weights themselves shrink them all alike
    const double rate = hidden.uniform(0.1, 0.9);
    neuron = other;
    student<step>(neuron, Cost{1, other.w, other.b}, rate);
    EXPECT_THAT(neuron.w, IsClose((1 - rate) * other.w, kRounding));
    EXPECT_THAT(neuron.b, IsClose((1 - rate) * other.b, kRounding));
  }
  const auto [X, y] = kit::rows13();
  const std::map<int, double> expected{
      {0, ln2}, {1, 0.6393430007415526}, {2, 0.6055572842416539}, {100, 0.527030110896298}};
  neuron = at_rest;
  for (int steps = 0; steps <= 100; ++steps) {
    const Cost cost = student<cost_and_gradient>(neuron, X, y);
    if (const auto known = expected.find(steps); known != expected.end()) {
      ASSERT_THAT(cost.J, IsClose(known->second, kRounding)) << "the cost after " << steps << " steps";
    }
    student<step>(neuron, cost, 0.5);
  }
}

}  // namespace
}  // namespace downhill::perceptron
