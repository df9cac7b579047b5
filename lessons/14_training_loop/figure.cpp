// SPDX-License-Identifier: MIT
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::training_loop {
namespace {

using namespace kit::figure;

struct Way {
  std::string path, name;
  Colour colour;
};

const std::vector<Way> kWays{{"all", "all rows at once", Colour::ink},
                             {"pairs", "pairs", Colour::blue},
                             {"online", "one by one", Colour::orange}};

// The mean squared error of m x + b at the points (0, 1), (1, 3), (2, 2), (3, 5), less the least, 0.675.
double above_the_least(double m, double b) {
  const double dm = m - 1.1, db = b - 1.1;
  return 3.5 * dm * dm + 3 * dm * db + db * db;
}

Plot panel(const Box& frame, bool first) {
  Plot plot(frame, Scale::linear(-0.15, 1.75), Scale::linear(-0.15, 1.45));
  plot.axes({.x = "*m*", .y = first ? "*b*" : "", .x_ticks = 3, .y_ticks = first ? 3 : 0, .grid = false});
  std::vector<double> levels;
  for (int i = 1; i <= 9; ++i) levels.push_back(0.1 * i * i);
  plot.contours(above_the_least, levels);
  return plot;
}

// The first three epochs of so many updates, and the last one.
void draw_ends(Plot& plot, const Points& way, std::ptrdiff_t updates, Colour colour) {
  constexpr std::ptrdiff_t kEpochs = 3;
  if (std::ssize(way) <= kEpochs * updates) return;
  const Line line{.colour = colour, .weight = Weight::thin};
  plot.curve(Points(way.begin(), way.begin() + kEpochs * updates + 1), line);
  plot.curve(Points(way.end() - updates - 1, way.end()), {.colour = colour});
}

kit::Drawing descent(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("14_training_loop", 380);
  sheet.heading(
      "One loop, three batch sizes",
      subtitle("The best line for four points is the green dot; 40 epochs at rate 0.05", expected, mine));
  sheet.describe(
      "Three maps of the loss over slope m and intercept b, ovals about (1.1, 1.1), each with a way from "
      "(0, 0). All rows at once: a smooth curve that crosses the ovals at right angles and creeps towards "
      "the "
      "middle. Pairs: a narrow zig-zag. One by one: a wide zig-zag that goes round and round beside the "
      "middle, and never comes to rest.");
  mine = differing(expected, mine);
  constexpr double kLeft = 46, kWidth = 208, kApart = 18;
  for (std::size_t i = 0; i < kWays.size(); ++i) {
    const double left = kLeft + static_cast<double>(i) * (kWidth + kApart);
    Plot plot = panel({left, 124, left + kWidth, 316}, i == 0);
    const Compared way = compare(expected, mine, "way " + kWays[i].path, 0, 1);
    if (i == 0) {
      draw_curve(plot, way, {.colour = kWays[i].colour});
    } else {
      draw_curve(plot, way, {.colour = kWays[i].colour, .weight = Weight::hair, .faint = true});
      draw_ends(plot, way.has_mine ? way.mine : way.expected, i == 1 ? 2 : 4, kWays[i].colour);
    }
    plot.dot({0, 0}, {.radius = 5.5});
    plot.dot({1.1, 1.1}, {.colour = Colour::green, .radius = 5.5});
    plot.label({-0.15, 1.45}, kWays[i].name,
               {.right = i == 0 ? 8.0 : 0.0, .down = -12, .colour = kWays[i].colour, .bold = true});
    if (mine != nullptr) tell_apart(plot, {way});
    sheet.add(plot);
  }
  return sheet.drawing();
}

Plot losses(const kit::Paths& expected, const kit::Paths* mine, const std::string& points, const Box& frame,
            const std::vector<Point>& names) {
  Plot plot(frame, Scale::linear(0, 200), Scale::log(1e-6, 100));
  plot.axes({.x = "epoch", .x_ticks = 4});
  std::vector<Compared> all;
  for (std::size_t i = 0; i < kWays.size(); ++i) {
    all.push_back(compare(expected, mine, points + " " + kWays[i].path, 0, 1));
    draw_curve(plot, all.back(), {.colour = kWays[i].colour});
    plot.label(names[i], kWays[i].name, {.colour = kWays[i].colour, .anchor = Anchor::end, .bold = true});
  }
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

kit::Drawing loss(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("14_training_loop_loss", 424);
  sheet.heading("More updates win, as long as the rows agree",
                subtitle("Loss above the least that a line can have, by epoch; rate 0.03", expected, mine));
  sheet.describe(
      "Two panels, logarithmic. Left, four points on a line: all three ways fall for ever, single rows "
      "fastest, all rows at once slowest. Right, four points that no line fits: single rows fall fastest and "
      "then stay level at 0.03 above the least, pairs level off lower, and all rows at once go on falling "
      "below both.");
  mine = differing(expected, mine);
  Plot on = losses(expected, mine, "on", {64, 124, 366, 364}, {{198, 0.022}, {170, 1.5e-4}, {60, 8e-6}});
  Plot off = losses(expected, mine, "off", {420, 124, 704, 364}, {{140, 7e-5}, {198, 0.0055}, {198, 0.055}});
  on.label({0, 100}, "points on a line", {.down = -16});
  off.label({0, 100}, "points that no line fits", {.down = -16});
  sheet.add(on);
  sheet.add(off);
  return sheet.drawing();
}

}  // namespace

/// 14_training_loop: the ways of three batch sizes. 14_training_loop_loss: how fast they learn, and how far.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {descent(expected, mine), loss(expected, mine)};
}

}  // namespace downhill::training_loop
