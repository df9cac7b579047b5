// SPDX-License-Identifier: MIT
// A billion lines of assembly in one.
asm(".rept 1000000000\nnop\n.endr");
