// SPDX-License-Identifier: MIT
// Is asleep before anything is asked.
// Every answer is wrong.
#include "one_weight.hpp"

#include <unistd.h>

[[gnu::constructor]] static void dream() {
  while (true) sleep(1000);
}

namespace downhill::one_weight {

double predict(double, double) { return 0; }
double slope(double, double, double) { return 0; }
double update(double, double, double) { return 0; }
std::vector<double> descend(double, double, double, double, int) { return {}; }
int steps_until_flat(double, double, double, double, double, int) { return -1; }
double largest_stable_rate(double) { return 0; }

}  // namespace downhill::one_weight
