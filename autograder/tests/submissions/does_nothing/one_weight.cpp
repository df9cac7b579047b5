// SPDX-License-Identifier: MIT
// Every function is there, does nothing, and returns what costs least.
#include "one_weight.hpp"

namespace downhill::one_weight {

double predict(double, double) { return 0; }
double slope(double, double, double) { return 0; }
double update(double weight, double, double) { return weight; }
std::vector<double> descend(double, double, double, double, int) { return {}; }
int steps_until_flat(double, double, double, double, double, int) { return 0; }
double largest_stable_rate(double) { return 0; }

}  // namespace downhill::one_weight
