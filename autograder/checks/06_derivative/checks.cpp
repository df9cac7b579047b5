// SPDX-License-Identifier: MIT
#include <limits>
#include <numbers>

#include "derivative.hpp"
#include "judge/student.hpp"

namespace downhill::derivative {
namespace {
using namespace judge;
using testing::Eq;

double cube(double x) { return x * x * x; }
double parabola(double x) { return 3 * x * x - 2 * x + 5; }

// Quotients divide the rounding of f by h: some 1e-16 / 1e-6 for values of size one.
constexpr double kRoundingOverH = 1e-7;
// Of a ratio of two errors: what the next higher order of the formula adds at h = 0.1, a thirtieth or less.
constexpr double kNextOrder = 0.05;

/// By which factor an error falls when h falls from 0.1 to 0.01.
template <class Error>
double fall_of(const Error& error) {
  return error(0.1) / error(0.01);
}

// By hand, of x³: (9.261 − 8) / 0.1, and in general 3x² + 3xh + h². Of the parabola: 6x − 2 + 3h.
TEST(Derivative, AForwardDifferenceAsksAtXAndAheadOfIt) {
  EXPECT_THAT(student<forward_difference>(cube, 2.0, 0.1), IsClose(12.61, kRounding));
  EXPECT_THAT(student<forward_difference>(cube, 2.0, 0.01), IsClose(12.0601, kRounding));
  EXPECT_THAT(student<forward_difference>(cube, -1.5, 0.5), IsClose(4.75, kRounding));
  EXPECT_THAT(student<forward_difference>(parabola, -1.5, 0.2), IsClose(-10.4, kRounding));
  EXPECT_THAT(student<forward_difference>(parabola, 0.25, 10.0), IsClose(29.5, kRounding));
  int evaluations = 0;
  const auto counted = [&](double x) { return ++evaluations, parabola(x); };
  EXPECT_THAT(student<forward_difference>(counted, 2.5, 0.1), IsClose(13.3, kRounding));
  EXPECT_THAT(evaluations, Eq(2)) << "evaluations of f";

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double a = hidden.uniform(1, 4), b = hidden.uniform(-4, 4), x = hidden.uniform(-3, 3);
    const double h = hidden.uniform(0.1, 2);
    const auto curve = [&](double at) { return a * at * at + b * at; };
    EXPECT_THAT(student<forward_difference>(curve, x, h), IsClose(2 * a * x + b + a * h, kRounding));
  }
}

// By hand, of x³: (9.261 − 6.859) / 0.2, and in general 3x² + h². Of the parabola: 6x − 2, whatever h.
TEST(Derivative, ACentralDifferenceIsExactForParabolas) {
  EXPECT_THAT(student<central_difference>(parabola, 2.5, 0.1), IsClose(13, kRounding));
  EXPECT_THAT(student<central_difference>(parabola, -1.5, 10.0), IsClose(-11, kRounding));
  EXPECT_THAT(student<central_difference>(cube, 2.0, 0.1), IsClose(12.01, kRounding));
  EXPECT_THAT(student<central_difference>(cube, -1.5, 0.5), IsClose(7, kRounding));
  EXPECT_THAT(student<central_difference>(cube, 2.0, 1e-6), IsClose(12, kRoundingOverH));
  EXPECT_THAT(student<central_difference>(cube, 0.7, 1e-6), IsClose(1.47, kRoundingOverH));
  int evaluations = 0;
  const auto counted = [&](double x) { return ++evaluations, std::cos(x); };  // slope −sin
  EXPECT_THAT(student<central_difference>(counted, std::numbers::pi / 6, 1e-5),
              IsClose(-0.5, kRoundingOverH));
  EXPECT_THAT(evaluations, Eq(2)) << "evaluations of f";

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double a = hidden.uniform(-3, 3), b = hidden.uniform(-4, 4), c = hidden.uniform(-4, 4);
    const double x = hidden.uniform(-3, 3), h = hidden.uniform(0.1, 2);
    const auto curve = [&](double at) { return ((a * at + b) * at + c) * at; };
    EXPECT_THAT(student<central_difference>(curve, x, h),
                IsClose(3 * a * x * x + 2 * b * x + c + a * h * h, kRounding));
  }
}

// A jump by 1: (1 − 0) / 0.2. relu at its kink: (0.1 − 0) / 0.2. There is no slope at either. Where there is
// one, as of eˣ, the forward error is eˣ (h/2 + h²/6 + …), the central one eˣ (h²/6 + h⁴/120 + …).
TEST(Derivative, TheErrorFallsWithTheStepExceptAtAJump) {
  const auto threshold = [](double x) { return x >= 0 ? 1.0 : 0.0; };
  const auto relu = [](double x) { return x > 0 ? x : 0.0; };
  EXPECT_THAT(student<central_difference>(threshold, 0.0, 0.1), IsClose(5, kRounding));
  EXPECT_THAT(student<central_difference>(threshold, 0.0, 1e-5), IsClose(50000, kRounding));
  EXPECT_THAT(student<central_difference>(threshold, 1.0, 0.1), IsClose(0, kRounding));
  EXPECT_THAT(student<central_difference>(threshold, -1.0, 0.1), IsClose(0, kRounding));
  EXPECT_THAT(student<central_difference>(relu, 0.0, 0.1), IsClose(0.5, kRounding));
  EXPECT_THAT(student<central_difference>(relu, 2.0, 0.1), IsClose(1, kRounding));

  Hidden hidden;
  const double place = hidden.uniform(-3, 3), height = hidden.uniform(1, 5);
  const auto step_up = [&](double x) { return x >= place ? height : 0.0; };
  const auto at_the_jump = [&](double h) { return student<central_difference>(step_up, place, h); };
  EXPECT_THAT(fall_of(at_the_jump), IsClose(0.1, kRounding)) << "growth at the jump, upside down";
  const auto exponential = [](double x) { return std::exp(x); };
  for (int i = 0; i < 3; ++i) {
    const double x = hidden.uniform(-1, 2);
    const auto forward = [&](double h) {
      return student<forward_difference>(exponential, x, h) - std::exp(x);
    };
    const auto central = [&](double h) {
      return student<central_difference>(exponential, x, h) - std::exp(x);
    };
    EXPECT_THAT(fall_of(forward), IsClose(10, kNextOrder)) << "fall of the forward error";
    EXPECT_THAT(fall_of(central), IsClose(100, kNextOrder)) << "fall of the central error";
  }
}

// By hand: 8 + 12 · 0.1 where x³ has 9.261, 8 − 1.2, −3.375 + 6.75 · 0.2.
TEST(Derivative, ATangentStaysCloseNearby) {
  EXPECT_THAT(student<linear_approximation>(cube, 2.0, 12.0, 0.1), IsClose(9.2, kRounding));
  EXPECT_THAT(student<linear_approximation>(cube, 2.0, 12.0, -0.1), IsClose(6.8, kRounding));
  EXPECT_THAT(student<linear_approximation>(cube, -1.5, 6.75, 0.2), IsClose(-2.025, kRounding));
  int evaluations = 0;
  const auto counted = [&](double x) { return ++evaluations, parabola(x); };
  EXPECT_THAT(student<linear_approximation>(counted, 2.5, 13.0, 0.3), IsClose(22.65, kRounding));
  EXPECT_THAT(evaluations, Eq(1)) << "evaluations of f";

  // Exact for straight lines; for eˣ off by eˣ (ε²/2 + ε³/6 + …).
  Hidden hidden;
  const double a = hidden.uniform(-5, 5), b = hidden.uniform(-5, 5), x = hidden.uniform(-1, 2);
  const auto line = [&](double at) { return a * at + b; };
  EXPECT_THAT(student<linear_approximation>(line, x, a, 2.0), IsClose(line(x + 2), kRounding));
  const auto exponential = [](double at) { return std::exp(at); };
  const auto error = [&](double move) {
    return std::exp(x + move) - student<linear_approximation>(exponential, x, std::exp(x), move);
  };
  EXPECT_THAT(fall_of(error), IsClose(100, kNextOrder)) << "fall of the error";
}

// (3w₁ + 4w₂ − 6)², lesson 02's: 2 · 5 · (3, 4) at (1, 2), 2 · 6.5 · (3, 4) at (1.5, 2).
double squared_error(const Vector& w) { return std::pow(3 * w(0) + 4 * w(1) - 6, 2); }
// Its slopes are 3w² each; measured, 3w² + h².
double sum_of_cubes(const Vector& w) { return w.array().cube().sum(); }

TEST(Derivative, EachSlopeIsMeasuredWithTheOtherWeightsInPlace) {
  EXPECT_THAT(student<numeric_gradient>(squared_error, Vector{{1.0, 2.0}}, 0.1),
              IsClose({30, 40}, kRounding));
  EXPECT_THAT(student<numeric_gradient>(squared_error, Vector{{1.0, 2.0}}, 1e-5),
              IsClose({30, 40}, kRoundingOverH));
  EXPECT_THAT(student<numeric_gradient>(squared_error, Vector{{1.5, 2.0}}, 0.5),
              IsClose({39, 52}, kRounding));
  EXPECT_THAT(student<numeric_gradient>(sum_of_cubes, Vector{{2.0, -1.0}}, 0.1),
              IsClose({12.01, 3.01}, kRounding));
  EXPECT_THAT(student<numeric_gradient>(sum_of_cubes, Vector{{0.5}}, 0.5), IsClose({1}, kRounding));
  // w₁² w₂ − w₃: (2 w₁ w₂, w₁², −1).
  const auto mixed = [](const Vector& w) { return w(0) * w(0) * w(1) - w(2); };
  EXPECT_THAT(student<numeric_gradient>(mixed, Vector{{1.5, -2.0, 0.25}}, 0.5),
              IsClose({-6, 2.25, -1}, kRounding));

  // ½ wᵀ A w + b·w has the gradient ½ (A + Aᵀ) w + b, and is a parabola in each weight.
  Hidden hidden;
  for (const Index n : {2, 4}) {
    const Matrix A = hidden.matrix(n, n, -2, 2);
    const Vector b = hidden.vector(n, -2, 2), w = hidden.vector(n, -3, 3);
    const auto bowl = [&](const Vector& at) { return at.dot(A * at) / 2 + b.dot(at); };
    const Vector expected = (A + A.transpose()) * w / 2 + b;
    EXPECT_THAT(student<numeric_gradient>(bowl, w, hidden.uniform(0.1, 1)), IsClose(expected, kRounding));
  }
}

/// How many of the weights stand elsewhere than at the start; −1 if one of them is not off by h.
int moved_by(double h, const Vector& asked, const Vector& start) {
  int moved = 0;
  for (Index i = 0; i < start.size(); ++i) {
    const double by = std::abs(asked(i) - start(i));
    if (by > kRounding && std::abs(by - h) > kRounding) return -1;
    moved += by > kRounding;
  }
  return moved;
}

TEST(Derivative, ANumericGradientCostsTwoEvaluationsForEachWeight) {
  const auto expect_two_each = [](const Vector& start, double h) {
    int evaluations = 0, elsewhere = 0;
    const auto counted = [&](const Vector& w) {
      ++evaluations;
      if (w.size() != start.size() || moved_by(h, w, start) != 1) ++elsewhere;
      return w.squaredNorm();
    };
    EXPECT_THAT(student<numeric_gradient>(counted, start, h), IsClose(2 * start, kRounding));
    EXPECT_THAT(evaluations, Eq(2 * start.size())) << "evaluations of the loss";
    EXPECT_THAT(elsewhere, Eq(0)) << "evaluations where not one weight alone was moved by h";
  };
  expect_two_each(Vector{{0.75}}, 0.25);
  expect_two_each(Vector{{0.5, -1.5, 2.0}}, 0.1);
  Hidden hidden;
  for (const Index n : {2, 6}) {
    const Vector start = hidden.vector(n, -3, 3);
    expect_two_each(start, hidden.uniform(0.1, 0.5));
  }
}

// By hand: 48 / 24, 12 / 24, 1e-5 / 2e-5, 2.4 / 40; the worst of 2 and 1/3, of 2 and 1/4; a small slope among
// large ones.
TEST(Derivative, ARelativeErrorIsThatOfTheWorstSlope) {
  const auto error = [](const Vector& a, const Vector& b) { return student<relative_error>(a, b); };
  EXPECT_THAT(error(Vector{{-24.0}}, Vector{{24.0}}), IsClose(2, kRounding));
  EXPECT_THAT(error(Vector{{12.0}}, Vector{{24.0}}), IsClose(0.5, kRounding));
  EXPECT_THAT(error(Vector{{24.0}}, Vector{{12.0}}), IsClose(0.5, kRounding));
  EXPECT_THAT(error(Vector{{1e-5}}, Vector{{4e-5}}), IsClose(0.75, kRounding));
  EXPECT_THAT(error(Vector{{30.0, 40.0}}, Vector{{30.0, 37.6}}), IsClose(0.06, kRounding));
  EXPECT_THAT(error(Vector{{-24.0, 1.5}}, Vector{{24.0, 1.0}}), IsClose(2, kRounding));
  EXPECT_THAT(error(Vector{{-2.0, 3.0}}, Vector{{2.0, 4.0}}), IsClose(2, kRounding));
  EXPECT_THAT(error(Vector{{1000.0, 0.001}}, Vector{{1000.0, 0.004}}), IsClose(0.75, kRounding));
  EXPECT_THAT(error(Vector{{0.0, 3.0}}, Vector{{0.0, 3.0}}), IsClose(0, kRounding));
  EXPECT_THAT(error(Vector{{-3.0, 0.0, 2.0}}, Vector{{-2.0, 0.0, 2.0}}), IsClose(1.0 / 3, kRounding));
  EXPECT_THROW(error(Vector{{1.0, 2.0}}, Vector{{1.0}}), std::invalid_argument);
  EXPECT_THROW(error(Vector{{3.0}}, Vector{{3.0, 4.0}}), std::invalid_argument);

  // One slope too large by a factor, in either gradient, and all of them in other units.
  Hidden hidden;
  for (const double unit : {1.0, 1e-6, 1e6}) {
    const double factor = hidden.uniform(1.1, 3);
    const Vector a = unit * Vector{{hidden.uniform(1, 9), hidden.uniform(-9, -1), hidden.uniform(1, 9)}};
    const Vector b{{a(0), factor * a(1), a(2)}};
    EXPECT_THAT(error(a, b), IsClose((factor - 1) / factor, kRounding));
    EXPECT_THAT(error(b, a), IsClose((factor - 1) / factor, kRounding));
  }
}

/// A gradient that gives these slopes wherever it is asked.
GradientFunction always(const Vector& slopes) {
  return [slopes](const Vector&) { return slopes; };
}

// The right slopes at (1.5, 2) are (39, 52), at (2, 0.5) they are 2 · 2 · (3, 4), at (−0.5, 3) 2 · 4.5 · (3,
// 4).
TEST(Derivative, AGradientCheckRejectsWrongGradients) {
  const auto check = [](const Vector& claimed, const Vector& at) {
    return student<gradient_check>(squared_error, always(claimed), at, 1e-5, 1e-6);
  };
  EXPECT_TRUE(check(Vector{{39.0, 52.0}}, Vector{{1.5, 2.0}}));
  EXPECT_TRUE(check(Vector{{12.0, 16.0}}, Vector{{2.0, 0.5}}));
  EXPECT_FALSE(check(Vector{{19.5, 26.0}}, Vector{{1.5, 2.0}})) << "half of each slope";
  EXPECT_FALSE(check(Vector{{6.0, 8.0}}, Vector{{2.0, 0.5}})) << "half of each slope";
  EXPECT_FALSE(check(Vector{{-27.0, -36.0}}, Vector{{-0.5, 3.0}})) << "all signs wrong";
  EXPECT_FALSE(check(Vector{{27.0, 39.0}}, Vector{{-0.5, 3.0}})) << "one slope wrong";
  // 1000 w₁ + 0.001 w₂: a small slope that is wrong beside a large one that is right.
  const auto slanted = [](const Vector& w) { return 1000 * w(0) + 0.001 * w(1); };
  for (const double at : {0.5, 1.5})
    EXPECT_FALSE(
        student<gradient_check>(slanted, always(Vector{{1000.0, 0.004}}), Vector{{at, 2.5}}, 0.1, 1e-6))
        << "one small slope wrong";
  const auto faint = [](const Vector& w) { return 1e-8 * w(0); };
  for (const double at : {0.5, 1.5})
    EXPECT_FALSE(student<gradient_check>(faint, always(Vector{{4e-8}}), Vector{{at}}, 0.1, 1e-6))
        << "all slopes small, and wrong";
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double at : {0.5, 1.5})
    EXPECT_FALSE(
        student<gradient_check>(slanted, always(Vector{{1000.0, nan}}), Vector{{at, 3.5}}, 0.1, 1e-6))
        << "a slope that is no number";

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const Vector centre{{hidden.uniform(-1, 1), hidden.uniform(-1, 1), hidden.uniform(-1, 1)}};
    const Vector at{{hidden.uniform(2, 4), hidden.uniform(-4, -2), hidden.uniform(2, 4)}};
    const auto bowl = [&](const Vector& w) { return (w - centre).squaredNorm(); };
    const Vector right = 2 * (at - centre);
    Vector one_wrong = right, one_flipped = right;
    one_wrong(i) *= hidden.uniform(0.2, 0.9);
    one_flipped(i) *= -1;
    const auto accepts = [&](const Vector& claimed) {
      return student<gradient_check>(bowl, always(claimed), at, 1e-5, 1e-6);
    };
    EXPECT_TRUE(accepts(right));
    EXPECT_FALSE(accepts(right / 2));
    EXPECT_FALSE(accepts(-right));
    EXPECT_FALSE(accepts(one_wrong));
    EXPECT_FALSE(accepts(one_flipped));
  }
}

// Of w³, 3w² is measured as 3w² + h²: at 2 with h = 0.1, 12.01 for 12, a relative error of 8.3e-4; at 0.5
// with h = 0.2, 0.79 for 0.75, of 0.051. A straight line is measured without an error.
TEST(Derivative, AGradientCheckIsAsStrictAsItIsTold) {
  const GradientFunction slopes = [](const Vector& w) { return Vector(3 * w.array().square()); };
  const auto check = [&](double at, double h, double tolerance) {
    return student<gradient_check>(sum_of_cubes, slopes, Vector{{at}}, h, tolerance);
  };
  EXPECT_FALSE(check(2, 0.1, 1e-4));
  EXPECT_TRUE(check(2, 0.1, 1e-3));
  EXPECT_FALSE(check(0.5, 0.2, 0.04));
  EXPECT_TRUE(check(0.5, 0.2, 0.07));
  const auto line = [](const Vector& w) { return 2 * w(0); };
  for (const double at : {0.5, -0.5})
    EXPECT_FALSE(student<gradient_check>(line, always(Vector{{2 + 1e-7}}), Vector{{at}}, 0.1, 1e-9));
  EXPECT_THROW(check(2, 0.1, 0), std::invalid_argument);
  EXPECT_THROW(check(3, 0.1, -1e-6), std::invalid_argument);
  EXPECT_THROW(check(2, 0, 1e-6), std::invalid_argument);
  EXPECT_THROW(check(3, -0.1, 1e-6), std::invalid_argument);
  EXPECT_THROW(student<gradient_check>(line, always(Vector{{2.0, 0.0}}), Vector{{0.5}}, 0.1, 1e-6),
               std::invalid_argument);

  Hidden hidden;
  const Vector w{{hidden.uniform(1, 3), hidden.uniform(-3, -1), hidden.uniform(1, 3)}};
  int losses = 0, gradients = 0, elsewhere = 0;
  const auto loss = [&](const Vector& at) { return ++losses, sum_of_cubes(at); };
  const auto gradient = [&](const Vector& at) {
    ++gradients;
    elsewhere += at.size() != w.size() || at != w;
    return slopes(at);
  };
  EXPECT_TRUE(student<gradient_check>(loss, gradient, w, 1e-5, 1e-6));
  EXPECT_THAT(losses, Eq(6)) << "evaluations of the loss for 3 weights";
  EXPECT_THAT(gradients, Eq(1)) << "evaluations of the gradient";
  EXPECT_THAT(elsewhere, Eq(0)) << "evaluations of the gradient away from the weights";
  EXPECT_FALSE(student<gradient_check>(loss, always(2 * w), w, 1e-5, 1e-6)) << "the slopes of the squares";
}

TEST(Derivative, AStepThatIsNotPositiveIsRefused) {
  EXPECT_THAT(student<forward_difference>(cube, 1.0, 0.5), IsClose(4.75, kRounding));
  EXPECT_THAT(student<central_difference>(cube, 1.0, 0.5), IsClose(3.25, kRounding));
  EXPECT_THAT(student<numeric_gradient>(sum_of_cubes, Vector{{1.0}}, 0.5), IsClose({3.25}, kRounding));
  for (const double h : {0.0, -0.1}) {
    EXPECT_THROW(student<forward_difference>(cube, 2.0, h), std::invalid_argument) << "for h = " << h;
    EXPECT_THROW(student<central_difference>(cube, 2.0, h), std::invalid_argument) << "for h = " << h;
    EXPECT_THROW(student<numeric_gradient>(sum_of_cubes, Vector{{2.0}}, h), std::invalid_argument)
        << "for h = " << h;
  }
  Hidden hidden;  // of x²: (2xh ± h²) / h
  const auto square = [](double x) { return x * x; };
  const double x = hidden.uniform(-3, 3), h = hidden.uniform(0.1, 1);
  EXPECT_THAT(student<forward_difference>(square, x, h), IsClose(2 * x + h, kRounding));
  EXPECT_THAT(student<central_difference>(square, x, h), IsClose(2 * x, kRounding));
  const auto squares = [](const Vector& w) { return w.squaredNorm(); };
  EXPECT_THAT(student<numeric_gradient>(squares, Vector{{x, h}}, h), IsClose({2 * x, 2 * h}, kRounding));
}

}  // namespace
}  // namespace downhill::derivative
