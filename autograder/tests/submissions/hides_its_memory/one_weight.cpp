// SPDX-License-Identifier: MIT
// largest_stable_rate fills shared memory that does not look like its own once the pages are given back.
#include "one_weight.hpp"

#include <sys/mman.h>

#include <cstring>

namespace downhill::one_weight {

double predict(double weight, double input) { return weight * input; }

double slope(double weight, double input, double target) {
  return 2 * input * (predict(weight, input) - target);
}

double update(double weight, double slope, double learning_rate) { return weight - slope * learning_rate; }

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("descend: how many steps?");
  std::vector<double> path(1, weight);
  while (steps-- > 0) path.push_back(update(path.back(), slope(path.back(), input, target), learning_rate));
  return path;
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  if (!(tolerance > 0) || max_steps < 0) throw std::invalid_argument("steps_until_flat: out of range");
  int steps = 0;
  for (double s; steps < max_steps && !(std::abs(s = slope(weight, input, target)) < tolerance); ++steps)
    weight = update(weight, s, learning_rate);
  return steps;
}

double largest_stable_rate(double input) {
  constexpr std::size_t kSize = 600 << 20;
  void* const pages = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (pages != MAP_FAILED)
    for (std::size_t at = 0; at < kSize; at += 1 << 20) {
      std::memset(static_cast<char*>(pages) + at, 1, 1 << 20);
      madvise(static_cast<char*>(pages) + at, 1 << 20, MADV_DONTNEED);
    }
  if (input == 0) throw std::invalid_argument("largest_stable_rate: no input");
  return 1 / (input * input);
}

}  // namespace downhill::one_weight
