// SPDX-License-Identifier: MIT
// The assembler reads a file without an end.
asm(".incbin \"/dev/zero\"");
