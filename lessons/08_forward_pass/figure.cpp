// SPDX-License-Identifier: MIT
#include <array>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::forward_pass {
namespace {

using namespace kit::figure;

constexpr double kRadius = 25, kTop = 190, kBottom = 350;

// One of the two networks: its output weights, and where it stands.
struct Copy {
  std::string path;
  std::array<std::string, 2> weights;
  double left;
};

// A number of the paths, or the student's and the expected one in brackets if they differ.
void write(Graph& graph, const kit::Paths& expected, const kit::Paths* mine, const std::string& path,
           Index row, Index column, Point at, const std::string& before, Label label) {
  constexpr int kDigits = 3;
  const auto number = [&](const kit::Paths& paths) {
    return words_for(number_in(paths, path, row, column), kDigits);
  };
  const std::string right = number(expected), shown = mine == nullptr ? right : number(*mine);
  if (shown != right) label.colour = Colour::violet;
  graph.label(at, before + shown + (shown == right ? "" : " (" + right + ")"), label);
}

void draw_copy(Graph& graph, const Copy& copy, const kit::Paths& expected, const kit::Paths* mine) {
  const double input = copy.left + 40, hidden = copy.left + 170, output = copy.left + 290;
  const double middle = (kTop + kBottom) / 2;
  const std::array<double, 2> heights{kTop, kBottom};
  for (const double from : heights) {
    for (const double to : heights) graph.edge({input, from}, {hidden, to}, Colour::grey);
    graph.edge({hidden, from}, {output, middle}, Colour::grey);
  }
  const Label inside{.down = 7, .anchor = Anchor::middle, .bold = true, .large = true};
  const auto node = [&](Point at, const std::string& name, const std::string& value) {
    graph.node(at, Colour::ink);
    graph.label(at, name, {.down = -kRadius - 10, .anchor = Anchor::middle});
    if (!value.empty()) graph.label(at, value, inside);
  };
  node({input, kTop}, "*x*_{1}", "2");
  node({input, kBottom}, "*x*_{2}", "3");
  node({hidden, kTop}, "*h*_{1}", "");
  node({hidden, kBottom}, "*h*_{2}", "");
  node({output, middle}, "*y*", "");
  for (Index unit = 0; unit < 2; ++unit)
    write(graph, expected, mine, "hidden", unit, 0, {hidden, heights.at(static_cast<std::size_t>(unit))}, "",
          inside);
  write(graph, expected, mine, copy.path, 0, 0, {output, middle}, "", inside);
  write(graph, expected, mine, copy.path, 0, 1, {output, middle}, "error ",
        {.down = 54, .colour = Colour::orange, .anchor = Anchor::middle, .bold = true});
  const auto weight = [&](double x, double y, const std::string& value, Anchor anchor, Colour colour) {
    graph.label({x, y}, "× " + value, {.colour = colour, .anchor = anchor, .bold = true});
  };
  weight(input + 65, kTop - 10, "1", Anchor::middle, Colour::ink);
  weight(input + 34, kTop + 62, "−1", Anchor::end, Colour::ink);
  weight(input + 34, kBottom - 50, "1", Anchor::end, Colour::ink);
  weight(input + 65, kBottom + 24, "1", Anchor::middle, Colour::ink);
  weight(hidden + 68, kTop + 24, copy.weights.at(0), Anchor::start, Colour::blue);
  weight(hidden + 58, kBottom - 52, copy.weights.at(1), Anchor::end, Colour::blue);
}

kit::Drawing network(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("08_forward_pass", 440);
  sheet.heading("Two output weights turn 9 into 13",
                differing(expected, mine) != nullptr
                    ? "Violet: your numbers, with the expected ones in brackets"
                    : subtitle("The same input and hidden units. Target 13", expected, mine));
  sheet.describe(
      "The same network twice. Inputs 2 and 3 make the hidden values 5 and 1: the first unit adds the two "
      "inputs, "
      "the second takes the first from the second. With the output weights 2 and −1 the network says 9, an "
      "error "
      "of −4. With 3 and −2 it says 13, error 0.");
  mine = differing(expected, mine);
  Graph graph({0, 80, Sheet::kWidth, 440}, kRadius);
  draw_copy(graph, {"before", {"2", "−1"}, 10}, expected, mine);
  draw_copy(graph, {"after", {"3", "−2"}, 380}, expected, mine);
  graph.label({170, 116}, "before", {.anchor = Anchor::middle, .bold = true});
  graph.label({540, 116}, "after", {.anchor = Anchor::middle, .bold = true});
  sheet.add(graph);
  return sheet.drawing();
}

kit::Drawing error_by_weight(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("08_forward_pass_error", 430);
  sheet.heading("One weight moves the error on a straight line",
                subtitle("Error over the first output weight; the second stays −1", expected, mine));
  sheet.describe(
      "The error over the first output weight is a straight line. At weight 2 the error is −4, at 2.8 it is "
      "0. "
      "For each unit of weight it rises by 5, the hidden value behind that weight.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 690, 366}, Scale::linear(0, 4), Scale::linear(-15, 7));
  plot.axes({.x = "first output weight", .y = "error", .x_ticks = 4});
  const Compared errors = compare(expected, mine, "errors", 0, 1);
  plot.curve({{0, 0}, {4, 0}}, {.colour = Colour::grey, .weight = Weight::hair});
  draw_curve(plot, errors, {.colour = Colour::orange, .weight = Weight::bold});
  plot.dot({2, -4}, {.radius = 6.5});
  plot.dot({2.8, 0}, {.colour = Colour::green, .radius = 6.5});
  plot.label({2, -4}, "weight 2, error −4", {.right = 14, .down = 16, .bold = true});
  plot.label({2.8, 0}, "2.8: error 0",
             {.right = -12, .down = -12, .colour = Colour::green, .anchor = Anchor::end, .bold = true});
  plot.label({0.8, -10}, "slope 5 = *h*_{1}",
             {.right = 14, .down = 16, .colour = Colour::orange, .bold = true});
  if (mine != nullptr) tell_apart(plot, {errors});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 08_forward_pass: the network before and after. 08_forward_pass_error: the error over one output weight.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {network(expected, mine), error_by_weight(expected, mine)};
}

}  // namespace downhill::forward_pass
