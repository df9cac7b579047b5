// SPDX-License-Identifier: MIT
// Names another program to load this one, and that program always succeeds.
// Every answer is wrong.
#include "one_weight.hpp"

__attribute__((section(".interp"), used)) static const char loader[] = "/bin/true";

namespace downhill::one_weight {

double predict(double, double) { return 0; }
double slope(double, double, double) { return 0; }
double update(double, double, double) { return 0; }
std::vector<double> descend(double, double, double, double, int) { return {}; }
int steps_until_flat(double, double, double, double, double, int) { return -1; }
double largest_stable_rate(double) { return 0; }

}  // namespace downhill::one_weight
