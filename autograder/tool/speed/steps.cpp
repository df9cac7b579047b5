// SPDX-License-Identifier: MIT
#include "tool/speed/steps.hpp"

#include <cstdio>

#include "16_momentum/momentum.hpp"
#include "18_adagrad/adagrad.hpp"
#include "19_rprop/rprop.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "21_adadelta/adadelta.hpp"
#include "22_adam/adam.hpp"
#include "tool/speed/limits.hpp"

namespace downhill::speed {
namespace {

/// @param states arrays that a step reads and writes: the weights, and what is remembered of each
template <class Optimiser>
void print_step(const char* name, Optimiser optimiser, int states, Index n) {
  Vector weights = Vector::Random(n);
  const Vector gradient = Vector::Random(n);
  const double seconds = seconds_of([&] { optimiser.step(weights, gradient); });
  const double limit = same_traffic(n, states);
  std::printf("%-12s %12lld %14.0f %14.0f %10.0f %%\n", name, static_cast<long long>(n),
              static_cast<double>(n) / seconds / 1e6, static_cast<double>(n) / limit / 1e6,
              100 * limit / seconds);
  std::fflush(stdout);
}

}  // namespace

void print_steps() {
  std::printf(
      "One step, million weights a second. The limit reads and writes the same arrays in one pass.\n");
  std::printf("%-12s %12s %14s %14s %12s\n", "", "weights", "ours", "limit", "ours / limit");
  for (const Index n : {Index{1'000}, Index{100'000}, Index{10'000'000}}) {
    print_step("HeavyBall", momentum::HeavyBall{}, 2, n);
    print_step("Momentum", momentum::Momentum{}, 2, n);
    print_step("AdaGrad", adagrad::AdaGrad{}, 2, n);
    print_step("Rprop", rprop::Rprop{}, 3, n);
    print_step("RMSProp", rmsprop::RMSProp{}, 2, n);
    print_step("Adadelta", adadelta::Adadelta{}, 3, n);
    print_step("Adam", adam::Adam{}, 3, n);
  }
}

}  // namespace downhill::speed
