// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "decay.hpp"

namespace downhill::decay {
namespace {

constexpr double kFirst = 0.2, kFloor = 0.01;

// Rows (epoch, rate), from the first epoch of the schedule to epoch 120.
Matrix curve(const RateOfEpoch& rate_of, int first = 0) {
  const std::vector<double> all =
      schedule([&](int epoch) { return rate_of(first + epoch); }, kFloor, 121 - first);
  Matrix points(static_cast<Index>(all.size()), 2);
  for (std::size_t i = 0; i < all.size(); ++i)
    points.row(static_cast<Index>(i)) << first + static_cast<double>(i), all[i];
  return points;
}

// Rows (step, distance): descent down ½w² from w = 3, whose slopes are off by 1, up and down in turn.
Matrix noisy_descent(const RateOfEpoch& rate_of) {
  constexpr int kSteps = 400;
  Matrix points(kSteps + 1, 2);
  double weight = 3, noise = 1;
  points.row(0) << 0, weight;
  for (int step = 1; step <= kSteps; ++step, noise = -noise) {
    weight -= rate_of(step - 1) * (weight + noise);
    points.row(step) << step, std::abs(weight);
  }
  return points;
}

double last(const Matrix& points) { return points(points.rows() - 1, 1); }

// The first epoch whose rate is at the floor.
double epoch_of_the_floor(const RateOfEpoch& rate_of) {
  constexpr int kMost = 1000;
  int n = 0;
  while (n < kMost && with_floor(rate_of(n), kFloor) > kFloor) ++n;
  return n;
}

}  // namespace

/// Rows (epoch, rate) from 0.2 on with a floor of 0.01: "time" (decay 0.5), "base 0.98", "base 0.95", "root"
/// (from epoch 1 on), "step" (a tenth every 100). Rows (step, distance) of noisy descent: "rate 0.5", "rate
/// 0.01", "0.5 / (1 + 0.1 n)". "floor": the first epoch at the floor, for base 0.95. "ends": the last
/// distances of the three descents.
kit::Paths paths() {
  const RateOfEpoch large = [](int) { return 0.5; }, small = [](int) { return 0.01; },
                    decayed = [](int step) { return time_decay(0.5, 0.1, step); };
  const RateOfEpoch by_095 = [](int epoch) { return exponential_decay(kFirst, 0.95, epoch); };
  const Matrix at_large = noisy_descent(large), at_small = noisy_descent(small),
               at_decayed = noisy_descent(decayed);
  return {{"time", curve([](int epoch) { return time_decay(kFirst, 0.5, epoch); })},
          {"base 0.98", curve([](int epoch) { return exponential_decay(kFirst, 0.98, epoch); })},
          {"base 0.95", curve(by_095)},
          {"root", curve([](int epoch) { return sqrt_decay(kFirst, 1, epoch); }, 1)},
          {"step", curve([](int epoch) { return step_decay(kFirst, 0.1, 100, epoch); })},
          {"floor", Matrix{{epoch_of_the_floor(by_095)}}},
          {"rate 0.5", at_large},
          {"rate 0.01", at_small},
          {"0.5 / (1 + 0.1 n)", at_decayed},
          {"ends", Matrix{{last(at_large)}, {last(at_small)}, {last(at_decayed)}}}};
}

}  // namespace downhill::decay
