// SPDX-License-Identifier: MIT
#include <array>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::chain_rule {
namespace {

using namespace kit::figure;

constexpr double kRadius = 36, kHeight = 168, kFirst = 62, kApart = 149;

Point node_at(Index k) { return {kFirst + kApart * static_cast<double>(k), kHeight}; }

// A number of the paths, or the student's and the expected one in brackets if they differ.
void write(Graph& graph, const kit::Paths& expected, const kit::Paths* mine, const std::string& path,
           Index row, Point at, Label label) {
  constexpr int kDigits = 3;
  const auto number = [&](const kit::Paths& paths) {
    return words_for(number_in(paths, path, row, 0), kDigits);
  };
  const std::string right = number(expected), shown = mine == nullptr ? right : number(*mine);
  if (shown != right) label.colour = Colour::violet;
  graph.label(at, shown + (shown == right ? "" : "\n(" + right + ")"), label);
}

kit::Drawing chain(const kit::Paths& expected, const kit::Paths* mine) {
  const std::array<std::string, 4> stages{"2*u* + 1", "*u*^{2}", "*u* − 5", "*u*^{3}"};
  const std::array<std::string, 4> local{"2", "10", "1", "1200"};
  Sheet sheet("09_chain_rule", 346);
  sheet.heading("Values run to the right, slopes to the left",
                differing(expected, mine) != nullptr
                    ? "Violet: your numbers, with the expected ones in brackets"
                    : subtitle("((2*x* + 1)^{2} − 5)^{3} at 2", expected, mine));
  sheet.describe(
      "A chain of five values: 2, 5, 25, 20, 8000, with four stages between them. Below, from right to left, "
      "the "
      "slope of the last value for each: 1, 1200, 1200, 12000, 24000. From each to the next it is multiplied "
      "by the "
      "local slope of the stage between: 1200, 1, 10, 2.");
  mine = differing(expected, mine);
  Graph graph({0, 80, Sheet::kWidth, 346}, kRadius);
  constexpr double kBelow = 138;
  for (Index k = 0; k < 5; ++k) {
    const Point at = node_at(k), below{at.x, at.y + kBelow};
    graph.node(at, Colour::ink);
    write(graph, expected, mine, "values", k, at,
          {.down = 7, .anchor = Anchor::middle, .bold = true, .large = true});
    write(graph, expected, mine, "slopes", k, below,
          {.down = 7, .colour = Colour::orange, .anchor = Anchor::middle, .bold = true, .large = true});
  }
  for (Index k = 0; k < 4; ++k) {
    const auto stage = static_cast<std::size_t>(k);
    const Point from = node_at(k), to = node_at(k + 1), middle{(from.x + to.x) / 2, from.y};
    graph.edge(from, to, Colour::grey);
    graph.edge({to.x, to.y + kBelow}, {from.x, from.y + kBelow}, Colour::orange);
    graph.label(middle, stages.at(stage), {.down = -14, .anchor = Anchor::middle});
    graph.label({middle.x, middle.y + kBelow}, "× " + local.at(stage),
                {.down = -14, .colour = Colour::orange, .anchor = Anchor::middle});
  }
  graph.label({20, kHeight - kRadius - 16}, "value", {.bold = true});
  graph.label({20, kHeight + kBelow - 48}, "slope of the last value for this one",
              {.colour = Colour::orange, .bold = true});
  sheet.add(graph);
  return sheet.drawing();
}

kit::Drawing vanishing(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("09_chain_rule_sigmoids", 430);
  sheet.heading("Each sigmoid lets a quarter through at most",
                subtitle("Slope of a chain of sigmoids, at 0", expected, mine));
  sheet.describe(
      "Slope over the number of sigmoids, on a logarithmic axis: a line that falls from 1 without sigmoids "
      "to 0.25 "
      "with one and to 4 ten-millionths with ten, a little below a dashed line for a quarter each.");
  mine = differing(expected, mine);
  Plot plot({72, 104, 690, 366}, Scale::linear(0, 10), Scale::log(1e-7, 2));
  plot.axes({.x = "sigmoids in the chain", .y = "slope", .x_ticks = 10});
  const Compared slopes = compare(expected, mine, "sigmoids", 0, 1);
  plot.curve(points_in(expected, "sigmoids", 0, 2),
             {.colour = Colour::grey, .weight = Weight::thin, .dashed = true});
  draw_curve(plot, slopes, {.colour = Colour::orange});
  for (const Point& p : slopes.has_mine ? slopes.mine : slopes.expected)
    plot.dot(p, {.colour = Colour::orange, .radius = 4.5, .ringed = false});
  plot.label({6.2, 6e-4}, "a quarter each", {.colour = Colour::grey});
  plot.label({4, 2e-3}, "chain at 0",
             {.right = -12, .down = 12, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  if (mine != nullptr) tell_apart(plot, {slopes});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 09_chain_rule: the chain with its values and slopes. 09_chain_rule_sigmoids: how slopes vanish.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {chain(expected, mine), vanishing(expected, mine)};
}

}  // namespace downhill::chain_rule
