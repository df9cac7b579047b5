// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::mlp_backprop {
namespace {

using namespace kit::figure;

// A matrix of the first figure, as a grid of cells; what it is called, and which row of the shapes it is.
struct Grid {
  std::string name, shape;
  Index row;
  Point top_left;
  Colour colour = Colour::ink;
};

constexpr double kCell = 17, kTop = 122, kBack = 328;
constexpr std::array<double, 7> kLeft{28, 126, 238, 350, 462, 556, 664};  // X, W1, Z1, H, W2, Z2, P

const std::vector<Grid> kGrids{{"*X*", "*N* × *d*", 0, {kLeft[0], kTop}},
                               {"*W*_{1}", "*d* × *h*", 1, {kLeft[1], kTop}},
                               {"*b*_{1}", "", 2, {kLeft[1], kTop + 4.5 * kCell}},
                               {"*Z*_{1}", "*N* × *h*", 3, {kLeft[2], kTop}},
                               {"*H*", "*N* × *h*", 4, {kLeft[3], kTop}},
                               {"*W*_{2}", "*h* × *k*", 5, {kLeft[4], kTop}},
                               {"*b*_{2}", "", 6, {kLeft[4], kTop + 4.5 * kCell}},
                               {"*Z*_{2}", "*N* × *k*", 7, {kLeft[5], kTop}},
                               {"*P*", "*N* × *k*", 7, {kLeft[6], kTop}},
                               {"*∂L/∂W*_{1}", "", 8, {kLeft[1], kBack}, Colour::orange},
                               {"*∂L/∂b*_{1}", "", 9, {kLeft[1], kBack + 4.5 * kCell}, Colour::orange},
                               {"*∂L/∂Z*_{1}", "", 3, {kLeft[2], kBack}, Colour::orange},
                               {"*∂L/∂H*", "", 4, {kLeft[3], kBack}, Colour::orange},
                               {"*∂L/∂W*_{2}", "", 10, {kLeft[4], kBack}, Colour::orange},
                               {"*∂L/∂b*_{2}", "", 11, {kLeft[4], kBack + 4.5 * kCell}, Colour::orange},
                               {"*∂L/∂Z*_{2}", "", 7, {kLeft[5], kBack}, Colour::orange}};

void draw_grid(Plot& plot, const Grid& grid, double rows, double columns, Colour colour) {
  constexpr double kMost = 12;  // cells: a student's may be anything
  rows = std::clamp(rounded(rows), 0.0, kMost), columns = std::clamp(rounded(columns), 0.0, kMost);
  const double left = grid.top_left.x, top = grid.top_left.y;
  const double right = left + columns * kCell, bottom = top + rows * kCell;
  for (double row = 1; row < rows; ++row)
    plot.curve({{left, top + row * kCell}, {right, top + row * kCell}},
               {.colour = colour, .weight = Weight::hair, .faint = true});
  for (double column = 1; column < columns; ++column)
    plot.curve({{left + column * kCell, top}, {left + column * kCell, bottom}},
               {.colour = colour, .weight = Weight::hair, .faint = true});
  plot.curve({{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}},
             {.colour = colour, .weight = Weight::thin});
}

// As it should be, or as the student's code has it.
void draw_grids(Plot& plot, const kit::Paths& expected, const kit::Paths* mine) {
  for (const Grid& grid : kGrids) {
    const auto side = [&](const kit::Paths& paths, Index column) {
      return number_in(paths, "shapes", grid.row, column);
    };
    const kit::Paths& shown = mine == nullptr ? expected : *mine;
    const double rows = side(shown, 0), columns = side(shown, 1);
    const bool right = rows == side(expected, 0) && columns == side(expected, 1);
    draw_grid(plot, grid, rows, columns, right ? grid.colour : Colour::violet);
    const bool bias = grid.name.find("b*_") != std::string::npos;
    const double middle = side(expected, 1) * kCell / 2;
    plot.label(grid.top_left, grid.name,
               {.right = bias ? -8 : middle,
                .down = bias ? 14.0 : -10.0,
                .colour = grid.colour,
                .anchor = bias ? Anchor::end : Anchor::middle,
                .bold = true});
    if (!grid.shape.empty())
      plot.label({grid.top_left.x + middle, kTop + 6.6 * kCell}, grid.shape,
                 {.colour = Colour::grey, .anchor = Anchor::middle, .small = true});
  }
}

// Between two neighbouring columns, with a word above.
void draw_arrow(Plot& plot, double from, double to, double height, const std::string& word, Colour colour) {
  plot.arrow({from, height}, {to, height}, {.colour = colour, .weight = Weight::thin}, 0);
  plot.label({(from + to) / 2, height}, word,
             {.down = -9, .colour = colour, .anchor = Anchor::middle, .small = true});
}

void draw_arrows(Plot& plot) {
  const auto ends = [](std::size_t column, double cells) { return kLeft[column] + cells * kCell; };
  const double forth = kTop + 2 * kCell, back = kBack + 2 * kCell;
  plot.label({(ends(0, 2) + kLeft[1]) / 2, forth}, "·", {.down = 6, .anchor = Anchor::middle, .large = true});
  plot.label({(ends(3, 3) + kLeft[4]) / 2, forth}, "·", {.down = 6, .anchor = Anchor::middle, .large = true});
  draw_arrow(plot, ends(1, 3) + 10, kLeft[2] - 10, forth, "+ *b*_{1}", Colour::ink);
  draw_arrow(plot, ends(2, 3) + 10, kLeft[3] - 10, forth, "relu", Colour::ink);
  draw_arrow(plot, ends(4, 2) + 10, kLeft[5] - 10, forth, "+ *b*_{2}", Colour::ink);
  draw_arrow(plot, ends(5, 2) + 10, kLeft[6] - 10, forth, "softmax", Colour::ink);
  const double turn = kLeft[6] + kCell;
  plot.curve({{turn, kTop + 7.1 * kCell}, {turn, back}}, {.colour = Colour::orange, .weight = Weight::thin});
  draw_arrow(plot, turn, ends(5, 2) + 10, back, "(*P* − *Y*) / *N*", Colour::orange);
  draw_arrow(plot, kLeft[5] - 10, ends(4, 2) + 10, back, "*H*^{⊤} ·", Colour::orange);
  draw_arrow(plot, kLeft[3] - 10, ends(2, 3) + 10, back, "relu′", Colour::orange);
  draw_arrow(plot, kLeft[2] - 10, ends(1, 3) + 10, back, "*X*^{⊤} ·", Colour::orange);
  const double under = kBack + 6.6 * kCell;  // from Z2 to H, below W2
  plot.curve({{kLeft[5] + kCell, kBack + 4.4 * kCell}, {kLeft[5] + kCell, under}, {ends(3, 1.5), under}},
             {.colour = Colour::orange, .weight = Weight::thin});
  plot.arrow({ends(3, 1.5), under}, {ends(3, 1.5), kBack + 4.4 * kCell},
             {.colour = Colour::orange, .weight = Weight::thin}, 0);
  plot.label({kLeft[4] + kCell, under}, "· *W*_{2}^{⊤}",
             {.down = 18, .colour = Colour::orange, .anchor = Anchor::middle, .small = true});
}

kit::Drawing shapes(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr double kHeight = 476;
  Sheet sheet("12_mlp_backprop", kHeight);
  mine = differing(expected, mine);
  sheet.heading("A gradient has the shape of what it belongs to",
                mine == nullptr ? "*N* = 4 samples, *d* = 2 inputs, *h* = 3 hidden units, *k* = 2 classes"
                                : "Violet: what has another shape in your code");
  sheet.describe(
      "Matrices as grids of cells. Above, from left to right: X with 4 by 2 cells, W1 with 2 by 3 and b1 "
      "with 1 by 3, Z1 and H with 4 by 3, W2 with 3 by 2 and b2 with 1 by 2, Z2 and P with 4 by 2. Below, "
      "from right to left, the slopes: for Z2, which is P minus Y over N; for W2, from H transposed; for "
      "H, through W2 transposed; for Z1, through the slope of relu; for W1, from X transposed. Each has "
      "the shape of what stands above it.");
  Plot plot({0, 0, Sheet::kWidth, kHeight}, Scale::linear(0, Sheet::kWidth), Scale::linear(kHeight, 0));
  draw_arrows(plot);
  draw_grids(plot, expected, mine);
  sheet.add(plot);
  return sheet.drawing();
}

// The share of class 1 between the points of a grid that spans the map.
class Shares {
 public:
  static constexpr double kLeft = -1.5, kRight = 2.5, kBottom = -1, kTop = 1.5;

  Shares(const kit::Paths& paths, const std::string& name) : shares_(kit::points_of(paths, name)) {}

  double operator()(double x, double y) const {
    const double column = (x - kLeft) / (kRight - kLeft) * static_cast<double>(shares_.cols() - 1);
    const double row = (y - kBottom) / (kTop - kBottom) * static_cast<double>(shares_.rows() - 1);
    const Index c = index(column, shares_.cols()), r = index(row, shares_.rows());
    const double right = column - static_cast<double>(c), up = row - static_cast<double>(r);
    return (1 - up) * ((1 - right) * shares_(r, c) + right * shares_(r, c + 1)) +
           up * ((1 - right) * shares_(r + 1, c) + right * shares_(r + 1, c + 1));
  }

 private:
  static Index index(double at, Index count) {
    return std::clamp(static_cast<Index>(at), Index{0}, count - 2);
  }
  Matrix shares_;
};

// Whether the student's map can be drawn: as large as the expected one.
bool has_map(const kit::Paths& expected, const kit::Paths& mine, const std::string& name) {
  return std::any_of(mine.begin(), mine.end(), [&](const kit::Path& path) {
    const Matrix& wanted = kit::points_of(expected, name);
    return path.name == name && path.points.rows() == wanted.rows() && path.points.cols() == wanted.cols();
  });
}

const std::array kStages{"0", "10", "500"};  // the steps after which there is a map

Plot map_of(const kit::Paths& expected, const kit::Paths* mine, Index stage, double left) {
  constexpr double kWidth = 210, kMapTop = 104, kHeight = 131;
  Plot plot({left, kMapTop, left + kWidth, kMapTop + kHeight}, Scale::linear(Shares::kLeft, Shares::kRight),
            Scale::linear(Shares::kBottom, Shares::kTop));
  const std::string steps = kStages.at(static_cast<std::size_t>(stage));
  const std::string name = "region " + steps;
  const bool is_mine = mine != nullptr && has_map(expected, *mine, name);
  const kit::Paths& shown = is_mine ? *mine : expected;
  plot.contours(Shares(shown, name), {0.5, 0.3, 0.1});
  plot.curve({{Shares::kLeft, Shares::kBottom},
              {Shares::kRight, Shares::kBottom},
              {Shares::kRight, Shares::kTop},
              {Shares::kLeft, Shares::kTop},
              {Shares::kLeft, Shares::kBottom}},
             {.colour = Colour::grey, .weight = Weight::hair, .faint = true});
  const Matrix& points = kit::points_of(expected, "moons");
  for (Index i = 0; i < points.rows(); ++i)
    plot.dot({points(i, 0), points(i, 1)},
             {.colour = points(i, 2) > 0.5 ? Colour::orange : Colour::blue, .radius = 1.9, .ringed = false});
  plot.label({(Shares::kLeft + Shares::kRight) / 2, Shares::kTop},
             stage == 0 ? "before the first step" : "after " + steps + " steps",
             {.down = -9, .anchor = Anchor::middle, .bold = true});
  plot.label({(Shares::kLeft + Shares::kRight) / 2, Shares::kBottom},
             words_for(number_in(shown, "stages", stage, 2), 0) + " of " +
                 words_for(number_in(expected, "stages", stage, 3), 0) + " right",
             {.down = 20, .anchor = Anchor::middle});
  return plot;
}

kit::Drawing moons(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("12_mlp_backprop_moons", 500);
  sheet.heading("First a straight border, then the bends",
                differing(expected, mine) == nullptr
                    ? subtitle("Shaded: where the blue class has a share above 0.5, 0.7, 0.9", expected, mine)
                    : "Shaded and solid: your code. Dashed: the expected loss");
  sheet.describe(
      "Three maps of 200 points in two interlocking half moons, one of each class. Before the first step "
      "all of the map is the second class; after 10 steps an almost straight border parts most points; after "
      "500 it winds between the moons and parts all. Below, the loss: it "
      "falls from 0.70, fast at first and then slowly.");
  mine = differing(expected, mine);
  for (const Index stage : {0, 1, 2})
    sheet.add(map_of(expected, mine, stage, 20 + 235.0 * static_cast<double>(stage)));
  Plot plot({64, 304, 700, 444}, Scale::linear(0, 500), Scale::linear(0, 0.78));
  plot.axes({.x = "step", .y = "loss", .x_ticks = 5, .y_ticks = 4});
  constexpr double kLn2 = 0.693147;
  plot.curve({{0, kLn2}, {500, kLn2}}, {.colour = Colour::grey, .weight = Weight::hair, .dashed = true});
  plot.label({500, kLn2}, "ln 2: a half for each class",
             {.down = 20, .colour = Colour::grey, .anchor = Anchor::end});
  const Compared loss = compare(expected, mine, "loss", 0, 1);
  draw_curve(plot, loss, {.weight = Weight::bold});
  for (const Index stage : {0, 1, 2}) {
    const kit::Paths& shown = mine == nullptr ? expected : *mine;
    plot.dot({number_in(shown, "stages", stage, 0), number_in(shown, "stages", stage, 1)}, {.radius = 6});
  }
  if (mine != nullptr) tell_apart(plot, {loss});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 12_mlp_backprop: all matrices with their shapes. 12_mlp_backprop_moons: a network learns two half moons.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {shapes(expected, mine), moons(expected, mine)};
}

}  // namespace downhill::mlp_backprop
