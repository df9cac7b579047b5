// SPDX-License-Identifier: MIT
#include "judge/student.hpp"
#include "one_weight.hpp"

namespace downhill::one_weight {
namespace {
using namespace judge;
using testing::Eq;

// Closed form: each step multiplies the distance to target / input by 1 − 2 α x².
std::vector<double> path_by_its_factor(double weight, double input, double target, double learning_rate,
                                       int steps) {
  const double best = target / input, factor = 1 - 2 * learning_rate * input * input;
  std::vector<double> path;
  for (int k = 0; k <= steps; ++k) path.push_back(best + (weight - best) * std::pow(factor, k));
  return path;
}

// By the definition of a product: what the model says, divided by the input, is the weight again.
TEST(OneWeight, PredictionIsWeightTimesInput) {
  EXPECT_THAT(student<predict>(2.0, 3.0), IsClose(6, kRounding));
  EXPECT_THAT(student<predict>(-1.5, 4.0), IsClose(-6, kRounding));
  EXPECT_THAT(student<predict>(0.25, -8.0), IsClose(-2, kRounding));
  Hidden hidden;
  const double weight = hidden.uniform(-5, 5), input = hidden.uniform(1, 4);
  const double prediction = student<predict>(weight, input);
  EXPECT_THAT(prediction / input, IsClose(weight, kRounding));
}

// By hand: 2 · 3 = 6, four too little; 2 · (−4) · 3 = −24. The others have errors of 3.5, −7 and −8.75.
TEST(OneWeight, SlopeOfTheWorkedExample) {
  EXPECT_THAT(student<slope>(2.0, 3.0, 10.0), IsClose(-24, kRounding));
  EXPECT_THAT(student<slope>(2.5, 3.0, 4.0), IsClose(21, kRounding));
  EXPECT_THAT(student<slope>(1.5, -2.0, 4.0), IsClose(28, kRounding));
  EXPECT_THAT(student<slope>(-3.0, 0.25, 8.0), IsClose(-4.375, kRounding));
  Hidden hidden;  // any error, and a weight that makes it
  const double input = hidden.uniform(1, 4), target = hidden.uniform(-9, 9), error = hidden.uniform(1, 5);
  const double steepness = student<slope>((target + error) / input, input, target);
  EXPECT_THAT(steepness / (2 * input), IsClose(error, kRounding));
}

// By an independent way: the difference quotient of the squared error, exact for a parabola.
TEST(OneWeight, SlopeIsThatOfTheSquaredError) {
  EXPECT_THAT(student<slope>(2.0, 3.0, 6.0), IsClose(0, kRounding));   // the prediction is right
  EXPECT_THAT(student<slope>(2.0, 0.0, 10.0), IsClose(0, kRounding));  // the weight changes nothing
  Hidden hidden;
  for (int i = 0; i < 5; ++i) {
    const double weight = hidden.uniform(-5, 5), input = hidden.uniform(-5, 5),
                 target = hidden.uniform(-9, 9);
    const auto loss = [&](double w) { return (w * input - target) * (w * input - target); };
    const double quotient = (loss(weight + 1) - loss(weight - 1)) / 2;
    EXPECT_THAT(student<slope>(weight, input, target), IsClose(quotient, kRounding));
  }
}

// By hand: 2 + 0.24, 1 − 0.3, −1.5 − 3.5, 0.5 + 2.25; no slope, no step.
TEST(OneWeight, StepOfTheWorkedExample) {
  EXPECT_THAT(student<update>(2.0, -24.0, 0.01), IsClose(2.24, kRounding));
  EXPECT_THAT(student<update>(1.0, 3.0, 0.1), IsClose(0.7, kRounding));
  EXPECT_THAT(student<update>(-1.5, 7.0, 0.5), IsClose(-5, kRounding));
  EXPECT_THAT(student<update>(0.5, -9.0, 0.25), IsClose(2.75, kRounding));
  EXPECT_THAT(student<update>(4.0, 0.0, 0.1), IsClose(4, kRounding));
  Hidden hidden;
  const double weight = hidden.uniform(-5, 5), steepness = hidden.uniform(1, 30),
               rate = hidden.uniform(0.1, 0.9);
  const double moved_by = weight - student<update>(weight, steepness, rate);
  EXPECT_THAT(moved_by / rate, IsClose(steepness, kRounding));
}

// By hand: slopes −24, −19.68, −16.1376, −13.232832; and 1.5 − 2.5 · 0.6ᵏ.
TEST(OneWeight, DescentOfTheWorkedExample) {
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 0.01, 4),
              IsClose({2, 2.24, 2.4368, 2.598176, 2.73050432}, kRounding));
  EXPECT_THAT(student<descend>(-1.0, 2.0, 3.0, 0.05, 3), IsClose({-1, 0, 0.6, 0.96}, kRounding));
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 0.01, 20),  // ends at 3.3081440516
              IsClose(path_by_its_factor(2, 3, 10, 0.01, 20), kRounding));
  Hidden hidden;
  const double weight = hidden.uniform(-5, 5), rate = hidden.uniform(0.01, 0.05);
  EXPECT_THAT(student<descend>(weight, 3.0, 10.0, rate, 5),
              IsClose(path_by_its_factor(weight, 3, 10, rate, 5), kRounding));
}

TEST(OneWeight, NegativeStepsAreRefused) {
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 0.01, 0), IsClose({2}, kRounding));  // 0 steps are none
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 0.01, 1), IsClose({2, 2.24}, kRounding));
  EXPECT_THROW(student<descend>(2.0, 3.0, 10.0, 0.01, -1), std::invalid_argument);
  EXPECT_THROW(student<descend>(2.0, 3.0, 10.0, 0.01, -3), std::invalid_argument);
  Hidden hidden;
  const double weight = hidden.uniform(-5, 5);
  EXPECT_THAT(student<descend>(weight, 3.0, 10.0, 0.01, 0), IsClose({weight}, kRounding));
  EXPECT_THAT(student<descend>(weight, 3.0, 10.0, 0.01, 1),
              IsClose(path_by_its_factor(weight, 3, 10, 0.01, 1), kRounding));
}

// 1 − 2 α x² at x = 3: 0 lands in one step, −1 bounces, −1.16 grows, −17 leaps. At x = 0 it is 1.
TEST(OneWeight, EveryStepMultipliesTheErrorByTheSameFactor) {
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 1.0 / 18, 2), IsClose({2, 10.0 / 3, 10.0 / 3}, kRounding));
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 1.0 / 9, 4),
              IsClose({2, 14.0 / 3, 2, 14.0 / 3, 2}, kRounding));
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 0.12, 3), IsClose({2, 4.88, 1.5392, 5.414528}, kRounding));
  EXPECT_THAT(student<descend>(2.0, 3.0, 10.0, 1.0, 1), IsClose({2, 26}, kRounding));
  EXPECT_THAT(student<descend>(2.0, 0.0, 10.0, 0.01, 2), IsClose({2, 2, 2}, kRounding));
  Hidden hidden;
  for (const double sign : {1.0, -1.0}) {
    const double weight = hidden.uniform(-5, 5), input = sign * hidden.uniform(0.5, 3);
    const double target = hidden.uniform(-9, 9), rate = hidden.uniform(0.1, 1.1) / (input * input);
    EXPECT_THAT(student<descend>(weight, input, target, rate, 6),
                IsClose(path_by_its_factor(weight, input, target, rate, 6), kRounding));
  }
}

// By logarithms: 24 · 0.82⁸⁵ is still above a millionth; 30 · 0.8ⁿ and 30 · 0.44ⁿ, where the slope changes
// its sign at each step. Halving 16 gives 16, 8, 4, 2, 1, exactly: what equals the tolerance is not below it.
TEST(OneWeight, FlatAfterEightySixSteps) {
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 0.01, 1e-6, 1000), Eq(86));
  EXPECT_THAT(student<steps_until_flat>(5.0, 3.0, 10.0, 0.1, 1e-6, 1000), Eq(78));
  EXPECT_THAT(student<steps_until_flat>(5.0, 3.0, 10.0, 0.08, 1e-6, 1000), Eq(21));
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 0.01, 30.0, 1000), Eq(0));  // already flat
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 6.0, 0.01, 1e-6, 1000), Eq(0));
  EXPECT_THAT(student<steps_until_flat>(8.0, 1.0, 0.0, 0.25, 2.0, 100), Eq(4));
  EXPECT_THAT(student<steps_until_flat>(8.0, 1.0, 0.0, 0.25, 1.0, 100), Eq(5));
  Hidden hidden;
  // Half a step away from the nearest tie, where rounding could decide either way.
  const double weight = hidden.uniform(-5, -1), input = hidden.uniform(0.5, 3), target = hidden.uniform(1, 9);
  const double factor = hidden.uniform(0.6, 0.9), rate = (1 - factor) / (2 * input * input);
  const int steps = static_cast<int>(hidden.uniform(5, 40));
  const double tolerance = 2 * (target - weight * input) * input * std::pow(factor, steps - 0.5);
  EXPECT_THAT(student<steps_until_flat>(weight, input, target, rate, tolerance, 1000), Eq(steps));
}

// With a factor of −1, −1.16, −8 or −17 the slope never shrinks; the last two overflow before the end.
TEST(OneWeight, NeverFlatEndsAtMaxSteps) {
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 0.01, 1e-6, 50), Eq(50));
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 0.05, 1e-6, 50), Eq(8));  // 24 · 0.1ⁿ: 8 steps do it
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 0.01, 1e-6, 0), Eq(0));
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 1.0 / 9, 1e-6, 40), Eq(40));
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 0.12, 1e-6, 60), Eq(60));
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 0.5, 1e-6, 1000), Eq(1000));
  EXPECT_THAT(student<steps_until_flat>(2.0, 3.0, 10.0, 1.0, 1e-6, 1000), Eq(1000));
  EXPECT_THROW(student<steps_until_flat>(2.0, 3.0, 10.0, 0.01, 0.0, 100), std::invalid_argument);
  EXPECT_THROW(student<steps_until_flat>(2.0, 3.0, 10.0, 0.01, -1.0, 100), std::invalid_argument);
  EXPECT_THROW(student<steps_until_flat>(2.0, 3.0, 10.0, 0.01, 1e-6, -1), std::invalid_argument);
  Hidden hidden;  // from 2 it takes 86 steps, and from further away more
  const int too_few = static_cast<int>(hidden.uniform(20, 80));
  EXPECT_THAT(student<steps_until_flat>(hidden.uniform(-5, 2), 3.0, 10.0, 0.01, 1e-6, too_few), Eq(too_few));
}

// By its definition: the factor 1 − 2 α x² is −1.
TEST(OneWeight, LargestStableRateLeavesTheErrorItsSize) {
  EXPECT_THAT(student<largest_stable_rate>(3.0), IsClose(1.0 / 9, kRounding));
  EXPECT_THAT(student<largest_stable_rate>(-2.0), IsClose(0.25, kRounding));
  EXPECT_THAT(student<largest_stable_rate>(0.5), IsClose(4, kRounding));
  EXPECT_THROW(student<largest_stable_rate>(0.0), std::invalid_argument);
  Hidden hidden;
  const double input = hidden.uniform(1, 4);
  const double rate = student<largest_stable_rate>(input);
  EXPECT_THAT(1 - 2 * rate * input * input, IsClose(-1, kRounding));
}

}  // namespace
}  // namespace downhill::one_weight
