// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "two_weights.hpp"

using namespace downhill::two_weights;

const downhill::Exports<predict, gradient, update, error_history> exports;
