// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::showdown {
namespace {

using namespace kit::figure;

// A line of losses: its column of the path, how it is drawn, and where its name stands.
struct Curve {
  std::string name;
  Index column;
  Line line;
  Point label;
  Anchor anchor = Anchor::start;
};

const Line kDescent{.colour = Colour::ink, .weight = Weight::thin}, kBalls{.colour = Colour::blue},
    kAdaGrad{.colour = Colour::green}, kRprop{.colour = Colour::orange}, kRMSProp{.colour = Colour::violet},
    kAdadelta{.colour = Colour::grey}, kAdam{.colour = Colour::ink, .weight = Weight::bold};
constexpr double kLast = 180;  // step

const std::vector<Curve> kStraight{{"plain descent", 1, kDescent, {93, 2e-5}, Anchor::end},
                                   {"Momentum,\nHeavyBall", 3, kBalls, {kLast, 9e-7}},
                                   {"AdaGrad", 4, kAdaGrad, {kLast, 2.2e-4}},
                                   {"Rprop", 5, kRprop, {34, 1e-5}, Anchor::end},
                                   {"RMSProp", 6, kRMSProp, {kLast, 0.03}},
                                   {"Adadelta", 7, kAdadelta, {kLast, 60}},
                                   {"Adam", 8, kAdam, {kLast, 8e-6}}};
const std::vector<Curve> kAslant{
    {"HeavyBall,\nas before", 1, kBalls, {2, 0.2}}, {"AdaGrad", 2, kAdaGrad, {kLast, 0.015}},
    {"Rprop", 3, kRprop, {93, 2e-4}, Anchor::end},    {"RMSProp", 4, kRMSProp, {kLast, 0.2}},
    {"Adadelta", 5, kAdadelta, {kLast, 60}},          {"Adam", 6, kAdam, {kLast, 2e-7}}};

Plot losses(const kit::Paths& expected, const kit::Paths* mine, const std::string& path,
            const std::string& name, const std::vector<Curve>& curves, const Box& frame) {
  Plot plot(frame, Scale::linear(0, kLast), Scale::log(1e-7, 300));
  plot.axes({.x = "step"});
  plot.label({0, 300}, name, {.down = -12, .bold = true});
  plot.curve({{0, 1e-6}, {kLast, 1e-6}}, {.colour = Colour::grey, .weight = Weight::hair, .dashed = true});
  std::vector<Compared> all;
  for (const Curve& curve : curves) {
    all.push_back(compare(expected, mine, path, 0, curve.column));
    draw_curve(plot, all.back(), curve.line);
    plot.label(curve.label, curve.name,
               {.right = curve.anchor == Anchor::end ? -8.0 : 8.0,
                .down = 5,
                .colour = curve.line.colour,
                .anchor = curve.anchor,
                .bold = true});
  }
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

kit::Drawing race(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("24_showdown", 700);
  sheet.heading("Turn the valley, and some fall behind",
                subtitle("Loss by step, at the rates of the table. Dashed: a millionth", expected, mine));
  sheet.describe(
      "Two panels of losses over 180 steps, on a logarithmic axis. In the ravine along the axes Rprop is at "
      "a "
      "millionth after 39 steps, plain descent after 116, Momentum, HeavyBall and Adam after some 165; "
      "AdaGrad "
      "is on its way, RMSProp levels off at a thirtieth, Adadelta has hardly moved. In the same ravine "
      "turned "
      "by 45 degrees HeavyBall does as before, and Rprop takes 136 steps, Adam 172; AdaGrad is far behind.");
  mine = differing(expected, mine);
  sheet.add(
      losses(expected, mine, "losses straight", "The ravine along the axes", kStraight, {64, 108, 560, 342}));
  sheet.add(losses(expected, mine, "losses aslant", "The same, turned by 45°", kAslant, {64, 424, 560, 640}));
  return sheet.drawing();
}

// A way down both ravines. In each its name stands beside one of its points.
struct Way {
  std::string name;
  Colour colour;
  std::size_t straight, aslant;
  Point by_straight, by_aslant;  // from that point to its name, on the sheet
};

const std::vector<Way> kWays{{"HeavyBall", Colour::blue, 5, 14, {-6, 30}, {-60, 4}},
                             {"Rprop", Colour::orange, 9, 23, {0, -58}, {34, 24}},
                             {"Adam", Colour::ink, 10, 5, {-6, 30}, {36, 6}}};

// Both panels have one scale, so that a turn is a turn.
Plot ways_in(const kit::Paths& expected, const kit::Paths* mine, bool aslant) {
  Plot plot = aslant ? Plot({420, 100, 708, 388}, Scale::linear(-2, 10), Scale::linear(-2, 10))
                     : Plot({46, 154, 370, 334}, Scale::linear(-2, 11.5), Scale::linear(-3.5, 4));
  plot.axes({.x = "*x*", .y = "*y*", .x_ticks = 5, .y_ticks = 4, .grid = false});
  const auto height = [&](double x, double y) {
    return aslant ? (13 * x * x - 24 * x * y + 13 * y * y) / 2 : (x * x + 25 * y * y) / 2;
  };
  std::vector<double> levels;
  for (int i = 1; i <= 10; ++i) levels.push_back(i * i);
  plot.contours(height, levels);
  std::vector<Compared> all;
  for (const Way& way : kWays) {
    const std::string path = std::string(aslant ? "way aslant " : "way straight ") + way.name;
    all.push_back(compare(expected, mine, path, 0, 1));
    draw_trail(plot, all.back(), way.colour);
    const Point by = aslant ? way.by_aslant : way.by_straight;
    plot.label(
        all.back().expected.at(aslant ? way.aslant : way.straight), way.name,
        {.right = by.x, .down = by.y + 5, .colour = way.colour, .anchor = Anchor::middle, .bold = true});
  }
  const Point start = all.front().expected.front();
  plot.dot(start, {.radius = 7.5});
  plot.dot({0, 0}, {.radius = 6});
  plot.label(start, "start", {.down = -14, .anchor = Anchor::middle, .bold = true});
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

kit::Drawing ways(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("24_showdown_ways", 452);
  sheet.heading("One way turns with the valley",
                subtitle("24 steps of three methods, at the rates of the table", expected, mine));
  sheet.describe(
      "Contours of a long narrow valley, on the left along the x axis, on the right turned by 45 degrees. On "
      "the "
      "left HeavyBall swings from side to side, Adam swings less, Rprop runs along the floor; all three are "
      "near "
      "the minimum after 24 steps. On the right HeavyBall takes the same way, turned. Adam and Rprop set out "
      "across the valley, and are not half-way to the minimum after 24 steps.");
  mine = differing(expected, mine);
  sheet.add(ways_in(expected, mine, false));
  sheet.add(ways_in(expected, mine, true));
  return sheet.drawing();
}

// The fewer steps, the larger the dot.
double radius_for(double steps) { return std::min(13.0, 60 / std::sqrt(std::max(steps, 1.0))); }

// What became of a run: a dot and its steps, or a word.
void mark(Plot& plot, Point at, double steps) {
  constexpr double kNever = -1, kLost = -2;
  Label label{.down = 5, .colour = Colour::grey, .anchor = Anchor::middle, .small = true};
  if (steps == kNever) return plot.label(at, "–", label);
  label.colour = Colour::orange;
  if (steps == kLost) return plot.label(at, "lost", label);
  const Point above{at.x, at.y - 0.12};
  plot.dot(above, {.colour = Colour::blue, .radius = radius_for(steps)});
  label.colour = Colour::ink;
  label.down = radius_for(steps) + 16;
  plot.label(above, words_for(steps, 0), label);
}

kit::Drawing rates(const kit::Paths& expected, const kit::Paths* mine) {
  mine = differing(expected, mine);
  Sheet sheet("24_showdown_rates", 548);
  sheet.heading("No rate is fair to all",
                mine != nullptr ? "Your code: steps until the ravine is below a millionth, of 300"
                                : "Steps until the ravine is below a millionth. –: not within 300");
  sheet.describe(
      "A table of dots, larger where fewer steps were needed: seven methods, nine rates from 0.001 to 10. "
      "Plain "
      "descent arrives at one of them and is lost above 0.03; Momentum arrives at four and HeavyBall at the "
      "four "
      "that are a tenth of these; Adam from 0.3 on, AdaGrad from 1 on, RMSProp never, Rprop at all.");
  const std::vector<std::string> names{"plain descent", "Momentum", "HeavyBall", "AdaGrad",
                                       "Rprop",         "RMSProp",  "Adam"};
  constexpr double kLeft = 0.0006;
  Plot plot({142, 76, 700, 492}, Scale::log(kLeft, 17), Scale::linear(6.7, -0.7));
  plot.axes({.x = "learning rate *α*; of Rprop: first step *Δ*_{0}", .y_ticks = 0});
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double row = static_cast<double>(i);
    plot.label({kLeft, row}, names[i], {.right = -8, .down = 5, .anchor = Anchor::end, .bold = true});
    const auto column = static_cast<Index>(i) + 1;
    for (const Point& p : points_in(mine != nullptr ? *mine : expected, "steps by rate", 0, column))
      mark(plot, {p.x, row}, p.y);
  }
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 24_showdown: losses by step, in both ravines. 24_showdown_ways: four ways through them.
/// 24_showdown_rates: steps to arrive, by method and rate.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {race(expected, mine), ways(expected, mine), rates(expected, mine)};
}

}  // namespace downhill::showdown
