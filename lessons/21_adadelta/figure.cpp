// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/landscapes.hpp"
#include "kit/paths.hpp"

namespace downhill::adadelta {
namespace {

using namespace kit::figure;

kit::Drawing ravine(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("21_adadelta", 484);
  sheet.heading(
      "Calm, and in no hurry",
      subtitle("½(*x*^{2} + 25*y*^{2}); dots: every 50th step of Adadelta, every 3rd of RMSProp at 0.1",
               expected, mine));
  sheet.describe(
      "Contours of a long valley from above. From (10, 1), Adadelta and RMSProp at rate 0.1 take the same "
      "way: down to the floor in a bow and then along it. Near its end RMSProp begins to swing from side to "
      "side, Adadelta does not. A dot of Adadelta's stands for fifty steps, one of RMSProp's for three, and "
      "the dots are about as far apart.");
  mine = differing(expected, mine);
  Plot plot({52, 100, 700, 420}, Scale::linear(-1.6, 12), Scale::linear(-0.8, 1.3));
  plot.axes({.x = "*x*", .y = "*y*", .grid = false});
  const kit::Landscape land = kit::ravine();
  std::vector<double> levels;
  for (int i = 1; i <= 9; ++i) levels.push_back(land.loss(Vector{{1.4 * i, 0}}));
  plot.contours([&](double x, double y) { return land.loss(Vector{{x, y}}); }, levels);
  const Compared rmsprop = compare(expected, mine, "RMSProp", 0, 1);
  const Compared adadelta = compare(expected, mine, "Adadelta", 0, 1);
  draw_curve(plot, rmsprop, {.colour = Colour::blue});
  for (const Point& p : rmsprop.has_mine ? rmsprop.mine : rmsprop.expected)
    plot.dot(p, {.colour = Colour::blue, .radius = 5, .ringed = false});
  draw_trail(plot, adadelta, Colour::violet);
  plot.dot({10, 1}, {.radius = 7.5});
  plot.dot({0, 0}, {.radius = 6});
  plot.label({10, 1}, "start", {.right = 14, .down = 6, .bold = true});
  plot.label({0, 0}, "minimum", {.down = 50, .anchor = Anchor::middle, .bold = true});
  plot.leader({0, 0}, {0, 11}, {0, 34});
  plot.label({9.1, 0.33}, "Adadelta",
             {.right = -18, .down = -22, .colour = Colour::violet, .anchor = Anchor::end, .bold = true});
  plot.label({9.3, 0.37}, "RMSProp", {.right = 16, .down = 22, .colour = Colour::blue, .bold = true});
  if (mine != nullptr) tell_apart(plot, {adadelta, rmsprop});
  sheet.add(plot);
  return sheet.drawing();
}

// A run with one of three ε, and where its name stands.
struct Pace {
  std::string epsilon, name;
  Colour colour;
  Point at_length, at_loss;
};

const std::vector<Pace> kPaces{{"1e-6", "*ε* = 10^{−6}", Colour::violet, {190, 0.0056}, {318, 38}},
                               {"1e-4", "*ε* = 10^{−4}", Colour::green, {190, 0.056}, {196, 9}},
                               {"1e-2", "*ε* = 10^{−2}", Colour::orange, {190, 0.5}, {74, 0.02}}};

Plot lengths(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({72, 124, 344, 376}, Scale::linear(0, 196), Scale::log(1e-3, 10));
  plot.axes({.x = "step", .x_ticks = 4});
  std::vector<Compared> all;
  for (const Pace& pace : kPaces) {
    all.push_back(compare(expected, mine, "length " + pace.epsilon, 0, 1));
    draw_curve(plot, all.back(), {.colour = pace.colour});
    plot.label(pace.at_length, pace.name,
               {.down = -10, .colour = pace.colour, .anchor = Anchor::end, .bold = true});
  }
  plot.label({0, 10}, "length of a step, slope 1", {.right = -52, .down = -16});
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

Plot losses(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({432, 124, 704, 376}, Scale::linear(0, 320), Scale::log(0.01, 100));
  plot.axes({.x = "step", .x_ticks = 4});
  std::vector<Compared> all;
  for (const Pace& pace : kPaces) {
    all.push_back(compare(expected, mine, "loss " + pace.epsilon, 0, 1));
    draw_curve(plot, all.back(), {.colour = pace.colour});
    const Anchor anchor = pace.epsilon == "1e-6" ? Anchor::end : Anchor::start;
    plot.label(pace.at_loss, pace.name, {.down = -8, .colour = pace.colour, .anchor = anchor, .bold = true});
  }
  plot.label({0, 100}, "loss in the ravine", {.right = -44, .down = -16});
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

kit::Drawing paces(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("21_adadelta_epsilon", 440);
  sheet.heading("Who has no rate to choose chooses ε",
                subtitle("*β* = 0.9, three values of *ε*", expected, mine));
  sheet.describe(
      "Left, the length of a step under a steady slope of 1, on a logarithmic axis: it grows slowly, from "
      "0.003 for an epsilon of a millionth, from 0.03 for a ten-thousandth, from 0.3 for a hundredth. Right, "
      "the loss in the ravine over 320 steps: it has hardly begun to fall for the smallest epsilon, and "
      "falls "
      "below 1 after 277 steps for the middle one and after 44 for the largest.");
  mine = differing(expected, mine);
  sheet.add(lengths(expected, mine));
  sheet.add(losses(expected, mine));
  return sheet.drawing();
}

}  // namespace

/// 21_adadelta: beside RMSProp in the ravine. 21_adadelta_epsilon: what sets the pace.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {ravine(expected, mine), paces(expected, mine)};
}

}  // namespace downhill::adadelta
