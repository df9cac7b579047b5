// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::two_weights {
namespace {

using namespace kit::figure;

const Point kStart{1, 2}, kNearest{0.4, 1.2};

double loss(double first, double second) {
  const double error = 3 * first + 4 * second - 6;
  return error * error;
}

// Ground and axes. Both weights have the same scale, so that right angles look right.
Plot map() {
  Plot plot({60, 104, 696, 488}, Scale::linear(-1.05, 2.925), Scale::linear(0.35, 2.75));
  plot.axes({.x = "weight *w*_{1}", .y = "*w*_{2}", .grid = false});
  std::vector<double> levels;
  for (int error = 1; error <= 7; ++error) levels.push_back(error * error);
  plot.contours(loss, levels);
  plot.curve({{-1.05, 2.2875}, {1.5333, 0.35}}, {.colour = Colour::green});
  return plot;
}

// Where the gradient points from the start, a hundredth of it drawn.
void draw_gradient(Plot& plot, const kit::Paths& paths, const Line& line) {
  constexpr double kShown = 0.014;
  const double first = number_in(paths, "gradient", 0, 0), second = number_in(paths, "gradient", 0, 1);
  plot.arrow(kStart, {kStart.x + kShown * first, kStart.y + kShown * second}, line, 9);
}

void label_map(Plot& plot) {
  plot.label({1.42, 2.56}, "gradient (30, 40): uphill",
             {.right = 14, .down = 2, .colour = Colour::blue, .bold = true});
  plot.label({-0.98, 1.26}, "error 0:\n3*w*_{1} + 4*w*_{2} = 6", {.colour = Colour::green, .bold = true});
  plot.label({0.7, 1.6}, "*w* after one step\n(0.7, 1.6)",
             {.right = -14, .down = -24, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  plot.label({0.7, 1.672}, "one weight after\nthe other", {.right = 40, .down = 4, .colour = Colour::violet});
  plot.label(kNearest, "nearest to the start: (0.4, 1.2)",
             {.right = 14, .down = 18, .colour = Colour::green});
}

kit::Drawing way(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("02_two_weights", 548);
  sheet.heading("The gradient crosses the contours at right angles",
                subtitle("Inputs (3, 4), target 6, loss *e*^{2}; learning rate 0.01", expected, mine));
  sheet.describe(
      "A valley with a straight floor, seen from above: the floor is the line of all weights whose error is "
      "0. "
      "From (1, 2) the gradient (30, 40) points straight up the slope. The descent goes straight down "
      "against "
      "it, halving the distance at each step, to (0.4, 1.2), the place on the floor that is nearest to the "
      "start. If one weight moves after the other, the step leaves that line.");
  mine = differing(expected, mine);
  Plot plot = map();
  draw_gradient(plot, mine == nullptr ? expected : *mine, {.colour = Colour::blue, .weight = Weight::bold});
  const Compared straight = compare(expected, mine, "way 0.01", 0, 1);
  const Compared bent = compare(expected, mine, "one after the other", 0, 1);
  draw_curve(plot, bent, {.colour = Colour::violet, .weight = Weight::thin});
  for (const Point& p : bent.has_mine ? bent.mine : bent.expected)
    plot.dot(p, {.colour = Colour::violet, .radius = 4});
  draw_trail(plot, straight, Colour::orange);
  plot.dot(kStart, {.radius = 7.5});
  plot.dot(kNearest, {.colour = Colour::green, .radius = 6});
  plot.label(kStart, "start (1, 2)", {.right = 14, .down = 16, .bold = true});
  if (mine == nullptr)
    label_map(plot);
  else
    tell_apart(plot, {straight, bent});
  sheet.add(plot);
  return sheet.drawing();
}

// One line of errors, and where its label stands from one of its points.
struct Errors {
  std::string rate, factor;
  Colour colour;
  std::size_t labelled;
  double right, down;
};

Plot errors_plot(const kit::Paths& expected, const kit::Paths* mine, const Box& frame, const Scale& range,
                 const std::vector<Errors>& lines) {
  Plot plot(frame, Scale::linear(0, 6), range);
  plot.axes({.x = "step", .x_ticks = 6});
  std::vector<Compared> all;
  for (const Errors& errors : lines) {
    all.push_back(compare(expected, mine, "rate " + errors.rate, 0, 1));
    draw_curve(plot, all.back(), {.colour = errors.colour});
    for (const Point& p : all.back().has_mine ? all.back().mine : all.back().expected)
      plot.dot(p, {.colour = errors.colour, .radius = 3.6, .ringed = false});
    plot.label(all.back().expected.at(errors.labelled), "*α* = " + errors.rate + ": × " + errors.factor,
               {.right = errors.right, .down = errors.down, .colour = errors.colour, .bold = true});
  }
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

kit::Drawing error_by_step(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("02_two_weights_error", 460);
  sheet.heading("The rate decides on which side a step ends",
                subtitle("Error, predicted − actual, after each step from an error of 5", expected, mine));
  sheet.describe(
      "Five lines from an error of 5. Left: rate 0.01 halves it at each step; 0.02 ends on 0 at once; 0.03 "
      "goes "
      "to −2.5, 1.25, −0.625. Right: 0.04 bounces between 5 and −5; 0.05 swings wider at each step.");
  mine = differing(expected, mine);
  Plot smaller = errors_plot(expected, mine, {52, 124, 342, 396}, Scale::linear(-4, 6),
                             {{"0.01", "0.5", Colour::orange, 1, 12, -4},
                              {"0.02", "0", Colour::green, 3, 26, 34},
                              {"0.03", "−0.5", Colour::blue, 1, 8, 22}});
  Plot larger =
      errors_plot(expected, mine, {416, 124, 706, 396}, Scale::linear(-12, 12),
                  {{"0.04", "−1", Colour::violet, 4, -14, -14}, {"0.05", "−1.5", Colour::ink, 2, 12, 6}});
  smaller.label({0, 6}, "the error shrinks", {.right = -32, .down = -16});
  larger.label({0, 12}, "it does not", {.right = -32, .down = -16});
  sheet.add(smaller);
  sheet.add(larger);
  return sheet.drawing();
}

}  // namespace

/// 02_two_weights: a descent from above. 02_two_weights_error: the error after each step at five rates.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {way(expected, mine), error_by_step(expected, mine)};
}

}  // namespace downhill::two_weights
