// SPDX-License-Identifier: MIT
// How every figure looks: colours, lines, type. Each colour is written twice, first plainly for renderers
// that know no other, then with light-dark(), which follows the page's colour scheme, inline as in <img>.
// in_theme() makes of that a figure of one theme, for slides and for paper.
#pragma once
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace downhill::kit::figure {

/// Told apart by colour-blind readers, and with a contrast of at least 4.5 against either background.
enum class Colour { ink, grey, blue, orange, green, violet };

/// What a colour is called in the style sheet, and how it looks on white and on #15191f.
struct Paint {
  std::string_view name;   ///< in the style sheet
  std::string_view light;  ///< on white
  std::string_view dark;   ///< on #15191f
};

/// Of each colour, in the order of Colour.
inline constexpr std::array<Paint, 6> kPaints{{{"ink", "#3b4252", "#dfe5ee"},
                                               {"grey", "#667085", "#94a0b3"},
                                               {"blue", "#0072b2", "#56b4e9"},
                                               {"orange", "#c85000", "#ff8f4d"},
                                               {"green", "#00875f", "#3ddbab"},
                                               {"violet", "#8b2bd9", "#a98bff"}}};

/// What the style sheet calls it.
inline std::string name_of(Colour colour) {
  return std::string(kPaints[static_cast<std::size_t>(colour)].name);
}
/// The class that draws a line in it.
inline std::string stroke_of(Colour colour) { return "stroke-" + name_of(colour); }
/// The class that fills with it.
inline std::string fill_of(Colour colour) { return "fill-" + name_of(colour); }

/// The width of a line: hair 1.2, thin 1.6, normal 2.6, bold 3.4.
enum class Weight { hair, thin, normal, bold };

/// How a line is drawn.
struct Line {
  Colour colour = Colour::ink;     ///< its colour
  Weight weight = Weight::normal;  ///< its width
  bool dashed = false;             ///< in dashes of 7 with gaps of 6
  bool faint = false;              ///< at 40 % of its colour

  /// Of the style sheet, for the line's element.
  std::string classes() const {
    constexpr std::array<std::string_view, 4> kWeights{" hair", " thin", "", " bold"};
    return "line" + std::string(kWeights[static_cast<std::size_t>(weight)]) + (dashed ? " dashed" : "") +
           (faint ? " faint" : "") + " " + stroke_of(colour);
  }
};

/// Which end of a label stands at its place.
enum class Anchor { start, middle, end };

/// How a label is written, and where it stands from the point that it belongs to.
struct Label {
  double right = 0;               ///< offset of its anchor
  double down = 0;                ///< offset of its base line
  Colour colour = Colour::ink;    ///< of its letters
  Anchor anchor = Anchor::start;  ///< where it is held
  bool bold = false;              ///< semibold
  bool large = false;             ///< 20 instead of 16
  bool small = false;             ///< 14 instead of 16
};

/// Which colours a style sheet has: both, to follow the page, or one of them.
enum class Theme { both, light, dark };

/// One rule of the style sheet that sets a colour.
inline std::string colour_rule(const std::string& selector, const std::string& property, const Paint& paint,
                               Theme theme) {
  const std::string light(paint.light), dark(paint.dark);
  const std::string plain = property + ":" + (theme == Theme::dark ? dark : light);
  const std::string following = ";" + property + ":light-dark(" + light + "," + dark + ")";
  return ".plot " + selector + "{" + plain + (theme == Theme::both ? following : "") + "}\n";
}

/// The rules that set no colour. Below 480 pixels of width everything is drawn at half its size or so, and
/// the letters make up for it.
inline constexpr std::string_view kShapes =
    ".plot text{font:16px Inter,'Source Sans 3','Segoe UI','Helvetica Neue',Arial,sans-serif;"
    "stroke-linejoin:round}\n"
    ".plot .variable{font-family:'STIX Two Text','Latin Modern Roman','CMU Serif',Cambria,Georgia,"
    "'Times New Roman',serif;font-style:italic;font-size:1.1em}\n"
    ".plot .index{font-size:.72em}\n"
    ".plot .title{font-size:20px;font-weight:600}\n"
    ".plot .subtitle{font-size:15px}\n"
    ".plot .small{font-size:14px}.plot .large{font-size:20px}\n"
    ".plot .strong{font-weight:600}\n"
    ".plot .middle{text-anchor:middle}.plot .end{text-anchor:end}\n"
    ".plot .halo{paint-order:stroke;stroke-width:4.5px;stroke-opacity:.9}\n"
    ".plot .grid{fill:none;stroke-opacity:.1}\n"
    ".plot .axis{fill:none;stroke-opacity:.45;stroke-width:1.2}\n"
    ".plot .line{fill:none;stroke-width:2.6;stroke-linejoin:round;stroke-linecap:round}\n"
    ".plot .hair{stroke-width:1.2}.plot .thin{stroke-width:1.6}.plot .bold{stroke-width:3.4}\n"
    ".plot .dashed{stroke-dasharray:7 6}\n"
    ".plot .faint{stroke-opacity:.4}\n"
    ".plot .casing{stroke-width:5.6;stroke-opacity:.6}\n"
    ".plot .band{fill-opacity:.08;stroke-opacity:.3}\n"
    ".plot .ring{stroke-width:1.6}\n"
    "@media(max-width:480px){.plot text{font-size:20px}.plot .title,.plot .large{font-size:25px}"
    ".plot .subtitle,.plot .small{font-size:18px}}\n";

/// The style sheet that every figure carries, as an element.
inline std::string style_element(Theme theme = Theme::both) {
  const std::string scheme = theme == Theme::both ? "light dark" : theme == Theme::light ? "light" : "dark";
  std::string css = "<style>\nsvg.plot:root{color-scheme:" + scheme + "}\n" + std::string(kShapes);
  const auto rule = [&](const std::string& selector, const std::string& property, const Paint& paint) {
    css += colour_rule(selector, property, paint, theme);
  };
  for (const Paint& paint : kPaints) {
    rule(".stroke-" + std::string(paint.name), "stroke", paint);
    rule(".fill-" + std::string(paint.name), "fill", paint);
  }
  rule(".title", "fill", {"", "#1d2433", "#f2f5fa"});
  rule(".paper", "stroke", {"", "#fff", "#15191f"});
  rule(".plate", "fill", {"", "#fff", "#15191f"});
  rule(".rule", "stroke", {"", "#1d2433", "#fff"});
  rule(".band", "fill", {"", "#3f78b5", "#7fb2e5"});
  rule(".band", "stroke", {"", "#2f5d8a", "#a9cdf2"});
  return css + "</style>\n";
}

/// What lies behind a figure of one theme: nothing, or the white or near-black that its colours are made for.
enum class Ground { none, plain };

/// A finished figure, which follows the page, in one theme.
/// @throws std::invalid_argument if this is no figure of ours
inline std::string in_theme(const std::string& svg, Theme theme, Ground ground) {
  const std::string style = style_element();
  const std::size_t at = svg.find(style);
  if (at == svg.npos) throw std::invalid_argument("in_theme: no figure with our style sheet");
  const std::string plate = "<rect width='100%' height='100%' class='plate'/>\n";
  return svg.substr(0, at) + style_element(theme) + (ground == Ground::plain ? plate : "") +
         svg.substr(at + style.size());
}

}  // namespace downhill::kit::figure
