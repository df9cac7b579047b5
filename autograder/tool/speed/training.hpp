// SPDX-License-Identifier: MIT
#pragma once

namespace downhill::speed {

/// Prints how fast the reference trains the capstone's 784-128-10 in batches of 128, with each of its
/// optimisers: from bytes to weights, as ./downhill train does.
/// @param peak    operations a second of this machine in registers, to be held against
/// @param product the same in matrix products
void print_training(double peak, double product);

}  // namespace downhill::speed
