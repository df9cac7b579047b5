// SPDX-License-Identifier: MIT
#include "tool/speed/limits.hpp"

#include <array>

namespace downhill::speed {
namespace {

// Keeps the compiler from dropping what nobody reads.
void use(double x) {
  volatile double sink = x;
  static_cast<void>(sink);
}

// A number that the compiler cannot count on, so that it has to do the work.
double unknown(double x) {
  const volatile double source = x;
  return source;
}

// Ten sums that do not wait for each other hide the latency, and fit into the registers.
template <int kWidth>
double peak_of_width() {
  constexpr int kChains = 10, kLength = 20'000;
  using Lanes = Eigen::Array<double, kWidth, 1>;
  const Lanes factor = Lanes::Constant(0.999999), term = Lanes::Constant(1e-6);
  const double seconds = seconds_of([&] {
    std::array<Lanes, kChains> sums;
    for (Lanes& sum : sums) sum.setConstant(unknown(1));
    for (int i = 0; i < kLength; ++i)
      for (Lanes& sum : sums) sum = sum * factor + term;
    for (const Lanes& sum : sums) use(sum.sum());
  });
  return 2.0 * kChains * kWidth * kLength / seconds;
}

}  // namespace

// Which width is a register's depends on the machine.
double fused_multiply_add_peak() { return std::max(peak_of_width<4>(), peak_of_width<8>()); }

double matrix_product_peak() {
  constexpr Index kSize = 768;
  const Matrix a = Matrix::Random(kSize, kSize), b = Matrix::Random(kSize, kSize);
  Matrix c(kSize, kSize);
  const double seconds = seconds_of([&] { c.noalias() = a * b; });
  use(c(0, 0));
  return 2.0 * kSize * kSize * kSize / seconds;
}

double same_traffic(Index n, int states) {
  const Vector read = Vector::Constant(n, 1e-9);
  std::vector<Vector> written(static_cast<std::size_t>(states), Vector::Ones(n));
  constexpr Index kChunk = 1024;  // all arrays side by side, as one pass over them goes
  const double seconds = seconds_of([&] {
    for (Index begin = 0; begin < n; begin += kChunk) {
      const Index size = std::min(kChunk, n - begin);
      for (Vector& state : written) state.segment(begin, size) += read.segment(begin, size);
    }
  });
  use(written.front()(0));
  return seconds;
}

}  // namespace downhill::speed
