// SPDX-License-Identifier: MIT
// The very first function of a program, which would leave at once.
// Every answer is wrong.
#include "one_weight.hpp"

#include <unistd.h>

extern "C" void _start() { _exit(0); }

namespace downhill::one_weight {

double predict(double, double) { return 0; }
double slope(double, double, double) { return 0; }
double update(double, double, double) { return 0; }
std::vector<double> descend(double, double, double, double, int) { return {}; }
int steps_until_flat(double, double, double, double, double, int) { return -1; }
double largest_stable_rate(double) { return 0; }

}  // namespace downhill::one_weight
