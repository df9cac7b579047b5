// SPDX-License-Identifier: MIT
// The solution, from where it would lie beside an exercise.
#include "../../solutions/01_one_weight/one_weight.cpp"
