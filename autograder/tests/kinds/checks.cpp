// SPDX-License-Identifier: MIT
// Run by wire_test, against workers from either compiler. A suite's name says how its checks have to end.
#include "judge/student.hpp"
#include "kinds.hpp"

namespace downhill::kinds {
namespace {
using namespace judge;
using testing::ElementsAre;

Outer sample(double number) {
  return {.inner = {.number = number, .counts = {3, 1, 2}},
          .table = Matrix{{1, 2, 3}, {4, 5, 6}},
          .best = {number / 2, 7},
          .name = "a \"name\"\n",
          .done = true};
}

void expect_same(const Outer& a, const Outer& b) {
  EXPECT_EQ(a.inner.number, b.inner.number);
  EXPECT_EQ(a.inner.counts, b.inner.counts);
  EXPECT_THAT(a.table, IsClose(b.table, 0));
  EXPECT_EQ(a.best, b.best);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.done, b.done);
}

TEST(Pass, NumbersOfEveryType) {
  EXPECT_EQ(student<sum_of>(0.5f, -2, 1L << 40, 255, 3u), 0.5 - 2 + static_cast<double>(1L << 40) + 255 + 3);
  EXPECT_TRUE(student<negated>(false));
  EXPECT_EQ(student<opposite>(Mood::calm), Mood::wild);
  EXPECT_EQ(student<raised>(Level::low), Level::high);
  EXPECT_EQ(student<constant>(), 42);
  EXPECT_EQ(student<greeting>("you"), "hello you");
}

TEST(Pass, AggregatesNestedBothWays) {
  expect_same(student<echoed>(sample(0.25)), sample(0.25));
  expect_same(student<echoed>({}), {});
  const auto all = student<reversed>({sample(1), sample(2), {}});
  ASSERT_EQ(all.size(), 3u);
  expect_same(all[0], {});
  expect_same(all[2], sample(1));
}

TEST(Pass, MatricesOfEveryShape) {
  EXPECT_THAT(student<transposed>(Eigen::Matrix<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}}),
              IsClose(Matrix{{1, 3, 5}, {2, 4, 6}}, 0));
  EXPECT_THAT(student<swapped>(Eigen::Vector2d(1, 2)), IsClose({2, 1}, 0));
  EXPECT_THAT(student<doubled_row>(RowVector{{1, 2, 3}}), IsClose(RowVector{{2, 4, 6}}, 0));
  EXPECT_EQ(student<plus_one>(Eigen::MatrixXi{{1, 2}, {3, 4}}), (Eigen::MatrixXi{{2, 3}, {4, 5}}));
  EXPECT_EQ(student<plus_one>(Eigen::MatrixXi(0, 3)).cols(), 3);
  const auto [rest, last] = student<last_column_apart>(Matrix{{1, 2, 3}, {4, 5, 6}});
  EXPECT_THAT(rest, IsClose(Matrix{{1, 2}, {4, 5}}, 0));
  EXPECT_THAT(last, IsClose({3, 6}, 0));
  EXPECT_EQ(student<doubled_row>(RowVector::Ones(300'000)).sum(), 600'000);
}

TEST(Pass, ArgumentsConvertAsInAnyCall) {
  const Vector a{{1, 2}}, b{{3, 4}};
  EXPECT_THAT(student<swapped>(a + 2 * b), IsClose({10, 7}, 0));
  EXPECT_EQ(student<square>(3), 9);
}

TEST(Pass, Containers) {
  EXPECT_THAT(student<stairs>(3, 5), ElementsAre(ElementsAre(0), ElementsAre(0, 5), ElementsAre(0, 5, 10)));
  EXPECT_THAT(student<stairs>(0, 2), ElementsAre());
}

TEST(Pass, ReferenceParametersComeBack) {
  Matrix matrix = Matrix::Identity(2, 2);
  Vector vector{{1, -2}};
  student<scale>(matrix, vector, 3);
  EXPECT_THAT(matrix, IsClose(3 * Matrix::Identity(2, 2), 0));
  EXPECT_THAT(vector, IsClose({3, -6}, 0));
  Outer outer;
  student<fill>(outer);
  EXPECT_EQ(outer.name, " filled");
  EXPECT_THAT(outer.inner.counts, ElementsAre(1, 2, 3));
}

TEST(Pass, MembersSeeTheirObject) {
  Counter counter{.count = 3};
  student<&Counter::increase>(counter, 4);
  EXPECT_EQ(counter.count, 7);
  EXPECT_EQ(student<&Counter::doubled>(counter), 14);
}

TEST(Pass, GeneratorsGoOnWhereTheyWere) {
  std::mt19937 random(42), same(42);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(student<draw>(random, 10), static_cast<Index>(same()) % 10);
  EXPECT_EQ(random, same);
}

TEST(Pass, CallbacksStayHere) {
  int evaluations = 0;
  const auto f = [&](double x) {
    ++evaluations;
    return x * x;
  };
  EXPECT_THAT(student<integral>(f, 0, 1, 10), IsClose(0.3325, kRounding));
  EXPECT_EQ(evaluations, 10);
}

// Reference parameters of callbacks travel both ways: the loss writes the gradient, the step moves the
// weights.
TEST(Pass, CallbacksHaveReferenceParameters) {
  std::vector<Index> rows_seen;
  const Loss loss = [&](const Vector& weights, const std::vector<Index>& rows, Vector& gradient) {
    rows_seen.insert(rows_seen.end(), rows.begin(), rows.end());
    gradient = 2 * weights;
    return weights.squaredNorm();
  };
  const Step step = [](Vector& weights, const Vector& gradient) { weights -= 0.25 * gradient; };
  Vector weights{{4, -8}};
  EXPECT_EQ(student<back_and_forth>(step, loss, weights, 2), 100);  // 80 at (4, −8), then 20 at (2, −4)
  EXPECT_THAT(weights, IsClose({2, -4}, 0));
  EXPECT_THAT(rows_seen, ElementsAre(0, 1, 1, 2));
}

TEST(Pass, FunctionsTravelInsideAggregates) {
  const Stage square_stage{[](double x) { return x * x; }, [](double x) { return 2 * x; }};
  const Stage triple{[](double x) { return 3 * x; }, [](double) { return 3.0; }};
  EXPECT_EQ(student<values_over_slopes>({square_stage, triple}, 2.0), 3);  // 4/4 + 6/3
}

TEST(Pass, ACallbackMayAskTheStudentInTurn) {
  EXPECT_EQ(student<twice>([](double x) { return student<square>(x) + 1; }, 2), 26);
  EXPECT_EQ(student<twice>([](double x) { return student<twice>([](double y) { return y + 1; }, x); }, 0), 4);
}

TEST(Pass, WhatACallbackThrowsComesOutOfTheCall) {
  const auto refuses = [](double) -> double { throw std::out_of_range("here"); };
  EXPECT_THROW(student<twice>(refuses, 1), std::out_of_range);
  EXPECT_THROW(student<or_minus_one>(refuses, 1), std::out_of_range) << "though the student caught it";
  EXPECT_EQ(student<twice>([](double x) { return x; }, 1), 1) << "and the worker goes on";
}

TEST(Pass, StandardExceptionsAreThrownAgain) {
  EXPECT_THROW(student<throws>(Thrown::invalid), std::invalid_argument);
  EXPECT_THROW(student<throws>(Thrown::range), std::out_of_range);
  EXPECT_THROW(student<throws>(Thrown::domain), std::domain_error);
  EXPECT_THROW(student<throws>(Thrown::length), std::length_error);
  EXPECT_THROW(student<throws>(Thrown::logic), std::logic_error);
  EXPECT_THROW(student<throws>(Thrown::runtime), std::runtime_error);
  try {
    student<throws>(Thrown::runtime);
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "two\nlines");
  }
}

TEST(Pass, OneWorkerServesAWholeCheck) {
  EXPECT_EQ(student<calls_so_far>(), 1);
  EXPECT_EQ(student<calls_so_far>(), 2);
}
TEST(Pass, AndTheNextCheckHasAnother) { EXPECT_EQ(student<calls_so_far>(), 1); }

TEST(Pass, WhatIsPrintedIsKept) {
  for (int i = 0; i < 3; ++i) student<print>("line " + std::to_string(i));
}

// ── what does not pass

TEST(Missing, AFunction) { student<never_written>(1); }
TEST(Missing, AMember) { student<&Counter::never_written>(Counter{}); }
TEST(Missing, EndsTheCheck) {
  EXPECT_THROW(student<never_written>(1), std::runtime_error);
  EXPECT_EQ(student<square>(3), 9);
}
TEST(Todo, ATask) { student<throws>(Thrown::todo); }
TEST(Todo, IsNoExceptionThatACheckCouldWant) { EXPECT_ANY_THROW(student<throws>(Thrown::todo)); }
TEST(Threw, WhereAValueIsWanted) { EXPECT_EQ(student<throws>(Thrown::invalid), 0); }
TEST(Threw, SomethingOfItsOwn) { student<throws>(Thrown::own); }
TEST(Threw, ADerivedStandardException) {
  EXPECT_THROW(student<throws>(Thrown::other_standard), std::invalid_argument);
}
TEST(Threw, ANumber) { EXPECT_THROW(student<throws>(Thrown::number), std::invalid_argument); }
TEST(TimedOut, CallbacksWithoutAnEnd) {
  student<integral>([](double x) { return x; }, 0, 1, 1'000'000'000);
}
TEST(Fail, AWrongNumber) { EXPECT_THAT(student<square>(3), IsClose(8, kRounding)); }
TEST(Fail, AnotherException) { EXPECT_THROW(student<throws>(Thrown::range), std::invalid_argument); }
TEST(Fail, NoException) { EXPECT_THROW(student<square>(3), std::invalid_argument); }
TEST(Fail, AnExceptionOfTheChecksOwn) {
  student<square>(3);
  throw std::logic_error("the check's own");
}
TEST(Fail, TellsTheFirstReason) {
  EXPECT_THAT(student<square>(3), IsClose(8, kRounding));
  EXPECT_THAT(student<square>(4), IsClose(15, kRounding));
}
TEST(Fail, HiddenNumbersStayHidden) {
  Hidden hidden;
  EXPECT_THAT(student<square>(3), IsClose(7.125, kRounding));
}

}  // namespace
}  // namespace downhill::kinds
