// SPDX-License-Identifier: MIT
// What can be drawn on a sheet, in its own units: lines, dots, arrows, words. What comes later lies on top,
// words on top of everything.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "kit/figure/markup.hpp"
#include "kit/figure/number.hpp"
#include "kit/figure/shape.hpp"
#include "kit/figure/style.hpp"

namespace downhill::kit::figure {

/// Path data through the points, to a tenth of a unit: "M0 1L2.5 3".
inline std::string path_data(const Points& points) {
  std::string data;
  for (const Point& p : points) data += (data.empty() ? "M" : "L") + fixed(p.x, 1) + " " + fixed(p.y, 1);
  return data;
}

/// A line or a shape.
inline std::string path_element(const std::string& data, const std::string& classes) {
  return "<path d='" + data + "' class='" + classes + "'/>\n";
}

/// Words.
inline std::string text_element(Point at, const std::string& markup, const std::string& classes) {
  return "<text x='" + fixed(at.x, 1) + "' y='" + fixed(at.y, 1) + "' class='" + classes + "'>" +
         tspans(markup) + "</text>\n";
}

/// How a dot is drawn.
struct Dot {
  Colour colour = Colour::ink;  ///< of its inside
  double radius = 5;            ///< in units of the sheet
  bool ringed = true;           ///< set off from what lies below by a ring of background
};

/// Collects SVG elements.
class Ink {
 public:
  /// Nothing but words is drawn outside of the frame.
  explicit Ink(const Box& frame) : frame_(frame) {}

  /// @param classes of the style sheet: Line::classes, or others
  void line(const Points& points, const std::string& classes) {
    std::string data;
    for (const Points& piece : clipped(points, frame_.wider_by(kMargin)))
      data += path_data(simplified(snapped(piece), kTolerance));
    if (!data.empty()) shapes_ += path_element(data, classes);
  }

  /// A dot; none where the point is not finite or outside.
  void dot(Point at, const Dot& dot) {
    if (!is_finite(at) || !frame_.wider_by(1).holds(at)) return;
    shapes_ += "<circle cx='" + fixed(at.x, 1) + "' cy='" + fixed(at.y, 1) + "' r='" + fixed(dot.radius, 2) +
               "' class='" + fill_of(dot.colour) + (dot.ringed ? " ring paper" : "") + "'/>\n";
  }

  /// An arrow that keeps a gap to both its ends; none where the way is too short to see it.
  void arrow(Point from, Point to, const Line& line, double gap) {
    constexpr double kShortest = 6, kHead = 11, kHalfHead = 4.6;
    const double length = distance(from, to) - 2 * gap;
    if (!is_finite(from) || !is_finite(to) || length < kShortest) return;
    if (!frame_.holds(from) || !frame_.holds(to)) return;
    const Point way{(to.x - from.x) / distance(from, to), (to.y - from.y) / distance(from, to)};
    const auto along = [&](double far, double aside) {
      return Point{from.x + far * way.x - aside * way.y, from.y + far * way.y + aside * way.x};
    };
    const double head = std::min(kHead, length / 2), half = kHalfHead * head / kHead;
    const double neck = gap + length - head;
    shapes_ += path_element(path_data({along(gap, 0), along(neck, 0)}), line.classes());
    shapes_ += path_element(path_data({along(gap + length, 0), along(neck, half), along(neck, -half)}) + "Z",
                            fill_of(line.colour));
  }

  /// Words beside a point, in several lines if there are line feeds.
  void label(Point at, const std::string& markup, const Label& label) {
    constexpr double kLineHeight = 22;
    if (!is_finite(at)) return;
    Point place{at.x + label.right, at.y + label.down};
    for (std::size_t start = 0; start <= markup.size(); place.y += kLineHeight) {
      const std::size_t end = std::min(markup.find('\n', start), markup.size());
      words_ += text_element(place, markup.substr(start, end - start), classes_of(label));
      start = end + 1;
    }
  }

  /// Any other SVG element, as it is.
  void shape(const std::string& element) { shapes_ += element; }

  /// All but the words.
  const std::string& shapes() const { return shapes_; }
  /// The words, which belong above all shapes.
  const std::string& words() const { return words_; }

 private:
  static constexpr double kMargin = 3;        // lines along the frame keep their full width
  static constexpr double kTolerance = 0.05;  // half of the last digit that is written

  static std::string classes_of(const Label& label) {
    constexpr std::string_view kAnchors[] = {"", " middle", " end"};
    return "halo paper " + fill_of(label.colour) +
           std::string(kAnchors[static_cast<std::size_t>(label.anchor)]) + (label.bold ? " strong" : "") +
           (label.large ? " large" : "") + (label.small ? " small" : "");
  }

  Box frame_;
  std::string shapes_, words_;
};

}  // namespace downhill::kit::figure
