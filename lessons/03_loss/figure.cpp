// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::loss {
namespace {

using namespace kit::figure;

// The square over a stretch of the x axis, standing on the given height.
Points square(double from, double to, double ground) {
  const double top = ground + std::fabs(to - from);
  return {{from, ground}, {to, ground}, {to, top}, {from, top}, {from, ground}};
}

// One point of the data: its actual and predicted value, and the square of the error between them.
void draw_error(Plot& plot, const kit::Paths& paths, Index row, double ground, Colour colour) {
  const double actual = number_in(paths, "squares", row, 0), error = number_in(paths, "squares", row, 2);
  plot.curve(square(actual, actual + error, ground), {.colour = colour, .weight = Weight::thin});
  plot.curve({{actual, ground}, {actual + error, ground}}, {.colour = colour, .weight = Weight::bold});
  plot.dot({actual, ground}, {.radius = 6});
  plot.dot({number_in(paths, "squares", row, 1), ground}, {.colour = colour, .radius = 6});
  const double predicted = number_in(paths, "squares", row, 1);
  const Label below{.down = 24, .anchor = Anchor::middle},
      coloured{.down = 24, .colour = colour, .anchor = Anchor::middle};
  plot.label({actual, ground}, words_for(actual, 0), below);
  plot.label({predicted, ground}, words_for(predicted, 0), coloured);
  plot.label({actual + error / 2, ground + std::fabs(error) / 2},
             "error " + words_for(error, 0) + "\nsquare " + words_for(error * error, 0),
             {.down = -4, .colour = colour, .anchor = Anchor::middle, .bold = true});
}

// Beside the student's squares those that are expected.
void draw_expected(Plot& plot, const kit::Paths& expected, Index row, double ground) {
  const double actual = number_in(expected, "squares", row, 0),
               error = number_in(expected, "squares", row, 2);
  plot.curve(square(actual, actual + error, ground),
             {.colour = Colour::grey, .weight = Weight::thin, .dashed = true});
}

kit::Drawing squares(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("03_loss", 440);
  sheet.heading(
      "The mean square, and its side",
      subtitle("Each error, from actual to predicted (coloured), is the side of a square", expected, mine));
  sheet.describe(
      "Three squares on a number line, on the errors 10, 5 and −5 as their sides; their areas are 100, 25 "
      "and 25. "
      "Beside them a square of their mean area, 50. Its side is the root mean square, 7.0711.");
  mine = differing(expected, mine);
  const kit::Paths& shown = mine == nullptr ? expected : *mine;
  // One unit is as long upwards as it is sideways.
  Plot plot({36, 80, 696, 424}, Scale::linear(0, 33), Scale::linear(-2, 15.2));
  const double grounds[] = {0, 3.5, 9.9};
  const Colour colours[] = {Colour::blue, Colour::violet, Colour::orange};
  for (Index row = 0; row < 3; ++row) {
    if (mine != nullptr) draw_expected(plot, expected, row, grounds[row]);
    draw_error(plot, shown, row, grounds[row], colours[row]);
  }
  const double mean = number_in(shown, "losses", 1, 0), root = number_in(shown, "losses", 2, 0);
  constexpr double kLeft = 23.5, kGround = 3;
  plot.curve(square(kLeft, kLeft + root, kGround), {.colour = Colour::green, .weight = Weight::bold});
  plot.label({kLeft + root / 2, kGround + root / 2}, "mean square\n" + words_for(mean, 4),
             {.down = -4, .colour = Colour::green, .anchor = Anchor::middle, .bold = true});
  plot.label({kLeft + root / 2, kGround}, "side " + words_for(root, 4),
             {.down = 26, .colour = Colour::green, .anchor = Anchor::middle, .bold = true});
  if (mine != nullptr)
    plot.label({kLeft + root / 2, kGround},
               "expected: " + words_for(number_in(expected, "losses", 1, 0), 4) + ", side " +
                   words_for(number_in(expected, "losses", 2, 0), 4),
               {.down = 50, .colour = Colour::grey, .anchor = Anchor::middle});
  sheet.add(plot);
  return sheet.drawing();
}

// Contours of a loss over two weights, and the losses of the grid where their weights are.
Plot surface(const std::function<double(double, double)>& loss, const std::vector<double>& levels,
             const Box& frame, const Scale& first, const Scale& second) {
  Plot plot(frame, first, second);
  plot.axes({.x = "weight *w*_{1}", .y = "*w*_{2}", .x_ticks = 3, .y_ticks = 3, .grid = false});
  plot.contours(loss, levels);
  return plot;
}

// The numbers of the grid; where the student's differ, theirs above what is expected.
void write_grid(Plot& plot, const kit::Paths& expected, const kit::Paths* mine, const std::string& name) {
  constexpr Index kCells = 9;
  for (Index cell = 0; cell < kCells; ++cell) {
    const Point at{number_in(expected, name, cell, 0), number_in(expected, name, cell, 1)};
    const std::string right = words_for(number_in(expected, name, cell, 2), 2);
    const std::string yours = mine == nullptr ? right : words_for(number_in(*mine, name, cell, 2), 2);
    plot.dot(at, {.radius = 3, .ringed = false});
    plot.label(at, yours, {.down = -8, .anchor = Anchor::middle, .bold = true});
    if (yours != right)
      plot.label(at, "(" + right + ")", {.down = 20, .colour = Colour::grey, .anchor = Anchor::middle});
  }
}

double one_row(double first, double second) { return std::pow(3 * first + 4 * second - 6, 2); }

double three_rows(double first, double second) {
  return (std::pow(first - 2, 2) + std::pow(second - 1, 2) + std::pow(first + second - 6, 2)) / 3;
}

kit::Drawing surfaces(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("03_loss_surface", 470);
  sheet.heading("The data stay, the weights vary",
                subtitle("Mean squared error over two weights. Numbers: loss_grid", expected, mine));
  sheet.describe(
      "Left, one row of data: a valley whose floor is a line of weights without any error; the nine numbers "
      "around it run from 0 to 64. Right, three rows that no weights satisfy: a bowl with its lowest place, "
      "a loss "
      "of 1, at the weights 3 and 2.");
  mine = differing(expected, mine);
  std::vector<double> valley, bowl;
  for (int i = 1; i <= 9; ++i) {
    valley.push_back(i * i);
    bowl.push_back(1 + i * i / 12.0);
  }
  Plot one =
      surface(one_row, valley, {52, 132, 338, 404}, Scale::linear(-0.4, 2.4), Scale::linear(-0.3, 2.5));
  Plot three =
      surface(three_rows, bowl, {416, 132, 702, 404}, Scale::linear(1.4, 4.6), Scale::linear(0.5, 3.6));
  one.curve({{-0.4, 1.8}, {2.4, -0.3}}, {.colour = Colour::green, .weight = Weight::normal});
  one.label({-0.4, 2.5}, "(3, 4) → 6", {.right = 30, .down = -16});
  three.label({1.4, 3.6}, "(1, 0) → 2, (0, 1) → 1, (1, 1) → 6", {.right = 30, .down = -16, .small = true});
  three.dot({3, 2}, {.colour = Colour::green, .radius = 6});
  write_grid(one, expected, mine, "one row");
  write_grid(three, expected, mine, "three rows");
  sheet.add(one);
  sheet.add(three);
  return sheet.drawing();
}

}  // namespace

/// 03_loss: errors as sides of squares. 03_loss_surface: the loss over two weights, for one row and for
/// three.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {squares(expected, mine), surfaces(expected, mine)};
}

}  // namespace downhill::loss
