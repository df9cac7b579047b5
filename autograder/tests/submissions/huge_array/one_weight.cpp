// SPDX-License-Identifier: MIT
// An array that makes the program larger than a disk has room.
int numbers[1 << 26] = {1};
