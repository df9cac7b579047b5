// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "loss.hpp"

using namespace downhill::loss;

const downhill::Exports<errors, total_squared_error, mean_squared_error, root_mean_squared_error, loss_grid>
    exports;
