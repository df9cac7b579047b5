// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::mini_batches {
namespace {

using namespace kit::figure;

// The rows along, the batches down: each batch is a step.
Plot stairs(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({36, 98, 690, 322}, Scale::linear(0, 1153), Scale::linear(10.3, -0.6));
  const Compared both = compare(expected, mine, "ranges", 0, 1);
  draw_curve(plot, both, {.colour = Colour::grey, .weight = Weight::hair});
  const Points& ends = both.has_mine ? both.mine : both.expected;
  for (std::size_t i = 1; i < ends.size(); i += 2) {
    const Colour colour = i / 2 % 2 == 0 ? Colour::blue : Colour::orange;
    plot.curve({ends[i - 1], ends[i]}, {.colour = colour, .weight = Weight::bold});
    plot.dot(ends[i - 1], {.colour = colour, .radius = 4.5});
  }
  for (std::size_t i = 2; i + 2 < both.expected.size(); i += 2)
    plot.label(both.expected[i], words_for(both.expected[i].x, 0),
               {.right = -9, .down = 19, .anchor = Anchor::end, .small = true});
  plot.label({0, 0}, "row 0", {.down = -11, .small = true});
  plot.label({128, 1}, "128 rows", {.right = 12, .down = -10, .colour = Colour::orange, .small = true});
  plot.label({1152, 9}, "row 1152, a batch of its own",
             {.right = 6, .down = 24, .colour = Colour::orange, .anchor = Anchor::end, .bold = true});
  if (mine != nullptr) tell_apart(plot, {both});
  return plot;
}

constexpr double kBatch = 8, kGap = 1.6, kFirstOne = 26;  // rows from 26 on have the target 1

// A dot for each row of an epoch, coloured by its target.
void dot_rows(Plot& plot, const kit::Paths& paths, const std::string& epoch, double height, double radius) {
  const Points places = points_in(paths, epoch, 0, 1), rows = points_in(paths, epoch, 0, 2);
  for (std::size_t i = 0; i < std::min(places.size(), rows.size()); ++i)
    plot.dot({places[i].x * (kBatch + kGap) + places[i].y, height},
             {.colour = rows[i].y < kFirstOne ? Colour::blue : Colour::orange, .radius = radius});
}

// The same rows in three orders, a line each.
Plot epochs(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({100, 396, 706, 506}, Scale::linear(-1, 46), Scale::linear(2.6, -0.6));
  constexpr double kDot = 5.4, kSmall = 2.6, kBelow = 0.42;
  for (int row = 0; row < 40; ++row)
    plot.dot({row / 8 * (kBatch + kGap) + row % 8, 0},
             {.colour = row < kFirstOne ? Colour::blue : Colour::orange, .radius = kDot});
  const std::vector<std::string> names{"as stored", "epoch 0", "epoch 1"};
  for (std::size_t line = 0; line < names.size(); ++line) {
    const double height = static_cast<double>(line);
    plot.label({-1, height}, names[line], {.right = -6, .down = 5, .anchor = Anchor::end});
    if (line == 0) continue;
    dot_rows(plot, mine != nullptr ? *mine : expected, names[line], height, kDot);
    if (mine != nullptr) dot_rows(plot, expected, names[line], height + kBelow, kSmall);
  }
  plot.label({-1, -0.6}, "40 rows, batches of 8: targets 0 first, then 1",
             {.right = -80, .down = -16, .bold = true});
  return plot;
}

kit::Drawing cutting(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("13_mini_batches", 526);
  const std::string usual = "Above: 1153 rows cut into batches of 128. Below: why the order matters";
  sheet.heading("Nine full batches and a lonely row",
                differing(expected, mine) == nullptr
                    ? subtitle(usual, expected, mine)
                    : "Large dots and steps: your code. Small, dashed: expected.");
  sheet.describe(
      "A staircase of ten batches: nine of 128 rows beginning at rows 0, 128, 256 and so on, and a tenth "
      "that holds row 1152 alone. Below, 40 rows sorted by their target, 0 before 1, cut into five batches: "
      "as stored, four of the batches have targets of one kind only. In two shuffled epochs all batches are "
      "mixed, each time in another way.");
  mine = differing(expected, mine);
  sheet.add(stairs(expected, mine));
  sheet.add(epochs(expected, mine));
  return sheet.drawing();
}

const std::vector<std::string> kSizes{"1", "2", "4", "8", "16", "32"};

kit::Drawing slopes(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("13_mini_batches_slopes", 440);
  const std::string usual = "32 rows about a line; a dot is the slope that one batch reports";
  sheet.heading("A smaller batch has a louder opinion",
                differing(expected, mine) == nullptr ? subtitle(usual, expected, mine)
                                                     : "Large dots: your code. Small grey ones: expected.");
  sheet.describe(
      "The slopes that the batches of one epoch report, for batches of 1, 2, 4, 8, 16 and 32 rows. Single "
      "rows spread over a wide range; the larger the batches, the closer together they are; the one batch of "
      "all rows lies on the mean, about which all the others lie.");
  mine = differing(expected, mine);
  Plot plot({76, 104, 690, 372}, Scale::linear(-0.5, 5.6), Scale::linear(-80, 5));
  plot.axes({.x = "rows in a batch", .y = "slope", .x_ticks = 0, .y_ticks = 4});
  const double mean = number_in(expected, "batches of 32", 0, 1);
  plot.curve({{-0.5, mean}, {5.6, mean}}, {.colour = Colour::green, .weight = Weight::thin, .dashed = true});
  for (std::size_t i = 0; i < kSizes.size(); ++i) {
    const double x = static_cast<double>(i);
    const auto dots = [&](const kit::Paths& paths, Colour colour, double right, double radius) {
      for (const Point& p : points_in(paths, "batches of " + kSizes[i], 0, 1))
        plot.dot({x + right, p.y}, {.colour = colour, .radius = radius, .ringed = false});
    };
    if (mine != nullptr) dots(expected, Colour::grey, 0.16, 2.4);
    dots(mine != nullptr ? *mine : expected, Colour::blue, 0, 4.2);
    plot.label({x, -80}, kSizes[i],
               {.down = 22, .colour = Colour::grey, .anchor = Anchor::middle, .small = true});
  }
  plot.label({5.6, mean}, "all rows: " + words_for(mean, 1),
             {.down = -12, .colour = Colour::green, .anchor = Anchor::end, .bold = true});
  sheet.add(plot);
  return sheet.drawing();
}

}  // namespace

/// 13_mini_batches: where batches begin, and what shuffling does. 13_mini_batches_slopes: what a batch's
/// slope is worth.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {cutting(expected, mine), slopes(expected, mine)};
}

}  // namespace downhill::mini_batches
