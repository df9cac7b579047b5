// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "momentum.hpp"

using namespace downhill::momentum;
const downhill::Exports<&HeavyBall::step, &Momentum::step, averaged_rate> exports;
