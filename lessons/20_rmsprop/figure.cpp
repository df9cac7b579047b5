// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/landscapes.hpp"
#include "kit/paths.hpp"

namespace downhill::rmsprop {
namespace {

using namespace kit::figure;

kit::Drawing rates(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr int kSteps = 60;
  Sheet sheet("20_rmsprop_rates", 460);
  sheet.heading("One remembers for ever, one gets over it",
                subtitle("What a slope is multiplied by: ten slopes of 1, then fifty of 0.01. *α* = 0.1",
                         expected, mine));
  sheet.describe(
      "Effective rates over sixty steps on a logarithmic axis. While the slopes are 1, AdaGrad's falls from "
      "0.1 to 0.032 and RMSProp's from 0.32 to 0.12. When the slopes drop to 0.01, AdaGrad's stays where it "
      "is and RMSProp's rises to 1.70.");
  mine = differing(expected, mine);
  Plot plot({72, 104, 696, 396}, Scale::linear(0, kSteps), Scale::log(0.01, 3));
  plot.axes({.x = "step", .y = "rate", .x_ticks = 6});
  plot.curve({{10, 0.01}, {10, 3}}, {.colour = Colour::grey, .weight = Weight::hair, .dashed = true});
  const Compared adagrad = compare(expected, mine, "rate of AdaGrad", 0, 1);
  const Compared rmsprop = compare(expected, mine, "rate of RMSProp", 0, 1);
  draw_curve(plot, adagrad, {.colour = Colour::orange});
  draw_curve(plot, rmsprop, {.colour = Colour::blue});
  plot.label({10, 2.2}, "slopes of 1", {.right = -10, .colour = Colour::grey, .anchor = Anchor::end});
  plot.label({10, 2.2}, "slopes of 0.01", {.right = 10, .colour = Colour::grey});
  plot.label({38, 0.55}, "RMSProp", {.right = 16, .down = 24, .colour = Colour::blue, .bold = true});
  plot.label({kSteps, 0.0316}, "AdaGrad",
             {.down = -12, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  if (mine != nullptr) tell_apart(plot, {adagrad, rmsprop});
  sheet.add(plot);
  return sheet.drawing();
}

Plot ravine_map(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({52, 100, 700, 340}, Scale::linear(-1.6, 12), Scale::linear(-1.2, 1.2));
  plot.axes({.x = "*x*", .y = "*y*", .grid = false});
  const kit::Landscape land = kit::ravine();
  std::vector<double> levels;
  for (int i = 1; i <= 9; ++i) levels.push_back(land.loss(Vector{{1.4 * i, 0}}));
  plot.contours([&](double x, double y) { return land.loss(Vector{{x, y}}); }, levels);
  const Compared adagrad = compare(expected, mine, "AdaGrad", 0, 1);
  const Compared rmsprop = compare(expected, mine, "RMSProp", 0, 1);
  draw_trail(plot, adagrad, Colour::orange);
  draw_trail(plot, rmsprop, Colour::blue);
  plot.dot({10, 1}, {.radius = 7.5});
  plot.label({10, 1}, "start", {.right = 14, .down = 6, .bold = true});
  plot.label({7.4, 0.26}, "RMSProp",
             {.right = -8, .down = -12, .colour = Colour::blue, .anchor = Anchor::end, .bold = true});
  plot.label({9.5, 0.5}, "AdaGrad", {.right = 14, .down = 14, .colour = Colour::orange, .bold = true});
  plot.label({0.6, -0.62}, "to and fro, for ever",
             {.down = 28, .colour = Colour::blue, .anchor = Anchor::middle});
  if (mine != nullptr) tell_apart(plot, {adagrad, rmsprop});
  return plot;
}

Plot losses_by_step(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr int kSteps = 150;
  Plot plot({72, 436, 560, 616}, Scale::linear(0, kSteps), Scale::log(0.01, 100));
  plot.axes({.x = "step", .y = "loss", .x_ticks = 6});
  const Compared half = compare(expected, mine, "loss at 0.5", 0, 1);
  const Compared tenth = compare(expected, mine, "loss at 0.1", 0, 1);
  draw_curve(plot, half, {.colour = Colour::blue});
  draw_curve(plot, tenth, {.colour = Colour::blue, .weight = Weight::thin});
  plot.label({kSteps, 0.8125}, "*α* = 0.5\nhovers at 0.8125",
             {.right = 12, .down = -6, .colour = Colour::blue});
  plot.label({kSteps, 0.0325}, "*α* = 0.1\nhovers at 0.0325",
             {.right = 12, .down = -6, .colour = Colour::blue});
  if (mine != nullptr) tell_apart(plot, {half, tenth});
  return plot;
}

kit::Drawing ravine(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("20_rmsprop", 672);
  sheet.heading("It does not fade, and does not settle",
                subtitle("32 steps in ½(*x*^{2} + 25*y*^{2}), *α* = 0.5 for both; below, RMSProp's loss",
                         expected, mine));
  sheet.describe(
      "Above, contours of a long valley. From (10, 1), AdaGrad creeps along the floor and is not half way "
      "after "
      "32 steps; RMSProp arrives at the minimum, jumping to and fro across the floor. Below, RMSProp's loss "
      "on "
      "a logarithmic axis: it falls, and then stays at 0.8125 for a rate of 0.5 and at 0.0325 for 0.1.");
  mine = differing(expected, mine);
  sheet.add(ravine_map(expected, mine));
  sheet.add(losses_by_step(expected, mine));
  return sheet.drawing();
}

}  // namespace

/// 20_rmsprop_rates: rates while slopes change. 20_rmsprop: in the ravine, and what it ends in.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {rates(expected, mine), ravine(expected, mine)};
}

}  // namespace downhill::rmsprop
