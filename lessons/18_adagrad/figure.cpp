// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/landscapes.hpp"
#include "kit/paths.hpp"

namespace downhill::adagrad {
namespace {

using namespace kit::figure;

// A way through the ravine; its name stands beside one of its points.
struct Way {
  std::string name;
  Colour colour;
  std::size_t labelled;
  double right, down;
  Anchor anchor;
};

const std::vector<Way> kWays{{"plain descent", Colour::ink, 9, 14, 28, Anchor::end},
                             {"AdaGrad", Colour::orange, 1, -14, 6, Anchor::end}};

Plot ravine_map() {
  Plot plot({52, 100, 700, 420}, Scale::linear(-1.6, 12), Scale::linear(-1.4, 1.4));
  plot.axes({.x = "*x*", .y = "*y*", .grid = false});
  const kit::Landscape land = kit::ravine();
  std::vector<double> levels;
  for (int i = 1; i <= 9; ++i) levels.push_back(land.loss(Vector{{1.4 * i, 0}}));
  plot.contours([&](double x, double y) { return land.loss(Vector{{x, y}}); }, levels);
  return plot;
}

kit::Drawing ravine(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("18_adagrad", 484);
  sheet.heading(
      "A rate for every weight flattens the ravine",
      subtitle("½(*x*^{2} + 25*y*^{2}); plain descent at 1/13, AdaGrad at 2; steps until below 10^{−6}",
               expected, mine));
  sheet.describe(
      "Contours of a long valley from above. From (10, 1), plain descent jumps from side to side all the "
      "way. AdaGrad's first step has the same length along and across; after four swings it stays on the "
      "floor and goes straight to the minimum.");
  mine = differing(expected, mine);
  Plot plot = ravine_map();
  std::vector<Compared> ways;
  for (const Way& way : kWays) {
    ways.push_back(compare(expected, mine, way.name, 0, 1));
    draw_trail(plot, ways.back(), way.colour);
    const double steps = number_in(expected, "steps as drawn", static_cast<Index>(ways.size()) - 1, 0);
    plot.label(
        ways.back().expected.at(way.labelled), way.name + "\n" + words_for(steps, 0) + " steps",
        {.right = way.right, .down = way.down, .colour = way.colour, .anchor = way.anchor, .bold = true});
  }
  plot.dot({10, 1}, {.radius = 7.5});
  plot.dot({0, 0}, {.radius = 6});
  plot.label({10, 1}, "start", {.right = 14, .down = 6, .bold = true});
  plot.label({0, 0}, "minimum", {.down = 60, .anchor = Anchor::middle, .bold = true});
  plot.leader({0, 0}, {0, 11}, {0, 44});
  if (mine != nullptr) tell_apart(plot, ways);
  sheet.add(plot);
  return sheet.drawing();
}

constexpr int kSteps = 40;  // that the rates are shown for

Plot rates_by_step(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({64, 124, 344, 376}, Scale::linear(0, kSteps), Scale::linear(0, 0.11));
  plot.axes({.x = "step", .x_ticks = 4, .y_ticks = 5});
  const Compared frequent = compare(expected, mine, "frequent", 0, 1);
  const Compared rare = compare(expected, mine, "rare", 0, 1);
  draw_curve(plot, frequent, {.colour = Colour::orange});
  draw_curve(plot, rare, {.colour = Colour::blue});
  if (mine != nullptr) tell_apart(plot, {frequent, rare});
  plot.label({0, 0.11}, "rate of a weight", {.right = -44, .down = -16});
  plot.label({kSteps, 0.08}, "slope 1 every tenth step",
             {.colour = Colour::blue, .anchor = Anchor::end, .bold = true});
  plot.label({kSteps, 0.0275}, "slope 1 at every step",
             {.colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  return plot;
}

Plot way_by_step(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({424, 124, 704, 376}, Scale::linear(0, kSteps), Scale::linear(0, 4.4));
  plot.axes({.x = "step", .x_ticks = 4, .y_ticks = 4});
  plot.curve({{0, 0}, {kSteps, 0.1 * kSteps}}, {.weight = Weight::thin});
  const Compared walked = compare(expected, mine, "walked", 0, 1);
  draw_curve(plot, walked, {.colour = Colour::orange});
  if (mine != nullptr) tell_apart(plot, {walked});
  plot.label({0, 4.4}, "way under a steady slope of 1", {.right = -32, .down = -16});
  plot.label({26, 3.1}, "plain descent", {.anchor = Anchor::end, .bold = true});
  plot.label({kSteps, 0.62}, "AdaGrad", {.colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  return plot;
}

kit::Drawing rates(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("18_adagrad_rates", 440);
  sheet.heading("Who has moved a lot moves less",
                subtitle("Learning rate *α* = 0.1 for both", expected, mine));
  sheet.describe(
      "Left: the rate of a weight with a slope of 1 at every step falls from 0.1 to 0.016 in forty steps; "
      "that of a weight with a slope of 1 at every tenth step goes down four stairs, to 0.05. Right: under "
      "a steady slope of 1, plain descent has walked 4 after forty steps; AdaGrad 1.13, slower and slower.");
  mine = differing(expected, mine);
  sheet.add(rates_by_step(expected, mine));
  sheet.add(way_by_step(expected, mine));
  return sheet.drawing();
}

}  // namespace

/// 18_adagrad: ways through a ravine. 18_adagrad_rates: rates that fade, and what it costs.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {ravine(expected, mine), rates(expected, mine)};
}

}  // namespace downhill::adagrad
