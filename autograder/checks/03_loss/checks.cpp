// SPDX-License-Identifier: MIT
#include "judge/student.hpp"
#include "loss.hpp"

namespace downhill::loss {
namespace {
using namespace judge;

// The lectures' three points: errors 10, 5 and −5. The second set has errors 1, −2, 3 and −4, the third 0.5
// and 1.5, the fourth one of −2.5.
const Vector kPredicted{{20.0, 8.0, 1.0}}, kActual{{10.0, 3.0, 6.0}};
const Vector kFour{{3.0, 0.0, 7.0, 1.0}}, kFourActual{{2.0, 2.0, 4.0, 5.0}};
const Vector kTwo{{3.75, 1.25}}, kTwoActual{{2.5, -1.5}};
const Vector kOne{{-1.25}}, kOneActual{{2.25}};
const Vector kNone;

// Anything to be predicted, and predictions that miss it by the given errors.
struct Missed {
  Vector predicted, actual;
};
Missed missed_by(Hidden& hidden, const Vector& errors) {
  const Vector actual = hidden.vector(errors.size(), -9, 9);
  return {actual + errors, actual};
}

TEST(Loss, ErrorsArePredictedMinusActual) {
  EXPECT_THAT(student<errors>(kPredicted, kActual), IsClose({10, 5, -5}, kRounding));
  EXPECT_THAT(student<errors>(kFour, kFourActual), IsClose({1, -2, 3, -4}, kRounding));
  EXPECT_THAT(student<errors>(kTwo, kTwoActual), IsClose({1.25, 2.75}, kRounding));
  EXPECT_THAT(student<errors>(kOne, kOneActual), IsClose({-3.5}, kRounding));
  EXPECT_THROW(student<errors>(kTwo, kActual), std::invalid_argument);
  Hidden hidden;
  const Vector expected{{hidden.uniform(1, 5), hidden.uniform(-5, -1), hidden.uniform(1, 5)}};
  const Missed missed = missed_by(hidden, expected);
  EXPECT_THAT(student<errors>(missed.predicted, missed.actual), IsClose(expected, kRounding));
  EXPECT_THAT(student<errors>(missed.actual, missed.predicted), IsClose(-expected, kRounding));
}

// By hand: 100 + 25 + 25; 1 + 4 + 9 + 16; 1.5625 + 7.5625; 12.25. Hidden: a² three times and b² twice.
TEST(Loss, TotalAddsUpTheSquares) {
  EXPECT_THAT(student<total_squared_error>(kPredicted, kActual), IsClose(150, kRounding));
  EXPECT_THAT(student<total_squared_error>(kFour, kFourActual), IsClose(30, kRounding));
  EXPECT_THAT(student<total_squared_error>(kTwo, kTwoActual), IsClose(9.125, kRounding));
  EXPECT_THAT(student<total_squared_error>(kOne, kOneActual), IsClose(12.25, kRounding));
  EXPECT_THROW(student<total_squared_error>(kPredicted, kTwoActual), std::invalid_argument);
  EXPECT_THROW(student<total_squared_error>(kNone, kNone), std::invalid_argument);
  Hidden hidden;
  const double a = hidden.uniform(1, 5), b = hidden.uniform(1, 5);
  const Missed missed = missed_by(hidden, Vector{{a, -b, a, -a, b}});
  EXPECT_THAT(student<total_squared_error>(missed.predicted, missed.actual),
              IsClose(3 * a * a + 2 * b * b, kRounding));
}

// By hand: the totals, over 3, 4, 2 and 1.
TEST(Loss, MeanSharesTheTotalOut) {
  EXPECT_THAT(student<mean_squared_error>(kPredicted, kActual), IsClose(50, kRounding));
  EXPECT_THAT(student<mean_squared_error>(kFour, kFourActual), IsClose(7.5, kRounding));
  EXPECT_THAT(student<mean_squared_error>(kTwo, kTwoActual), IsClose(4.5625, kRounding));
  EXPECT_THAT(student<mean_squared_error>(kOne, kOneActual), IsClose(12.25, kRounding));
  EXPECT_THROW(student<mean_squared_error>(kTwo, kActual), std::invalid_argument);
  EXPECT_THROW(student<mean_squared_error>(kNone, kNone), std::invalid_argument);
  Hidden hidden;
  const double a = hidden.uniform(1, 5), b = hidden.uniform(1, 5);
  const Missed missed = missed_by(hidden, Vector{{a, -b, a, -a, b, a, -a, b}});
  EXPECT_THAT(student<mean_squared_error>(missed.predicted, missed.actual),
              IsClose((5 * a * a + 3 * b * b) / 8, kRounding));
}

// By hand: the roots of 50, 7.5, 4.5625 and 12.25. Hidden: errors of one size have that size as their root
// mean.
TEST(Loss, RootOfTheMeanIsOneNumberForAll) {
  EXPECT_THAT(student<root_mean_squared_error>(kPredicted, kActual), IsClose(7.0710678118654755, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(kFour, kFourActual), IsClose(2.7386127875258306, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(kTwo, kTwoActual), IsClose(2.1360009363293826, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(kOne, kOneActual), IsClose(3.5, kRounding));
  EXPECT_THROW(student<root_mean_squared_error>(kPredicted, kNone), std::invalid_argument);
  EXPECT_THROW(student<root_mean_squared_error>(kNone, kNone), std::invalid_argument);
  Hidden hidden;
  const double size = hidden.uniform(1, 5);
  const Missed missed = missed_by(hidden, Vector{{size, -size, -size, size, size}});
  EXPECT_THAT(student<root_mean_squared_error>(missed.predicted, missed.actual), IsClose(size, kRounding));
}

// What is right costs nothing, what is wrong by a millimetre costs something, and it costs the same above and
// below.
TEST(Loss, NothingIsLostOnlyWherePredictionsAreRight) {
  EXPECT_THAT(student<mean_squared_error>(Vector{{1.0, 2.0, 3.0}}, Vector{{1.0, 2.0, 3.3}}),
              IsClose(0.03, kRounding));
  EXPECT_THAT(student<total_squared_error>(kActual, kActual), IsClose(0, kRounding));
  EXPECT_THAT(student<mean_squared_error>(kActual, kActual), IsClose(0, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(kActual, kActual), IsClose(0, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(Vector{{4.001}}, Vector{{4.0}}), IsClose(0.001, kRounding));
  EXPECT_THAT(student<total_squared_error>(kActual, kPredicted), IsClose(150, kRounding));
  EXPECT_THAT(student<mean_squared_error>(kFourActual, kFour), IsClose(7.5, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(kOneActual, kOne), IsClose(3.5, kRounding));
  Hidden hidden;  // two that are right beside one that is not
  const double off = hidden.uniform(1, 5);
  const Missed missed = missed_by(hidden, Vector{{0.0, -off, 0.0}});
  EXPECT_THAT(student<total_squared_error>(missed.predicted, missed.actual), IsClose(off * off, kRounding));
  EXPECT_THAT(student<mean_squared_error>(missed.actual, missed.predicted),
              IsClose(off * off / 3, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(missed.actual, missed.actual), IsClose(0, kRounding));
}

// Everything in a unit a hundredth as large: the means grow by 100², the root by 100. Hidden: any factor.
TEST(Loss, RootKeepsTheUnitAndTheMeanSquaresIt) {
  EXPECT_THAT(student<mean_squared_error>(100 * kPredicted, 100 * kActual), IsClose(500000, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(100 * kFour, 100 * kFourActual),
              IsClose(273.86127875258306, kRounding));
  Hidden hidden;
  const double factor = -hidden.uniform(2, 9), size = hidden.uniform(1, 5);
  const Missed missed = missed_by(hidden, Vector{{size, -2 * size, 3 * size}});
  const double mean = student<mean_squared_error>(factor * missed.predicted, factor * missed.actual);
  EXPECT_THAT(mean / (factor * factor), IsClose(14 * size * size / 3, kRounding));
  const double root = student<root_mean_squared_error>(factor * missed.predicted, factor * missed.actual);
  EXPECT_THAT(root / -factor, IsClose(std::sqrt(14.0 / 3) * size, kRounding));
}

// The same rows a second time: the total doubles, mean and root stay.
TEST(Loss, RepeatingTheDataKeepsTheMean) {
  const auto twice = [](const Vector& once) {
    Vector both(2 * once.size());
    both << once, once;
    return both;
  };
  EXPECT_THAT(student<total_squared_error>(twice(kPredicted), twice(kActual)), IsClose(300, kRounding));
  EXPECT_THAT(student<mean_squared_error>(twice(kPredicted), twice(kActual)), IsClose(50, kRounding));
  EXPECT_THAT(student<root_mean_squared_error>(twice(kOne), twice(kOneActual)), IsClose(3.5, kRounding));
  Hidden hidden;
  const double a = hidden.uniform(1, 5), b = hidden.uniform(1, 5);
  const Missed missed = missed_by(hidden, Vector{{a, b, -b}});
  const double mean = student<mean_squared_error>(twice(missed.predicted), twice(missed.actual));
  EXPECT_THAT(mean, IsClose((a * a + 2 * b * b) / 3, kRounding));
}

// By hand, (3 w₁ + 4 w₂ − 6)²: at (1, 2) it is 5² = 25, at (2, 1) it is 4² = 16. Then three rows that no
// weights satisfy, 1 + (d₁² + d₂² + (d₁ + d₂)²) / 3 around (3, 2), and two with x₁ and x₂ of their own.
TEST(Loss, GridHasARowForEachFirstWeight) {
  const Vector from_zero{{0.0, 1.0, 2.0}};
  EXPECT_THAT(student<loss_grid>(Matrix{{3.0, 4.0}}, Vector{{6.0}}, from_zero, from_zero),
              IsClose(Matrix{{36.0, 4.0, 4.0}, {9.0, 1.0, 25.0}, {0.0, 16.0, 64.0}}, kRounding));
  EXPECT_THAT(student<loss_grid>(Matrix{{1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}}, Vector{{2.0, 1.0, 6.0}},
                                 Vector{{2.0, 3.0, 4.0}}, Vector{{1.0, 2.0}}),
              IsClose(Matrix{{3.0, 5.0 / 3}, {5.0 / 3, 1.0}, {5.0 / 3, 5.0 / 3}}, kRounding));
  EXPECT_THAT(student<loss_grid>(Matrix{{2.0, -1.0}, {0.5, 4.0}}, Vector{{1.0, 2.0}}, Vector{{0.5}},
                                 Vector{{0.0, 1.0, -0.5, 2.0}}),
              IsClose(Matrix{{1.53125, 3.03125, 7.15625, 21.53125}}, kRounding));
  Hidden hidden;  // a row whose inputs are 1 counts how far the two weights miss its target together
  const double a = hidden.uniform(-3, 3), b = hidden.uniform(-3, 3), c = hidden.uniform(-3, 3);
  EXPECT_THAT(student<loss_grid>(Matrix{{1.0, 1.0}}, Vector{{a}}, Vector{{a, a + b}}, Vector{{0.0, c, -b}}),
              IsClose(Matrix{{0.0, c * c, b * b}, {b * b, (b + c) * (b + c), 0.0}}, kRounding));
}

// Around weights that make every row right the loss is a pure second-degree form of the distance, with the
// means of x₁², x₁ x₂ and x₂² in it.
TEST(Loss, GridAveragesOverAllRows) {
  const Vector one{{1.0}};
  EXPECT_THAT(student<loss_grid>(Matrix{{1.0, 2.0}, {3.0, -1.0}, {0.0, 1.0}, {1.0, 0.0}},
                                 Vector{{3.0, 2.0, 1.0, 5.0}}, one, one),
              IsClose(Matrix{{4.0}}, kRounding));
  EXPECT_THAT(student<loss_grid>(Matrix{{1.0, 2.0}, {1.0, 2.0}}, Vector{{0.0, 4.0}}, Vector{{2.0, 0.0}}, one),
              IsClose(Matrix{{8.0}, {4.0}}, kRounding));
  Hidden hidden;
  for (const Index rows : {2, 6}) {
    Matrix inputs(rows, 2);
    for (Index i = 0; i < rows; ++i) inputs.row(i) << hidden.uniform(-3, 3), hidden.uniform(-3, 3);
    const double first = hidden.uniform(-3, 3), second = hidden.uniform(-3, 3);
    const double d = hidden.uniform(0.5, 2), f = hidden.uniform(0.5, 2);
    const Vector targets = inputs * Vector{{first, second}};
    const Matrix means = inputs.transpose() * inputs / static_cast<double>(rows);
    const double a = d * d * means(0, 0), b = d * f * means(0, 1), c = f * f * means(1, 1);
    EXPECT_THAT(
        student<loss_grid>(inputs, targets, Vector{{first - d, first, first + d}},
                           Vector{{second - f, second, second + f}}),
        IsClose(Matrix{{a + 2 * b + c, a, a - 2 * b + c}, {c, 0, c}, {a - 2 * b + c, a, a + 2 * b + c}},
                kRounding));
  }
}

TEST(Loss, EmptyAndUnequalAreRefused) {
  const Vector two{{1.0, 2.0}}, three{{1.0, 2.0, 4.0}};
  const Matrix two_rows{{1.0, 0.0}, {0.0, 1.0}}, wide{{1.0, 0.0, 2.0}, {0.0, 1.0, 2.0}};
  EXPECT_THAT(student<loss_grid>(two_rows, two, two, two),
              IsClose(Matrix{{0.5, 0.0}, {1.0, 0.5}}, kRounding));
  EXPECT_THROW(student<loss_grid>(two_rows, three, two, two), std::invalid_argument);
  EXPECT_THROW(student<loss_grid>(wide, two, two, two), std::invalid_argument);
  EXPECT_THROW(student<loss_grid>(Matrix(0, 2), kNone, two, two), std::invalid_argument);
  Hidden hidden;  // one of two rows is missed
  const double first = hidden.uniform(-5, 5), second = hidden.uniform(-5, 5), off = hidden.uniform(1, 5);
  EXPECT_THAT(student<loss_grid>(two_rows, Vector{{first, second}}, Vector{{first}}, Vector{{second + off}}),
              IsClose(Matrix{{off * off / 2}}, kRounding));
}

}  // namespace
}  // namespace downhill::loss
