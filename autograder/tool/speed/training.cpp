// SPDX-License-Identifier: MIT
#include "tool/speed/training.hpp"

#include <algorithm>
#include <cstdio>

#include "25_capstone/capstone.hpp"
#include "tool/speed/limits.hpp"
#include "tool/train/pictures.hpp"

namespace downhill::speed {
namespace {

constexpr Index kRows = 12'800, kSide = 28;
const capstone::Shape kShape{.inputs = kSide * kSide, .hidden = 128, .classes = 10};

/// Speed does not depend on what a picture shows; some of it is dark, as with real ones.
datasets::Pictures any_pictures() {
  std::mt19937 random(1);
  datasets::Pictures pictures{.images = {.count = kRows, .rows = kSide, .columns = kSide, .pixels = {}},
                              .labels = {}};
  for (Index i = 0; i < kRows * kShape.inputs; ++i) {
    const auto drawn = static_cast<std::uint32_t>(random());
    pictures.images.pixels.push_back(drawn % 2 == 0 ? 0 : static_cast<std::uint8_t>(drawn >> 24));
  }
  for (Index i = 0; i < kRows; ++i) pictures.labels.push_back(static_cast<std::uint8_t>(random() % 10));
  return pictures;
}

/// Multiplications and additions of the matrix products for one picture: forward two, backward three.
double operations() {
  const double first = static_cast<double>(kShape.inputs * kShape.hidden);
  const double second = static_cast<double>(kShape.hidden * kShape.classes);
  return 2 * (2 * first + 3 * second);
}

/// Pictures a second: the best of some epochs, because a machine that does something else is only ever
/// slower.
double pictures_a_second(capstone::Method method, const datasets::Pictures& pictures) {
  constexpr int kEpochs = 7;
  const capstone::Settings settings{.method = method, .learning_rate = 1e-3, .epochs = kEpochs};
  double least = 1e300;
  double began = seconds_used();
  capstone::train(
      kShape, settings, kRows,
      [&](const std::vector<Index>& rows, Matrix& inputs, std::vector<int>& labels) {
        train::take(pictures, rows, inputs, labels);
      },
      [&](const capstone::Moment& moment, const Vector&) {
        if ((moment.update + 1) % (kRows / settings.batch_size) != 0) return true;
        const double now = seconds_used();
        least = std::min(least, now - began);
        began = now;
        return true;
      });
  return static_cast<double>(kRows) / least;
}

}  // namespace

void print_training(double peak, double product) {
  const datasets::Pictures pictures = any_pictures();
  std::printf("\nTraining 784-128-10 in batches of 128, thousand pictures a second, best of some epochs.\n");
  std::printf("%-12s %12s %12s %12s %12s\n", "", "pictures", "GFLOP/s", "of registers", "of products");
  using capstone::Method;
  for (const auto& [name, method] : {std::pair{"descent", Method::sgd},
                                     {"HeavyBall", Method::momentum},
                                     {"RMSProp", Method::rmsprop},
                                     {"Adam", Method::adam}}) {
    const double speed = pictures_a_second(method, pictures), done = speed * operations();
    std::printf("%-12s %12.1f %12.1f %10.0f %% %10.0f %%\n", name, speed / 1e3, done / 1e9, 100 * done / peak,
                100 * done / product);
    std::fflush(stdout);
  }
}

}  // namespace downhill::speed
