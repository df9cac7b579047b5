// SPDX-License-Identifier: MIT
#include "fit_a_line.hpp"
#include "judge/student.hpp"

namespace downhill::fit_a_line {
namespace {
using namespace judge;

// Points on 2x + 1, points on no line, three points, and one.
const Vector kX{{1.0, 2.0, 3.0, 4.0}}, kY{{3.0, 5.0, 7.0, 9.0}};
const Vector kOff{{0.0, 1.0, 2.0, 3.0}}, kOffY{{1.0, 3.0, 2.0, 5.0}};
const Vector kThree{{-1.0, 0.5, 2.0}}, kThreeY{{2.0, -1.0, 0.5}};
const Vector kOne{{3.0}}, kOneY{{10.0}};
// What does not fit together, and nothing at all.
const Vector kTwo{{1.0, 2.0}}, kNone;

Vector numbers(const Line& line) { return Vector{{line.m, line.b}}; }

Line drawn_line(Hidden& hidden) { return {.m = hidden.uniform(-3, 3), .b = hidden.uniform(0.5, 3)}; }

// By hand. Errors at (0, 0): −3, −5, −7, −9. At (1, 1): −1, −2, −3, −4. At (0.35, 0.12) from a separate
// computation.
TEST(FitALine, CostIsTheMeanOfTheSquares) {
  EXPECT_THAT(student<cost>({0, 0}, kX, kY), IsClose(41, kRounding));
  EXPECT_THAT(student<cost>({1, 1}, kX, kY), IsClose(7.5, kRounding));
  EXPECT_THAT(student<cost>({0.35, 0.12}, kX, kY), IsClose(28.45315, kRounding));
  EXPECT_THAT(student<cost>({2, 1}, kX, kY), IsClose(0, kRounding));
  EXPECT_THAT(student<cost>({1.1, 1.1}, kOff, kOffY), IsClose(0.675, kRounding));
  EXPECT_THAT(student<cost>({2, -1}, kThree, kThreeY), IsClose(10.75, kRounding));
  EXPECT_THAT(student<cost>({2, 0.5}, kOne, kOneY), IsClose(12.25, kRounding));
  EXPECT_THROW(student<cost>({1, 1}, kTwo, kThreeY), std::invalid_argument);
  EXPECT_THROW(student<cost>({1, 1}, kNone, kNone), std::invalid_argument);
  Hidden hidden;  // a line d above all points, and another as far below some of them
  const Line line = drawn_line(hidden);
  const double d = hidden.uniform(1, 4);
  const Vector x = hidden.vector(5, -4, 4), away{{-d, -d, d, -d, 2 * d}};
  const Vector y = line.m * x.array() + line.b + away.array();
  EXPECT_THAT(student<cost>(line, x, y), IsClose(8 * d * d / 5, kRounding));
}

// By hand: errors as above, so 2/4 · (−3 − 10 − 21 − 36) and 2/4 · (−24); 2/4 · (−30) and 2/4 · (−10). Of the
// three points the errors are −5, 1 and 2.5; of the one −3.5.
TEST(FitALine, GradientOfTheWorkedExample) {
  EXPECT_THAT(numbers(student<gradient>({0, 0}, kX, kY)), IsClose({-35, -12}, kRounding));
  EXPECT_THAT(numbers(student<gradient>({1, 1}, kX, kY)), IsClose({-15, -5}, kRounding));
  EXPECT_THAT(numbers(student<gradient>({2, -1}, kThree, kThreeY)), IsClose({7, -1}, kRounding));
  EXPECT_THAT(numbers(student<gradient>({2, 0.5}, kOne, kOneY)), IsClose({-21, -7}, kRounding));
  EXPECT_THAT(numbers(student<gradient>({2, 1}, kX, kY)), IsClose({0, 0}, kRounding));
  EXPECT_THROW(student<gradient>({1, 1}, kThree, kTwo), std::invalid_argument);
  EXPECT_THROW(student<gradient>({1, 1}, kNone, kNone), std::invalid_argument);
  Hidden hidden;  // a line d above all points: every error is d
  const Line line = drawn_line(hidden);
  const double d = hidden.uniform(1, 4);
  const Vector x = hidden.vector(5, -4, 4), y = line.m * x.array() + line.b - d;
  EXPECT_THAT(numbers(student<gradient>(line, x, y)), IsClose({2 * d * x.mean(), 2 * d}, kRounding));
}

// By an independent way: difference quotients of the mean square, exact since it is a parabola in m and in b.
TEST(FitALine, GradientIsThatOfTheCost) {
  EXPECT_THAT(numbers(student<gradient>({0.5, 2}, kOff, kOffY)), IsClose({-1.5, 0}, kRounding));
  Hidden hidden;
  for (const Index count : {1, 2, 5, 9}) {
    const Vector x = hidden.vector(count, -4, 4), y = hidden.vector(count, -9, 9);
    const Line line = drawn_line(hidden);
    const auto mean_square = [&](double m, double b) {
      return (m * x.array() + b - y.array()).square().mean();
    };
    const Vector quotients{{(mean_square(line.m + 1, line.b) - mean_square(line.m - 1, line.b)) / 2,
                            (mean_square(line.m, line.b + 1) - mean_square(line.m, line.b - 1)) / 2}};
    EXPECT_THAT(numbers(student<gradient>(line, x, y)), IsClose(quotients, kRounding));
  }
}

// By hand: ½ (1 + 4 + 9 + 16), ½ (9 + 25 + 49 + 81), ½ (25 + 1 + 6.25), ½ · 12.25.
TEST(HalfSum, LossIsHalfOfTheTotal) {
  EXPECT_THAT(student<half_sum_loss>({1, 1}, kX, kY), IsClose(15, kRounding));
  EXPECT_THAT(student<half_sum_loss>({0, 0}, kX, kY), IsClose(82, kRounding));
  EXPECT_THAT(student<half_sum_loss>({2, -1}, kThree, kThreeY), IsClose(16.125, kRounding));
  EXPECT_THAT(student<half_sum_loss>({2, 0.5}, kOne, kOneY), IsClose(6.125, kRounding));
  EXPECT_THROW(student<half_sum_loss>({1, 1}, kTwo, kThreeY), std::invalid_argument);
  EXPECT_THROW(student<half_sum_loss>({1, 1}, kNone, kNone), std::invalid_argument);
  Hidden hidden;  // a line d above all points
  const Line line = drawn_line(hidden);
  const double d = hidden.uniform(1, 4);
  const Vector x = hidden.vector(7, -4, 4), y = line.m * x.array() + line.b - d;
  EXPECT_THAT(student<half_sum_loss>(line, x, y), IsClose(3.5 * d * d, kRounding));
}

// By hand: errors −1, −2, −3, −4 at (1, 1), so −1 − 4 − 9 − 16 and −10. At (2, 1) nothing is wrong, and
// nothing may move. Hidden: difference quotients, as for the mean.
TEST(HalfSum, SlopesKeepTheInterceptInsideTheBracket) {
  EXPECT_THAT(numbers(student<half_sum_gradient>({1, 1}, kX, kY)), IsClose({-30, -10}, kRounding));
  EXPECT_THAT(numbers(student<half_sum_gradient>({2, 1}, kX, kY)), IsClose({0, 0}, kRounding));
  EXPECT_THAT(numbers(student<half_sum_gradient>({0, 0}, kX, kY)), IsClose({-70, -24}, kRounding));
  EXPECT_THAT(numbers(student<half_sum_gradient>({2, -1}, kThree, kThreeY)),
              IsClose({10.5, -1.5}, kRounding));
  EXPECT_THAT(numbers(student<half_sum_gradient>({2, 0.5}, kOne, kOneY)), IsClose({-10.5, -3.5}, kRounding));
  EXPECT_THROW(student<half_sum_gradient>({1, 1}, kThree, kTwo), std::invalid_argument);
  EXPECT_THROW(student<half_sum_gradient>({1, 1}, kNone, kNone), std::invalid_argument);
  Hidden hidden;
  for (const Index count : {1, 3, 8}) {
    const Vector x = hidden.vector(count, -4, 4), y = hidden.vector(count, -9, 9);
    const Line line = drawn_line(hidden);
    const auto half_total = [&](double m, double b) {
      return (m * x.array() + b - y.array()).matrix().squaredNorm() / 2;
    };
    const Vector quotients{{(half_total(line.m + 1, line.b) - half_total(line.m - 1, line.b)) / 2,
                            (half_total(line.m, line.b + 1) - half_total(line.m, line.b - 1)) / 2}};
    EXPECT_THAT(numbers(student<half_sum_gradient>(line, x, y)), IsClose(quotients, kRounding));
  }
}

// The first steps by hand: a hundredth of 35 and 12, then of 29.15 and 10.01. The last is from a separate
// computation. Hidden: points on both sides of 0 alike, so that m and b do not feel each other and each
// closes in by a factor of its own.
TEST(Descent, BothMoveByTheSlopesOfTheSamePlace) {
  EXPECT_THAT(numbers(student<fit_by_descent>(kX, kY, {0, 0}, 0.01, 1)), IsClose({0.35, 0.12}, kRounding));
  EXPECT_THAT(numbers(student<fit_by_descent>(kX, kY, {0, 0}, 0.01, 2)),
              IsClose({0.6415, 0.2201}, kRounding));
  EXPECT_THAT(numbers(student<fit_by_descent>(kX, kY, {1, 1}, 0.01, 1)), IsClose({1.15, 1.05}, kRounding));
  EXPECT_THAT(numbers(student<fit_by_descent>(kX, kY, {0, 0}, 0.05, 100)),
              IsClose({2.02157147900394, 0.9365772211580471}, kRounding));
  EXPECT_THAT(numbers(student<fit_by_descent>(kX, kY, {1, 1}, 0.01, 0)), IsClose({1, 1}, kRounding));
  EXPECT_THROW(student<fit_by_descent>(kX, kY, {1, 1}, 0.01, -1), std::invalid_argument);
  EXPECT_THROW(student<fit_by_descent>(kX, kY, {0, 0}, 0.05, -5), std::invalid_argument);
  EXPECT_THROW(student<fit_by_descent>(kTwo, kThreeY, {1, 1}, 0.01, 1), std::invalid_argument);
  Hidden hidden;
  const double a = hidden.uniform(0.5, 1), c = hidden.uniform(1.5, 3), rate = hidden.uniform(0.01, 0.1);
  const Line start = drawn_line(hidden), best = drawn_line(hidden);
  const double off = hidden.uniform(1, 5);  // above and below the best line in turn, so that none is better
  const Vector x{{-c, a, c, -a}}, beside{{off, -off, off, -off}};
  const Vector y = best.m * x.array() + best.b + beside.array();
  for (const int steps : {1, 6}) {
    const double m_left = std::pow(1 - rate * x.squaredNorm() / 2, steps),
                 b_left = std::pow(1 - 2 * rate, steps);
    const Line end = student<fit_by_descent>(x, y, start, rate, steps);
    EXPECT_THAT(end.m, IsClose(best.m + m_left * (start.m - best.m), kRounding));
    EXPECT_THAT(end.b, IsClose(best.b + b_left * (start.b - best.b), kRounding));
  }
}

// By formula: 1.1 x + 1.1. Points that are there twice do not change a mean. One point is met exactly.
TEST(Descent, EndsAtTheExactLine) {
  EXPECT_THAT(numbers(student<fit_by_descent>(kOff, kOffY, {0, 0}, 0.1, 1000)),
              IsClose({1.1, 1.1}, kRounding));
  const Vector twice{{1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0, 4.0}}, y{{3.0, 5.0, 7.0, 9.0, 3.0, 5.0, 7.0, 9.0}};
  EXPECT_THAT(numbers(student<fit_by_descent>(twice, y, {0, 0}, 0.01, 1)), IsClose({0.35, 0.12}, kRounding));
  const Line through = student<fit_by_descent>(kOne, kOneY, {2, 0.5}, 0.05, 200);
  EXPECT_THAT(3 * through.m + through.b, IsClose(10, kRounding));
  Hidden hidden;
  const Vector x{{0.0, hidden.uniform(1, 2), hidden.uniform(-2, -1)}};
  const Line line = drawn_line(hidden);
  const Line found = student<fit_by_descent>(x, line.m * x.array() + line.b, drawn_line(hidden), 0.1, 3000);
  EXPECT_THAT(numbers(found), IsClose(numbers(line), kRounding));
}

// By hand: Sxy = 5.5 and Sxx = 5 around (1.5, 2.75); of the three points Sxy = −2.25 and Sxx = 4.5 around
// (0.5, 0.5).
TEST(Exact, LineOfTheWorkedExample) {
  EXPECT_THAT(numbers(student<fit_exactly>(kX, kY)), IsClose({2, 1}, kRounding));
  EXPECT_THAT(numbers(student<fit_exactly>(kOff, kOffY)), IsClose({1.1, 1.1}, kRounding));
  EXPECT_THAT(numbers(student<fit_exactly>(kThree, kThreeY)), IsClose({-0.5, 0.75}, kRounding));
  EXPECT_THAT(numbers(student<fit_exactly>(Vector{{2.0, 4.0}}, Vector{{7.0, 1.0}})),
              IsClose({-3, 13}, kRounding));
  Hidden hidden;
  const Vector x{{hidden.uniform(-4, -2), hidden.uniform(-1, 1), hidden.uniform(2, 4)}};
  const Line line = drawn_line(hidden);
  EXPECT_THAT(numbers(student<fit_exactly>(x, line.m * x.array() + line.b)),
              IsClose(numbers(line), kRounding));
}

// At the best line the errors add up to 0, and so do errors times x. Higher points only lift the line.
TEST(Exact, ErrorsLeanNeitherWay) {
  const Line lifted = student<fit_exactly>(kOff, kOffY.array() + 5);
  EXPECT_THAT(numbers(lifted), IsClose({1.1, 6.1}, kRounding));
  const Vector all_equal{{2.0, 2.0, 2.0}};
  EXPECT_THROW(student<fit_exactly>(all_equal, kThreeY), std::invalid_argument);
  EXPECT_THROW(student<fit_exactly>(kOne, kOneY), std::invalid_argument);
  // Three times 0.1 is a little above 0.3, so their mean is a little above 0.1, and Sxx 5.8e-34; three times
  // 0.7 is a little below 2.1.
  EXPECT_THROW(student<fit_exactly>(Vector{{0.1, 0.1, 0.1}}, kThreeY), std::invalid_argument);
  EXPECT_THROW(student<fit_exactly>(Vector{{0.7, 0.7, 0.7}}, kThreeY), std::invalid_argument);
  Hidden hidden;
  const Vector x{{hidden.uniform(-4, -2), hidden.uniform(-1, 1), hidden.uniform(2, 4), hidden.uniform(5, 9)}};
  const Vector y = hidden.vector(4, -9, 9);
  const Line line = student<fit_exactly>(x, y);
  Matrix ones_and_x(4, 2);
  ones_and_x << Vector::Ones(4), x;
  const Vector errors = ones_and_x * Vector{{line.b, line.m}} - y;
  EXPECT_THAT(Vector(ones_and_x.transpose() * errors), IsClose({0, 0}, kRounding));
}

// By hand: two points at a height of 2 and 3, and one that is left over.
TEST(FitALine, NoPointsAndUnequalSizesAreRefused) {
  EXPECT_THAT(numbers(student<fit_exactly>(kTwo, Vector{{2.0, 3.0}})), IsClose({1, 1}, kRounding));
  EXPECT_THROW(student<fit_exactly>(kThree, kTwo), std::invalid_argument);
  EXPECT_THROW(student<fit_exactly>(kTwo, kThreeY), std::invalid_argument);
  EXPECT_THROW(student<fit_exactly>(kNone, kNone), std::invalid_argument);
  Hidden hidden;
  const Line line = drawn_line(hidden);
  const Vector x{{hidden.uniform(-4, -1), hidden.uniform(1, 4)}};
  EXPECT_THAT(numbers(student<fit_exactly>(x, line.m * x.array() + line.b)),
              IsClose(numbers(line), kRounding));
}

}  // namespace
}  // namespace downhill::fit_a_line
