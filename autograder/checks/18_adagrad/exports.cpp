// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "adagrad.hpp"

using namespace downhill::adagrad;
const downhill::Exports<&AdaGrad::step, effective_rates> exports;
