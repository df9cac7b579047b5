// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "backprop_by_hand.hpp"

using namespace downhill::backprop_by_hand;
const downhill::Exports<relu, relu_slope, forward, loss, output_slope, node_slopes, backward, apply, learn>
    exports;
