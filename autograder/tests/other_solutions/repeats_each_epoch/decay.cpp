// SPDX-License-Identifier: MIT
// Lesson 17 with loops: what a power or a quotient does at once is done epoch by epoch.
#include "decay.hpp"

namespace downhill::decay {
namespace {

void refuse_unless(bool fine, const std::string& who) {
  if (!fine) throw std::invalid_argument(who + ": out of range");
}

}  // namespace

double time_decay(double rate0, double decay, int epoch) {
  refuse_unless(rate0 > 0 && !(decay < 0) && epoch > -1, "time_decay");
  double divisor = 1;
  for (int n = 0; n < epoch; ++n) divisor += decay;
  return rate0 / divisor;
}

double exponential_decay(double rate0, double base, int epoch) {
  refuse_unless(rate0 > 0 && 0 < base && base <= 1 && epoch > -1, "exponential_decay");
  while (epoch-- > 0) rate0 *= base;
  return rate0;
}

double sqrt_decay(double rate0, double k, int epoch) {
  refuse_unless(rate0 > 0 && k > 0 && epoch > 0, "sqrt_decay");
  double root = epoch;  // Heron's way to a root
  for (int i = 0; i < 40; ++i) root = (root + epoch / root) / 2;
  return rate0 * k / root;
}

double step_decay(double rate0, double factor, int every, int epoch) {
  refuse_unless(rate0 > 0 && factor > 0 && factor <= 1 && every > 0 && epoch > -1, "step_decay");
  for (; epoch >= every; epoch -= every) rate0 *= factor;
  return rate0;
}

double with_floor(double rate, double minimum) {
  refuse_unless(minimum >= 0, "with_floor");
  if (rate < minimum) return minimum;
  return rate;
}

int epoch_of(int update, int updates_per_epoch) {
  refuse_unless(update >= 0 && updates_per_epoch > 0, "epoch_of");
  int epoch = 0;
  while (update >= updates_per_epoch) update -= updates_per_epoch, ++epoch;
  return epoch;
}

std::vector<double> schedule(const RateOfEpoch& rate_of, double minimum, int epochs) {
  refuse_unless(epochs >= 0 && minimum >= 0, "schedule");
  std::vector<double> rates(static_cast<std::size_t>(epochs), minimum);
  int epoch = 0;
  for (double& rate : rates) rate = with_floor(rate_of(epoch++), rate);
  return rates;
}

}  // namespace downhill::decay
