// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::rprop {
namespace {

using namespace kit::figure;

constexpr int kSteps = 30;
constexpr double kAnswer = 10.0 / 3;  // the weight at which the slope is 0

// A dot for each step: full where the weight moved, small and grey where it waited.
void draw_steps(Plot& plot, const Points& way, const Points& values) {
  for (std::size_t i = 1; i < way.size() && i < values.size(); ++i) {
    const bool waited = way[i].y == way[i - 1].y;
    plot.dot(values[i], waited ? Dot{.colour = Colour::grey, .radius = 5.5}
                               : Dot{.colour = Colour::green, .radius = 3.2, .ringed = false});
  }
}

Plot weight_by_step(const Compared& weights) {
  Plot plot({64, 104, 696, 290}, Scale::linear(0, kSteps), Scale::linear(1.9, 3.8));
  plot.axes({.y = "weight", .x_ticks = 0, .y_ticks = 4});
  plot.curve({{0, kAnswer}, {kSteps, kAnswer}},
             {.colour = Colour::grey, .weight = Weight::hair, .dashed = true});
  draw_curve(plot, weights, {.colour = Colour::green});
  const Points& shown = weights.has_mine ? weights.mine : weights.expected;
  draw_steps(plot, shown, shown);
  plot.label({kSteps, kAnswer}, "slope 0", {.down = 24, .colour = Colour::grey, .anchor = Anchor::end});
  plot.label({9, 3.65}, "past it: the sign flips, and the weight waits", {.right = 16, .down = -2});
  plot.label({4, 2.5368}, "each step 1.2 times the last",
             {.right = 14, .down = 18, .colour = Colour::green, .bold = true});
  return plot;
}

Plot size_by_step(const Compared& weights, const Compared& sizes) {
  Plot plot({64, 346, 696, 536}, Scale::linear(0, kSteps), Scale::log(8e-4, 1));
  plot.axes({.x = "step", .y = "step size", .x_ticks = 6});
  draw_curve(plot, sizes, {.colour = Colour::green});
  draw_steps(plot, weights.has_mine ? weights.mine : weights.expected,
             sizes.has_mine ? sizes.mine : sizes.expected);
  plot.label({10, 0.3}, "half at each flip", {.right = 8, .down = -6, .colour = Colour::green, .bold = true});
  return plot;
}

kit::Drawing one_weight(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("19_rprop", 600);
  sheet.heading("Longer and longer, until the sign flips",
                subtitle("Rprop on (3*w* − 10)^{2}, from 2. Grey: steps at which it waits", expected, mine));
  sheet.describe(
      "Above, the weight by step: from 2 it goes up in steps that grow, is past 10/3 at the eighth, waits "
      "one step, comes back, and closes in from both sides in ever shorter steps. Below, the step size on a "
      "logarithmic axis: from 0.1 up to 0.36, then halved at each flip, growing by 1.2 in between, down to "
      "about a thousandth.");
  mine = differing(expected, mine);
  const Compared weights = compare(expected, mine, "one weight", 0, 1);
  const Compared sizes = compare(expected, mine, "one weight", 0, 2);
  Plot above = weight_by_step(weights), below = size_by_step(weights, sizes);
  if (mine != nullptr) {
    tell_apart(above, {weights});
    tell_apart(below, {sizes});
  }
  sheet.add(above);
  sheet.add(below);
  return sheet.drawing();
}

kit::Drawing drift(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("19_rprop_drift", 460);
  sheet.heading("Nine small slopes outvote a large one",
                subtitle("Rounds of ten mini-batches: slope 0.1 nine times, then −0.9; their mean is 0",
                         expected, mine));
  sheet.describe(
      "The weight over thirty mini-batches. Plain descent goes down a little nine times and comes back to 0 "
      "at the tenth, in every round. Rprop goes down in ever longer steps, waits at each tenth, and is at "
      "−1.616 after three rounds.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 696, 396}, Scale::linear(0, kSteps), Scale::linear(-1.8, 0.2));
  plot.axes({.x = "mini-batch", .y = "weight", .x_ticks = 6});
  const Compared plain = compare(expected, mine, "drift of plain descent", 0, 1);
  const Compared rprop = compare(expected, mine, "drift of Rprop", 0, 1);
  draw_curve(plot, plain, {});
  draw_curve(plot, rprop, {.colour = Colour::green});
  const Points& shown = rprop.has_mine ? rprop.mine : rprop.expected;
  draw_steps(plot, shown, shown);
  plot.label({22, 0}, "plain descent", {.down = -14, .bold = true});
  plot.label({22, -0.72}, "Rprop",
             {.right = -14, .down = 22, .colour = Colour::green, .anchor = Anchor::end, .bold = true});
  if (mine != nullptr) tell_apart(plot, {plain, rprop});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 19_rprop: a weight and its step size. 19_rprop_drift: what mini-batches do to it.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {one_weight(expected, mine), drift(expected, mine)};
}

}  // namespace downhill::rprop
