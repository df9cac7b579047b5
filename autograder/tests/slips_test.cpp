// SPDX-License-Identifier: MIT
// Recognising slips, on runs made by hand. The numbers are those of lesson 01: slope = 2 (w x − t) x. The
// slip "half" forgets the 2; "sign" turns the error round.
#include "judge/slips.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "wire/wire.hpp"

namespace downhill::judge {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using Calls = judge::Run;  // a TEST has a Run of its own

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Call call(const std::string& function, const std::vector<double>& in, const std::vector<double>& out) {
  Call made;
  made.function = function;
  made.in.numbers = in;
  made.out.numbers = out;
  return made;
}
Call slope(double weight, double input, double target, double answer) {
  return call("slope", {weight, input, target}, {answer});
}
Call threw(Call made, const std::string& detail = "std::invalid_argument: no") {
  made.outcome = Outcome::threw;
  made.detail = detail;
  made.out = {};
  return made;
}
Call called_back(Call made, double times, double sum_of_places) {
  made.evaluations = times;
  made.evaluated_at = sum_of_places;
  return made;
}
Call hidden(Call made) {
  made.hidden = true;
  return made;
}

// Two questions: the right answers are −24 and 21.
Calls slopes(double first, double second) {
  return {{"Slope", {slope(2, 3, 10, first), slope(2.5, 3, 4, second)}}};
}
const Calls kReference = slopes(-24, 21);
const Slip kHalf{"half", "Half of it.", "slope", slopes(-12, 10.5)};
const Slip kSign{"sign", "Its sign.", "slope", slopes(24, -21)};
const Recorded kRecorded{kReference, {kHalf, kSign}};

TEST(Slips, AnswersOfASlipNameIt) {
  EXPECT_THAT(recognise(slopes(-12, 10.5), {"Slope"}, kRecorded), ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(slopes(24, -21), {"Slope"}, kRecorded), ElementsAre(Pair("Slope", "sign")));
}

TEST(Slips, AnswersOfNoSlipNameNone) {
  EXPECT_THAT(recognise(slopes(-24, 21), {"Slope"}, kRecorded), IsEmpty());
  EXPECT_THAT(recognise(slopes(-8, 7), {"Slope"}, kRecorded), IsEmpty());
}

TEST(Slips, OneAnswerThatFitsIsNotEnough) {
  EXPECT_THAT(recognise(slopes(-12, 21), {"Slope"}, kRecorded), IsEmpty());
  EXPECT_THAT(recognise(slopes(-12, -21), {"Slope"}, kRecorded), IsEmpty());
}

TEST(Slips, TheSameQuestionTwiceIsOneQuestion) {
  const auto twice = [](double answer) {
    return Calls{{"Slope", {slope(2, 3, 10, answer), slope(2, 3, 10, answer)}}};
  };
  const Recorded recorded{twice(-24), {{"half", "", "slope", twice(-12)}}};
  EXPECT_EQ(telling_calls(recorded.slips[0].run, recorded.reference), 1);
  EXPECT_THAT(recognise(twice(-12), {"Slope"}, recorded), IsEmpty());
}

TEST(Slips, RoundingIsNoOtherAnswer) {
  EXPECT_THAT(recognise(slopes(-12.000001, 10.5000001), {"Slope"}, kRecorded),
              ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(slopes(-12.001, 10.5), {"Slope"}, kRecorded), IsEmpty());
}

// A sum that cancels leaves some rounding, which has nothing to do with the size of the result.
TEST(Slips, WhatCancelsMayLeaveANoiseOfTheLargestNumber) {
  const auto run = [](double noise, double last) {
    return Calls{
        {"Step", {call("step", {1e6}, {noise, 1}), call("step", {2}, {last}), call("step", {3}, {last})}}};
  };
  const Recorded recorded{run(0, 5), {{"slip", "", "step", run(0, 7.5)}}};
  EXPECT_THAT(recognise(run(1e-7, 7.5), {"Step"}, recorded), ElementsAre(Pair("Step", "slip")));
  EXPECT_THAT(recognise(run(1e-3, 7.5), {"Step"}, recorded), IsEmpty());
}

TEST(Slips, OnlyFailedChecksThatHoldATellingCallAreNamed) {
  const auto run = [](double factor, double zero) {
    Calls made = slopes(factor * -24, factor * 21);
    made["Flat"] = {slope(2, 3, 6, zero)};
    made["Predict"] = {call("predict", {2, 3}, {6})};
    return made;
  };
  const Recorded recorded{run(1, 0), {{"half", "", "slope", run(0.5, 0)}}};
  EXPECT_THAT(recognise(run(0.5, 0), {"Slope", "Flat", "Predict"}, recorded),
              ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(run(0.5, 0), {"Flat"}, recorded), IsEmpty());
  EXPECT_THAT(recognise(run(0.5, 0), {}, recorded), IsEmpty());
}

TEST(Slips, AContradictionAnywhereInTheLessonSilencesASlip) {
  const auto run = [](double factor, double flat) {
    Calls made = slopes(factor * -24, factor * 21);
    made["Flat"] = {slope(2, 3, 6, flat)};
    return made;
  };
  const Recorded recorded{run(1, 0), {{"half", "", "slope", run(0.5, 0)}}};
  EXPECT_THAT(recognise(run(0.5, 0), {"Slope"}, recorded), ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(run(0.5, 3), {"Slope"}, recorded), IsEmpty());
}

// descend uses slope, so it shows the slip as well; but not if slope itself is right.
TEST(Slips, WhatShowsElsewhereIsNamedUnlessTheEditedFunctionContradicts) {
  const auto run = [](double slope_factor, double descend_factor) {
    Calls made = slopes(slope_factor * -24, slope_factor * 21);
    made["Descend"] = {call("descend", {2, 1}, {2 + 0.24 * descend_factor}),
                       call("descend", {3, 1}, {3 - 0.18 * descend_factor})};
    return made;
  };
  const Recorded recorded{run(1, 1), {{"half", "", "slope", run(0.5, 0.5)}}};
  EXPECT_THAT(recognise(run(0.5, 0.5), {"Slope", "Descend"}, recorded),
              ElementsAre(Pair("Descend", "half"), Pair("Slope", "half")));
  EXPECT_THAT(recognise(run(1, 0.5), {"Descend"}, recorded), IsEmpty());
  EXPECT_THAT(recognise(run(0.5, 1), {"Slope"}, recorded), ElementsAre(Pair("Slope", "half")))
      << "a mistake of slope, and a descend that does not use it";
}

// slope uses predict. With a target of 0, half a predict makes half a slope as well; but whoever forgot the 2
// of the slope has a predict that is right.
TEST(Slips, AMistakeInAFunctionThatIsUsedIsNotBlamedOnItsUser) {
  const auto run = [](double predict, double of_the_slope) {
    return Calls{
        {"Predict", {call("predict", {2, 3}, {predict * 6}), call("predict", {4, 5}, {predict * 20})}},
        {"Slope", {slope(2, 3, 0, of_the_slope * 36), slope(4, 5, 0, of_the_slope * 200)}}};
  };
  Recorded recorded{run(1, 1), {{"half", "", "slope", run(1, 0.5)}}, {{"slope", {"predict"}}}};
  EXPECT_THAT(recognise(run(1, 0.5), {"Slope"}, recorded), ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(run(0.5, 0.5), {"Predict", "Slope"}, recorded), IsEmpty());
  recorded.uses.clear();
  EXPECT_THAT(recognise(run(0.5, 0.5), {"Predict", "Slope"}, recorded), ElementsAre(Pair("Slope", "half")));
}

TEST(Slips, TwoSlipsThatFitAreNeitherNamed) {
  Recorded recorded = kRecorded;
  recorded.slips.push_back({"also_half", "", "slope", slopes(-12, 10.5)});
  EXPECT_THAT(recognise(slopes(-12, 10.5), {"Slope"}, recorded), IsEmpty());
  EXPECT_THAT(recognise(slopes(24, -21), {"Slope"}, recorded), ElementsAre(Pair("Slope", "sign")));
}

TEST(Slips, ARunThatIsNotWholeProvesNothing) {
  Recorded recorded = kRecorded;
  recorded.reference["Other"] = {call("predict", {2, 3}, {6})};
  EXPECT_THAT(recognise(slopes(-12, 10.5), {"Slope"}, recorded), IsEmpty());
}

TEST(Slips, HiddenCallsNeitherSpeakForASlipNorAgainstIt) {
  Calls student = slopes(-12, 10.5);
  student["Slope"].push_back(hidden(slope(1, 1, 1, 77)));
  EXPECT_THAT(recognise(student, {"Slope"}, kRecorded), ElementsAre(Pair("Slope", "half")));
  for (Call& each : student["Slope"]) each.hidden = true;
  EXPECT_THAT(recognise(student, {"Slope"}, kRecorded), IsEmpty());
}

// The second question depends on the first answer, which was another one.
TEST(Slips, OtherQuestionsAreNotCompared) {
  const Calls student{{"Slope", {slope(2, 3, 10, -12), slope(2.12, 3, 10, -999)}}};
  EXPECT_THAT(recognise(student, {"Slope"}, kRecorded), IsEmpty());
  Calls with_both = student;
  with_both["Slope"].push_back(slope(2.5, 3, 4, 10.5));  // at another place than in the record
  EXPECT_THAT(recognise(with_both, {"Slope"}, kRecorded), IsEmpty());
}

TEST(Slips, AnUnwrittenTaskSaysNothing) {
  const auto run = [](double factor, Outcome last) {
    Calls made = slopes(factor * -24, factor * 21);
    made["More"] = {slope(1, 2, 3, factor * -4)};
    made["More"][0].outcome = last;
    return made;
  };
  const Recorded recorded{run(1, Outcome::value), {{"half", "", "slope", run(0.5, Outcome::value)}}};
  for (const Outcome nothing : {Outcome::todo, Outcome::missing})
    EXPECT_THAT(recognise(run(0.5, nothing), {"Slope"}, recorded), ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(run(0.5, Outcome::crashed), {"Slope"}, recorded), IsEmpty());
}

// ── which calls tell

int telling(const std::vector<Call>& slip, const std::vector<Call>& reference) {
  return telling_calls({{"Check", slip}}, {{"Check", reference}});
}
int telling(const std::vector<double>& in, const std::vector<double>& wrong,
            const std::vector<double>& right) {
  return telling({call("f", in, wrong)}, {call("f", in, right)});
}

TEST(TellingCalls, AnotherNumberTells) {
  EXPECT_EQ(telling({2, 3}, {5}, {6}), 1);
  EXPECT_EQ(telling({2, 3}, {6}, {6}), 0);
}

TEST(TellingCalls, WhatDiffersByLessThanATenThousandthDoesNotTell) {
  EXPECT_EQ(telling({2, 3}, {6.0001}, {6}), 0);
  EXPECT_EQ(telling({2, 3}, {6.01}, {6}), 1);
}

TEST(TellingCalls, NoNumberNoInfinityNoZeroAndNoEchoTells) {
  for (const double common : {kNaN, kInfinity, -kInfinity, 0.0, 2.0, 3.0})
    EXPECT_EQ(telling({2, 3}, {common}, {6}), 0) << common;
}

TEST(TellingCalls, ZeroOrAnEchoTellsBesideAFractionThatWasComputed) {
  EXPECT_EQ(telling({2, 3}, {0, 0.25}, {1, 0.25}), 1);
  EXPECT_EQ(telling({2, 3}, {3, 0.25}, {1, 0.25}), 1);
  EXPECT_EQ(telling({2, 3}, {0, 7}, {1, 7}), 0) << "a whole number is no company";
  EXPECT_EQ(telling({2, 3}, {kNaN, 0.25}, {1, 0.25}), 0) << "NaN never tells";
}

TEST(TellingCalls, AnsweringWhatIsRefusedTells) {
  const Call refused = threw(call("f", {-1}, {})), answered = call("f", {-1}, {0});
  EXPECT_EQ(telling({answered}, {refused}), 1);
  EXPECT_EQ(telling({refused}, {answered}), 0);
  EXPECT_EQ(telling({threw(refused, "std::invalid_argument: other words")}, {refused}), 0);
}

TEST(TellingCalls, AnotherShapeTellsIfItHoldsAComputedNumber) {
  const auto shaped = [](const std::vector<double>& numbers) {
    Call made = call("f", {2}, numbers);
    made.out.shape = {static_cast<double>(numbers.size())};
    return made;
  };
  EXPECT_EQ(telling({shaped({5})}, {shaped({5, 6})}), 1);
  EXPECT_EQ(telling({shaped({})}, {shaped({5, 6})}), 0);
  EXPECT_EQ(telling({shaped({2, 0})}, {shaped({2})}), 0);
}

TEST(TellingCalls, MoreOrOtherCallbacksTellWhereTheAnswerIsTheSame) {
  const Call answer = call("numeric_gradient", {1, -2}, {2, -4}), four = called_back(answer, 4, -4);
  EXPECT_EQ(telling({called_back(answer, 3, -3)}, {four}), 1);
  EXPECT_EQ(telling({called_back(answer, 4, -3.9)}, {four}), 1);
  EXPECT_EQ(telling({four}, {four}), 0);
}

TEST(TellingCalls, AreCountedOfOneFunction) {
  const std::vector<Call> wrong{call("f", {1}, {5}), call("g", {1}, {5})},
      right{call("f", {1}, {6}), call("g", {1}, {6})};
  EXPECT_EQ(telling(wrong, right), 1);
}

// Callbacks count only for a slip that is known by them.
TEST(Slips, CallbacksAreComparedOnlyWhereTheyAreTheMistake) {
  const auto run = [](double answer, double times) {
    Calls made;
    for (const double x : {1.0, 2.0, 3.0})
      made["Gradient"].push_back(called_back(call("gradient", {x}, {answer * x}), times, times * x));
    return made;
  };
  const Recorded recorded{
      run(2, 4), {{"one_sided", "", "gradient", run(2.5, 3)}, {"wasteful", "", "gradient", run(2, 6)}}};
  EXPECT_THAT(recognise(run(2.5, 4), {"Gradient"}, recorded), ElementsAre(Pair("Gradient", "one_sided")));
  EXPECT_THAT(recognise(run(2, 6), {"Gradient"}, recorded), ElementsAre(Pair("Gradient", "wasteful")));
  EXPECT_THAT(recognise(run(2, 5), {"Gradient"}, recorded), IsEmpty());
}

// Beside numbers that name a slip: a question that all answer alike, for which slip and reference call back
// at other places. A student who calls back in a third way contradicts nothing; one who does as the reference
// does.
TEST(Slips, AThirdWayToCallBackContradictsNothing) {
  const auto with = [](Calls calls, double times, double places) {
    calls["Slope"].push_back(called_back(slope(4, 1, 1, 6), times, places));
    return calls;
  };
  const Slip half{"half", "Half of it.", "slope", with(slopes(-12, 10.5), 2, 5)};
  const Recorded recorded{with(kReference, 2, 7), {half}};
  EXPECT_THAT(recognise(with(slopes(-12, 10.5), 2, 5), {"Slope"}, recorded),
              ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(with(slopes(-12, 10.5), 1, 4), {"Slope"}, recorded),
              ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(with(slopes(-12, 10.5), 2, 7), {"Slope"}, recorded), IsEmpty());
}

// Where a slip does not fit at all, the student's may end in another way: in other words, in a crash, in
// numbers.
TEST(Slips, HowAMistakeFailsIsNoPartOfIt) {
  const auto with = [](Calls calls, const Call& last) {
    calls["Slope"].push_back(last);
    return calls;
  };
  const Call asked = slope(4, 1, 1, 6);
  const Slip half{"half", "Half of it.", "slope", with(slopes(-12, 10.5), threw(asked))};
  const Recorded recorded{with(kReference, asked), {half}};
  Call crashed = threw(asked, "");
  crashed.outcome = Outcome::crashed;
  for (const Call& last : {threw(asked, "std::out_of_range: no"), crashed, slope(4, 1, 1, -5)})
    EXPECT_THAT(recognise(with(slopes(-12, 10.5), last), {"Slope"}, recorded),
                ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(with(slopes(-12, 10.5), asked), {"Slope"}, recorded), IsEmpty())
      << "here it is right";
}

// "half" and a function that refuses nothing yet: two mistakes of one student.
TEST(Slips, ARangeThatIsNotCheckedYetDoesNotHideASlip) {
  const auto run = [](double factor, bool refuses) {
    Calls made = slopes(factor * -24, factor * 21);
    made["Refused"] = {slope(-1, 2, 3, factor * -20)};
    if (refuses) made["Refused"][0] = threw(made["Refused"][0]);
    return made;
  };
  const Recorded recorded{run(1, true), {{"half", "", "slope", run(0.5, true)}}};
  EXPECT_THAT(recognise(run(0.5, false), {"Slope", "Refused"}, recorded), ElementsAre(Pair("Slope", "half")));
}

// A slip that is known by what it does not refuse is not named where still more is let through.
TEST(Slips, WhoeverRefusesLessThanASlipHasNotMadeIt) {
  const auto run = [](bool refuses_one, bool refuses_more) {
    Calls made;
    for (const double beta : {1.0, 1.5, -0.1, 2.0}) {
      Call each = call("step", {beta, 7}, {beta + 0.25});
      const bool refuses = beta == 1.0 || beta == 2.0 ? refuses_one : refuses_more;
      made["Refused"].push_back(refuses ? threw(each) : each);
    }
    return made;
  };
  const Recorded recorded{run(true, true), {{"one_accepted", "", "step", run(false, true)}}};
  EXPECT_THAT(recognise(run(false, true), {"Refused"}, recorded),
              ElementsAre(Pair("Refused", "one_accepted")));
  EXPECT_THAT(recognise(run(false, false), {"Refused"}, recorded), IsEmpty());
}

TEST(Slips, NoNumberAgreesWithNoNumber) {
  const auto run = [](double factor, double third) {
    Calls made = slopes(factor * -24, factor * 21);
    made["More"] = {slope(1, 2, 3, third)};
    return made;
  };
  const Recorded recorded{run(1, -4), {{"half", "", "slope", run(0.5, kNaN)}}};
  EXPECT_THAT(recognise(run(0.5, kNaN), {"Slope"}, recorded), ElementsAre(Pair("Slope", "half")));
  EXPECT_THAT(recognise(run(0.5, kInfinity), {"Slope"}, recorded), IsEmpty());
  EXPECT_THAT(recognise(run(0.5, -2), {"Slope"}, recorded), IsEmpty());
}

TEST(Numbers, OfAGeneratorAreOneThatEachDrawChanges) {
  const auto numbers_of = [](const std::mt19937& random) {
    Data data;
    Numbers numbers(data);
    wire::put(numbers, random);
    return data.numbers;
  };
  std::mt19937 random(42), same(42);
  EXPECT_EQ(numbers_of(random), numbers_of(same));
  EXPECT_THAT(numbers_of(random), ElementsAre(testing::AllOf(testing::Ge(0), testing::Lt(1))));
  random();
  const auto after_one = numbers_of(random);
  random();
  EXPECT_NE(after_one, numbers_of(same));
  EXPECT_NE(after_one, numbers_of(random));
}

}  // namespace
}  // namespace downhill::judge
