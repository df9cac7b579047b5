// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "decay.hpp"

using namespace downhill::decay;
const downhill::Exports<time_decay, exponential_decay, sqrt_decay, step_decay, with_floor, epoch_of, schedule>
    exports;
