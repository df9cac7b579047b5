// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "fit_a_line.hpp"

using namespace downhill::fit_a_line;

const downhill::Exports<cost, gradient, half_sum_loss, half_sum_gradient, fit_by_descent, fit_exactly>
    exports;
