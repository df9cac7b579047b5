// SPDX-License-Identifier: MIT
// A static assertion whose text is commands for terminals and CI systems.
#include "one_weight.hpp"

static_assert(sizeof(int) == 0, "\x1b[2J\n::error file=a::forged\n</failure>]]><script>\", \"points\": 10");
