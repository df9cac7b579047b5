// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/landscapes.hpp"
#include "kit/paths.hpp"

namespace downhill::random_search {
namespace {

using namespace kit::figure;

// A way of spending trials.
struct Way {
  std::string path, name;
  Colour colour;
};

const std::vector<Way> kWays{{"axes", "both axes", Colour::ink},
                             {"one", "one direction", Colour::blue},
                             {"ARS", "ARS", Colour::orange},
                             {"shrinking", "ARS, rate shrinking", Colour::green}};

Plot map_of_ways(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({52, 104, 700, 344}, Scale::linear(-3, 12), Scale::linear(-1.2, 1.2));
  plot.axes({.x = "*x*", .y = "*y*", .grid = false});
  const kit::Landscape land = kit::ravine();
  std::vector<double> levels;
  for (int i = 1; i <= 9; ++i) levels.push_back(land.loss(Vector{{1.4 * i, 0}}));
  plot.contours([&](double x, double y) { return land.loss(Vector{{x, y}}); }, levels);
  const std::vector<Compared> ways{compare(expected, mine, "one", 0, 1),
                                   compare(expected, mine, "ARS", 0, 1)};
  draw_trail(plot, ways[1], Colour::orange);
  draw_trail(plot, ways[0], Colour::blue);
  plot.dot({10, 1}, {.radius = 7.5});
  plot.label({10, 1}, "start", {.right = 14, .down = 6, .bold = true});
  plot.label({9.2, -0.95}, "one direction", {.colour = Colour::blue, .bold = true});
  plot.label({-2.8, 0.95}, "ARS", {.colour = Colour::orange, .bold = true});
  if (mine != nullptr) tell_apart(plot, ways);
  return plot;
}

Plot losses_of_ways(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({64, 436, 536, 676}, Scale::linear(0, 400), Scale::log(1e-6, 100));
  plot.axes({.x = "trials of the loss", .y = "loss", .x_ticks = 4});
  for (Index i = 3; i >= 0; --i) {
    const Way& way = kWays[static_cast<std::size_t>(i)];
    draw_curve(plot, compare(expected, mine, way.path + " loss", 0, 1), {.colour = way.colour});
    plot.label({400, number_in(expected, "in the end", 0, i)}, way.name,
               {.right = 12, .down = 6, .colour = way.colour, .bold = true});
  }
  return plot;
}

kit::Drawing ways(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("23_random_search", 736);
  sheet.heading("Slopes from noise, in a ravine",
                subtitle("½(*x*^{2} + 25*y*^{2}), 400 trials each: ways, and losses by what they cost",
                         expected, mine));
  sheet.describe(
      "Above, contours of a long valley and two ways from (10, 1). Along one random direction a step: a "
      "stagger "
      "that settles in the minimum. With ARS: a walk that arrives and then jumps about the minimum. Below, "
      "the "
      "losses over the trials. Slopes along both axes and along one direction fall to about 0.00001; ARS "
      "comes "
      "down to about 1 and stays there; ARS at a rate that shrinks goes on to 0.001.");
  mine = differing(expected, mine);
  sheet.add(map_of_ways(expected, mine));
  sheet.add(losses_of_ways(expected, mine));
  return sheet.drawing();
}

kit::Drawing angles(const kit::Paths& expected, const kit::Paths* mine) {
  struct Curve {
    std::string weights;
    Colour colour;
    double right, down;
  };
  Sheet sheet("23_random_search_angle", 440);
  sheet.heading("The more weights, the less a direction knows",
                subtitle("Angle between the mean of some estimates and the gradient", expected, mine));
  sheet.describe(
      "The angle in degrees over the number of directions from 1 to 256, both on logarithmic axes. For 2 "
      "weights it falls from 39 to 2 degrees, for 10 from 77 to 9, for 100 from 85 to 31.");
  mine = differing(expected, mine);
  Plot plot({64, 104, 640, 376}, Scale::log(1, 256), Scale::log(1, 100));
  plot.axes({.x = "directions", .y = "degrees"});
  std::vector<Compared> all;
  for (const Curve& curve : {Curve{"2", Colour::blue, 0, 22}, Curve{"10", Colour::green, 0, 22},
                             Curve{"100", Colour::orange, 0, -12}}) {
    const std::string name = curve.weights + " weights";
    all.push_back(compare(expected, mine, name, 0, 1));
    draw_curve(plot, all.back(), {.colour = curve.colour, .weight = Weight::bold});
    const double first = number_in(expected, name, 0, 1), last = number_in(expected, name, 8, 1);
    for (const Point p : {Point{1, first}, Point{256, last}}) plot.dot(p, {.colour = curve.colour});
    plot.label({256, last}, words_for(last, 0) + "°",
               {.right = 12, .down = 5, .colour = curve.colour, .bold = true});
    plot.label({16, number_in(expected, name, 4, 1)}, name,
               {.right = 8, .down = -10, .colour = curve.colour, .bold = true});
  }
  if (mine != nullptr) tell_apart(plot, all);
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 23_random_search: ways through a ravine, and what they cost. 23_random_search_angle: how far an estimate
/// is off.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {ways(expected, mine), angles(expected, mine)};
}

}  // namespace downhill::random_search
