// SPDX-License-Identifier: MIT
// Includes what is typed.
#include "/dev/stdin"
