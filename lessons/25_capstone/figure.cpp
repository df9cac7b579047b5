// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kit/data.hpp"
#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::capstone {
namespace {

using namespace kit::figure;

// One of the four trainings, and where its name stands in the left plot.
struct Curve {
  std::string path, name;
  Colour colour;
  Point label;
};

const std::vector<Curve> kCurves{{"sgd", "plain descent, 0.5", Colour::ink, {2.3, 2.2}},
                                 {"momentum", "heavy ball, 0.05", Colour::blue, {2.3, 1.97}},
                                 {"rmsprop", "RMSProp, 0.01", Colour::green, {2.3, 1.74}},
                                 {"adam", "Adam, 0.01", Colour::orange, {2.3, 1.51}}};

// Draws one kind of curve of all trainings.
void draw(Plot& plot, const kit::Paths& expected, const kit::Paths* mine, const std::string& kind) {
  std::vector<Compared> lines;
  for (const Curve& curve : kCurves) {
    lines.push_back(compare(expected, mine, kind + " " + curve.path, 0, 1));
    draw_curve(plot, lines.back(), {.colour = curve.colour});
  }
  if (mine != nullptr) tell_apart(plot, lines);
}

kit::Drawing curves(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("25_capstone", 440);
  sheet.heading("Four optimisers learn to read",
                subtitle("600 drawn digits, 64-32-10, batches of 20; by epoch", expected, mine));
  sheet.describe(
      "Left: the loss of four trainings falls from 2.3 to about 0.2 in six epochs, all four much alike. "
      "Right: the "
      "share of 200 unseen digits that is read right climbs from 0.05 to between 0.82 and 0.87. No optimiser "
      "is "
      "ahead all the way.");
  mine = differing(expected, mine);
  Plot loss({52, 108, 344, 376}, Scale::linear(0, 6), Scale::linear(0, 2.5));
  loss.axes({.x = "epoch", .y = "loss", .x_ticks = 6});
  draw(loss, expected, mine, "loss");
  for (const Curve& curve : kCurves)
    loss.label(curve.label, curve.name, {.colour = curve.colour, .bold = true});
  Plot share({416, 108, 704, 376}, Scale::linear(0, 6), Scale::linear(0, 1));
  share.axes({.x = "epoch", .y = "right", .x_ticks = 6});
  draw(share, expected, mine, "accuracy");
  sheet.add(loss);
  sheet.add(share);
  return sheet.drawing();
}

// A digit as dots, the larger the more ink.
void draw_digit(Plot& plot, const kit::Labelled& digits, Index row, Point corner) {
  constexpr double kPitch = 7, kLargest = 4.1, kLeast = 0.15;
  for (Index place = 0; place < 64; ++place) {
    const double ink = digits.inputs(row, place);
    if (ink < kLeast) continue;
    const Point at{corner.x + kPitch * static_cast<double>(place % 8),
                   corner.y + kPitch * static_cast<double>(place / 8)};
    plot.dot(at, {.radius = kLargest * std::sqrt(ink), .ringed = false});
  }
}

kit::Drawing digits(const kit::Paths& expected, const kit::Paths* mine) {
  constexpr int kInARow = 10;
  constexpr double kLeft = 26, kTop = 86, kAcross = 68, kDown = 112, kMiddle = 25, kBelow = 76;
  const kit::Paths& paths = mine != nullptr ? *mine : expected;
  Sheet sheet("25_capstone_digits", 290);
  sheet.heading("What the network says",
                mine != nullptr ? "Of the first digits of the test, with your code; orange: wrong"
                                : "Of the first twenty digits of the test, trained with Adam; orange: wrong");
  sheet.describe(
      "Twenty drawn digits on squares of eight by eight, from 0 to 9 twice, and below each what the network "
      "says. Seventeen are right; a 6 is taken for a 4, a 9 and a 0 for an 8.");
  Plot plot({0, 0, Sheet::kWidth, 290}, Scale::linear(0, Sheet::kWidth), Scale::linear(290, 0));
  const kit::Labelled test = kit::digits_test();
  for (int i = 0; i < 2 * kInARow; ++i) {
    const Point corner{kLeft + kAcross * (i % kInARow), kTop + kDown * (i / kInARow)};
    draw_digit(plot, test, i, corner);
    const double said = number_in(paths, "said", i, 1);
    const bool right = said == test.labels[static_cast<std::size_t>(i)];
    plot.label({corner.x + kMiddle, corner.y + kBelow}, words_for(said, 0),
               {.colour = right ? Colour::grey : Colour::orange,
                .anchor = Anchor::middle,
                .bold = !right,
                .large = true});
  }
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 25_capstone: loss and accuracy of four trainings. 25_capstone_digits: digits of the test, and what is said
/// of them.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {curves(expected, mine), digits(expected, mine)};
}

}  // namespace downhill::capstone
