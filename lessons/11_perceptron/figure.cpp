// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::perceptron {
namespace {

using namespace kit::figure;

// A unit's logit is the same all along such a line.
struct Unit {
  double w1, w2, b;
  Unit(const kit::Paths& paths)
      : w1(number_in(paths, "neuron", 0, 0)),
        w2(number_in(paths, "neuron", 0, 1)),
        b(number_in(paths, "neuron", 0, 2)) {}
  double logit(double x, double y) const { return w1 * x + w2 * y + b; }
};

double logit_of(double probability) { return std::log(probability / (1 - probability)); }

// What the bands' borders are called, where they leave the map: to the right or at the top.
void name_borders(Plot& plot, const Unit& unit, const std::vector<double>& levels) {
  for (const double level : levels) {
    const double logit = logit_of(level);
    const Point right{1, (logit - unit.b - unit.w1) / unit.w2}, top{(logit - unit.b - unit.w2) / unit.w1, 1};
    const std::string name = words_for(level, 1);
    if (plot.shows(right)) {
      plot.label(right, name, {.right = 6, .down = 5, .small = true});
    } else if (plot.shows(top)) {
      plot.label(top, name, {.down = -6, .anchor = Anchor::middle, .small = true});
    }
  }
}

Plot map_of_rows(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({56, 112, 330, 386}, Scale::linear(0, 1), Scale::linear(0, 1));
  plot.axes({.x = "first input", .x_ticks = 5, .grid = false});
  const std::vector<double> levels{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
  const Unit unit(mine == nullptr ? expected : *mine);
  std::vector<double> borders;
  for (const double level : levels) borders.push_back(logit_of(level));
  plot.contours([&](double x, double y) { return unit.logit(x, y); }, borders);
  name_borders(plot, unit, levels);
  for (const auto& row : kit::points_of(expected, "rows").rowwise())
    plot.dot({row(0), row(1)}, {.colour = row(2) > 0.5 ? Colour::orange : Colour::blue, .radius = 6});
  plot.label({0, 1}, "second input", {.right = -36, .down = -28});
  plot.label({0.41, 0.458}, "class 1", {.colour = Colour::orange, .bold = true});
  plot.label({0.18, 0.083}, "class 0", {.down = 5, .colour = Colour::blue, .bold = true});
  return plot;
}

kit::Drawing descent(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("11_perceptron", 450);
  sheet.heading(
      "One unit, thirteen rows, straight borders",
      subtitle("Left: probability of class 1 after 10000 steps. Right: the cost on the way", expected, mine));
  sheet.describe(
      "Left, the thirteen rows by their two inputs, three of them of class 1, over bands of equal "
      "probability: straight and parallel, from below 0.1 at the lower right to above 0.7 at the upper left. "
      "Right, the cost over the steps, their axis logarithmic: it falls under 0.540, which always saying 3 "
      "in 13 "
      "costs, and levels off at 0.511.");
  mine = differing(expected, mine);
  sheet.add(map_of_rows(expected, mine));
  Plot plot({430, 112, 700, 386}, Scale::log(1, 10000), Scale::linear(0.48, 0.7));
  plot.axes({.x = "step", .y = "cost", .y_ticks = 5});
  constexpr double guess = 0.540204;  // the cross-entropy of 3/13 with itself
  plot.curve({{1, guess}, {10000, guess}}, {.colour = Colour::grey, .weight = Weight::hair, .dashed = true});
  plot.label({10000, guess}, "always saying 3/13",
             {.down = -8, .colour = Colour::grey, .anchor = Anchor::end});
  const Compared cost = compare(expected, mine, "cost", 0, 1);
  draw_curve(plot, cost, {.weight = Weight::bold});
  plot.label({10000, number_in(expected, "marks", 2, 1)},
             words_for(number_in(mine == nullptr ? expected : *mine, "marks", 2, 1), 4),
             {.down = 24, .anchor = Anchor::end, .bold = true});
  if (mine != nullptr) tell_apart(plot, {cost});
  sheet.add(plot);
  return sheet.drawing();
}

kit::Drawing losses(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("11_perceptron_loss", 440);
  sheet.heading("Sure and wrong: who still learns?",
                subtitle("Loss of a sample of target 1, by the unit's logit *z*", expected, mine));
  sheet.describe(
      "From the logit, the loss is a straight line far out on the wrong side, 40 at z = −40, and bends to 0 "
      "around 0. Cut off at 10 to the minus 12, it follows that line and is flat at 27.6 from z = −27.6 on. "
      "The squared error rises to 1 within a few units and is flat beyond −5.");
  mine = differing(expected, mine);
  Plot plot({56, 104, 700, 376}, Scale::linear(-40, 10), Scale::linear(0, 42));
  plot.axes({.x = "logit *z*", .y = "loss", .x_ticks = 5, .y_ticks = 4});
  const Compared logit = compare(expected, mine, "losses", 0, 1),
                 cut = compare(expected, mine, "losses", 0, 2),
                 squared = compare(expected, mine, "losses", 0, 3);
  draw_curve(plot, logit, {.colour = Colour::blue, .weight = Weight::bold});
  draw_curve(plot, cut, {.colour = Colour::orange});
  draw_curve(plot, squared, {.colour = Colour::green});
  plot.label({-33, 36}, "from the logit: as steep as ever", {.colour = Colour::blue, .bold = true});
  plot.label({-39.5, 24}, "cut off at 10^{−12}: flat", {.colour = Colour::orange, .bold = true});
  plot.label({-39.5, 3}, "squared error: flat much sooner", {.colour = Colour::green, .bold = true});
  if (mine != nullptr) tell_apart(plot, {logit, cut, squared});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 11_perceptron: what a unit makes of thirteen rows. 11_perceptron_loss: three losses by the logit.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {descent(expected, mine), losses(expected, mine)};
}

}  // namespace downhill::perceptron
