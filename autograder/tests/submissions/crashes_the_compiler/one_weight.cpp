// SPDX-License-Identifier: MIT
// Makes the compiler crash by a pragma that is meant for its makers.
#pragma clang __debug crash
