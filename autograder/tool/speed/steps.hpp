// SPDX-License-Identifier: MIT
#pragma once

namespace downhill::speed {

/// Prints one step of each reference optimiser on a thousand, a hundred thousand and ten million weights:
/// million weights a second, and as a share of what the same memory traffic allows.
void print_steps();

}  // namespace downhill::speed
