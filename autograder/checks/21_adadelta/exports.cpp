// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "adadelta.hpp"

using namespace downhill::adadelta;
const downhill::Exports<&Adadelta::step> exports;
