// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "ewma.hpp"

using namespace downhill::ewma;
const downhill::Exports<&Ewma::push, &Ewma::corrected, ewma_series, ewma_weights, effective_window> exports;
