// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "mlp_backprop.hpp"

using namespace downhill::mlp_backprop;
const downhill::Exports<softmax_rows, cross_entropy, one_hot, forward, backward, step> exports;
