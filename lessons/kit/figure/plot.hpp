// SPDX-License-Identifier: MIT
// A plot: two axes, and what is drawn between them in their units.
#pragma once
#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "kit/figure/contour.hpp"
#include "kit/figure/ink.hpp"
#include "kit/figure/scale.hpp"

namespace downhill::kit::figure {

/// What stands at the axes of a plot; names are markup.
struct Axes {
  std::string x{};   ///< the name below the plot
  std::string y{};   ///< the name above its axis
  int x_ticks = 7;   ///< about so many; 0 for none
  int y_ticks = 5;   ///< about so many; 0 for none
  bool grid = true;  ///< faint lines at the ticks of y
};

/// Points are in the units of the axes; what lies outside of the frame is not drawn.
class Plot {
 public:
  /// Within a frame on the sheet.
  Plot(const Box& frame, const Scale& x, const Scale& y) : frame_(frame), x_(x), y_(y), ink_(frame) {}

  /// Where it stands on the sheet.
  const Box& frame() const { return frame_; }

  /// Where a point of the plot stands on the sheet.
  Point place(Point p) const {
    return {frame_.left + x_.share_of(p.x) * frame_.width(),
            frame_.bottom - y_.share_of(p.y) * frame_.height()};
  }

  /// Does a point lie in the frame?
  bool shows(Point p) const { return frame_.holds(place(p)); }

  /// Draws the axes, their ticks and names.
  void axes(const Axes& axes) {
    constexpr double kBelow = 22, kNameBelow = 46, kBeside = 10, kAbove = 14, kHalfLetter = 5;
    if (axes.x_ticks > 0)
      for (const Tick& tick : ticks_of(x_, axes.x_ticks))
        axis_text({place({tick.value, y_.low}).x, frame_.bottom + kBelow}, tick.text,
                  "small fill-grey middle");
    if (axes.y_ticks > 0)
      for (const Tick& tick : ticks_of(y_, axes.y_ticks)) {
        const double height = place({x_.low, tick.value}).y;
        axis_text({frame_.left - kBeside, height + kHalfLetter}, tick.text, "small fill-grey end");
        if (axes.grid) rule({frame_.left, height}, {frame_.right, height}, "grid rule");
      }
    rule({frame_.left, frame_.bottom}, {frame_.right, frame_.bottom}, "axis rule");
    axis_text({(frame_.left + frame_.right) / 2, frame_.bottom + kNameBelow}, axes.x, "fill-ink middle");
    axis_text({frame_.left - kBeside, frame_.top - kAbove}, axes.y, "fill-ink middle");
  }

  /// A line through points.
  void curve(const Points& points, const Line& line) { ink_.line(placed(points), line.classes()); }

  /// The way of a descent: a line with a casing, so that crossings stay readable, and a dot for each step.
  /// Dots shrink with their step, so that a tail that has settled stays clean.
  void trail(const Points& points, Colour colour) {
    constexpr double kShortest = 2.5, kLargest = 2.9, kSmallest = 1.2, kGrowth = 9;
    constexpr std::size_t kMostDots = 200;
    const Points way = placed(points);
    ink_.line(way, "line casing paper");
    ink_.line(way, Line{.colour = colour}.classes());
    for (std::size_t i = 1; i < std::min(way.size(), kMostDots); ++i) {
      const double length = distance(way[i - 1], way[i]);
      const double radius = std::min(kLargest, kSmallest + length / kGrowth);
      if (length > kShortest) ink_.dot(way[i], {.colour = colour, .radius = radius, .ringed = false});
    }
  }

  /// A single point.
  void dot(Point at, const Dot& dot) { ink_.dot(place(at), dot); }

  /// An arrow that keeps a gap to both its ends.
  void arrow(Point from, Point to, const Line& line, double gap) {
    ink_.arrow(place(from), place(to), line, gap);
  }

  /// Words at a point.
  void label(Point at, const std::string& markup, const Label& label) {
    ink_.label(place(at), markup, label);
  }

  /// A thin line from near a point to near its label, by offsets on the sheet.
  void leader(Point at, Point near, Point far) {
    const Point p = place(at);
    if (is_finite(p)) ink_.line({{p.x + near.x, p.y + near.y}, {p.x + far.x, p.y + far.y}}, "axis rule");
  }

  /// Nested translucent regions {height ≤ level}, so that lower is darker.
  void contours(const std::function<double(double, double)>& height, std::vector<double> levels) {
    constexpr int kColumns = 180, kRows = 120;
    constexpr double kTolerance = 0.06;
    const auto at = [&](Point on_sheet) {
      const Point p = unplaced(on_sheet);
      return height(p.x, p.y);
    };
    const HeightMap map(at, frame_, kColumns, kRows);
    std::sort(levels.rbegin(), levels.rend());
    for (const double level : levels) {
      std::string data;
      for (const Points& loop : map.loops(level))
        data += path_data(simplified_loop(snapped(loop), kTolerance)) + "Z";
      if (!data.empty()) ground_ += path_element(data, "band");
    }
  }

  /// The SVG elements of all this.
  /// @param id names the clipping region; unique on the sheet
  std::string svg(const std::string& id) const {
    const std::string ground = "<g clip-path='url(#" + id + ")'>\n" + ground_ + "</g>\n";
    const std::string region = "<clipPath id='" + id + "'><rect x='" + fixed(frame_.left, 1) + "' y='" +
                               fixed(frame_.top, 1) + "' width='" + fixed(frame_.width(), 1) + "' height='" +
                               fixed(frame_.height(), 1) + "'/></clipPath>\n";
    return (ground_.empty() ? "" : region + ground) + rules_ + ink_.shapes() + axis_words_ + ink_.words();
  }

 private:
  Points placed(const Points& points) const {
    Points way;
    for (const Point& p : points) way.push_back(place(p));
    return way;
  }

  Point unplaced(Point on_sheet) const {
    return {x_.value_at((on_sheet.x - frame_.left) / frame_.width()),
            y_.value_at((frame_.bottom - on_sheet.y) / frame_.height())};
  }

  void rule(Point from, Point to, const std::string& classes) {
    rules_ += path_element(path_data({from, to}), classes);
  }

  void axis_text(Point at, const std::string& markup, const std::string& classes) {
    if (!markup.empty()) axis_words_ += text_element(at, markup, classes);
  }

  Box frame_;
  Scale x_, y_;
  std::string ground_, rules_, axis_words_;
  Ink ink_;
};

}  // namespace downhill::kit::figure
