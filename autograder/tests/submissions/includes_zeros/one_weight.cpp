// SPDX-License-Identifier: MIT
// Includes a file without an end.
#include "/dev/zero"
