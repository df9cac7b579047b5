// SPDX-License-Identifier: MIT
// Page:  lessons/17_decay/README.md      Contract: lessons/17_decay/decay.hpp
// Check: ./downhill check 17             Stuck:    ./downhill hint 17.1
#include "decay.hpp"

namespace downhill::decay {

// Each schedule begins with what it refuses: decay.hpp has the ranges, and kit::require refuses in one line
// (lessons/kit/require.hpp). What is left is one formula.

// TODO(17.1) Divide the first rate by 1 plus decay times epoch.
double time_decay(double rate0, double decay, int epoch) {
  kit::todo("17.1 time_decay", rate0, decay, epoch);
}

// TODO(17.2) Multiply the first rate by the base, once for each epoch that has passed.
double exponential_decay(double rate0, double base, int epoch) {
  kit::todo("17.2 exponential_decay", rate0, base, epoch);
}

// TODO(17.3) Divide by the root of the epoch. Which epoch has no such rate?
double sqrt_decay(double rate0, double k, int epoch) { kit::todo("17.3 sqrt_decay", rate0, k, epoch); }

// TODO(17.4) How many drops have there been? A whole number: 99 epochs of every 100 are none.
double step_decay(double rate0, double factor, int every, int epoch) {
  kit::todo("17.4 step_decay", rate0, factor, every, epoch);
}

// TODO(17.5) The rate, unless it is below the floor.
double with_floor(double rate, double minimum) { kit::todo("17.5 with_floor", rate, minimum); }

// TODO(17.6) How many whole epochs lie behind this update?
int epoch_of(int update, int updates_per_epoch) { kit::todo("17.6 epoch_of", update, updates_per_epoch); }

// TODO(17.7) Ask for the rate of each epoch, from 0 on, and keep it above the floor.
std::vector<double> schedule(const RateOfEpoch& rate_of, double minimum, int epochs) {
  kit::todo("17.7 schedule", rate_of, minimum, epochs);
}

}  // namespace downhill::decay
