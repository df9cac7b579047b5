// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::derivative {
namespace {

using namespace kit::figure;

constexpr double kPlace = 2;

Point on_cube(double x) { return {x, x * x * x}; }

// Moves from the place as places.
Compared from_the_place(Compared moves) {
  for (Points* points : {&moves.expected, &moves.mine})
    for (Point& p : *points) p.x += kPlace;
  return moves;
}

// A line from a point of the curve on, as steep as a quotient says.
Points secant(const kit::Paths& paths, Index column, double from, double to) {
  const double slope = number_in(paths, "wide", 0, column);
  return {on_cube(from), {to, on_cube(from).y + slope * (to - from)}};
}

Compared secants(const kit::Paths& expected, const kit::Paths* mine, Index column, double from, double to) {
  return {secant(expected, column, from, to), mine ? secant(*mine, column, from, to) : Points{},
          mine != nullptr};
}

void draw_cube(Plot& plot) {
  constexpr int kCount = 100;
  constexpr double kLow = 0.5, kHigh = 3.08;
  Points curve;
  for (int i = 0; i <= kCount; ++i) curve.push_back(on_cube(kLow + (kHigh - kLow) * i / kCount));
  plot.curve(curve, {.weight = Weight::bold});
  plot.label(on_cube(kHigh), "*x*^{3}", {.right = 10, .down = 4, .bold = true});
}

kit::Drawing three_lines(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("06_derivative", 490);
  sheet.heading("Two values make a slope",
                subtitle("*x*^{3} at 2, with *h* = 1, so that the lines can be told apart", expected, mine));
  sheet.describe(
      "The curve of x cubed. At 2 its tangent has the slope 12. The line from there to the point at 3 is "
      "much "
      "steeper, 19. The line from the point at 1 to the point at 3 has the slope 13 and runs almost along "
      "the "
      "tangent.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 690, 426}, Scale::linear(0.4, 3.6), Scale::linear(-5, 30));
  plot.axes({.x = "*x*", .x_ticks = 6});
  draw_cube(plot);
  const Compared tangent = from_the_place(compare(expected, mine, "tangent", 0, 1));
  const Compared forward = secants(expected, mine, 0, 2, 3), central = secants(expected, mine, 1, 1, 3);
  draw_curve(plot, tangent, {.colour = Colour::green});
  draw_curve(plot, central, {.colour = Colour::blue});
  draw_curve(plot, forward, {.colour = Colour::orange});
  for (const double x : {1.0, 2.0, 3.0}) plot.dot(on_cube(x), {.radius = 6});
  const auto slope = [&](Index column) { return words_for(number_in(expected, "wide", 0, column), 3); };
  plot.label({2.88, 8 + 0.88 * 19}, "forward " + slope(0),
             {.right = 18, .down = 14, .colour = Colour::orange, .bold = true});
  plot.label({1.5, 1 + 0.5 * 13}, "central " + slope(1),
             {.right = -8, .down = -10, .colour = Colour::blue, .anchor = Anchor::end, .bold = true});
  plot.label({2.7, 8 + 0.7 * 12}, "tangent 12",
             {.right = 8, .down = 18, .colour = Colour::green, .bold = true});
  if (mine != nullptr) tell_apart(plot, {tangent, forward, central});
  sheet.add(plot);
  return sheet.drawing();
}

kit::Drawing errors_by_h(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("06_derivative_error", 490);
  sheet.heading("Small is good, tiny is not",
                subtitle("Error of either quotient of *x*^{3} at 2, over *h*", expected, mine));
  sheet.describe(
      "Error over h, both on logarithmic axes, from h = 0.1 at the right down to 1e-15. The forward error "
      "falls "
      "by ten when h does, down to a ten-millionth at 1e-8. The central one falls by a hundred, down to some "
      "1e-11 between 1e-5 and 1e-6. To the left of that both rise again, jagged, up to errors of size 1.");
  mine = differing(expected, mine);
  Plot plot({76, 104, 690, 426}, Scale::log(5e-16, 0.2), Scale::log(1e-12, 20));
  plot.axes({.x = "*h*", .y = "error"});
  const Compared forward = compare(expected, mine, "quotients", 0, 2);
  const Compared central = compare(expected, mine, "quotients", 0, 4);
  draw_curve(plot, forward, {.colour = Colour::orange});
  draw_curve(plot, central, {.colour = Colour::blue});
  plot.label({1e-4, 6e-4}, "forward\nerror ~ *h*",
             {.right = -10, .down = -34, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  plot.label({1e-3, 1e-6}, "central\nerror ~ *h*^{2}",
             {.right = 14, .down = 10, .colour = Colour::blue, .bold = true});
  plot.label({1e-12, 1e-7}, "rounding ~ 1/*h*",
             {.right = -4, .down = 26, .colour = Colour::grey, .anchor = Anchor::middle});
  if (mine != nullptr) tell_apart(plot, {forward, central});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 06_derivative: secants and the tangent. 06_derivative_error: how the error depends on h.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {three_lines(expected, mine), errors_by_h(expected, mine)};
}

}  // namespace downhill::derivative
