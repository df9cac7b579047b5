// SPDX-License-Identifier: MIT
// Makes the compiler run out of stack by a pragma that is meant for its makers.
#pragma clang __debug overflow_stack
