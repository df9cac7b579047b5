// SPDX-License-Identifier: MIT
// The little language of titles and labels: *w* is a variable (italic), _{0} a subscript, ^{2} a superscript.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kit/figure/number.hpp"

namespace downhill::kit::figure {

/// Text that is safe between tags and inside quoted attributes.
inline std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else if (c == '&')
      safe += "&amp;";
    else if (c == '\'')
      safe += "&#39;";
    else if (c == '"')
      safe += "&quot;";
    else
      safe += c;
  }
  return safe;
}

/// A stretch of text that is set in one way.
struct Run {
  /// Where its letters stand.
  enum class Level { base, sub, super };
  std::string text;           ///< its letters
  bool variable = false;      ///< in italics with serifs
  Level level = Level::base;  ///< on the line, or an index
};

/// Markup cut into its runs. An index that is never closed reaches to the end.
inline std::vector<Run> runs_of(std::string_view markup) {
  std::vector<Run> runs;
  Run now;
  const auto flush = [&] {
    if (!now.text.empty()) runs.push_back(now);
    now.text.clear();
  };
  for (std::size_t i = 0; i < markup.size(); ++i) {
    const std::string_view two = markup.substr(i, 2);
    if (two == "_{" || two == "^{") {
      flush();
      now.level = two == "_{" ? Run::Level::sub : Run::Level::super;
      ++i;
    } else if (markup[i] == '}' && now.level != Run::Level::base) {
      flush();
      now.level = Run::Level::base;
    } else if (markup[i] == '*') {
      flush();
      now.variable = !now.variable;
    } else {
      now.text += markup[i];
    }
  }
  flush();
  return runs;
}

/// How far below the base line a level stands, in heights of the base font.
constexpr double drop_of(Run::Level level) {
  return level == Run::Level::sub ? 0.2 : level == Run::Level::super ? -0.3 : 0.0;
}

/// The inside of an SVG text element.
inline std::string tspans(std::string_view markup) {
  constexpr double kIndexSize = 0.72;  // as in .plot .index of the style sheet
  std::string svg;
  Run::Level level = Run::Level::base;
  for (const Run& run : runs_of(markup)) {
    std::string text = escaped(run.text);
    if (run.variable) text = "<tspan class='variable'>" + text + "</tspan>";
    if (run.level != level || run.level != Run::Level::base) {
      const bool index = run.level != Run::Level::base;
      const double down = (drop_of(run.level) - drop_of(level)) / (index ? kIndexSize : 1);
      text = std::string("<tspan") + (index ? " class='index'" : "") + " dy='" + fixed(down, 3) + "em'>" +
             text + "</tspan>";
    }
    svg += text;
    level = run.level;
  }
  return svg;
}

/// The same text without any markup, for the text alternative: "*w*_{0}^{2}" → "w0^2".
inline std::string spoken(std::string_view markup) {
  std::string text;
  for (const Run& run : runs_of(markup)) text += (run.level == Run::Level::super ? "^" : "") + run.text;
  return text;
}

}  // namespace downhill::kit::figure
