// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "training_loop.hpp"

using namespace downhill::training_loop;
const downhill::Exports<&GradientDescent::step, mean_squared_error, run_epoch, train> exports;
