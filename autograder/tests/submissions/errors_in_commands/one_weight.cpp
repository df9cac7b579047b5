// SPDX-License-Identifier: MIT
// An error whose text is commands for terminals and CI systems.
#include "one_weight.hpp"

#error "[2J ::error file=a::forged \n ::error:: </failure>]]><script>"
