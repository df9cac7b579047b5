// SPDX-License-Identifier: MIT
#include "worker/exports.hpp"

#include "showdown.hpp"

using namespace downhill::showdown;
const downhill::Exports<turned, run, race, race_on_rows, ranking> exports;
