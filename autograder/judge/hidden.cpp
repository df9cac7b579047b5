// SPDX-License-Identifier: MIT
#include "judge/hidden.hpp"

namespace downhill::judge {
namespace {

int alive = 0;
std::uint32_t run_seed = 1;

}  // namespace

Hidden::Hidden() : random_(run_seed) { ++alive; }
Hidden::~Hidden() { --alive; }
bool Hidden::active() { return alive > 0; }
void Hidden::seed(std::uint32_t seed) { run_seed = seed; }

}  // namespace downhill::judge
