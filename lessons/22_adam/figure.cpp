// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::adam {
namespace {

using namespace kit::figure;

Plot step_sizes(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr int kSteps = 40;
  Plot plot({52, 124, 330, 376}, Scale::linear(0, kSteps), Scale::linear(0, 8));
  plot.axes({.x = "step", .x_ticks = 4, .y_ticks = 4});
  const Compared without = compare(expected, mine, "uncorrected", 0, 1);
  const Compared with = compare(expected, mine, "corrected", 0, 1);
  draw_curve(plot, without, {.colour = Colour::grey});
  draw_curve(plot, with, {.colour = Colour::violet});
  plot.label({0, 8}, "step size over *α*, slope 1", {.right = -32, .down = -16});
  plot.label({kSteps, 6.9}, "uncorrected", {.colour = Colour::grey, .anchor = Anchor::end, .bold = true});
  plot.label({kSteps, 1.3}, "Adam", {.colour = Colour::violet, .anchor = Anchor::end, .bold = true});
  if (mine != nullptr) tell_apart(plot, {with, without});
  return plot;
}

// A learning rate, and where its name stands.
struct Rate {
  std::string rate;
  Colour colour;
  Point label;
};

const std::vector<Rate> kRates{{"1", Colour::orange, {5, 4.32}},
                               {"0.1", Colour::violet, {42, 3.62}},
                               {"0.01", Colour::blue, {30, 2.55}},
                               {"0.001", Colour::green, {54, 2.17}}};

Plot one_weight(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr int kSteps = 80;
  constexpr double kAnswer = 10.0 / 3;
  Plot plot({412, 124, 700, 376}, Scale::linear(0, kSteps), Scale::linear(1.8, 4.6));
  plot.axes({.x = "step", .x_ticks = 5, .y_ticks = 5});
  plot.curve({{0, kAnswer}, {kSteps, kAnswer}},
             {.colour = Colour::grey, .weight = Weight::hair, .dashed = true});
  std::vector<Compared> all;
  for (const Rate& rate : kRates) {
    all.push_back(compare(expected, mine, "rate " + rate.rate, 0, 1));
    draw_curve(plot, all.back(), {.colour = rate.colour});
    plot.label(rate.label, "*α* = " + rate.rate, {.colour = rate.colour, .bold = true});
  }
  plot.label({0, 4.6}, "weight, towards 10/3", {.right = -32, .down = -16});
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

kit::Drawing steps(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("22_adam", 440);
  sheet.heading(
      "Even steps from the first one on",
      subtitle("*β*_{1} = 0.9, *β*_{2} = 0.999; on the right the one weight of lesson 01", expected, mine));
  sheet.describe(
      "Left: under a steady slope every step of Adam's is as long as its rate. Without the correction the "
      "first "
      "is 3.16 times as long, the twelfth 6.57 times, and the fortieth still 5 times. Right: the weight by "
      "step "
      "for four rates. With 1 it runs far past 10/3 and comes back; with 0.1 it arrives within forty steps "
      "and "
      "a small swing; with 0.01 it is still on its way after eighty steps; with 0.001 it has hardly left.");
  mine = differing(expected, mine);
  sheet.add(step_sizes(expected, mine));
  sheet.add(one_weight(expected, mine));
  return sheet.drawing();
}

kit::Drawing burst(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr int kSteps = 4000;
  Sheet sheet("22_adam_burst", 460);
  sheet.heading(
      "Arrived is not settled",
      subtitle("Largest loss in each hundred steps in ½(*x*^{2} + 25*y*^{2}); *α* = 0.5", expected, mine));
  sheet.describe(
      "Loss over four thousand steps on a logarithmic axis. With a constant rate it falls below the axis "
      "within "
      "a few hundred steps, and comes back near step 3356, up to 1.28. With a rate that decays it "
      "stays below.");
  mine = differing(expected, mine);
  Plot plot({72, 104, 696, 396}, Scale::linear(0, kSteps), Scale::log(1e-12, 100));
  plot.axes({.x = "step", .y = "loss", .x_ticks = 4});
  const Compared constant = compare(expected, mine, "constant rate", 0, 1);
  const Compared decayed = compare(expected, mine, "decayed rate", 0, 1);
  draw_curve(plot, constant, {.colour = Colour::violet});
  draw_curve(plot, decayed, {.colour = Colour::green});
  plot.label({3350, 0.03}, "constant rate",
             {.right = -24, .colour = Colour::violet, .anchor = Anchor::end, .bold = true});
  plot.label({420, 1e-9}, "*α*/(1 + 0.01 *t*)", {.colour = Colour::green, .bold = true});
  if (mine != nullptr) tell_apart(plot, {constant, decayed});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 22_adam: step sizes with and without correction, and four rates. 22_adam_burst: long after arrival.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {steps(expected, mine), burst(expected, mine)};
}

}  // namespace downhill::adam
