// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "random_search.hpp"

using namespace downhill::random_search;
const downhill::Exports<directional_estimate, finite_difference_step, ars_step> exports;
