// SPDX-License-Identifier: MIT
#include "judge/student.hpp"
#include "kit/landscapes.hpp"
#include "terrain.hpp"

namespace downhill::terrain {
namespace {
using namespace judge;
using testing::Eq;

// Places that the lectures' examples reach, from a separate computation, are given to 5 digits after the
// point.
constexpr double kFiveDigits = 1e-5;

/// The slope of λ w in one direction after the other. A place of another size than λ gets as many slopes as
/// it has weights.
GradientFunction slopes_of(const Vector& curvatures) {
  return [curvatures](const Vector& w) -> Vector {
    if (w.size() != curvatures.size()) return w;
    return curvatures.cwiseProduct(w);
  };
}

/// Of one weight.
GradientFunction slope_of(double (*slope)(double)) {
  return [slope](const Vector& w) -> Vector { return w.unaryExpr([slope](double x) { return slope(x); }); };
}

/// Where a single weight is after some steps; NaN unless the trajectory has the right shape.
double place_after(int steps, const GradientFunction& gradient, double start, double rate) {
  const Matrix way = student<trajectory>(gradient, Vector{{start}}, rate, steps);
  if (way.rows() != steps + 1 || way.cols() != 1) return std::nan("");
  return way(steps, 0);
}

// By hand: (1 · 100 + 25 · 1) / 2, (2 · 2.25 + 0.5 · 4) / 2, 8 · 0.09 / 2; a saddle: (2 · 2.25 − 2 · 0.25)
// / 2.
TEST(Terrain, ABowlRisesWithHalfTheCurvature) {
  EXPECT_THAT(student<bowl>(Vector{{1.0, 25.0}}, Vector{{10.0, 1.0}}), IsClose(62.5, kRounding));
  EXPECT_THAT(student<bowl>(Vector{{2.0, 0.5}}, Vector{{-1.5, 2.0}}), IsClose(3.25, kRounding));
  EXPECT_THAT(student<bowl>(Vector{{8.0}}, Vector{{-0.3}}), IsClose(0.36, kRounding));
  EXPECT_THAT(student<bowl>(Vector{{2.0, -2.0}}, Vector{{1.5, 0.5}}), IsClose(2, kRounding));
  EXPECT_THROW(student<bowl>(Vector{{2.0, 3.0}}, Vector{{1.5}}), std::invalid_argument);

  // Weights of 1 add up the halves of the curvatures; weights c times as large make it c² times as high.
  Hidden hidden;
  const Vector curvatures{{hidden.uniform(-5, 5), hidden.uniform(0.1, 9), hidden.uniform(0.1, 9)}};
  const double c = hidden.uniform(1.5, 4);
  EXPECT_THAT(student<bowl>(curvatures, Vector::Constant(3, c)),
              IsClose(c * c * curvatures.sum() / 2, kRounding));
  EXPECT_THAT(student<bowl>(curvatures, Vector::Unit(3, 2) * c),
              IsClose(c * c * curvatures(2) / 2, kRounding));
}

// By hand: 1 · 10 and 25 · 1, 2 · −1.5 and 0.5 · 2, and so on.
TEST(Terrain, ASlopeIsCurvatureTimesDistance) {
  EXPECT_THAT(student<bowl_gradient>(Vector{{1.0, 25.0}}, Vector{{10.0, 1.0}}), IsClose({10, 25}, kRounding));
  EXPECT_THAT(student<bowl_gradient>(Vector{{2.0, 0.5}}, Vector{{-1.5, 2.5}}),
              IsClose({-3, 1.25}, kRounding));
  EXPECT_THAT(student<bowl_gradient>(Vector{{4.5, 3.0, -2.0}}, Vector{{0.5, 0.0, 1.25}}),
              IsClose({2.25, 0, -2.5}, kRounding));
  EXPECT_THROW(student<bowl_gradient>(Vector{{2.0, 3.0}}, Vector{{1.5}}), std::invalid_argument);

  Hidden hidden;
  const double distance = hidden.uniform(0.5, 3);
  const Vector curvatures{{hidden.uniform(-5, 5), hidden.uniform(0.1, 9)}};
  const Vector slopes = student<bowl_gradient>(curvatures, Vector::Constant(2, distance));
  EXPECT_THAT(slopes / distance, IsClose(curvatures, kRounding));
}

// By hand: (10, 1) − 0.04 · (10, 25) = (9.6, 0), and so on; 2 − 0.5 · 3 = 0.5, again and again.
TEST(Terrain, ATrajectoryHasARowForItsStartAndOneForEachStep) {
  const GradientFunction steady = [](const Vector&) { return Vector{{3.0, -0.5}}; };
  EXPECT_THAT(student<trajectory>(slopes_of(Vector{{1.0, 25.0}}), Vector{{10.0, 1.0}}, 0.04, 2),
              IsClose(Matrix{{10, 1}, {9.6, 0}, {9.216, 0}}, kRounding));
  EXPECT_THAT(student<trajectory>(steady, Vector{{2.0, 1.5}}, 0.5, 3),
              IsClose(Matrix{{2, 1.5}, {0.5, 1.75}, {-1, 2}, {-2.5, 2.25}}, kRounding));
  EXPECT_THAT(student<trajectory>(slopes_of(Vector{{4.0}}), Vector{{-1.5}}, 0.2, 2),
              IsClose(Vector{{-1.5, -0.3, -0.06}}, kRounding));
  EXPECT_THAT(student<trajectory>(steady, Vector{{2.0, 1.5}}, 0.5, 0), IsClose(Matrix{{2, 1.5}}, kRounding));
  EXPECT_THROW(student<trajectory>(steady, Vector{{2.0, 1.5}}, 0.5, -1), std::invalid_argument);
  EXPECT_THROW(student<trajectory>(steady, Vector{{2.0, 1.5, 0.0}}, 0.5, 3), std::invalid_argument);

  Hidden hidden;
  const Vector start{{hidden.uniform(-5, 5), hidden.uniform(-5, 5)}};
  std::vector<Vector> asked;
  const auto noted = [&](const Vector& w) -> Vector {
    asked.push_back(w);
    return w;
  };
  const Matrix way = student<trajectory>(noted, start, hidden.uniform(0.1, 0.9), 4);
  ASSERT_THAT(asked.size(), Eq(4u)) << "evaluations of the gradient in 4 steps";
  ASSERT_THAT(way.rows(), Eq(5));
  for (Index step = 0; step < 4; ++step)
    EXPECT_THAT(asked.at(static_cast<std::size_t>(step)),
                IsClose(Vector(way.row(step).transpose()), kRounding))
        << "where the gradient was asked for step " << step + 1;
}

// Closed form: after k steps each weight is (1 − α λ)ᵏ times what it was.
TEST(Terrain, EachWeightOfABowlHasAFactorOfItsOwn) {
  const auto expect_factors = [](const Vector& curvatures, const Vector& start, double rate, int steps) {
    Matrix expected(steps + 1, start.size());
    for (Index k = 0; k <= steps; ++k)
      for (Index i = 0; i < start.size(); ++i)
        expected(k, i) = start(i) * std::pow(1 - rate * curvatures(i), static_cast<double>(k));
    EXPECT_THAT(student<trajectory>(slopes_of(curvatures), start, rate, steps), IsClose(expected, kRounding));
  };
  const Vector ravine{{1.0, 25.0}}, start{{10.0, 1.0}};
  expect_factors(ravine, start, 0.04, 10);      // ends at (6.6483263599, 0)
  expect_factors(ravine, start, 1.0 / 13, 10);  // shrinks by 12/13, y from side to side
  expect_factors(ravine, start, 0.08, 5);       // y bounces
  expect_factors(ravine, start, 0.09, 5);       // y grows by −1.25
  Hidden hidden;
  for (const double share : {0.3, 0.95, 1.2}) {  // of the largest rate that does not grow
    const Vector curvatures{{hidden.uniform(0.1, 1), hidden.uniform(5, 9), hidden.uniform(1, 5)}};
    const Vector from{{hidden.uniform(-9, 9), hidden.uniform(-9, 9), hidden.uniform(-9, 9)}};
    expect_factors(curvatures, from, share * 2 / curvatures(1), 20);
  }
}

// From a separate computation: the two minima of x⁴ − 2x² + 0.3x are at 0.9601496 and −1.0355787.
TEST(Terrain, StartAndRateDecideWhichBasin) {
  const GradientFunction slopes = kit::two_basins().gradient;
  // By hand: the slope at 1.5 is 13.5 − 6 + 0.3 = 7.8.
  EXPECT_THAT(student<trajectory>(slopes, Vector{{1.5}}, 0.05, 1), IsClose(Vector{{1.5, 1.11}}, kRounding));
  EXPECT_THAT(student<trajectory>(slopes, Vector{{1.5}}, 0.2, 1), IsClose(Vector{{1.5, -0.06}}, kRounding));
  EXPECT_THAT(place_after(300, slopes, 1.5, 0.05), IsClose(0.960150, kFiveDigits)) << "from 1.5 at rate 0.05";
  EXPECT_THAT(place_after(300, slopes, 1.5, 0.2), IsClose(-1.035579, kFiveDigits)) << "from 1.5 at rate 0.2";
  EXPECT_THAT(place_after(300, slopes, -1.5, 0.05), IsClose(-1.035579, kFiveDigits))
      << "from −1.5 at rate 0.05";
  Hidden hidden;  // on either side of the hill at 0.0754301
  EXPECT_THAT(place_after(400, slopes, hidden.uniform(0.1, 1.4), 0.05), IsClose(0.960150, kFiveDigits));
  EXPECT_THAT(place_after(400, slopes, hidden.uniform(-1.4, 0.05), 0.05), IsClose(-1.035579, kFiveDigits));
}

// x⁴/4 − x³, places from a separate computation; its slope is 0 at 0 and at 3. And the saddle x² − y², slopes
// (2x, −2y): at rate 0.1, factors 0.8 and 1.2.
TEST(Terrain, FlatGroundMayBeFarFromTheMinimum) {
  const GradientFunction plateau = slope_of([](double x) { return x * x * (x - 3); });
  EXPECT_THAT(place_after(10, plateau, -1, 0.05), IsClose(-0.333550, kFiveDigits));
  EXPECT_THAT(place_after(100, plateau, -1, 0.05), IsClose(-0.057712, kFiveDigits));
  EXPECT_THAT(place_after(1000, plateau, -1, 0.05), IsClose(-0.006520, kFiveDigits));
  EXPECT_THAT(place_after(100, plateau, 1, 0.05), IsClose(3, kFiveDigits));
  Hidden hidden;
  const double y = hidden.uniform(1e-3, 2e-3);
  const Matrix way = student<trajectory>(slopes_of(Vector{{2.0, -2.0}}), Vector{{1.0, y}}, 0.1, 40);
  ASSERT_THAT(way.rows(), Eq(41));
  EXPECT_THAT(Vector(way.bottomRows(1).transpose()),
              IsClose({std::pow(0.8, 40), y * std::pow(1.2, 40)}, kRounding));
}

// By hand: |1 − 0.01|, |1 − 25/13|, |1 − 0.09 · 25|, |1 − 0.04|, |1 − 8|, |1 + 0.1 · 2|.
TEST(Terrain, TheSlowestWeightSetsThePace) {
  const Vector ravine{{1.0, 25.0}};
  EXPECT_THAT(student<contraction>(ravine, 0.01), IsClose(0.99, kRounding));
  EXPECT_THAT(student<contraction>(ravine, 1.0 / 13), IsClose(12.0 / 13, kRounding));
  EXPECT_THAT(student<contraction>(ravine, 0.09), IsClose(1.25, kRounding));
  EXPECT_THAT(student<contraction>(ravine, 0.04), IsClose(0.96, kRounding));
  EXPECT_THAT(student<contraction>(Vector{{4.0, 2.0, 10.0}}, 0.15), IsClose(0.7, kRounding));
  EXPECT_THAT(student<contraction>(Vector{{4.0, 2.0, 10.0}}, 0.18), IsClose(0.8, kRounding));
  EXPECT_THAT(student<contraction>(Vector{{4.0, 2.0, 10.0}}, 0.8), IsClose(7, kRounding));
  EXPECT_THAT(student<contraction>(Vector{{2.0, -2.0}}, 0.1), IsClose(1.2, kRounding));

  // While no factor is negative, the flattest weight is the slowest; when all are, the steepest.
  Hidden hidden;
  const Vector curvatures{{hidden.uniform(1, 3), hidden.uniform(3, 5), hidden.uniform(5, 9)}};
  const double low = hidden.uniform(0.01, 0.11), high = hidden.uniform(1.1, 3);
  EXPECT_THAT(student<contraction>(curvatures, low), IsClose(1 - low * curvatures(0), kRounding));
  EXPECT_THAT(student<contraction>(curvatures, high), IsClose(high * curvatures(2) - 1, kRounding));
  // None is better than 1/13 in the ravine.
  for (int i = 0; i < 5; ++i)
    EXPECT_GE(student<contraction>(ravine, hidden.uniform(0.001, 0.1)), 12.0 / 13 - kRounding);
}

// By its definition: the factor of the steepest weight is −1.
TEST(Terrain, TheSteepestDirectionSetsTheLimit) {
  EXPECT_THAT(student<critical_rate>(Vector{{1.0, 25.0}}), IsClose(0.08, kRounding));
  EXPECT_THAT(student<critical_rate>(Vector{{50.0, 2.0}}), IsClose(0.04, kRounding));
  EXPECT_THAT(student<critical_rate>(Vector{{0.5, 8.0, 4.0}}), IsClose(0.25, kRounding));
  EXPECT_THROW(student<critical_rate>(Vector{{3.0, 0.0}}), std::invalid_argument);
  EXPECT_THROW(student<critical_rate>(Vector{{-2.0, 3.0}}), std::invalid_argument);
  Hidden hidden;
  const Vector curvatures{{hidden.uniform(1, 5), hidden.uniform(5, 9), hidden.uniform(0.1, 1)}};
  EXPECT_THAT(1 - student<critical_rate>(curvatures) * curvatures(1), IsClose(-1, kRounding));
}

// By hand: 1 − α = 25 α − 1 gives 1/13; 1 − 2α = 50 α − 1 gives 1/26; 1 − α/2 = 8 α − 1 gives 4/17.
TEST(Terrain, TheBestRateBalancesFlatAndSteep) {
  EXPECT_THAT(student<best_rate>(Vector{{1.0, 25.0}}), IsClose(1.0 / 13, kRounding));
  EXPECT_THAT(student<best_rate>(Vector{{50.0, 2.0}}), IsClose(1.0 / 26, kRounding));
  EXPECT_THAT(student<best_rate>(Vector{{0.5, 8.0, 4.0}}), IsClose(4.0 / 17, kRounding));
  EXPECT_THAT(student<best_rate>(Vector{{6.0, 1.5, 2.0}}), IsClose(4.0 / 15, kRounding));
  EXPECT_THROW(student<best_rate>(Vector{{3.0, 0.0}}), std::invalid_argument);
  EXPECT_THROW(student<best_rate>(Vector{{-2.0, 3.0}}), std::invalid_argument);
  Hidden hidden;
  const Vector curvatures{{hidden.uniform(1, 5), hidden.uniform(5, 9), hidden.uniform(0.1, 1)}};
  const double rate = student<best_rate>(curvatures);
  EXPECT_THAT(1 - rate * curvatures(2), IsClose(rate * curvatures(1) - 1, kRounding));
}

// The ripple is 0 at all multiples of a half, so 3 samples from −2 to 2 or from −3 to 3 see the parabola
// alone. The bump is a tenth wide to either side. Five samples from 0 to 4 have their midpoints at the
// multiples of a half: only the outer two of three see one at 2, only the first two or last two one at 0.5 or
// 3.5, and one at 1.2 would be seen by six samples.
TEST(Terrain, AConvexFunctionLiesBelowItsChords) {
  const auto parabola = [](double x) { return x * x; };
  const auto cap = [](double x) { return -x * x; };
  const auto well = [](double x) { return kit::two_basins().loss(Vector{{x}}); };
  const auto line = [](double x) { return 0.1 * x - 0.7; };
  const auto bump_at = [](double place) {
    return [place](double x) { return std::max(0.0, 1 - 10 * std::abs(x - place)); };
  };
  const auto rippled = [](double x) { return x * x + 0.2 * (1 - std::cos(4 * std::acos(-1.0) * x)); };
  EXPECT_TRUE(student<midpoint_convex>(parabola, -2.0, 3.0, 11));
  EXPECT_FALSE(student<midpoint_convex>(cap, -2.0, 3.0, 11));
  EXPECT_FALSE(student<midpoint_convex>(cap, 0.5, 4.0, 5));
  EXPECT_FALSE(student<midpoint_convex>(well, -1.5, 1.75, 14));
  EXPECT_FALSE(student<midpoint_convex>(well, -1.6, 1.5, 12));
  EXPECT_TRUE(student<midpoint_convex>(rippled, -2.0, 2.0, 3));
  EXPECT_FALSE(student<midpoint_convex>(rippled, -2.0, 2.0, 12));
  EXPECT_FALSE(student<midpoint_convex>(rippled, -3.0, 3.0, 14));
  EXPECT_THROW(student<midpoint_convex>(parabola, 2.0, 2.0, 5), std::invalid_argument);
  EXPECT_THROW(student<midpoint_convex>(parabola, 3.0, 2.0, 5), std::invalid_argument);
  EXPECT_THROW(student<midpoint_convex>(parabola, 2.0, 3.0, 1), std::invalid_argument);
  EXPECT_THROW(student<midpoint_convex>(parabola, 2.0, 3.0, 0), std::invalid_argument);
  EXPECT_FALSE(student<midpoint_convex>(bump_at(2), 0.0, 4.0, 5)) << "a bump at a sample";
  EXPECT_FALSE(student<midpoint_convex>(bump_at(0.5), 0.0, 4.0, 5)) << "a bump next to the first sample";
  EXPECT_FALSE(student<midpoint_convex>(bump_at(3.5), 0.0, 4.0, 5)) << "a bump before the last sample";
  EXPECT_TRUE(student<midpoint_convex>(bump_at(1.2), 0.0, 4.0, 5)) << "a bump where no midpoint is";

  Hidden hidden;
  const double low = hidden.uniform(-3, -1), high = hidden.uniform(2, 3), tilt = hidden.uniform(-2, 2);
  EXPECT_TRUE(student<midpoint_convex>([&](double x) { return std::abs(x - tilt); }, low, high, 9));
  EXPECT_TRUE(student<midpoint_convex>([&](double x) { return std::exp(x) + tilt * x; }, low, high, 9));
  EXPECT_TRUE(student<midpoint_convex>(line, low, high, 9)) << "a straight line, up to rounding";
  EXPECT_FALSE(student<midpoint_convex>([&](double x) { return std::sin(2 * x) + tilt * x; }, low, high, 12));
  EXPECT_FALSE(student<midpoint_convex>([&](double x) { return x * x * x; }, low, high, 9));
}

}  // namespace
}  // namespace downhill::terrain
