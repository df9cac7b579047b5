// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "rprop.hpp"

using namespace downhill::rprop;
const downhill::Exports<&Rprop::step> exports;
