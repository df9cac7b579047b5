// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::backprop_by_hand {
namespace {

using namespace kit::figure;

constexpr double kRadius = 28;
constexpr std::array<Point, 2> kInputs{{{70, 160}, {70, 380}}};
constexpr std::array<Point, 2> kHidden{{{300, 160}, {300, 380}}};
constexpr Point kOutput{530, 270};

// A number of the figure: where the paths have it and where it stands.
struct Slot {
  std::string path;
  Index row, column;
  Point at;
  Anchor anchor;
};

// One number, or the student's in its place, with the expected one in brackets, if they differ.
void write(Graph& graph, const Slot& slot, const std::string& before, Label label, const kit::Paths& expected,
           const kit::Paths* mine) {
  constexpr int kDigits = 3;
  const auto number = [&](const kit::Paths& paths) {
    return words_for(number_in(paths, slot.path, slot.row, slot.column), kDigits);
  };
  label.anchor = slot.anchor;
  const std::string right = number(expected), shown = mine == nullptr ? right : number(*mine);
  if (shown == right) {
    graph.label(slot.at, before + right, label);
  } else {
    label.colour = Colour::violet;
    label.bold = true;
    graph.label(slot.at, shown + " (" + right + ")", label);
  }
}

void draw_edges(Graph& graph) {
  for (const Point& input : kInputs)
    for (const Point& hidden : kHidden) graph.edge(input, hidden, Colour::grey);
  for (const Point& hidden : kHidden) graph.edge(hidden, kOutput, Colour::grey);

  const auto weight = [&](Point at, const std::string& value, Anchor anchor) {
    graph.label(at, "× " + value, {.anchor = anchor, .bold = true});
  };
  weight({185, 149}, "0", Anchor::middle);
  weight({112, 222}, "2", Anchor::end);
  weight({112, 292}, "1", Anchor::end);
  weight({185, 369}, "3", Anchor::middle);
  weight({424, 202}, "1", Anchor::start);
  weight({424, 354}, "2", Anchor::start);
}

void draw_nodes(Graph& graph, const kit::Paths& expected, const kit::Paths* mine) {
  constexpr double kAbove = -kRadius - 10;
  const Label inside{.down = 7, .anchor = Anchor::middle, .bold = true, .large = true};
  const auto node = [&](Point at, const std::string& name, const std::string& value) {
    graph.node(at, Colour::ink);
    graph.label(at, value, inside);
    graph.label(at, name, {.down = kAbove, .anchor = Anchor::middle});
  };
  node(kInputs[0], "*x*_{1}", "0");
  node(kInputs[1], "*x*_{2}", "1");
  node(kHidden[0], "*h*_{1}", "");
  node(kHidden[1], "*h*_{2}", "");
  node(kOutput, "*y*", "");
  for (Index unit = 0; unit < 2; ++unit)
    write(graph, {"hidden", unit, 0, kHidden[static_cast<std::size_t>(unit)], Anchor::middle}, "", inside,
          expected, mine);
  write(graph, {"prediction", 0, 0, kOutput, Anchor::middle}, "", inside, expected, mine);
  graph.label({572, 250}, "target 4\nerror 3", {});
}

void write_slopes(Graph& graph, const kit::Paths& expected, const kit::Paths* mine) {
  const auto slope = [&](const Slot& slot, const std::string& before) {
    write(graph, slot, "slope " + before, {.colour = Colour::orange}, expected, mine);
  };
  slope({"dW1", 0, 0, {185, 182}, Anchor::middle}, "");
  slope({"dW1", 0, 1, {112, 244}, Anchor::end}, "");
  slope({"dW1", 1, 0, {112, 314}, Anchor::end}, "");
  write(graph, {"dW1", 1, 1, {188, 403}, Anchor::end}, "slope ", {.colour = Colour::orange, .bold = true},
        expected, mine);
  slope({"dw2", 0, 0, {406, 236}, Anchor::end}, "");
  slope({"dw2", 1, 0, {406, 318}, Anchor::end}, "");
  slope({"node slopes", 0, 0, {300, 100}, Anchor::middle}, "1 · 6 = ");
  slope({"node slopes", 1, 0, {300, 428}, Anchor::middle}, "2 · 6 = ");
  slope({"output slope", 0, 0, {572, 294}, Anchor::start}, "2 · 3 = ");
  graph.label({195, 403}, "not 18", {.colour = Colour::grey});
}

kit::Drawing network_figure(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("10_backprop_by_hand", 530);
  sheet.heading("Values go forward, slopes come back",
                differing(expected, mine) != nullptr
                    ? "Violet: your numbers, with the expected ones in brackets"
                    : subtitle("Values, and weights as factors. Orange: slopes of the loss", expected, mine));
  sheet.describe(
      "A network of two inputs 0 and 1, two hidden units 1 and 3, and a prediction of 7. The weights "
      "into the hidden units are 0 and 2 from the first input, 1 and 3 from the second; those into the "
      "output are 1 and 2. The slopes are 6 for the output, 6 and 12 for the hidden units, 6 and 18 for "
      "the output weights, and 0, 0, 6 and 12, not 18, for the weights of the inputs.");
  Graph graph({0, 80, Sheet::kWidth, 530}, kRadius);
  draw_edges(graph);
  draw_nodes(graph, expected, differing(expected, mine));
  write_slopes(graph, expected, differing(expected, mine));
  const std::string measured = words_for(number_in(expected, "numeric slope", 0, 0), 4);
  graph.label({20, 480},
              "12 = 1 (input) · 1 (relu′) · 12 (slope of *h*_{2}). Measured from losses: " + measured,
              {.colour = Colour::orange});
  graph.label({20, 508}, "18 is the slope of the next weight, × 2, mistaken for the slope of *h*_{2}",
              {.colour = Colour::grey});
  sheet.add(graph);
  return sheet.drawing();
}

// What the slopes say that the loss does at a rate of almost 0: a straight fall, by the sum of their squares.
void draw_promise(Plot& plot, double fall, Colour colour) {
  constexpr double kLoss = 9;
  plot.curve({{0, kLoss}, {kLoss / fall, 0}}, {.colour = colour, .weight = Weight::thin});
}

// The promises and what becomes of them. The printed slopes are the right ones but for 18 instead of 12.
void compare_promises(Plot& plot, const kit::Paths& expected) {
  const double right =
      kit::points_of(expected, "dW1").squaredNorm() + kit::points_of(expected, "dw2").squaredNorm();
  const double printed = right - 12 * 12 + 18 * 18, true_fall = right - 12 * 12 + 12 * 18;
  draw_promise(plot, right, Colour::blue);
  draw_promise(plot, printed, Colour::orange);
  const auto tell = [&](double height, const std::string& whose, double promised, double kept,
                        Colour colour) {
    plot.label({0.022, height}, whose, {.colour = colour, .bold = true});
    plot.label({0.022, height},
               "promised −" + words_for(promised, 0) + " *α*, real −" + words_for(kept, 0) + " *α*",
               {.down = 23, .colour = colour});
  };
  tell(8.3, "with 12", right, right, Colour::blue);
  tell(6.3, "with 18, dashed", printed, true_fall, Colour::orange);
}

kit::Drawing one_step(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("10_backprop_by_hand_step", 480);
  sheet.heading(
      differing(expected, mine) == nullptr ? "A smaller loss does not make 18 right"
                                           : "The loss after one step",
      subtitle("Loss after one step. Thin lines: the fall that the slopes promise", expected, mine));
  sheet.describe(
      "The loss starts at 9 and falls towards 0 with the rate, then rises again. With 18 in place of 12 "
      "it falls faster at first and turns earlier, but not as fast as the slopes promise: 720 against "
      "612. With 12 promise and fall agree: 540.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 690, 416}, Scale::linear(0, 0.05), Scale::linear(0, 9.4));
  plot.axes({.x = "learning rate *α*", .y = "loss", .x_ticks = 5});
  if (mine == nullptr) {
    compare_promises(plot, expected);
    plot.curve(points_in(expected, "printed", 0, 1), {.colour = Colour::orange, .dashed = true});
  }
  const Compared right = compare(expected, mine, "right", 0, 1);
  draw_curve(plot, right, {.colour = Colour::blue, .weight = Weight::bold});
  plot.dot({0, 9}, {.radius = 6});
  if (mine != nullptr) tell_apart(plot, {right});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 10_backprop_by_hand: the network with its values and slopes. 10_backprop_by_hand_step: the loss after one
/// step.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {network_figure(expected, mine), one_step(expected, mine)};
}

}  // namespace downhill::backprop_by_hand
