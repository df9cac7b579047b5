// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "forward_pass.hpp"

using namespace downhill::forward_pass;

const downhill::Exports<hidden_values, predict, downhill::forward_pass::error, predict_batch,
                        collapsed_weights>
    exports;
