// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "chain_rule.hpp"

using namespace downhill::chain_rule;

const downhill::Exports<forward, chain_slope, backward, two_path_slope, half_square_slope, sigmoid,
                        sigmoid_slope_from_output>
    exports;
