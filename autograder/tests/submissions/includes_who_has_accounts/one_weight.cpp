// SPDX-License-Identifier: MIT
// A file of the system's: a compiler that cannot make sense of it shows its lines in its errors.
#include "/etc/passwd"
