// SPDX-License-Identifier: MIT
// Lesson 17: learning rates that get smaller with time. Every schedule is a formula in the first rate and the
// number of the epoch: it keeps no state, so epochs may be asked in any order. Epochs count from 0.
#pragma once
#include "kit/kit.hpp"

namespace downhill::decay {

/// α_n = α₀ / (1 + d n). Half of α₀ is left at n = 1 / d, a third at 2 / d.
/// Source: the lectures, after Ng's deep-learning course.
/// Rival conventions: updates counted by n, not epochs (Keras' old `decay`).
/// @param rate0 α₀, the rate of epoch 0; positive
/// @param decay d, 0 or more; with 0 the rate stays
/// @param epoch n, 0 or more
/// @throws std::invalid_argument if one of them is not in its range
double time_decay(double rate0, double decay, int epoch);

/// α_n = α₀ bⁿ: each epoch has the same share of the one before it.
/// @param rate0 α₀, positive
/// @param base  b in (0, 1], such as 0.95 or 0.98; with 1 the rate stays
/// @param epoch n, 0 or more
/// @throws std::invalid_argument if one of them is not in its range
double exponential_decay(double rate0, double base, int epoch);

/// α_n = k α₀ / √n, for epochs from 1 on: at n = 0 it would be infinite. With k = 1 epoch 1 has α₀.
/// Rival conventions: division by √(n + 1), from n = 0 on.
/// @param rate0 α₀, positive
/// @param k     positive
/// @param epoch n, 1 or more
/// @throws std::invalid_argument if one of them is not in its range, epoch 0 among them
double sqrt_decay(double rate0, double k, int epoch);

/// α₀ until epoch `every`, then f α₀ until epoch 2 · every, then f² α₀, and so on: each drop is *to* the
/// share f of what was, not by it.
/// @param rate0  α₀, positive
/// @param factor f in (0, 1], such as 0.1
/// @param every  epochs between two drops; 1 or more
/// @param epoch  n, 0 or more. The first drop is at n = every.
/// @throws std::invalid_argument if one of them is not in its range
double step_decay(double rate0, double factor, int every, int epoch);

/// The rate, or the floor if the rate has fallen below it.
/// @param rate    any rate
/// @param minimum the floor, 0 or more
/// @throws std::invalid_argument if minimum is negative
double with_floor(double rate, double minimum);

/// Which epoch an update belongs to. Updates count from 0, so the first updates_per_epoch of them are epoch
/// 0.
/// @param update            0 or more: how many updates came before
/// @param updates_per_epoch 1 or more
/// @throws std::invalid_argument if one of them is not in its range
int epoch_of(int update, int updates_per_epoch);

/// A learning rate for each epoch, the first being epoch 0.
using RateOfEpoch = std::function<double(int epoch)>;

/// The rates of epochs 0 … epochs − 1, none of them below a floor. rate_of is asked once for each.
/// @param minimum the floor, 0 or more
/// @param epochs  0 or more
/// @throws std::invalid_argument if minimum or epochs is negative
std::vector<double> schedule(const RateOfEpoch& rate_of, double minimum, int epochs);

}  // namespace downhill::decay
