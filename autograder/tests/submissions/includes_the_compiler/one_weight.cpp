// SPDX-License-Identifier: MIT
// Includes the memory, the environment and the descriptors of the compiler.
#include "/proc/self/environ"
#include "/proc/self/mem"
#include "/dev/fd/0"
