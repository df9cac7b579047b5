// SPDX-License-Identifier: MIT
#include "tool/train/curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "kit/figure/sheet.hpp"

namespace downhill::train {
namespace {

using namespace kit::figure;

constexpr std::array kColours{Colour::ink,    Colour::blue,   Colour::green,
                              Colour::orange, Colour::violet, Colour::grey};

Points as_points(const std::vector<Point>& curve) {
  Points points;
  for (const auto& [epoch, value] : curve) points.push_back({epoch, value});
  return points;
}

std::string words_for_rate(double rate) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", rate);
  return text;
}

std::string words_for_run(const Run& run) {
  const std::string at_the_end =
      run.accuracies.empty() ? "" : ": " + fixed(100 * run.accuracies.back().value, 2) + " %";
  return name_of(run.settings.method) + ", " + words_for_rate(run.settings.learning_rate) +
         (run.settings.decay == capstone::Decay::cosine ? ", cosine" : "") + at_the_end;
}

/// The smallest and the largest value of some curves, from `begin` epochs on; 0 and 1 if there are none.
std::pair<double, double> range(const std::vector<Run>& runs, std::vector<Point> Run::*curve, double begin) {
  double low = 1e300, high = -1e300;
  for (const Run& run : runs)
    for (const auto& [epoch, value] : run.*curve)
      if (epoch >= begin) low = std::min(low, value), high = std::max(high, value);
  return low < high ? std::pair{low, high} : std::pair{0.0, 1.0};
}

}  // namespace

std::string curves(const std::vector<Run>& runs) {
  constexpr double kLine = 22, kAccuracyStep = 0.05;
  const double below = 452 + kLine * std::ceil(static_cast<double>(runs.size()) / 2);
  Sheet sheet("train", below + 10);
  const Run first = runs.empty() ? Run{} : runs.front();
  const auto& [d, h, k] = first.shape;
  sheet.heading("The long run", std::to_string(d) + "-" + std::to_string(h) + "-" + std::to_string(k) +
                                    ", batches of " + std::to_string(first.settings.batch_size) +
                                    "; left the loss, right the share of the test that is right");
  std::string spoken = "Loss and accuracy by epoch. At the end";
  for (const Run& run : runs) spoken += ", " + words_for_run(run);
  sheet.describe(spoken + ".");

  double epochs = 1;
  for (const Run& run : runs) epochs = std::max(epochs, static_cast<double>(run.settings.epochs));
  const auto [low, high] = range(runs, &Run::accuracies, 1);  // before the first epoch all are at a tenth
  Plot loss({52, 108, 344, 376}, Scale::linear(0, epochs),
            Scale::linear(0, std::min(2.5, range(runs, &Run::losses, 0).second)));
  Plot share({416, 108, 704, 376}, Scale::linear(0, epochs),
             Scale::linear(std::floor(low / kAccuracyStep) * kAccuracyStep,
                           std::ceil(high / kAccuracyStep) * kAccuracyStep));
  loss.axes({.x = "epoch", .y = "loss", .x_ticks = 6});
  share.axes({.x = "epoch", .y = "right", .x_ticks = 6});
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Colour colour = kColours[i % kColours.size()];
    loss.curve(as_points(runs[i].losses), {.colour = colour, .weight = Weight::thin});
    share.curve(as_points(runs[i].accuracies), {.colour = colour});
  }
  sheet.add(loss);
  sheet.add(share);
  Plot names({0, 0, Sheet::kWidth, below}, Scale::linear(0, Sheet::kWidth), Scale::linear(below, 0));
  for (std::size_t i = 0; i < runs.size(); ++i)
    names.label({i % 2 == 0 ? 52.0 : 416.0, 458 + kLine * static_cast<double>(i / 2)}, words_for_run(runs[i]),
                {.colour = kColours[i % kColours.size()], .bold = true});
  sheet.add(names);
  return sheet.drawing().svg;
}

}  // namespace downhill::train
