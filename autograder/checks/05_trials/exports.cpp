// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "trials.hpp"

using namespace downhill::trials;

const downhill::Exports<try_neighbours, coordinate_sweep, perturb_and_keep, evaluations_per_sweep> exports;
