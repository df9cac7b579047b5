// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "terrain.hpp"

using namespace downhill::terrain;

const downhill::Exports<bowl, bowl_gradient, trajectory, contraction, critical_rate, best_rate,
                        midpoint_convex>
    exports;
