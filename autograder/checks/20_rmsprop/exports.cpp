// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "rmsprop.hpp"

using namespace downhill::rmsprop;
const downhill::Exports<&RMSProp::step> exports;
