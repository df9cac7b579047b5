// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "kit/data.hpp"
#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::fit_a_line {
namespace {

using namespace kit::figure;

constexpr double kRight = 4.4;  // how far the lines are drawn

// The lines of some rows of "lines", with a word at their ends.
void draw_lines(Plot& plot, const kit::Paths& paths, bool dashed, bool named) {
  constexpr Index kLast = 5;
  for (Index row = 0; row <= kLast; ++row) {
    const double m = number_in(paths, "lines", row, 1), b = number_in(paths, "lines", row, 2);
    const Colour colour = row == 0 ? Colour::grey : row == kLast ? Colour::green : Colour::orange;
    plot.curve({{0, b}, {kRight, m * kRight + b}},
               {.colour = colour, .weight = dashed ? Weight::hair : Weight::normal, .dashed = dashed});
    if (!named) continue;
    const std::string steps = words_for(number_in(paths, "lines", row, 0), 0);
    const double down = row == kLast ? -2 : row == kLast - 1 ? 14 : 5;  // the last two are close together
    plot.label({kRight, m * kRight + b}, row == 0 ? "start" : steps + (row == 1 ? " step" : " steps"),
               {.right = 8, .down = down, .colour = colour, .bold = true});
  }
}

Plot points_plot(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({48, 116, 276, 396}, Scale::linear(0, kRight), Scale::linear(-0.6, 10.4));
  plot.axes({.x = "*x*", .y = "*y*", .x_ticks = 4});
  draw_lines(plot, expected, mine != nullptr, mine == nullptr);
  if (mine != nullptr) draw_lines(plot, *mine, false, true);
  const kit::Points four = kit::line4();
  for (Index i = 0; i < four.x.size(); ++i) plot.dot({four.x(i), four.y(i)}, {.radius = 6.5});
  return plot;
}

// The mean square of the four points, multiplied out: means of x² 7.5, of x 2.5, of xy 17.5, of y 6, of
// y² 41.
double mean_square(double m, double b) { return 7.5 * m * m + b * b + 41 + 5 * m * b - 35 * m - 12 * b; }

Plot weights_plot(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({420, 116, 702, 396}, Scale::linear(-0.2, 3), Scale::linear(-0.6, 2.2));
  plot.axes({.x = "slope *m*", .y = "*b*", .x_ticks = 4, .y_ticks = 4, .grid = false});
  plot.contours(mean_square, {0.04, 0.25, 1, 2.5, 5, 10, 17, 26, 37});
  const Compared slow = compare(expected, mine, "rate 0.01", 1, 2);
  const Compared fast = compare(expected, mine, "rate 0.05", 1, 2);
  draw_trail(plot, slow, Colour::orange);
  // Both go the same way at first: the fast one thin, on top.
  draw_curve(plot, fast, {.colour = Colour::blue, .weight = Weight::thin});
  const Points& way = fast.has_mine ? fast.mine : fast.expected;
  for (std::size_t step = 1; step < std::min<std::size_t>(4, way.size()); ++step)
    plot.dot(way[step], {.colour = Colour::blue, .radius = 3.5});
  plot.dot({0, 0}, {.colour = Colour::grey, .radius = 7});
  plot.dot({number_in(expected, "exact", 0, 0), number_in(expected, "exact", 0, 1)},
           {.colour = Colour::green, .radius = 7});
  plot.label({2, 1}, "exact (2, 1)", {.right = 12, .down = -10, .colour = Colour::green, .bold = true});
  plot.label({0, 0}, "start", {.down = 26, .colour = Colour::grey, .anchor = Anchor::middle, .bold = true});
  plot.label({0.7, 0.24}, "*α* = 0.01", {.down = 24, .colour = Colour::orange, .bold = true});
  plot.label({2.1, 0.75}, "*α* = 0.05", {.right = 12, .down = 8, .colour = Colour::blue, .bold = true});
  if (mine != nullptr) tell_apart(plot, {slow, fast});
  return plot;
}

kit::Drawing fit(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("04_fit_a_line", 460);
  sheet.heading(
      "A descent, seen twice",
      subtitle("Left the lines over the points, right the same steps over *m* and *b*", expected, mine));
  sheet.describe(
      "Left: four points on a straight line. The descent at rate 0.01 starts with a flat line at 0; after 1, "
      "2 and "
      "5 steps it is steeper; after 100 it lies on the points. Right: contours of the cost over slope and "
      "intercept, "
      "a long narrow valley. The descent at 0.01 runs down its side and then hardly moves along the floor; "
      "at 0.05 it "
      "is across after one step and gets further along. The exact line is at (2, 1).");
  mine = differing(expected, mine);
  sheet.add(points_plot(expected, mine));
  sheet.add(weights_plot(expected, mine));
  return sheet.drawing();
}

struct Rate {
  std::string rate;
  Colour colour;
  double down;
};

const std::vector<Rate> kRates{{"0.12", Colour::violet, 4},
                               {"0.01", Colour::orange, -2},
                               {"0.05", Colour::blue, 4},
                               {"0.1", Colour::ink, 6}};

kit::Drawing cost_by_step(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("04_fit_a_line_cost", 470);
  sheet.heading("Fast down the side, slow along the floor",
                subtitle("Cost after each step from *m* = *b* = 0, on a logarithmic axis", expected, mine));
  sheet.describe(
      "Four lines of cost against step, from 41. At rates 0.01, 0.05 and 0.1 the cost falls steeply within "
      "some "
      "twenty steps and then slowly and evenly, the faster the larger the rate. At 0.12 it creeps up and is "
      "above "
      "92 after 100 steps.");
  mine = differing(expected, mine);
  Plot plot({72, 104, 600, 408}, Scale::linear(0, 100), Scale::log(1e-5, 1000));
  plot.axes({.x = "step", .y = "cost", .x_ticks = 5});
  std::vector<Compared> all;
  for (const Rate& rate : kRates) {
    all.push_back(compare(expected, mine, "rate " + rate.rate, 0, 3));
    draw_curve(plot, all.back(), {.colour = rate.colour});
    plot.label(all.back().expected.at(100), "*α* = " + rate.rate,
               {.right = 12, .down = rate.down, .colour = rate.colour, .bold = true});
  }
  if (mine != nullptr) tell_apart(plot, all);
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 04_fit_a_line: lines over points, and the same steps over m and b. 04_fit_a_line_cost: cost by step.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {fit(expected, mine), cost_by_step(expected, mine)};
}

}  // namespace downhill::fit_a_line
