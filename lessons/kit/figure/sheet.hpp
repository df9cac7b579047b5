// SPDX-License-Identifier: MIT
// A whole figure: heading, plots or graphs, text alternative, style.
#pragma once
#include <string>
#include <utility>

#include "kit/figure/drawing.hpp"
#include "kit/figure/graph.hpp"
#include "kit/figure/plot.hpp"
#include "kit/figure/style.hpp"

namespace downhill::kit::figure {

/// 720 units wide; shown smaller, it stays readable down to 360 pixels.
class Sheet {
 public:
  /// In units, which are pixels at full size.
  static constexpr double kWidth = 720;

  /// @param name of the drawing: letters, digits and underscores
  Sheet(std::string name, double height) : name_(std::move(name)), height_(height) {}

  /// Title and subtitle, as markup. Titles fit up to some 45 letters, subtitles up to 70.
  void heading(const std::string& title, const std::string& subtitle) {
    constexpr double kLeft = 20, kTitleLine = 32, kSubtitleLine = 56;
    heading_ = text_element({kLeft, kTitleLine}, title, "title") +
               text_element({kLeft, kSubtitleLine}, subtitle, "subtitle fill-grey");
    spoken_heading_ = sentence(title) + " " + sentence(subtitle);
  }

  /// What the figure shows, in sentences, for those who hear it; they hear the heading first.
  void describe(const std::string& text) { description_ = spoken(text); }

  /// Puts a plot on the sheet, over what is there.
  void add(const Plot& plot) { body_ += plot.svg("figure-" + name_ + "-" + std::to_string(++plots_)); }
  /// Puts a drawing of nodes and edges on the sheet.
  void add(const Graph& graph) { body_ += graph.svg(); }

  /// The whole of it as SVG.
  Drawing drawing() const {
    const std::string width = fixed(kWidth, 0), height = fixed(height_, 0);
    return {name_, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + width + " " + height +
                       "' width='" + width + "' height='" + height + "' role='img' aria-label='" +
                       escaped(spoken_heading_ + " " + description_) +
                       "' xml:space='preserve' class='plot'>\n" + style_element() + heading_ + body_ +
                       "</svg>\n"};
  }

 private:
  static std::string sentence(const std::string& markup) {
    std::string text = spoken(markup);
    if (!text.ends_with('.') && !text.ends_with('?')) text += ".";
    return text;
  }

  std::string name_;
  double height_;
  std::string heading_, spoken_heading_, description_, body_;
  int plots_ = 0;
};

}  // namespace downhill::kit::figure
