// SPDX-License-Identifier: MIT
// Half a terabyte of zeros in one line of assembly.
asm(".zero 0x7fffffffff");
