// SPDX-License-Identifier: MIT
// A main that steps back where there is another, and is taken where one would come from a library.
// Every answer is wrong.
#include "one_weight.hpp"

int quiet() asm("main");
__attribute__((weak)) int quiet() { return 0; }

namespace downhill::one_weight {

double predict(double, double) { return 0; }
double slope(double, double, double) { return 0; }
double update(double, double, double) { return 0; }
std::vector<double> descend(double, double, double, double, int) { return {}; }
int steps_until_flat(double, double, double, double, double, int) { return -1; }
double largest_stable_rate(double) { return 0; }

}  // namespace downhill::one_weight
