// SPDX-License-Identifier: MIT
// What ./downhill bench runs for the speed of the reference: downhill-speed [steps] [training]. A program of
// its own, because it is compiled for this machine alone.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "tool/speed/limits.hpp"
#include "tool/speed/steps.hpp"
#include "tool/speed/training.hpp"

int main(int argc, char** argv) {
  using namespace downhill::speed;
  const std::vector<std::string> what(argv + 1, argv + argc);
  const auto asked = [&](const char* name) { return std::ranges::find(what, name) != what.end(); };
  std::printf("One thread, double precision, compiled with %s.\n", DOWNHILL_FLAGS);
  const double peak = fused_multiply_add_peak(), product = matrix_product_peak();
  std::printf("This machine: %.1f GFLOP/s in registers, %.1f in Eigen's matrix product.\n\n", peak / 1e9,
              product / 1e9);
  if (asked("steps")) print_steps();
  if (asked("training")) print_training(peak, product);
}
