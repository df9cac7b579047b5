// SPDX-License-Identifier: MIT
#include <cmath>

#include "decay.hpp"
#include "judge/student.hpp"

namespace downhill::decay {
namespace {
using namespace judge;
using testing::IsEmpty;

int whole(Hidden& hidden, double low, double high) { return static_cast<int>(hidden.uniform(low, high)); }

// By hand: 0.2 over 1, 1.5, 2, 2.5 and 6.
TEST(TimeDecay, OneOverTimeDividesTheFirstRate) {
  EXPECT_THAT(student<time_decay>(0.2, 0.5, 1), IsClose(0.2 / 1.5, kRounding));
  EXPECT_THAT(student<time_decay>(0.2, 0.5, 2), IsClose(0.1, kRounding));
  EXPECT_THAT(student<time_decay>(0.2, 0.5, 3), IsClose(0.08, kRounding));
  EXPECT_THAT(student<time_decay>(0.2, 0.5, 10), IsClose(0.2 / 6, kRounding));
  EXPECT_THAT(student<time_decay>(0.2, 0.5, 0), IsClose(0.2, kRounding));
  EXPECT_THAT(student<time_decay>(0.3, 0.1, 10), IsClose(0.15, kRounding));
  EXPECT_THAT(student<time_decay>(0.7, 0, 25), IsClose(0.7, kRounding));
  EXPECT_THROW(student<time_decay>(0.2, -0.5, 1), std::invalid_argument);
  EXPECT_THROW(student<time_decay>(0.2, -0.1, 3), std::invalid_argument);
  EXPECT_THROW(student<time_decay>(0, 0.5, 1), std::invalid_argument);
  EXPECT_THROW(student<time_decay>(0.2, 0.5, -1), std::invalid_argument);
  EXPECT_THROW(student<time_decay>(0.2, 0.5, -3), std::invalid_argument);

  // One over the rate grows by the same amount each epoch.
  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double rate0 = hidden.uniform(0.01, 1), decay = hidden.uniform(0.01, 2);
    const int epoch = whole(hidden, 1, 200);
    const double inverse = 1 / student<time_decay>(rate0, decay, epoch);
    EXPECT_THAT(rate0 * inverse - 1, IsClose(decay * epoch, kRounding));
  }
}

// Down ½w² with a slope that is off by 1, up and down in turn. At rate ½ the weight ends at a third, on
// either side: ½ · ⅓ − ½ = −⅓. With a rate that decays it comes to rest: to 0.0159 after 150 steps, by a
// separate computation.
TEST(TimeDecay, AFallingRateBringsNoisyDescentToRest) {
  const auto end = [](double decay) {
    constexpr int kSteps = 150;
    double weight = 1, noise = 1;
    for (int n = 0; n < kSteps; ++n, noise = -noise)
      weight -= student<time_decay>(0.5, decay, n) * (weight + noise);
    return std::abs(weight);
  };
  EXPECT_THAT(end(0), IsClose(1.0 / 3, kRounding)) << "where the weight is after 150 steps at rate 0.5";
  constexpr double kAtRest = 0.04;
  EXPECT_LT(end(0.1), kAtRest) << "where it is with a rate of 0.5 / (1 + 0.1 n)";
  Hidden hidden;
  EXPECT_LT(end(hidden.uniform(0.06, 0.12)), kAtRest);
  // One over the rate is 2 at first and grows by 2 · decay each epoch: 2 + 20 · decay after ten.
  const double decay = hidden.uniform(0.06, 0.12);
  EXPECT_THAT(1 / student<time_decay>(0.5, decay, 10), IsClose(2 + 20 * decay, kRounding));
}

// By hand: 0.2 · 0.95² and so on; 0.98¹⁰ and 0.95¹⁰ from a separate computation.
TEST(ExponentialDecay, APowerLeavesTheSameShareEachEpoch) {
  EXPECT_THAT(student<exponential_decay>(0.2, 0.95, 2), IsClose(0.1805, kRounding));
  EXPECT_THAT(student<exponential_decay>(0.2, 0.98, 10), IsClose(0.16341456137750934, kRounding));
  EXPECT_THAT(student<exponential_decay>(0.2, 0.95, 10), IsClose(0.11974738784767575, kRounding));
  EXPECT_THAT(student<exponential_decay>(0.2, 0.98, 1), IsClose(0.196, kRounding));
  EXPECT_THAT(student<exponential_decay>(0.8, 0.5, 3), IsClose(0.1, kRounding));
  EXPECT_THAT(student<exponential_decay>(0.3, 0.95, 0), IsClose(0.3, kRounding));
  EXPECT_THAT(student<exponential_decay>(0.3, 1, 40), IsClose(0.3, kRounding));
  EXPECT_THROW(student<exponential_decay>(0.2, 1.05, 3), std::invalid_argument);
  EXPECT_THROW(student<exponential_decay>(0.2, 2, 1), std::invalid_argument);
  EXPECT_THROW(student<exponential_decay>(0.2, 0, 2), std::invalid_argument);
  EXPECT_THROW(student<exponential_decay>(0.2, 0.95, -1), std::invalid_argument);
  EXPECT_THROW(student<exponential_decay>(0, 0.95, 1), std::invalid_argument);

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double rate0 = hidden.uniform(0.01, 1), base = hidden.uniform(0.5, 0.99);
    const int epoch = whole(hidden, 0, 60);
    EXPECT_THAT(
        student<exponential_decay>(rate0, base, epoch + 1) / student<exponential_decay>(rate0, base, epoch),
        IsClose(base, kRounding));
    EXPECT_THAT(student<exponential_decay>(rate0, base, 0), IsClose(rate0, kRounding));
  }
}

// By hand: roots of 1, 4, 9 and 16. Epoch 0 would have an infinite rate.
TEST(SqrtDecay, OneOverTheRootHalvesWheneverTheEpochIsFourTimesAsLate) {
  EXPECT_THAT(student<sqrt_decay>(0.2, 1, 4), IsClose(0.1, kRounding));
  EXPECT_THAT(student<sqrt_decay>(0.2, 1, 9), IsClose(0.2 / 3, kRounding));
  EXPECT_THAT(student<sqrt_decay>(0.2, 1, 1), IsClose(0.2, kRounding));
  EXPECT_THAT(student<sqrt_decay>(0.3, 2, 16), IsClose(0.15, kRounding));
  EXPECT_THAT(student<sqrt_decay>(0.3, 0.5, 1), IsClose(0.15, kRounding));
  EXPECT_THAT(student<sqrt_decay>(0.4, 0.25, 4), IsClose(0.05, kRounding));
  EXPECT_THROW(student<sqrt_decay>(0.2, 1, 0), std::invalid_argument);
  EXPECT_THROW(student<sqrt_decay>(0.3, 2, 0), std::invalid_argument);
  EXPECT_THROW(student<sqrt_decay>(0.2, 1, -4), std::invalid_argument);
  EXPECT_THROW(student<sqrt_decay>(0.2, -1, 4), std::invalid_argument);
  EXPECT_THROW(student<sqrt_decay>(-0.2, 1, 4), std::invalid_argument);

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double rate0 = hidden.uniform(0.01, 1), k = hidden.uniform(0.2, 3);
    const int epoch = whole(hidden, 1, 200);
    const double rate = student<sqrt_decay>(rate0, k, epoch);
    EXPECT_GT(rate, 0);
    EXPECT_THAT(rate * rate * epoch, IsClose(k * k * rate0 * rate0, kRounding));
    EXPECT_THAT(2 * student<sqrt_decay>(rate0, k, 4 * epoch), IsClose(rate, kRounding));
  }
}

// By hand: nothing until epoch 99, a tenth from 100 on, a hundredth from 200 on.
TEST(StepDecay, TheRateDropsAtEpoch100AndNotBefore) {
  EXPECT_THAT(student<step_decay>(0.2, 0.1, 100, 100), IsClose(0.02, kRounding));
  EXPECT_THAT(student<step_decay>(0.2, 0.1, 100, 99), IsClose(0.2, kRounding));
  EXPECT_THAT(student<step_decay>(0.2, 0.1, 100, 0), IsClose(0.2, kRounding));
  EXPECT_THAT(student<step_decay>(0.2, 0.1, 100, 199), IsClose(0.02, kRounding));
  EXPECT_THAT(student<step_decay>(0.2, 0.1, 100, 200), IsClose(0.002, kRounding));
  EXPECT_THAT(student<step_decay>(0.2, 0.1, 100, 250), IsClose(0.002, kRounding));
  EXPECT_THAT(student<step_decay>(0.3, 0.5, 1, 3), IsClose(0.0375, kRounding));
  EXPECT_THROW(student<step_decay>(0.2, 0.1, -100, 50), std::invalid_argument);
  EXPECT_THROW(student<step_decay>(0.2, 0.1, -3, 7), std::invalid_argument);
  EXPECT_THROW(student<step_decay>(0.2, 1.5, 10, 20), std::invalid_argument);
  EXPECT_THROW(student<step_decay>(0.2, 0, 10, 20), std::invalid_argument);
  EXPECT_THROW(student<step_decay>(0.2, 0.1, 10, -20), std::invalid_argument);
  EXPECT_THROW(student<step_decay>(0, 0.1, 10, 20), std::invalid_argument);
  EXPECT_THROW(student<step_decay>(0.2, 0.1, 0, 5), std::invalid_argument);
  Hidden hidden;
  const double rate0 = hidden.uniform(0.01, 1), factor = hidden.uniform(0.1, 0.9);
  const int every = whole(hidden, 2, 200);
  EXPECT_THAT(student<step_decay>(rate0, factor, every, every - 1), IsClose(rate0, kRounding));
  EXPECT_THAT(student<step_decay>(rate0, factor, every, every), IsClose(factor * rate0, kRounding));
}

// By hand: to a tenth is 0.02; by a tenth would be 0.18. Along the way the rate is level between drops.
TEST(StepDecay, FactorIsWhatIsLeft) {
  EXPECT_THAT(student<step_decay>(0.2, 0.1, 10, 10), IsClose(0.02, kRounding));
  EXPECT_THAT(student<step_decay>(0.2, 0.9, 10, 10), IsClose(0.18, kRounding));
  EXPECT_THAT(student<step_decay>(0.4, 0.25, 3, 7), IsClose(0.025, kRounding));

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const double rate0 = hidden.uniform(0.01, 1), factor = hidden.uniform(0.1, 0.9);
    const int every = whole(hidden, 2, 30), drops = whole(hidden, 1, 6);
    const double before = student<step_decay>(rate0, factor, every, drops * every - 1);
    const double after = student<step_decay>(rate0, factor, every, drops * every);
    EXPECT_THAT(after / before, IsClose(factor, kRounding));
    EXPECT_THAT(student<step_decay>(rate0, factor, every, (drops + 1) * every - 1),
                IsClose(after, kRounding));
    EXPECT_THAT(student<step_decay>(rate0, factor, every, every - 1), IsClose(rate0, kRounding));
  }
}

// Whatever the parameters and in whatever order epochs are asked. Half of the rate is left after 2 epochs.
TEST(AllSchedules, SchedulesOnlyEverFallAndKeepNoState) {
  EXPECT_THAT(student<time_decay>(0.4, 0.5, 2), IsClose(0.2, kRounding));
  EXPECT_THAT(student<exponential_decay>(0.4, 0.5, 1), IsClose(0.2, kRounding));
  EXPECT_THAT(student<sqrt_decay>(0.4, 1, 4), IsClose(0.2, kRounding));
  EXPECT_THAT(student<step_decay>(0.4, 0.5, 2, 2), IsClose(0.2, kRounding));

  // By epoch 15 steps of 5 epochs have dropped three times only: at most 0.9³ = 0.729 is left, below 1 / 1.2.
  Hidden hidden;
  const double rate0 = hidden.uniform(0.1, 1), decay = hidden.uniform(0.05, 1),
               base = hidden.uniform(0.6, 0.9);
  const int every = whole(hidden, 2, 6);
  const std::function<double(int)> schedules[] = {
      [&](int epoch) { return student<time_decay>(rate0, decay, epoch); },
      [&](int epoch) { return student<exponential_decay>(rate0, base, epoch); },
      [&](int epoch) { return student<sqrt_decay>(rate0, 1, epoch + 1); },
      [&](int epoch) { return student<step_decay>(rate0, base, every, epoch); }};
  for (const auto& rate_at : schedules) {
    EXPECT_THAT(rate_at(0), IsClose(rate0, kRounding));
    const double late = rate_at(15);
    double before = rate0;
    for (int later = 1; later <= 15; ++later) {
      const double rate = rate_at(later);
      EXPECT_GT(rate, 0);
      EXPECT_LE(rate, before * (1 + kRounding));
      before = rate;
    }
    EXPECT_LT(before, rate0 / 1.2);
    EXPECT_THAT(before, IsClose(late, kRounding)) << "when epoch 15 was asked for the second time";
  }
}

// 0.2 · 0.95⁵⁸ = 0.0102 is above a floor of 0.01, 0.2 · 0.95⁵⁹ = 0.0097 is not.
TEST(WithFloor, TheFloorTakesOverAtEpoch59) {
  EXPECT_THAT(student<with_floor>(0.0102, 0.01), IsClose(0.0102, kRounding));
  EXPECT_THAT(student<with_floor>(0.0097, 0.01), IsClose(0.01, kRounding));
  EXPECT_THAT(student<with_floor>(0.2, 0.01), IsClose(0.2, kRounding));
  EXPECT_THAT(student<with_floor>(0.01, 0.01), IsClose(0.01, kRounding));
  EXPECT_THAT(student<with_floor>(0.3, 0), IsClose(0.3, kRounding));
  EXPECT_THROW(student<with_floor>(0.2, -0.01), std::invalid_argument);
  EXPECT_THROW(student<with_floor>(0.0001, -1), std::invalid_argument);

  Hidden hidden;
  const double low = hidden.uniform(0.001, 0.1), high = hidden.uniform(0.2, 1);
  EXPECT_THAT(student<with_floor>(low, high), IsClose(high, kRounding));
  EXPECT_THAT(student<with_floor>(high, low), IsClose(high, kRounding));
}

// By hand: ten updates an epoch, so updates 0 to 9 are epoch 0, and update 30 is the first of epoch 3.
TEST(EpochOf, TheEpochChangesOnceInTenUpdates) {
  EXPECT_EQ(student<epoch_of>(30, 10), 3);
  EXPECT_EQ(student<epoch_of>(29, 10), 2);
  EXPECT_EQ(student<epoch_of>(9, 10), 0);
  EXPECT_EQ(student<epoch_of>(17, 5), 3);
  EXPECT_EQ(student<epoch_of>(7, 1), 7);
  EXPECT_EQ(student<epoch_of>(0, 4), 0);
  EXPECT_THROW(student<epoch_of>(-1, 4), std::invalid_argument);
  EXPECT_THROW(student<epoch_of>(-9, 4), std::invalid_argument);
  EXPECT_THROW(student<epoch_of>(8, -4), std::invalid_argument);
  EXPECT_THROW(student<epoch_of>(8, -3), std::invalid_argument);
  EXPECT_THROW(student<epoch_of>(8, 0), std::invalid_argument);

  Hidden hidden;
  const int epoch = whole(hidden, 1, 50), updates = whole(hidden, 2, 90), within = whole(hidden, 0, updates);
  EXPECT_EQ(student<epoch_of>(epoch * updates + within, updates), epoch);
  EXPECT_EQ(student<epoch_of>(epoch * updates - 1, updates), epoch - 1);
}

// By hand: halves of 0.8, and a floor under them.
TEST(Schedule, AScheduleCountsEpochsFromZeroAndStaysAboveTheFloor) {
  std::vector<int> asked;
  const RateOfEpoch halves = [&](int epoch) {
    asked.push_back(epoch);
    return std::ldexp(0.8, -epoch);
  };
  EXPECT_THAT(student<schedule>(halves, 0.15, 5), IsClose({0.8, 0.4, 0.2, 0.15, 0.15}, kRounding));
  EXPECT_THAT(asked, IsList(std::vector{0, 1, 2, 3, 4})) << "the epochs that were asked for";
  EXPECT_THAT(student<schedule>(halves, 0, 3), IsClose({0.8, 0.4, 0.2}, kRounding));
  EXPECT_THAT(student<schedule>(halves, 0.3, 3), IsClose({0.8, 0.4, 0.3}, kRounding));
  const RateOfEpoch ninths = [](int epoch) { return 1.0 / (9 - epoch); };
  EXPECT_THAT(student<schedule>(ninths, 0.12, 4), IsClose({0.12, 0.125, 1.0 / 7, 1.0 / 6}, kRounding));
  EXPECT_THAT(student<schedule>(halves, 0.1, 0), IsEmpty());
  EXPECT_THROW(student<schedule>(halves, 0.1, -1), std::invalid_argument);
  EXPECT_THROW(student<schedule>(ninths, 0.2, -4), std::invalid_argument);
  EXPECT_THROW(student<schedule>(halves, -0.1, 3), std::invalid_argument);

  Hidden hidden;
  const int count = whole(hidden, 8, 30), turn = whole(hidden, 2, 6);
  const double step = hidden.uniform(0.1, 0.5);
  const RateOfEpoch climbs = [&](int epoch) { return step * epoch; };
  const auto rates = student<schedule>(climbs, step * turn, count);
  ASSERT_EQ(rates.size(), static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    EXPECT_THAT(rates.at(static_cast<std::size_t>(i)), IsClose(step * std::max(i, turn), kRounding));
}

}  // namespace
}  // namespace downhill::decay
