// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "mini_batches.hpp"

using namespace downhill::mini_batches;
const downhill::Exports<permutation, batch_count, batch_ranges, epoch_batches, take_rows> exports;
