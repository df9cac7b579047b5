// SPDX-License-Identifier: MIT
#include "judge/student.hpp"
#include "two_weights.hpp"

namespace downhill::two_weights {
namespace {
using namespace judge;
using testing::Gt;

/// Weights, inputs, and what they make: the sum of what each input brings in, which is drawn first.
struct Made {
  Vector weights, input;
  double prediction;
};
Made made(Hidden& hidden, Index count) {
  const Vector input = hidden.vector(count, 0.5, 2), shares = hidden.vector(count, 1, 5);
  return {shares.cwiseQuotient(input), input, shares.sum()};
}

double loss(const Vector& weights, const Vector& input, double target) {
  const double error = (weights.array() * input.array()).sum() - target;
  return error * error;
}

// By hand: 3 + 8, −3 + 8, 3 − 1 + 4, −6, 0.75 − 3. The drawn one is linear: all inputs of one kind are a sum.
TEST(TwoWeights, PredictionIsTheSumOfWeightsTimesInputs) {
  EXPECT_THAT(student<predict>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0}}), IsClose(11, kRounding));
  EXPECT_THAT(student<predict>(Vector{{-1.0, 2.0}}, Vector{{3.0, 4.0}}), IsClose(5, kRounding));
  EXPECT_THAT(student<predict>(Vector{{1.0, -0.5, 2.0}}, Vector{{3.0, 2.0, 2.0}}), IsClose(6, kRounding));
  EXPECT_THAT(student<predict>(Vector{{-1.5}}, Vector{{4.0}}), IsClose(-6, kRounding));
  EXPECT_THAT(student<predict>(Vector{{0.25, 1.5}}, Vector{{3.0, -2.0}}), IsClose(-2.25, kRounding));
  EXPECT_THROW(student<predict>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0, 5.0}}), std::invalid_argument);
  EXPECT_THROW(student<predict>(Vector{{1.0, 2.0}}, Vector{{7.0}}), std::invalid_argument);
  Hidden hidden;
  const double first = hidden.uniform(-5, 5), second = hidden.uniform(-5, 5), input = hidden.uniform(1, 4);
  const double prediction = student<predict>(Vector{{first, second, first}}, Vector{{input, -input, 2.0}});
  EXPECT_THAT(prediction, IsClose((first - second) * input + 2 * first, kRounding));
}

// By hand: 11 − 6 = 5, so 2 · 5 · (3, 4). The others have errors of −4 (lesson 01), −2, 2.5 and −1.5.
TEST(TwoWeights, GradientOfTheWorkedExample) {
  EXPECT_THAT(student<gradient>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0}}, 6.0), IsClose({30, 40}, kRounding));
  EXPECT_THAT(student<gradient>(Vector{{2.0}}, Vector{{3.0}}, 10.0), IsClose({-24}, kRounding));
  EXPECT_THAT(student<gradient>(Vector{{1.0, -0.5, 2.0}}, Vector{{3.0, 2.0, 2.0}}, 8.0),
              IsClose({-12, -8, -8}, kRounding));
  EXPECT_THAT(student<gradient>(Vector{{0.5, 3.0}}, Vector{{-1.0, 0.5}}, -1.5),
              IsClose({-5, 2.5}, kRounding));
  EXPECT_THAT(student<gradient>(Vector{{0.25, 7.0, 0.5}}, Vector{{2.0, 0.0, -4.0}}, 0.0),
              IsClose({-6, 0, 12}, kRounding));  // an input of 0: its weight changes nothing
  EXPECT_THROW(student<gradient>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0, 5.0}}, 1.0), std::invalid_argument);
  Hidden hidden;  // any error: the gradient is twice that of the inputs
  const auto [weights, input, prediction] = made(hidden, 3);
  const double error = hidden.uniform(1, 5);
  const Vector slopes = student<gradient>(weights, input, prediction - error);
  EXPECT_THAT(Vector(slopes / (2 * error)), IsClose(input, kRounding));
}

// By an independent way: difference quotients of the squared error, exact since it is a parabola in each
// weight.
TEST(TwoWeights, GradientIsThatOfTheSquaredError) {
  EXPECT_THAT(student<gradient>(Vector{{0.7, 1.6}}, Vector{{3.0, 4.0}}, 6.0), IsClose({15, 20}, kRounding));
  EXPECT_THAT(student<gradient>(Vector{{0.4, 1.2}}, Vector{{3.0, 4.0}}, 6.0), IsClose({0, 0}, kRounding));
  Hidden hidden;
  for (const Index count : {1, 2, 3, 5, 8}) {
    const Vector weights = hidden.vector(count, -3, 3), input = hidden.vector(count, -3, 3);
    const double target = hidden.uniform(-9, 9);
    Vector quotients(count);
    for (Index i = 0; i < count; ++i) {
      const Vector aside = Vector::Unit(count, i);
      quotients(i) = (loss(weights + aside, input, target) - loss(weights - aside, input, target)) / 2;
    }
    EXPECT_THAT(student<gradient>(weights, input, target), IsClose(quotients, kRounding));
  }
}

// From (1, 2), a hundredth of (30, 40) up is (1.3, 2.4), with loss 7.5²; as far down is (0.7, 1.6),
// with 2.5². And weights · gradient = 2 e (w · x), here 110: Euler's identity for a prediction that scales
// with them.
TEST(TwoWeights, GradientPointsUphill) {
  const Vector here{{1.0, 2.0}}, x{{3.0, 4.0}};
  const Vector steepest = student<gradient>(here, x, 6.0);
  ASSERT_EQ(steepest.size(), 2);
  const double loss_uphill = loss(here + 0.01 * steepest, x, 6);
  EXPECT_THAT(loss_uphill, IsClose(56.25, kRounding));
  const double loss_downhill = loss(here - 0.01 * steepest, x, 6);
  EXPECT_THAT(loss_downhill, IsClose(6.25, kRounding));
  const double weights_times_gradient = here.dot(steepest);
  EXPECT_THAT(weights_times_gradient, IsClose(110, kRounding));
  Hidden hidden;
  for (const Index count : {2, 4, 7}) {
    const auto [weights, input, prediction] = made(hidden, count);
    const double below = hidden.uniform(2, 5), target = prediction - below;
    const Vector up = student<gradient>(weights, input, target);
    ASSERT_EQ(up.size(), count);
    const double little = 0.1 / input.squaredNorm();
    EXPECT_GT(loss(weights + little * up, input, target), loss(weights, input, target));
    EXPECT_LT(loss(weights - little * up, input, target), loss(weights, input, target));
    EXPECT_THAT(weights.dot(up), IsClose(2 * below * (target + below), kRounding));
  }
}

// By hand: (1 − 0.3, 2 − 0.4), 2 + 0.24 as in lesson 01, (0.5 − 1.5, −1 + 1, 3 − 0.25).
TEST(TwoWeights, AllWeightsStepTogether) {
  EXPECT_THAT(student<update>(Vector{{1.0, 2.0}}, Vector{{30.0, 40.0}}, 0.01),
              IsClose({0.7, 1.6}, kRounding));
  EXPECT_THAT(student<update>(Vector{{2.0}}, Vector{{-24.0}}, 0.01), IsClose({2.24}, kRounding));
  EXPECT_THAT(student<update>(Vector{{0.5, -1.0, 3.0}}, Vector{{3.0, -2.0, 0.5}}, 0.5),
              IsClose({-1, 0, 2.75}, kRounding));
  EXPECT_THAT(student<update>(Vector{{0.3, 0.8}}, Vector{{0.0001, -5.0}}, 0.1),
              IsClose({0.29999, 1.3}, kRounding));
  EXPECT_THROW(student<update>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0, 5.0}}, 0.5), std::invalid_argument);
  EXPECT_THROW(student<update>(Vector{{3.0, 4.0, 5.0}}, Vector{{7.0}}, 0.5), std::invalid_argument);
  Hidden hidden;
  const Vector weights = hidden.vector(4, -5, 5), slopes = hidden.vector(4, 1, 30);
  const double rate = hidden.uniform(0.1, 0.9);
  const Vector after = student<update>(weights, slopes, rate);
  ASSERT_EQ(after.size(), 4);
  EXPECT_THAT((weights - after).cwiseQuotient(slopes), IsClose(Vector::Constant(4, rate), kRounding));
}

// The weights move by a multiple of the inputs, and by how much is known from the error that is left: from 5
// to 1.25 is 3.75 / 25 of (3, 4). An input of 0 leaves its weight where it is.
TEST(TwoWeights, StepsRunAlongTheInput) {
  const auto walk = [](Vector weights, const Vector& input, double target, double rate, int steps) {
    for (int i = 0; i < steps; ++i)
      weights = student<update>(weights, student<gradient>(weights, input, target), rate);
    return weights;
  };
  const Vector after_two_steps = walk(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0}}, 6, 0.01, 2);
  EXPECT_THAT(after_two_steps, IsClose({0.55, 1.4}, kRounding));
  const Vector after_one_step = walk(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0}}, 6, 0.02, 1);
  EXPECT_THAT(after_one_step, IsClose({0.4, 1.2}, kRounding));
  Hidden hidden;
  const Vector start = hidden.vector(3, -3, 3), input{{hidden.uniform(1, 3), 0.0, hidden.uniform(-3, -1)}};
  const double target = start.dot(input) + hidden.uniform(2, 9);
  const Vector weights = walk(start, input, target, hidden.uniform(0.1, 0.4) / input.squaredNorm(), 3);
  ASSERT_EQ(weights.size(), 3);
  const double moved_along_input = (weights - start).dot(input) / input.squaredNorm();
  EXPECT_THAT(moved_along_input, Gt(0));
  EXPECT_THAT(weights, IsClose(start + moved_along_input * input, kRounding));
}

// By hand: a step leaves 1 − 2 · 0.01 · (9 + 16) = 0.5 of the error. The others leave 0.82 (lesson 01) and
// 1 − 2 · 0.05 · (1 + 4 + 4) = 0.1 of it.
TEST(TwoWeights, ErrorHalvesAtEveryStep) {
  EXPECT_THAT(student<error_history>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0}}, 6.0, 0.01, 3),
              IsClose({5, 2.5, 1.25, 0.625}, kRounding));
  EXPECT_THAT(student<error_history>(Vector{{2.0}}, Vector{{3.0}}, 10.0, 0.01, 2),
              IsClose({-4, -3.28, -2.6896}, kRounding));
  EXPECT_THAT(student<error_history>(Vector{{1.0, -0.5, 2.0}}, Vector{{1.0, 2.0, -2.0}}, 3.0, 0.05, 2),
              IsClose({-7, -0.7, -0.07}, kRounding));
  EXPECT_THAT(student<error_history>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0}}, 6.0, 0.01, 0),
              IsClose({5}, kRounding));  // 0 steps are none
  EXPECT_THROW(student<error_history>(Vector{{1.0, 2.0}}, Vector{{3.0, 4.0}}, 6.0, 0.01, -1),
               std::invalid_argument);
  EXPECT_THROW(student<error_history>(Vector{{2.0}}, Vector{{3.0}}, 10.0, 0.01, -3), std::invalid_argument);
  Hidden hidden;  // at the rate for which it does so again
  const auto [weights, input, prediction] = made(hidden, 3);
  const double error = hidden.uniform(2, 9), rate = 0.25 / input.squaredNorm();
  EXPECT_THAT(student<error_history>(weights, input, prediction - error, rate, 3),
              IsClose({error, error / 2, error / 4, error / 8}, kRounding));
}

// By the factor 1 − 2 α |x|²: at |x|² = 25 it is 0, −0.5, −1 and −1.5.
TEST(TwoWeights, EveryStepMultipliesTheErrorByTheSameFactor) {
  const Vector w{{1.0, 2.0}}, x{{3.0, 4.0}};
  EXPECT_THAT(student<error_history>(w, x, 6.0, 0.02, 2), IsClose({5, 0, 0}, kRounding));
  EXPECT_THAT(student<error_history>(w, x, 6.0, 0.03, 3), IsClose({5, -2.5, 1.25, -0.625}, kRounding));
  EXPECT_THAT(student<error_history>(w, x, 6.0, 0.04, 3), IsClose({5, -5, 5, -5}, kRounding));
  EXPECT_THAT(student<error_history>(w, x, 6.0, 0.05, 2), IsClose({5, -7.5, 11.25}, kRounding));
  Hidden hidden;
  for (const Index count : {1, 2, 6}) {
    const auto [weights, input, prediction] = made(hidden, count);
    const double error = hidden.uniform(2, 9), factor = hidden.uniform(-0.9, 0.9);
    const double rate = (1 - factor) / (2 * input.squaredNorm());
    std::vector<double> expected;
    for (int k = 0; k <= 5; ++k) expected.push_back(error * std::pow(factor, k));
    EXPECT_THAT(student<error_history>(weights, input, prediction - error, rate, 5),
                IsClose(expected, kRounding));
  }
}

TEST(TwoWeights, SizesThatDifferAreRefused) {
  const Vector two{{1.0, 2.0}}, three{{3.0, 4.0, 5.0}};
  EXPECT_THAT(student<error_history>(two, two, 3.0, 0.05, 1), IsClose({2, 1}, kRounding));
  EXPECT_THROW(student<error_history>(two, three, 6.0, 0.01, 1), std::invalid_argument);
  EXPECT_THROW(student<error_history>(three, two, 6.0, 0.01, 0), std::invalid_argument);
  Hidden hidden;
  const auto [weights, input, prediction] = made(hidden, 4);
  const double error = hidden.uniform(2, 9);
  EXPECT_THAT(student<error_history>(weights, input, prediction - error, 0.0, 1),
              IsClose({error, error}, kRounding));
}

}  // namespace
}  // namespace downhill::two_weights
