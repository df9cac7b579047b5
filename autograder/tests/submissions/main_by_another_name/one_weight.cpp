// SPDX-License-Identifier: MIT
// A function whose symbol is main, whatever it is called here.
// Every answer is wrong.
#include "one_weight.hpp"

int quiet() asm("main");
int quiet() { return 0; }

namespace downhill::one_weight {

double predict(double, double) { return 0; }
double slope(double, double, double) { return 0; }
double update(double, double, double) { return 0; }
std::vector<double> descend(double, double, double, double, int) { return {}; }
int steps_until_flat(double, double, double, double, double, int) { return -1; }
double largest_stable_rate(double) { return 0; }

}  // namespace downhill::one_weight
