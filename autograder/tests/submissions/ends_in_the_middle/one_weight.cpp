// SPDX-License-Identifier: MIT
// Stops inside a comment, inside a text, inside a macro.
#include "one_weight.hpp"
#define OPEN (
int x = OPEN "text /* comment
