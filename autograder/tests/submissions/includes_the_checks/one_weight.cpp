// SPDX-License-Identifier: MIT
// The checks, with all that they expect.
#include "../../autograder/checks/01_one_weight/checks.cpp"
