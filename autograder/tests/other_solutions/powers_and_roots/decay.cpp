// SPDX-License-Identifier: MIT
// Lesson 17 by other algebra: logarithms for powers, floor for whole quotients, one refusal for all.
#include "decay.hpp"

namespace downhill::decay {
namespace {

void expect(std::initializer_list<bool> all_of) {
  for (const bool one : all_of)
    if (!one) throw std::invalid_argument("an argument is out of its range");
}

double quotient(int a, int b) { return std::floor(static_cast<double>(a) / static_cast<double>(b)); }

}  // namespace

double time_decay(double rate0, double decay, int epoch) {
  expect({rate0 > 0, decay >= 0, epoch >= 0});
  return 1 / (1 / rate0 + decay / rate0 * epoch);
}

double exponential_decay(double rate0, double base, int epoch) {
  expect({rate0 > 0, base > 0, base <= 1, epoch >= 0});
  return std::exp(std::log(rate0) + epoch * std::log(base));
}

double sqrt_decay(double rate0, double k, int epoch) {
  expect({rate0 > 0, k > 0, epoch >= 1});
  return k * rate0 * std::pow(epoch, -0.5);
}

double step_decay(double rate0, double factor, int every, int epoch) {
  expect({rate0 > 0, factor > 0, factor <= 1, every >= 1, epoch >= 0});
  return std::exp(std::log(rate0) + quotient(epoch, every) * std::log(factor));
}

double with_floor(double rate, double minimum) {
  expect({minimum >= 0});
  return std::clamp(rate, minimum, std::max(rate, minimum));
}

int epoch_of(int update, int updates_per_epoch) {
  expect({update >= 0, updates_per_epoch >= 1});
  return static_cast<int>(quotient(update, updates_per_epoch));
}

std::vector<double> schedule(const RateOfEpoch& rate_of, double minimum, int epochs) {
  expect({minimum >= 0, epochs >= 0});
  std::vector<int> numbers(static_cast<std::size_t>(epochs));
  std::iota(numbers.begin(), numbers.end(), 0);
  std::vector<double> rates;
  std::transform(numbers.begin(), numbers.end(), std::back_inserter(rates),
                 [&](int epoch) { return with_floor(rate_of(epoch), minimum); });
  return rates;
}

}  // namespace downhill::decay
