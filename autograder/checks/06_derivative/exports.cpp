// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "derivative.hpp"

using namespace downhill::derivative;

const downhill::Exports<forward_difference, central_difference, linear_approximation, numeric_gradient,
                        relative_error, gradient_check>
    exports;
