// SPDX-License-Identifier: MIT
// Beside a lesson's paths.cpp in a worker: makes its paths() the one function that can be asked for.
#include "kit/paths.hpp"
#include "worker/exports.hpp"

namespace downhill::DOWNHILL_LESSON {
kit::Paths paths();
}

const downhill::Exports<downhill::DOWNHILL_LESSON::paths> exports;
