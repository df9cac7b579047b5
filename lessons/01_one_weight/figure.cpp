// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "kit/figure/compare.hpp"
#include "kit/figure/sheet.hpp"
#include "kit/paths.hpp"

namespace downhill::one_weight {
namespace {

using namespace kit::figure;

constexpr double kAnswer = 10.0 / 3;  // the weight whose prediction is right

// From (weight, error) to (weight, loss).
Points losses(const Points& errors) {
  Points points;
  for (const Point& p : errors) points.push_back({p.x, p.y * p.y});
  return points;
}

Compared losses(const Compared& errors) {
  return {losses(errors.expected), losses(errors.mine), errors.has_mine};
}

// Of a path whose columns from the given one are weight and error.
Compared losses_in(const kit::Paths& expected, const kit::Paths* mine, const std::string& name,
                   Index weight) {
  return losses(compare(expected, mine, name, weight, weight + 1));
}

// The first steps as stairs: along to the next weight, then down to its loss.
void draw_stairs(Plot& plot, const Points& way, Colour colour) {
  constexpr std::size_t kArrows = 5, kDots = 13;
  for (std::size_t i = 1; i < std::min(way.size(), kDots); ++i) {
    const Point corner{way[i].x, way[i - 1].y};
    plot.curve({corner, way[i]}, {.colour = colour, .weight = Weight::hair, .faint = true});
    if (i <= kArrows) plot.arrow(way[i - 1], corner, {.colour = colour}, 7.5);
  }
  for (std::size_t i = 0; i < std::min(way.size(), kDots); ++i)
    plot.dot(way[i], {.colour = colour, .radius = i == 0 ? 7.5 : 5.5});
}

// The tangent at the start, from a row (weight, error, slope).
void draw_tangent(Plot& plot, const kit::Paths& paths, const Line& line) {
  constexpr double kBack = 0.06, kOn = 0.52;
  const double weight = number_in(paths, "slope", 0, 0), error = number_in(paths, "slope", 0, 1);
  const double slope = number_in(paths, "slope", 0, 2), loss = error * error;
  plot.curve({{weight - kBack, loss - kBack * slope}, {weight + kOn, loss + kOn * slope}}, line);
}

// The slope at the start and the first step, in words.
std::string first_step(const kit::Paths& paths) {
  const double step = number_in(paths, "rate 0.01", 1, 1) - number_in(paths, "rate 0.01", 0, 1);
  return "slope " + words_for(number_in(paths, "slope", 0, 2), 3) + ", step " + (step > 0 ? "+" : "") +
         words_for(step, 3);
}

void label_steps(Plot& plot, const Points& way) {
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string value = i < 2 ? " = " + words_for(way.at(i).x, 2) : "";
    plot.label(way.at(i), "*w*_{" + std::to_string(i) + "}" + value,
               {.right = 9, .down = -11, .colour = Colour::orange, .bold = true});
  }
  const double step = way.at(1).x - way.at(0).x;
  plot.label({way.at(1).x, way.at(0).y}, "step −*α* · slope = +" + words_for(step, 3),
             {.right = 34, .down = 5, .colour = Colour::orange});
}

// What the student's first step is beside the expected one.
void label_both(Plot& plot, const kit::Paths& expected, const kit::Paths& mine) {
  plot.label({2.8, 14}, "yours: " + first_step(mine), {.colour = Colour::orange, .bold = true});
  plot.label({2.8, 14}, "expected: " + first_step(expected), {.down = 26, .colour = Colour::grey});
}

void label_slopes(Plot& plot, const kit::Paths& expected) {
  const double slope = number_in(expected, "slope", 0, 2);
  plot.label({2.42, 5.9}, "slope at *w*_{0}\n2·(−4)·3 = " + words_for(slope, 3),
             {.right = -28, .down = -12, .colour = Colour::blue, .anchor = Anchor::end});
  plot.label({kAnswer, 0}, "slope 0: no step",
             {.down = -72, .colour = Colour::green, .anchor = Anchor::middle});
  plot.leader({kAnswer, 0}, {0, -12}, {0, -62});
  plot.dot({kAnswer, 0}, {.colour = Colour::green, .radius = 7.5});
}

Plot small_steps(const kit::Paths& expected, const kit::Paths* mine) {
  Plot plot({64, 112, 696, 372}, Scale::linear(1.65, 4.4), Scale::linear(0, 18));
  plot.axes({.x = "weight *w*", .y = "loss", .y_ticks = 4});
  const Compared parabola = losses_in(expected, mine, "errors", 0);
  const Compared way = losses_in(expected, mine, "rate 0.01", 1);
  draw_curve(plot, parabola, {.weight = Weight::bold});
  draw_tangent(plot, expected, {.colour = Colour::blue, .dashed = true});
  label_slopes(plot, expected);
  draw_stairs(plot, way.expected, way.has_mine ? Colour::grey : Colour::orange);
  if (mine == nullptr) {
    label_steps(plot, way.expected);
  } else {
    draw_tangent(plot, *mine, {.colour = Colour::blue});
    draw_stairs(plot, way.mine, Colour::orange);
    label_both(plot, expected, *mine);
    tell_apart(plot, {parabola});
  }
  return plot;
}

// One of the three rates below: a parabola without ticks and the first jumps on it.
struct Jumps {
  std::string path, rate, verdict;
  double left;
  std::size_t count;
  Colour colour;
};

void draw_jumps(Plot& plot, const Points& way, const Jumps& jumps) {
  for (std::size_t i = 1; i < way.size() && i <= jumps.count; ++i)
    plot.arrow(way[i - 1], way[i], {.colour = jumps.colour}, 7);
  for (std::size_t i = 0; i < way.size() && i <= jumps.count; ++i)
    plot.dot(way[i], {.colour = jumps.colour, .radius = i == 0 ? 6.5 : 5.0});
}

Plot large_steps(const kit::Paths& expected, const kit::Paths* mine, const Jumps& jumps) {
  constexpr double kWidth = 200, kTop = 458, kBottom = 588;
  Plot plot({jumps.left, kTop, jumps.left + kWidth, kBottom}, Scale::linear(1.05, 5.65),
            Scale::linear(0, 44));
  plot.axes({.x_ticks = 0, .y_ticks = 0});
  draw_curve(plot, losses_in(expected, mine, "errors", 0), {.colour = Colour::grey});
  const Compared way = losses_in(expected, mine, jumps.path, 1);
  if (way.has_mine)
    plot.curve(way.expected, {.colour = jumps.colour, .weight = Weight::thin, .dashed = true});
  draw_jumps(plot, way.has_mine ? way.mine : way.expected, jumps);
  const Label below{.down = 24, .colour = jumps.colour, .anchor = Anchor::middle, .bold = true};
  plot.label({kAnswer, 0}, "*α* = " + jumps.rate, below);
  plot.label({kAnswer, 0}, jumps.verdict, {.down = 46, .anchor = Anchor::middle});
  return plot;
}

// One line of |error| against step, and where its label stands from one of its points.
struct Errors {
  std::string path, name;
  Colour colour;
  std::size_t labelled;
  double right, down;
};

const std::vector<Errors> kErrors{{"rate 0.12", "*α* = 0.12\n× −1.16", Colour::blue, 20, 12, -5},
                                  {"rate 1/9", "*α* = 1/9\n× −1", Colour::violet, 20, 12, -3},
                                  {"rate 0.01", "*α* = 0.01\n× 0.82", Colour::orange, 20, 12, -2},
                                  {"rate 0.05", "*α* = 0.05\n× 0.1", Colour::green, 4, 14, -12}};

Compared sizes(Compared errors) {
  for (Points* points : {&errors.expected, &errors.mine})
    for (Point& p : *points) p.y = std::fabs(p.y);
  return errors;
}

void draw_errors(Plot& plot, const Compared& both, const Errors& errors) {
  draw_curve(plot, both, {.colour = errors.colour});
  for (const Point& p : both.has_mine ? both.mine : both.expected)
    plot.dot(p, {.colour = errors.colour, .radius = 3.4, .ringed = false});
  plot.label(both.expected.at(errors.labelled), errors.name,
             {.right = errors.right, .down = errors.down, .colour = errors.colour, .bold = true});
}

kit::Drawing error_by_step(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("01_one_weight_error", 480);
  sheet.heading(
      "Each step multiplies the error",
      subtitle("by 1 − 2*α*·3^{2}, the same each time: a straight line on a log axis", expected, mine));
  sheet.describe(
      "Four lines from an error of 4. Rate 0.05 multiplies it by 0.1 a step and is below a millionth "
      "after seven; 0.01 by 0.82; 1/9 by −1, so its size stays; 0.12 by −1.16, so it grows.");
  mine = differing(expected, mine);
  Plot plot({72, 104, 586, 416}, Scale::linear(0, 20), Scale::log(1e-6, 200));
  plot.axes({.x = "step", .y = "|error|", .x_ticks = 5});
  std::vector<Compared> all;
  for (const Errors& errors : kErrors) {
    all.push_back(sizes(compare(expected, mine, errors.path, 0, 2)));
    draw_errors(plot, all.back(), errors);
  }
  if (mine == nullptr)
    plot.label({9, 1e-4},
               "*α* = 1/18 has no line: its first step lands\non error 0, which a log axis cannot show.",
               {.colour = Colour::grey, .small = true});
  else
    tell_apart(plot, all);
  sheet.add(plot);
  return sheet.drawing();
}

kit::Drawing descent(const kit::Paths& expected, const kit::Paths* mine) {
  Sheet sheet("01_one_weight", 650);
  sheet.heading(
      "The slope says which way, and how far",
      subtitle("Input 3, target 10, loss (3*w* − 10)^{2}; learning rate *α* = 0.01", expected, mine));
  sheet.describe(
      "A parabola with its lowest point at 10/3. At the weight 2 its slope is −24, so the first step at "
      "rate 0.01 goes up by 0.24 to 2.24; the next steps get shorter as the slope fades. Below, three "
      "larger rates: 1/18 lands on the lowest point in one step, 1/9 bounces between two weights for "
      "ever, 0.12 jumps farther at each step.");
  mine = differing(expected, mine);
  sheet.add(small_steps(expected, mine));
  for (const Jumps& jumps : {Jumps{"rate 1/18", "1/18", "lands in one step", 20, 1, Colour::green},
                             Jumps{"rate 1/9", "1/9", "bounces for ever", 260, 2, Colour::violet},
                             Jumps{"rate 0.12", "0.12", "grows and grows", 500, 3, Colour::blue}})
    sheet.add(large_steps(expected, mine, jumps));
  return sheet.drawing();
}

}  // namespace

/// 01_one_weight: the parabola with its slope and steps. 01_one_weight_error: how the error shrinks or grows.
std::vector<kit::Drawing> figures(const kit::Paths& expected, const kit::Paths* mine) {
  return {descent(expected, mine), error_by_step(expected, mine)};
}

}  // namespace downhill::one_weight
