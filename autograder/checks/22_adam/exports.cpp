// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "adam.hpp"

using namespace downhill::adam;
const downhill::Exports<&Adam::step> exports;
