// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::trials {
namespace {

using namespace kit::figure;

Plot three_trials(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({56, 124, 316, 392}, Scale::linear(0.22, 0.38), Scale::linear(0.3, 0.7));
  plot.axes({.x = "weight", .y = "loss", .x_ticks = 3, .y_ticks = 4});
  plot.curve({{0.22, 0.34}, {0.38, 0.66}}, {.colour = Colour::grey, .weight = Weight::thin});
  const Points trials = points_in(expected, "neighbours", 0, 1);
  for (std::size_t i = 0; i < 3 && i < trials.size(); ++i) {
    plot.dot(trials[i], {.colour = i == 1 ? Colour::ink : Colour::blue, .radius = 6.5});
    plot.label(trials[i], words_for(trials[i].x, 2) + ": " + words_for(trials[i].y, 1),
               {.right = 12, .down = 14, .bold = true});
  }
  const kit::Paths& shown = mine == nullptr ? expected : *mine;
  const Point kept{number_in(shown, "neighbours", 3, 0), number_in(shown, "neighbours", 3, 1)};
  plot.dot(kept, {.colour = Colour::orange, .radius = 8});
  plot.label(kept, "kept", {.down = -16, .colour = Colour::orange, .anchor = Anchor::middle, .bold = true});
  return plot;
}

double valley(double first, double second) {
  const double error = 3 * first + 4 * second - 6;
  return error * error;
}

// One unit is as long upwards as it is sideways.
Plot valley_map(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({416, 124, 704, 392}, Scale::linear(-0.05, 1.24), Scale::linear(0.9, 2.1));
  plot.axes({.x = "weight *w*_{1}", .y = "*w*_{2}", .x_ticks = 4, .y_ticks = 4, .grid = false});
  std::vector<double> levels;
  for (int error = 1; error <= 6; ++error) levels.push_back(error * error);
  plot.contours(valley, levels);
  plot.curve({{-0.05, 1.5375}, {0.8, 0.9}}, {.colour = Colour::green});
  const Compared sweeps = compare(expected, mine, "sweeps", 2, 3);
  const Compared descent = compare(expected, nullptr, "descent", 2, 3);
  draw_trail(plot, descent, Colour::ink);
  draw_trail(plot, sweeps, Colour::orange);
  plot.dot({1, 2}, {.radius = 7});
  plot.label({0.68, 1.68}, "sweeps",
             {.right = -14, .down = -4, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  plot.label({0.7, 1.6}, "descent", {.right = 14, .down = 12, .bold = true});
  plot.label({0.3, 1.3}, "stuck",
             {.right = -14, .down = 18, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  plot.label({0.66, 1.005}, "floor: loss 0", {.right = 8, .down = -2, .colour = Colour::green});
  if (mine != nullptr) tell_apart(plot, {sweeps});
  return plot;
}

kit::Drawing trials(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("05_trials", 456);
  sheet.heading(
      "Try, keep the better, repeat",
      subtitle("Left one weight and its two neighbours. Right two weights in turn", expected, mine));
  sheet.describe(
      "Left: three losses on a straight line, 0.4 at the weight 0.25, 0.5 at 0.3 and 0.6 at 0.35; the first "
      "is kept. "
      "Right: a straight valley from above. The sweeps go from (1, 2) by equal steps, down in both weights, "
      "and get "
      "stuck at (0.3, 1.3), a little off the floor. The descent goes straight to the floor.");
  mine = differing(expected, mine);
  sheet.add(three_trials(expected, mine));
  sheet.add(valley_map(expected, mine));
  return sheet.drawing();
}

Plot loss_by_cost(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({64, 124, 344, 404}, Scale::linear(0, 80), Scale::log(1e-6, 100));
  plot.axes({.x = "looks", .y = "loss", .x_ticks = 3});
  const Compared random = compare(expected, mine, "random trials", 0, 1);
  const Compared sweeps = compare(expected, mine, "sweeps", 0, 1);
  const Compared descent = compare(expected, nullptr, "descent", 0, 1);
  draw_curve(plot, random, {.colour = Colour::blue});
  draw_curve(plot, sweeps, {.colour = Colour::orange});
  draw_curve(plot, descent, {});
  plot.label({34, 7}, "random trials", {.right = 4, .down = -8, .colour = Colour::blue, .bold = true});
  plot.label({40, 0.01}, "sweeps",
             {.down = 24, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  plot.label({20, 2e-5}, "descent", {.right = 14, .down = 5, .bold = true});
  if (mine != nullptr) tell_apart(plot, {random, sweeps});
  return plot;
}

Plot cost_by_size(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({436, 124, 668, 404}, Scale::log(1, 1e7), Scale::log(1, 1e8));
  plot.axes({.x = "weights", .y = "looks", .x_ticks = 4});
  const Compared costs = compare(expected, mine, "costs", 0, 1);
  draw_curve(plot, costs, {.colour = Colour::orange});
  plot.curve({{1, 2}, {1e7, 2}}, {});
  plot.label({3e4, 6e4}, "one sweep",
             {.right = -14, .down = -8, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  plot.label({1e3, 2}, "one gradient", {.down = -12, .bold = true});
  if (mine != nullptr) tell_apart(plot, {costs});
  return plot;
}

kit::Drawing costs(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("05_trials_cost", 464);
  sheet.heading(
      "What trying costs",
      subtitle("Left with two weights, right with many. A gradient counts as two looks", expected, mine));
  sheet.describe(
      "Left: loss against looks, from 25. Gradient descent is below a millionth after some 26; "
      "the sweeps "
      "stop at 0.01 after 35; the random trials are still at work. Right: the looks of one sweep grow in "
      "proportion to the number of weights, to twenty million for ten million weights; one gradient stays at "
      "about "
      "two.");
  mine = differing(expected, mine);
  sheet.add(loss_by_cost(expected, mine));
  sheet.add(cost_by_size(expected, mine));
  return sheet.drawing();
}

}  // namespace

/// 05_trials: three trials of one weight, and sweeps over two. 05_trials_cost: what it costs.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {trials(expected, mine), costs(expected, mine)};
}

}  // namespace downhill::trials
