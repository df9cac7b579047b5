// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/landscapes.hpp"
#include "kit/paths.hpp"

namespace downhill::momentum {
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

const std::vector<Way> kWays{{"plain descent", Colour::ink, 5, 14, 26, Anchor::end},
                             {"Momentum", Colour::blue, 2, 16, 22, Anchor::start},
                             {"HeavyBall", Colour::orange, 3, 10, -34, Anchor::end}};

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
  Sheet sheet("16_momentum", 484);
  sheet.heading("One ravine, one rate, three memories",
                subtitle("½(*x*^{2} + 25*y*^{2}), rate 1/13, *β* = 0.6; steps until it is below 10^{−6}",
                         expected, mine));
  sheet.describe(
      "Contours of a long valley from above. From (10, 1), plain descent jumps from side to side all the "
      "way; Momentum glides along the floor after two swings; HeavyBall swings wider, and is at the "
      "minimum first.");
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

constexpr int kSteps = 40;  // that the velocities are shown for

// Slopes of size 1 that keep their sign (1) or change it at every step (−1).
void dot_slopes(Plot& plot, double sign) {
  double slope = 1;
  for (int step = 1; step <= kSteps; ++step, slope *= sign)
    plot.dot({1.0 * step, slope}, {.colour = Colour::grey, .radius = 1.6, .ringed = false});
}

// One panel of velocities: what they answer to, and both forms.
Plot velocities(const kit::Paths& expected, const kit::Paths* mine, const std::string& slopes,
                const Box& frame, const Scale& range) {
  Plot plot(frame, Scale::linear(0, kSteps), range);
  plot.axes({.x = "step", .x_ticks = 4});
  std::vector<Compared> both;
  for (const std::string form : {"HeavyBall", "Momentum"}) {
    both.push_back(compare(expected, mine, slopes + " " + form, 0, 1));
    draw_curve(plot, both.back(), {.colour = form == "Momentum" ? Colour::blue : Colour::orange});
  }
  if (mine != nullptr) tell_apart(plot, both);
  return plot;
}

kit::Drawing velocity(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("16_momentum_velocity", 440);
  sheet.heading("Steady slopes add up, alternating ones cancel",
                subtitle("Velocity by step, *β* = 0.9. Grey: the slopes that it answers to", expected, mine));
  sheet.describe(
      "Left: slopes that are always 1 make HeavyBall's velocity grow towards 10, and Momentum's towards "
      "1. Right: slopes of 1 and −1 in turn leave HeavyBall's velocity swinging by 0.53, and Momentum's "
      "by 0.053.");
  mine = differing(expected, mine);
  Plot steady = velocities(expected, mine, "steady", {52, 124, 340, 376}, Scale::linear(0, 10.8));
  Plot alternating =
      velocities(expected, mine, "alternating", {416, 124, 704, 376}, Scale::linear(-1.2, 1.2));
  dot_slopes(steady, 1);
  dot_slopes(alternating, -1);
  const Label heavy{.colour = Colour::orange, .anchor = Anchor::end, .bold = true};
  const Label averaged{.colour = Colour::blue, .anchor = Anchor::end, .bold = true};
  steady.label({0, 10.8}, "slope 1, again and again", {.right = -32, .down = -16});
  steady.label({kSteps, 7.2}, "HeavyBall → 10", heavy);
  steady.label({kSteps, 1.6}, "Momentum → 1", averaged);
  alternating.label({0, 1.2}, "slope 1, −1, 1, −1, …", {.right = -32, .down = -16});
  alternating.label({kSteps, 0.72}, "HeavyBall → ±0.53", heavy);
  alternating.label({kSteps, -0.8}, "Momentum → ±0.053", averaged);
  sheet.add(steady);
  sheet.add(alternating);
  return sheet.drawing();
}

// A run through the two basins, called by its rate and beta.
struct Roll {
  std::string path, rate, beta;
  Colour colour;
  Point label;
};

constexpr double kHill = 0.07543;  // the weight at its top

const std::vector<Roll> kRolls{{"0.05, 0.9", "0.05", "0.9", Colour::orange, {-0.74, 34}},
                               {"0.02, 0.9", "0.02", "0.9", Colour::blue, {1.36, 36}},
                               {"0.05, 0.8", "0.05", "0.8", Colour::green, {1.36, 14}}};

// The landscape, and where each roll ends in it.
Plot two_basins_curve(const kit::Paths& expected, const Scale& weights) {
  constexpr int kCount = 170;
  constexpr double kLow = -1.6, kHigh = 1.8;
  Plot plot({64, 104, 696, 272}, weights, Scale::linear(-1.6, 1.6));
  plot.axes({.y = "loss", .x_ticks = 0, .y_ticks = 4});
  const kit::Landscape land = kit::two_basins();
  const auto on_curve = [&](double weight) { return Point{weight, land.loss(Vector{{weight}})}; };
  Points curve;
  for (int i = 0; i <= kCount; ++i) curve.push_back(on_curve(kLow + (kHigh - kLow) * i / kCount));
  plot.curve(curve, {.weight = Weight::bold});
  plot.dot(on_curve(1.5), {.radius = 7.5});
  plot.label(on_curve(1.5), "start", {.right = 16, .down = 6, .bold = true});
  for (std::size_t i = 0; i < kRolls.size(); ++i)  // two end at the same place: one dot inside the other
    plot.dot(on_curve(number_in(expected, "ends", static_cast<Index>(i), 0)),
             {.colour = kRolls[i].colour, .radius = i == 2 ? 4.0 : 7.5, .ringed = i != 2});
  plot.label(on_curve(kHill), "hill", {.down = -12, .anchor = Anchor::middle, .bold = true});
  return plot;
}

kit::Drawing two_basins(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("16_momentum_two_basins", 600);
  sheet.heading(
      "Enough speed rolls over the hill",
      subtitle("HeavyBall in *w*^{4} − 2*w*^{2} + 0.3*w*; the steps run downwards", expected, mine));
  sheet.describe(
      "A curve with two basins and a hill between them; below it, the way of three runs from the right, "
      "step by step. Rate 0.05 with beta 0.9 rolls over the hill and settles in the deeper basin at "
      "−1.03558. Rate 0.02 with 0.9 turns back just before the top, 0.05 with 0.8 earlier; both settle "
      "in the near basin at 0.96015.");
  mine = differing(expected, mine);
  const Scale weights = Scale::linear(-1.7, 2.5);
  sheet.add(two_basins_curve(expected, weights));
  Plot plot({64, 306, 696, 536}, weights, Scale::linear(60, 0));
  plot.axes({.x = "weight *w*", .y = "step", .y_ticks = 4, .grid = false});
  plot.curve({{kHill, 0}, {kHill, 20}}, {.colour = Colour::grey, .weight = Weight::hair, .dashed = true});
  std::vector<Compared> rolls;
  for (const Roll& roll : kRolls) {
    rolls.push_back(compare(expected, mine, roll.path, 1, 0));
    draw_trail(plot, rolls.back(), roll.colour);
    const double end = number_in(expected, "ends", static_cast<Index>(rolls.size()) - 1, 0);
    plot.label(roll.label, "*α* = " + roll.rate + ", *β* = " + roll.beta + "\nends at " + words_for(end, 5),
               {.colour = roll.colour, .bold = true});
  }
  if (mine != nullptr) tell_apart(plot, rolls);
  sheet.add(plot);
  return sheet.drawing();
}

constexpr double kLowestRate = 0.003, kHighestRate = 0.3;

// The axes of the map: rates, and how much of 1 − β's way from 1 to 0.01 is gone.
double height_on_map(double beta) { return -std::log10(1 - beta) / 2; }

// The end of a run, between those that were run.
double end_at(const kit::Paths& paths, double rate, double up) {
  constexpr double kLastColumn = 56, kLastRow = 32;
  const double column = std::clamp(std::log10(rate / kLowestRate) / 2 * kLastColumn, 0.0, kLastColumn - 1e-6);
  const double row = std::clamp(up * kLastRow, 0.0, kLastRow - 1e-6);
  const auto left = static_cast<Index>(column), below = static_cast<Index>(row);
  const double x = column - static_cast<double>(left), y = row - static_cast<double>(below);
  const auto end = [&](Index i, Index k) { return number_in(paths, "ends by setting", below + i, left + k); };
  return (1 - y) * ((1 - x) * end(0, 0) + x * end(0, 1)) + y * ((1 - x) * end(1, 0) + x * end(1, 1));
}

void name_memories(Plot& plot) {
  for (const std::string beta : {"0", "0.5", "0.9", "0.97", "0.99"})
    plot.label({kLowestRate, height_on_map(std::stod(beta))}, beta,
               {.right = -10, .down = 5, .colour = Colour::grey, .anchor = Anchor::end, .small = true});
}

kit::Drawing settings(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("16_momentum_settings", 500);
  sheet.heading(
      "Every setting at once",
      subtitle("HeavyBall’s loss in the ravine after 60 steps: the fuller, the lower", expected, mine));
  sheet.describe(
      "A map with rates from 0.003 to 0.3 to the right and memories from 0 to 0.99 upwards. At the right "
      "everything is lost, beyond a border that begins at rate 0.08 without memory and reaches twice that "
      "rate. The darkest region is a wedge that leans on the border; there is theory’s best setting, rate "
      "1/9 with beta 4/9. Rate 0.01 with beta 0.9 lies far to the left, plain descent’s best rate 1/13 "
      "at the lower end of the border.");
  mine = differing(expected, mine);
  Plot plot({84, 108, 692, 424}, Scale::log(kLowestRate, kHighestRate), Scale::linear(0, 1));
  plot.axes({.x = "rate *α*", .y = "*β*", .y_ticks = 0});
  name_memories(plot);
  std::vector<double> levels;
  for (int power = -14; power <= 0; power += 2) levels.push_back(power);
  levels.insert(levels.end(), {1, std::log10(62.5)});  // the loss at the start
  plot.contours([&](double rate, double up) { return end_at(mine != nullptr ? *mine : expected, rate, up); },
                levels);
  Points border;
  for (double up = 0; up < 1.01; up += 0.05) border.push_back({2 * (2 - std::pow(10, -2 * up)) / 25, up});
  plot.curve(border, {.colour = Colour::orange});
  plot.label({0.1665, 0.66}, "lost: beyond\n2(1 + *β*) / 25", {.colour = Colour::orange, .bold = true});
  const auto mark = [&](double rate, double beta, const std::string& name, const Label& label) {
    plot.dot({rate, height_on_map(beta)}, {.radius = 6});
    plot.label({rate, height_on_map(beta)}, name, label);
  };
  mark(1.0 / 9, 4.0 / 9, "theory’s best:\n1/9, 4/9", {.right = 44, .down = -2, .bold = true});
  mark(1.0 / 13, 0, "plain descent’s best", {.right = -14, .down = -10, .anchor = Anchor::end, .bold = true});
  mark(0.01, 0.9, "0.01, 0.9", {.right = -12, .down = 5, .anchor = Anchor::end, .bold = true});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 16_momentum: ways through a ravine. 16_momentum_velocity: under steady and alternating slopes.
/// 16_momentum_settings: how low any rate and memory get. 16_momentum_two_basins: over a hill, or not.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {ravine(expected, mine), velocity(expected, mine), settings(expected, mine),
          two_basins(expected, mine)};
}

}  // namespace downhill::momentum
