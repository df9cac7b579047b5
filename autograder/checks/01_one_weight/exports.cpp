// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "one_weight.hpp"

using namespace downhill::one_weight;

const downhill::Exports<predict, slope, update, descend, steps_until_flat, largest_stable_rate> exports;
