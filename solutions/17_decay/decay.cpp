// SPDX-License-Identifier: MIT
#include "decay.hpp"

namespace downhill::decay {

double time_decay(double rate0, double decay, int epoch) {
  kit::require(rate0 > 0, "time_decay", "rate0 must be positive");
  kit::require(decay >= 0, "time_decay", "decay must not be negative");
  kit::require(epoch >= 0, "time_decay", "epoch must not be negative");
  return rate0 / (1 + decay * epoch);  // α₀ / (1 + d n)
}

double exponential_decay(double rate0, double base, int epoch) {
  kit::require(rate0 > 0, "exponential_decay", "rate0 must be positive");
  kit::require(base > 0 && base <= 1, "exponential_decay", "base must lie in (0, 1]");
  kit::require(epoch >= 0, "exponential_decay", "epoch must not be negative");
  return rate0 * std::pow(base, epoch);  // α₀ bⁿ
}

double sqrt_decay(double rate0, double k, int epoch) {
  kit::require(rate0 > 0, "sqrt_decay", "rate0 must be positive");
  kit::require(k > 0, "sqrt_decay", "k must be positive");
  kit::require(epoch >= 1, "sqrt_decay", "epoch must be at least 1");
  return k * rate0 / std::sqrt(epoch);  // k α₀ / √n
}

double step_decay(double rate0, double factor, int every, int epoch) {
  kit::require(rate0 > 0, "step_decay", "rate0 must be positive");
  kit::require(factor > 0 && factor <= 1, "step_decay", "factor must lie in (0, 1]");
  kit::require(every >= 1, "step_decay", "every must be at least 1");
  kit::require(epoch >= 0, "step_decay", "epoch must not be negative");
  const int drops = epoch / every;         // ⌊n / every⌋
  return rate0 * std::pow(factor, drops);  // α₀ f^drops
}

double with_floor(double rate, double minimum) {
  kit::require(minimum >= 0, "with_floor", "minimum must not be negative");
  return std::max(rate, minimum);
}

int epoch_of(int update, int updates_per_epoch) {
  kit::require(update >= 0, "epoch_of", "update must not be negative");
  kit::require(updates_per_epoch >= 1, "epoch_of", "updates_per_epoch must be at least 1");
  return update / updates_per_epoch;
}

std::vector<double> schedule(const RateOfEpoch& rate_of, double minimum, int epochs) {
  kit::require(epochs >= 0, "schedule", "epochs must not be negative");
  kit::require(minimum >= 0, "schedule", "minimum must not be negative");

  std::vector<double> rates;
  for (int epoch = 0; epoch < epochs; ++epoch) rates.push_back(with_floor(rate_of(epoch), minimum));
  return rates;
}

}  // namespace downhill::decay
