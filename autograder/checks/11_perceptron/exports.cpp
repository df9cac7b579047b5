// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "perceptron.hpp"

using namespace downhill::perceptron;
const downhill::Exports<sigmoid, cross_entropy, cross_entropy_from_logit, probabilities, cost_and_gradient,
                        step>
    exports;
