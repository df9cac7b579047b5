// SPDX-License-Identifier: MIT
// Two gigabytes of nothing in one line of assembly.
asm(".fill 0x7fffffff");
