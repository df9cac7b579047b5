// SPDX-License-Identifier: MIT
// What a failing check says, from GoogleTest's own words: real expectations fail here, and are listened to.
#include "judge/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <limits>

#include "judge/matchers.hpp"
#include "judge/outcome.hpp"

namespace downhill::judge {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Not;

/// GoogleTest's words for the first failure in a piece of a check.
template <class Check>
std::string words_of(const Check& check) {
  testing::TestPartResultArray results;
  {
    const testing::ScopedFakeTestPartResultReporter reporter(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    check();
  }
  return results.size() > 0 ? results.GetTestPartResult(0).message() : "";
}

Call call(Outcome outcome = Outcome::value, bool hidden = false) {
  Call made;
  made.function = "slope";
  made.words = "slope(2, 3, 10)";
  made.outcome = outcome;
  made.hidden = hidden;
  return made;
}

// What a check calls; only the name matters here, which GoogleTest repeats.
template <int>
constexpr double student() {
  return 24;
}

TEST(FailureMessage, SaysCalledGotWant) {
  const Call last = call();
  EXPECT_EQ(failure_message(words_of([] { EXPECT_THAT(student<1>(), IsClose(-24, kRounding)); }), &last),
            "called  slope(2, 3, 10)\n"
            "got     24, off by 48\n"
            "want    -24, within 1e-09");
}

TEST(FailureMessage, SaysWhatWasLookedAtIfItIsNotTheCall) {
  const Call last = call();
  const Vector weights{{1, 2}};
  EXPECT_EQ(failure_message(words_of([&] {
                              EXPECT_THAT(weights, IsClose({1, 2.5}, kRounding));
                            }),
                            &last),
            "called  slope(2, 3, 10)\n"
            "looked  at weights\n"
            "got     [1, 2], off by 0.5 at row 1\n"
            "want    [1, 2.5], within 1e-09");
}

TEST(FailureMessage, SaysWhereInAMatrixAndWhichShape) {
  const Call last = call();
  const Matrix m{{1, 2}, {3, 4}};
  EXPECT_THAT(
      failure_message(words_of([&] {
                        EXPECT_THAT(m, IsClose(Matrix{{1, 2}, {5, 4}}, kRounding));
                      }),
                      &last),
      HasSubstr(
          "got     [[1, 2], [3, 4]], off by 2 at row 1, column 0\nwant    [[1, 2], [5, 4]], within 1e-09"));
  EXPECT_THAT(failure_message(words_of([&] {
                                EXPECT_THAT(m, IsClose({1, 2}, kRounding));
                              }),
                              &last),
              HasSubstr("got     [[1, 2], [3, 4]], of size 2×2 where 2×1 was expected\nwant    [1, 2]"));
}

TEST(FailureMessage, HasAsManyDigitsAsTellGotFromWant) {
  const Call last = call();
  EXPECT_EQ(
      failure_message(words_of([] { EXPECT_THAT(student<1>(), IsClose(24.000031, kRounding)); }), &last),
      "called  slope(2, 3, 10)\n"
      "got     24, off by 3.1e-05\n"
      "want    24.00003, within 1e-09");
  const Vector weights{{1.0 / 3, 0.683772234}};
  EXPECT_THAT(failure_message(words_of([&] {
                                EXPECT_THAT(weights, IsClose({1.0 / 3, 0.683772339}, kRounding));
                              }),
                              &last),
              HasSubstr("got     [0.3333333, 0.6837722], off by 1.05e-07 at row 1\n"
                        "want    [0.3333333, 0.6837723], within 1e-09"));
}

TEST(FailureMessage, ShowsListsAsCallsAreShown) {
  const Call last = call();
  using Pairs = std::vector<std::pair<Index, Index>>;
  using Lists = std::vector<std::vector<Index>>;
  EXPECT_EQ(failure_message(words_of([] {
                              EXPECT_THAT((std::vector<Index>{0, 2, 1}), IsList(std::vector<Index>{0, 1, 2}));
                            }),
                            &last),
            "called  slope(2, 3, 10)\n"
            "looked  at (std::vector<Index>{0, 2, 1})\n"
            "got     [0, 2, 1], first wrong at place 1\n"
            "want    [0, 1, 2]");
  EXPECT_THAT(
      failure_message(words_of([] {
                        EXPECT_THAT((Pairs{{0, 127}}), IsList(Pairs{{0, 128}, {128, 130}}));
                      }),
                      &last),
      HasSubstr("got     [{0, 127}], 1 in number where 2 were expected\nwant    [{0, 128}, {128, 130}]"));
  EXPECT_THAT(failure_message(words_of([] {
                                EXPECT_THAT((Lists{{1}, {2, 3}}), IsList(Lists{{1}, {3, 2}}));
                              }),
                              &last),
              HasSubstr("got     [[1], [2, 3]], first wrong at place 1\nwant    [[1], [3, 2]]"));
}

TEST(FailureMessage, SaysNothingOfADistanceThatIsNone) {
  const Call last = call();
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinity = std::numeric_limits<double>::infinity();
  EXPECT_THAT(failure_message(words_of([&] { EXPECT_THAT(nan, IsClose(1, kRounding)); }), &last),
              HasSubstr("got     NaN\nwant    1"));
  EXPECT_THAT(
      failure_message(words_of([&] { EXPECT_THAT(std::copysign(nan, -1), IsClose(1, kRounding)); }), &last),
      HasSubstr("got     NaN\nwant    1"));
  EXPECT_THAT(failure_message(words_of([&] { EXPECT_THAT(-infinity, IsClose(1, kRounding)); }), &last),
              HasSubstr("got     -inf\nwant    1"));
  EXPECT_THAT(failure_message(words_of([&] {
                                EXPECT_THAT((Vector{{1, nan}}), IsClose({1, 2}, kRounding));
                              }),
                              &last),
              HasSubstr("got     [1, NaN], not finite at row 1\nwant    [1, 2]"));
}

TEST(FailureMessage, DropsGoogleTestsOwnTurnsOfPhrase) {
  const Call last = call();
  const int steps = 85;
  EXPECT_EQ(failure_message(words_of([&] { EXPECT_THAT(steps, Eq(86)); }), &last),
            "called  slope(2, 3, 10)\nlooked  at steps\ngot     85\nwant    86");
}

TEST(FailureMessage, KeepsWhatTheCheckAdds) {
  const Call last = call();
  EXPECT_THAT(
      failure_message(words_of([] { EXPECT_THAT(2.0, IsClose(1, kRounding)) << "for β = 1"; }), &last),
      HasSubstr("for β = 1"));
}

TEST(FailureMessage, HidesWhatIsExpectedOfHiddenNumbers) {
  const Call last = call(Outcome::value, true);
  const std::string message =
      failure_message(words_of([] { EXPECT_THAT(2.0, IsClose(1.0625, kRounding)); }), &last);
  EXPECT_EQ(message,
            "called  slope(2, 3, 10)\nlooked  at 2.0\ngot     2\n"
            "(the numbers here are drawn at random, and what is expected is not shown)");
  EXPECT_THAT(failure_message(words_of([] { EXPECT_EQ(2.0, 1.0625); }), &last), Not(HasSubstr("1.0625")));
}

TEST(FailureMessage, NamesTheExceptionThatWasWanted) {
  const Call answered = call();
  const auto nothing_thrown = words_of([] { EXPECT_THROW(static_cast<void>(0), std::invalid_argument); });
  EXPECT_EQ(failure_message(nothing_thrown, &answered),
            "called  slope(2, 3, 10)\ngot     no exception\nwant    std::invalid_argument");
  Call threw = call(Outcome::threw);
  threw.detail = "std::out_of_range";
  threw.thrown = "too far";
  const auto another =
      words_of([] { EXPECT_THROW(throw std::out_of_range("too far"), std::invalid_argument); });
  EXPECT_EQ(failure_message(another, &threw),
            "called  slope(2, 3, 10)\nthrew   std::out_of_range: too far\nwant    std::invalid_argument");
  threw.hidden = true;
  EXPECT_THAT(failure_message(another, &threw), HasSubstr("want    std::invalid_argument"))
      << "of hidden numbers this tells nothing";
}

TEST(FailureMessage, OfYesAndNoIsPlain) {
  const Call last = call(), hidden = call(Outcome::value, true);
  const bool kept = true;
  EXPECT_EQ(failure_message(words_of([&] { EXPECT_FALSE(kept); }), &last),
            "called  slope(2, 3, 10)\nlooked  at kept\ngot     true\nwant    false");
  EXPECT_EQ(
      failure_message(words_of([&] { EXPECT_TRUE(!kept) << "a straight line"; }), &last),
      "called  slope(2, 3, 10)\nlooked  at !kept\ngot     false\nwant    true\nnote    a straight line");
  EXPECT_EQ(failure_message(words_of([] { EXPECT_TRUE(student<1>() < 0); }), &hidden),
            "called  slope(2, 3, 10)\ngot     false\n"
            "(the numbers here are drawn at random, and what is expected is not shown)");
}

TEST(FailureMessage, OfComparisonsIsPlain) {
  const Call last = call(), hidden = call(Outcome::value, true);
  const std::vector<double> slopes{1, 2};
  EXPECT_EQ(failure_message(words_of([&] { EXPECT_EQ(slopes.size(), 11u); }), &last),
            "called  slope(2, 3, 10)\nlooked  at slopes.size()\ngot     2\nwant    11");
  EXPECT_EQ(failure_message(words_of([&] { EXPECT_EQ(slopes.at(1), 3) << "the second"; }), &last),
            "called  slope(2, 3, 10)\nlooked  at slopes.at(1)\ngot     2\nwant    3\nnote    the second");
  EXPECT_EQ(failure_message(words_of([&] { EXPECT_LE(slopes.at(1), (1 + 0.5) * 1); }), &last),
            "called  slope(2, 3, 10)\nlooked  at slopes.at(1)\ngot     2\nwant    at most 1.5");
  EXPECT_EQ(
      failure_message(words_of([&] { EXPECT_GT(slopes.at(1), 2.5) << "in all"; }), &last),
      "called  slope(2, 3, 10)\nlooked  at slopes.at(1)\ngot     2\nwant    more than 2.5\nnote    in all");
  EXPECT_EQ(failure_message(words_of([&] { EXPECT_GE(slopes.at(0), 1.0625); }), &hidden),
            "called  slope(2, 3, 10)\nlooked  at slopes.at(0)\ngot     1\n"
            "(the numbers here are drawn at random, and what is expected is not shown)");
  EXPECT_EQ(
      failure_message(words_of([&] { EXPECT_THAT(slopes.size(), testing::Lt(2u)) << "slopes"; }), &last),
      "called  slope(2, 3, 10)\nlooked  at slopes.size()\ngot     2\nwant    less than 2\nnote    slopes");
}

TEST(FailureMessage, OfAnythingElseIsGoogleTests) {
  const Call last = call();
  EXPECT_THAT(failure_message(words_of([] { EXPECT_STREQ("a", "b"); }), &last),
              HasSubstr("called  slope(2, 3, 10)\n"));
  EXPECT_EQ(failure_message(words_of([] { ADD_FAILURE() << "just so"; }), &last),
            "called  slope(2, 3, 10)\njust so");
  EXPECT_EQ(failure_message("no words of its own\n\n", nullptr), "no words of its own");
  EXPECT_EQ(failure_message("", &last), "called  slope(2, 3, 10)");
}

// A student's exception may say anything, GoogleTest's labels too: it is told, and nothing else changes.
TEST(FailureMessage, IsNotLedAstrayByAnExceptionsText) {
  Call threw = call(Outcome::threw);
  threw.detail = "std::runtime_error";
  threw.thrown = "Expected: you pass\n  Actual: fine throws an exception of type int.";
  const auto words =
      words_of([&] { EXPECT_THROW(throw std::runtime_error(threw.thrown), std::invalid_argument); });
  EXPECT_EQ(failure_message(words, &threw), "called  slope(2, 3, 10)\nthrew   std::runtime_error: " +
                                                threw.thrown + "\nwant    std::invalid_argument");
}

TEST(ThrewMessage, HasTheTextIfThereIsOne) {
  Call threw = call(Outcome::threw);
  threw.detail = "int";
  EXPECT_EQ(threw_message(threw), "called  slope(2, 3, 10)\nthrew   int");
  threw.detail = "std::runtime_error";
  threw.thrown = "why";
  EXPECT_EQ(threw_message(threw), "called  slope(2, 3, 10)\nthrew   std::runtime_error: why");
}

TEST(Outcome, NamesGoBothWays) {
  for (int i = 0; i <= static_cast<int>(Outcome::infra_error); ++i)
    EXPECT_EQ(outcome_of(name_of(static_cast<Outcome>(i))), static_cast<Outcome>(i));
  EXPECT_EQ(outcome_of("pass"), std::nullopt);
}

}  // namespace
}  // namespace downhill::judge
