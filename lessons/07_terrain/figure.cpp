// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/landscapes.hpp"
#include "kit/paths.hpp"

namespace downhill::terrain {
namespace {

using namespace kit::figure;

// One of the three maps of the ravine.
struct Strip {
  std::string path, rate, verdict;
  Colour colour;
};

const std::vector<Strip> kStrips{{"rate 0.02", "0.02", "quiet, and slow along the valley", Colour::blue},
                                 {"rate 1/13", "1/13", "as fast along as across", Colour::orange},
                                 {"rate 0.08", "0.08", "bounces from wall to wall for ever", Colour::violet}};

Compared draw_strip(Sheet& sheet, const kit::Paths& expected, const kit::Paths* mine, std::size_t i) {
  constexpr double kTop = 112, kHeight = 106, kApart = 148;
  const bool last = i + 1 == kStrips.size();
  const double top = kTop + kApart * static_cast<double>(i);
  Plot plot({52, top, 700, top + kHeight}, Scale::linear(-1.6, 12), Scale::linear(-1.4, 1.4));
  plot.axes({.x = last ? "*x*" : "", .x_ticks = last ? 7 : 0, .y_ticks = 2, .grid = false});
  const kit::Landscape land = kit::ravine();
  std::vector<double> levels;
  for (int k = 1; k <= 9; ++k) levels.push_back(land.loss(Vector{{1.4 * k, 0}}));
  plot.contours([&](double x, double y) { return land.loss(Vector{{x, y}}); }, levels);
  const Strip& strip = kStrips[i];
  const Compared way = compare(expected, mine, strip.path, 0, 1);
  draw_trail(plot, way, strip.colour);
  plot.dot({10, 1}, {.radius = 6});
  plot.dot({0, 0}, {.radius = 5});
  plot.label({-1.6, 1.4}, "*α* = " + strip.rate + ": " + strip.verdict,
             {.down = -8, .colour = strip.colour, .bold = true});
  if (mine != nullptr) tell_apart(plot, {way});
  sheet.add(plot);
  return way;
}

kit::Drawing ravine(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("07_terrain", 572);
  sheet.heading("One ravine, three rates",
                subtitle("½(*x*^{2} + 25*y*^{2}) from above, 30 steps from (10, 1)", expected, mine));
  sheet.describe(
      "Three maps of a long valley, seen from above. At rate 0.02 the way runs to the floor at once and then "
      "creeps along it, only half of the way in 30 steps. At 1/13 it jumps from side to side, closer at each "
      "step, and is almost at the minimum. At 0.08 it jumps between the two walls and never comes closer to "
      "the "
      "floor.");
  mine = differing(expected, mine);
  for (std::size_t i = 0; i < kStrips.size(); ++i) draw_strip(sheet, expected, mine, i);
  return sheet.drawing();
}

kit::Drawing pace(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("07_terrain_rate", 470);
  sheet.heading("The slowest weight sets the pace",
                subtitle("Factor of each weight's distance in a step, curvatures 1 and 25", expected, mine));
  sheet.describe(
      "Sizes of two factors over the learning rate. That of the flat weight falls slowly from 1. That of the "
      "steep weight falls fast to 0 at 0.04 and rises again. The larger of the two, drawn bold, is smallest "
      "where "
      "they cross, at 1/13, with 0.923, and passes 1 at 0.08.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 690, 406}, Scale::linear(0, 0.096), Scale::linear(0, 1.4));
  plot.axes({.x = "learning rate *α*", .y = "|factor|", .x_ticks = 5});
  const auto flat = [](double rate) { return Point{rate, 1 - rate}; };
  plot.curve({{0, 1}, {0.04, 0}, {0.096, 1.4}}, {.colour = Colour::orange, .dashed = true});
  plot.curve({flat(0), flat(0.096)}, {.colour = Colour::blue, .dashed = true});
  const Compared largest = compare(expected, mine, "contraction", 0, 1);
  draw_curve(plot, largest, {.weight = Weight::bold});
  const double best = 1.0 / 13;
  plot.dot(flat(best), {.colour = Colour::green, .radius = 7.5});
  plot.dot({0.08, 1}, {.colour = Colour::violet, .radius = 6.5});
  plot.label({0.02, 0.5}, "steep: |1 − 25*α*|",
             {.right = 24, .down = 4, .colour = Colour::orange, .bold = true});
  plot.label({0.03, 0.97}, "flat: 1 − *α*", {.down = 26, .colour = Colour::blue, .bold = true});
  plot.label({0.096, 0.72}, "best: 1/13, × 0.923",
             {.colour = Colour::green, .anchor = Anchor::end, .bold = true});
  plot.leader(flat(best), {3, 10}, {9, 25});
  plot.label({0.08, 1}, "limit: 0.08, × 1",
             {.right = -14, .down = -22, .colour = Colour::violet, .anchor = Anchor::end, .bold = true});
  if (mine != nullptr) tell_apart(plot, {largest});
  sheet.add(plot);
  return sheet.drawing();
}

// From (step, weight) to (weight, height).
template <class Height>
Points on_ground(const Points& way, const Height& height) {
  Points points;
  for (const Point& p : way) points.push_back({p.y, height(p.y)});
  return points;
}

// The ground, and where a run steps on it: dots, and arrows for the first steps.
template <class Height>
void draw_ground(Plot& plot, const Height& height, double low, double high) {
  constexpr int kCount = 160;
  Points curve;
  for (int i = 0; i <= kCount; ++i) {
    const double x = low + (high - low) * i / kCount;
    curve.push_back({x, height(x)});
  }
  plot.curve(curve, {.colour = Colour::grey});
}

void draw_steps(Plot& plot, const Points& way, Colour colour, std::size_t arrows) {
  for (std::size_t i = 1; i < way.size() && i <= arrows; ++i)
    plot.arrow(way[i - 1], way[i], {.colour = colour, .weight = Weight::thin}, 5);
  for (std::size_t i = 0; i < way.size(); ++i)
    plot.dot(way[i], {.colour = colour, .radius = i == 0 ? 6.5 : 3.4, .ringed = i == 0});
}

template <class Height>
Compared draw_run(Plot& plot, const kit::Paths& expected, const kit::Paths* mine, const std::string& path,
                  const Height& height, Colour colour, std::size_t arrows) {
  const Compared way = compare(expected, mine, path, 0, 1);
  const Compared on{on_ground(way.expected, height), on_ground(way.mine, height), way.has_mine};
  if (on.has_mine) plot.curve(on.expected, {.colour = colour, .weight = Weight::thin, .dashed = true});
  draw_steps(plot, on.has_mine ? on.mine : on.expected, colour, arrows);
  return on;
}

Plot two_basins(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({40, 132, 352, 380}, Scale::linear(-1.65, 1.85), Scale::linear(-1.5, 1.6));
  plot.axes({.x = "*w*^{4} − 2*w*^{2} + 0.3*w*", .x_ticks = 4, .y_ticks = 0});
  const kit::Landscape land = kit::two_basins();
  const auto height = [&](double w) { return land.loss(Vector{{w}}); };
  draw_ground(plot, height, -1.62, 1.68);
  const Compared near = draw_run(plot, expected, mine, "1.5 at 0.05", height, Colour::blue, 1);
  const Compared far = draw_run(plot, expected, mine, "1.5 at 0.2", height, Colour::orange, 1);
  plot.dot({1.5, height(1.5)}, {.radius = 7.5});
  plot.label({1.5, height(1.5)}, "start", {.right = -14, .down = 4, .anchor = Anchor::end, .bold = true});
  plot.label({0.96, -0.706}, "*α* = 0.05",
             {.down = 30, .colour = Colour::blue, .anchor = Anchor::middle, .bold = true});
  plot.label({-0.2, 0.3}, "*α* = 0.2",
             {.down = -12, .colour = Colour::orange, .anchor = Anchor::middle, .bold = true});
  if (mine != nullptr) tell_apart(plot, {near, far});
  return plot;
}

Plot plateau(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({396, 132, 708, 380}, Scale::linear(-1.3, 4.1), Scale::linear(-8.4, 2.6));
  plot.axes({.x = "*w*^{4}/4 − *w*^{3}", .x_ticks = 5, .y_ticks = 0});
  const auto height = [](double w) { return w * w * w * (w / 4 - 1); };
  draw_ground(plot, height, -1.22, 4.08);
  const Compared stalled = draw_run(plot, expected, mine, "from -1", height, Colour::violet, 0);
  const Compared arrives = draw_run(plot, expected, mine, "from 1", height, Colour::green, 0);
  plot.label({-0.2, 0}, "stalls on the flat",
             {.right = 4, .down = -20, .colour = Colour::violet, .bold = true});
  plot.label({3, height(3)}, "arrives",
             {.down = 28, .colour = Colour::green, .anchor = Anchor::middle, .bold = true});
  if (mine != nullptr) tell_apart(plot, {stalled, arrives});
  return plot;
}

kit::Drawing false_bottoms(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("07_terrain_bottoms", 446);
  sheet.heading("Where a run ends is decided early",
                subtitle("Left: one start, two rates. Right: one rate, two starts", expected, mine));
  sheet.describe(
      "Left, a curve with two basins. From 1.5 a rate of 0.05 settles in the near basin; a rate of 0.2 jumps "
      "past "
      "it onto the hill and rolls down into the far, deeper one. Right, a curve that is flat at 0 and lowest "
      "at "
      "3. A run from −1 crowds together before the flat place; one from 1 arrives at the bottom.");
  mine = differing(expected, mine);
  sheet.add(two_basins(expected, mine));
  sheet.add(plateau(expected, mine));
  return sheet.drawing();
}

}  // namespace

/// 07_terrain: the ravine at three rates. 07_terrain_rate: contraction by rate. 07_terrain_bottoms: two
/// basins and a plateau.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {ravine(expected, mine), pace(expected, mine), false_bottoms(expected, mine)};
}

}  // namespace downhill::terrain
