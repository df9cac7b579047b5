// SPDX-License-Identifier: MIT
// A graph of nodes and edges, with what stands in and beside them: a network with its values and slopes.
#pragma once
#include <string>

#include "kit/figure/ink.hpp"

namespace downhill::kit::figure {

/// Points are in units of the sheet.
class Graph {
 public:
  /// @param radius of every node
  Graph(const Box& frame, double radius) : radius_(radius), ink_(frame) {}

  /// A circle, for a label in its middle.
  void node(Point at, Colour colour) {
    ink_.shape("<circle cx='" + fixed(at.x, 1) + "' cy='" + fixed(at.y, 1) + "' r='" + fixed(radius_, 1) +
               "' class='plate " + stroke_of(colour) + "' stroke-width='2.2'/>\n");
  }

  /// An arrow from node to node.
  void edge(Point from, Point to, Colour colour) {
    constexpr double kGap = 4;
    ink_.arrow(from, to, {.colour = colour, .weight = Weight::thin}, radius_ + kGap);
  }

  /// Words at a point.
  void label(Point at, const std::string& markup, const Label& label) { ink_.label(at, markup, label); }

  /// The SVG elements of all this.
  std::string svg() const { return ink_.shapes() + ink_.words(); }

 private:
  double radius_;
  Ink ink_;
};

}  // namespace downhill::kit::figure
