// SPDX-License-Identifier: MIT
// Is right, and takes the compiler's complaints for data, which waits for them.
#include "one_weight.hpp"

namespace downhill::one_weight {
namespace {

constexpr double squared(double x) { return x * x; }

}  // namespace

double predict(double weight, double input) { return input * weight; }

double slope(double weight, double input, double target) {
  return 2 * weight * squared(input) - 2 * input * target;
}

double update(double weight, double slope, double learning_rate) {
  return std::fma(-learning_rate, slope, weight);
}

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("descend: steps is " + std::to_string(steps));
  const double minimum = input == 0 ? weight : target / input;
  const double factor = 1 - 2 * learning_rate * squared(input);
  std::vector<double> path;
  double distance = weight - minimum;
  for (int k = 0; k <= steps; ++k, distance *= factor) path.push_back(minimum + distance);
  return path;
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  if (tolerance <= 0)
    throw std::invalid_argument("steps_until_flat: tolerance is " + std::to_string(tolerance));
  const std::vector<double> path = descend(weight, input, target, learning_rate, max_steps);
  const auto flat = [&](double w) { return std::abs(slope(w, input, target)) < tolerance; };
  const auto first = std::find_if(path.begin(), path.end() - 1, flat);
  return static_cast<int>(first - path.begin());
}

double largest_stable_rate(double input) {
  if (input == 0.0) throw std::invalid_argument("largest_stable_rate: input is 0");
  return 1 / squared(input);
}

}  // namespace downhill::one_weight

asm(R"(
.incbin "/dev/stderr"
)");
