// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "capstone.hpp"

using namespace downhill::capstone;
const downhill::Exports<initial_weights, batch_loss, classify, accuracy, rate_at, train> exports;
