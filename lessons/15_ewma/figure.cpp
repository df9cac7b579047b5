// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::ewma {
namespace {

using namespace kit::figure;

struct Beta {
  std::string name;
  Colour colour;
};

const std::vector<Beta> kBetas{{"0.5", Colour::green}, {"0.9", Colour::blue}, {"0.98", Colour::orange}};

// The readings as dots, and one kind of average over them for each β.
Plot averages(const kit::Paths& expected, const kit::Paths* mine, const std::string& kind, const Box& frame) {
  Plot plot(frame, Scale::linear(0, 80), Scale::linear(0, 16));
  plot.axes({.x_ticks = 4, .y_ticks = 4});
  for (const Point& p : points_in(expected, "readings", 0, 1))
    plot.dot(p, {.colour = Colour::grey, .radius = 1.8, .ringed = false});
  std::vector<Compared> all;
  for (const Beta& beta : kBetas) {
    all.push_back(compare(expected, mine, kind + " " + beta.name, 0, 1));
    draw_curve(plot, all.back(), {.colour = beta.colour});
  }
  if (mine != nullptr) tell_apart(plot, all);
  return plot;
}

kit::Drawing smoothing(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("15_ewma", 572);
  sheet.heading("The larger *β*, the calmer, and the later",
                subtitle("Averages of the grey numbers, by how many there have been", expected, mine));
  sheet.describe(
      "Eighty jittery numbers about 10 and three averages. Above, raw: all three begin near 0; with beta 0.5 "
      "the average is there after a few numbers, with 0.9 after some thirty, with 0.98 not even after "
      "eighty. Below, corrected: all three begin at the first number; 0.5 follows the jitter, 0.9 the slow "
      "wave beneath it, somewhat late, 0.98 hardly moves.");
  mine = differing(expected, mine);
  Plot raw = averages(expected, mine, "raw", {48, 116, 690, 296});
  Plot corrected = averages(expected, mine, "corrected", {48, 360, 690, 540});
  raw.label({0, 16}, "raw: starts from 0", {.down = -12, .bold = true});
  raw.label({24.5, 14.2}, "*β* = 0.5", {.colour = Colour::green, .bold = true});
  raw.label({9, 4.6}, "*β* = 0.9", {.colour = Colour::blue, .bold = true});
  raw.label({54, 4.2}, "*β* = 0.98", {.colour = Colour::orange, .bold = true});
  corrected.label({0, 16}, "corrected", {.down = -12, .bold = true});
  sheet.add(raw);
  sheet.add(corrected);
  return sheet.drawing();
}

kit::Drawing weights(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr double kOneOverE = 0.36787944117144233;
  Sheet sheet("15_ewma_weights", 420);
  sheet.heading("How much of an old number is left",
                subtitle("Its weight by age, as a part of the newest one's", expected, mine));
  sheet.describe(
      "Three curves that fall from 1. They cross 1/e, 0.37, near an age of one over one minus beta: beta 0.5 "
      "before 2, beta 0.9 near 10, beta 0.98 near 50.");
  mine = differing(expected, mine);
  Plot plot({56, 104, 690, 356}, Scale::linear(0, 60), Scale::linear(0, 1.04));
  plot.axes({.x = "age, in numbers that came since", .y_ticks = 4});
  plot.curve({{0, kOneOverE}, {60, kOneOverE}},
             {.colour = Colour::grey, .weight = Weight::thin, .dashed = true});
  std::vector<Compared> all;
  for (const Beta& beta : kBetas) {
    all.push_back(compare(expected, mine, "weights " + beta.name, 0, 1));
    draw_curve(plot, all.back(), {.colour = beta.colour});
  }
  const std::vector<Point> names{{4.6, 0.13}, {7, 0.52}, {31, 0.58}};
  for (std::size_t i = 0; i < kBetas.size(); ++i)
    plot.label(names[i], "*β* = " + kBetas[i].name, {.colour = kBetas[i].colour, .bold = true});
  plot.label({60, kOneOverE}, "1/e", {.down = -8, .colour = Colour::grey, .anchor = Anchor::end});
  if (mine != nullptr) tell_apart(plot, all);
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 15_ewma: raw and corrected averages of jittery numbers. 15_ewma_weights: how a number fades.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {smoothing(expected, mine), weights(expected, mine)};
}

}  // namespace downhill::ewma
