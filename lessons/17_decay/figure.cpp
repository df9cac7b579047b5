// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::decay {
namespace {

using namespace kit::figure;

// A line and where its name stands.
struct Named {
  std::string path, name;
  Colour colour;
  Point at;
  Anchor anchor = Anchor::start;
};

void draw(Plot& plot, const kit::Paths& expected, const kit::Paths* mine, const std::vector<Named>& lines) {
  std::vector<Compared> all;
  for (const Named& line : lines) {
    all.push_back(compare(expected, mine, line.path, 0, 1));
    draw_curve(plot, all.back(), {.colour = line.colour});
  }
  for (const Named& line : lines)
    plot.label(line.at, line.name, {.colour = line.colour, .anchor = line.anchor, .bold = true});
  if (mine != nullptr) tell_apart(plot, all);
}

kit::Drawing rates(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("17_decay", 440);
  sheet.heading("Five ways to get smaller",
                subtitle("Learning rate by epoch from 0.2 on, with a floor of 0.01", expected, mine));
  sheet.describe(
      "Five curves on a logarithmic axis. The step stays at 0.2 until epoch 99 and is at a tenth of it from "
      "100 on. 0.98 to the power n is a straight line that falls slowly, 0.95 to the power n one that falls "
      "fast and reaches the floor at epoch 59. One over one plus half n drops at once and then more and more "
      "slowly. One over the root begins at epoch 1, falls fast at first and then ever more slowly, and has "
      "met 0.98 to the power n in the end.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 690, 376}, Scale::linear(0, 120), Scale::log(0.007, 0.3));
  plot.axes({.x = "epoch *n*", .y = "rate", .x_ticks = 6});
  draw(plot, expected, mine,
       {{"step", "a tenth every 100", Colour::ink, {66, 0.215}},
        {"base 0.98", "0.98^{*n*}", Colour::blue, {52, 0.085}},
        {"base 0.95", "0.95^{*n*}", Colour::green, {21, 0.085}},
        {"root", "1 / √*n*", Colour::violet, {58, 0.0178}},
        {"time", "1 / (1 + 0.5*n*)", Colour::orange, {1.5, 0.0132}}});
  plot.label({120, 0.01}, "floor", {.down = 19, .colour = Colour::grey, .anchor = Anchor::end});
  sheet.add(plot);
  return sheet.drawing();
}

kit::Drawing noise(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("17_decay_noise", 440);
  sheet.heading(
      "Fast at first, calm at last",
      subtitle("Distance from the minimum of ½*w*^{2}, where each slope is off by 1", expected, mine));
  sheet.describe(
      "Three descents from a distance of 3, on a logarithmic axis. At rate 0.5 the distance is at a third "
      "after a few steps and stays there. At rate 0.01 it takes four hundred steps to get to 0.06. At "
      "0.5 over one plus 0.1 n it falls at once, and goes on falling.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 690, 376}, Scale::linear(0, 400), Scale::log(0.002, 5));
  plot.axes({.x = "step", .y = "distance", .x_ticks = 4});
  draw(plot, expected, mine,
       {{"rate 0.5", "rate 0.5", Colour::orange, {398, 0.4}, Anchor::end},
        {"rate 0.01", "rate 0.01", Colour::blue, {140, 1.05}},
        {"0.5 / (1 + 0.1 n)", "0.5 / (1 + 0.1*n*)", Colour::green, {110, 0.0135}, Anchor::end}});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 17_decay: rates by epoch. 17_decay_noise: what a decaying rate is for.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {rates(expected, mine), noise(expected, mine)};
}

}  // namespace downhill::decay
