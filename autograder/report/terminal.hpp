// SPDX-License-Identifier: MIT
// Lines and colours of a terminal.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace downhill::report {

enum class Ink { plain, bold, dim, red, green, yellow, cyan };

/// The text in that colour, or as it is.
std::string painted(std::string_view text, Ink ink, bool colour);

/// How many columns a line of UTF-8 takes, each code point counted as one.
int columns(std::string_view line);

/// A line broken at spaces into lines of at most `width` columns, all but the first indented by `hang`.
/// Leading spaces stay, words that are too long are cut, and no line that is broken off starts with a colon
/// (which some logs take for a command).
std::vector<std::string> wrapped(std::string_view line, int width, int hang);

/// Whether a line below one of source only points into it: "  ~~^~~".
bool only_points(std::string_view line);

/// At most `width` columns of a line, from that one on, with … where something is left out at either end.
std::string cut_out(std::string_view line, int from, int width);

/// The lines of a text; a last line break begins no line.
std::vector<std::string_view> lines_of(std::string_view text);

/// A sign before a line: "✗", painted.
struct Mark {
  std::string sign;
  Ink ink = Ink::plain;
};

/// Text for a terminal as it grows, broken at its width.
class Page {
 public:
  Page(int width, bool colour) : width_(width), colour_(colour) {}

  /// An empty line, unless there is one already.
  void gap();
  /// A title and a word at the right end, with a rule between them.
  void heading(std::string_view text, std::string_view right);
  /// Text after an indent and a mark, which stands before the first line alone, and a word at the right end.
  void row(int indent, const Mark& mark, std::string_view text, Ink ink, std::string_view right = "");
  /// Text after an indent and a bar, which stands before every line.
  void prose(int indent, const Mark& bar, std::string_view text, Ink ink = Ink::plain);
  /// A line of source and the lines below it that point into it, which are cut at their ends rather than
  /// broken.
  void excerpt(int indent, const std::vector<std::string_view>& lines);
  /// "got     24, off by 48": the label dim, what follows in its own column.
  void labelled(int indent, std::string_view line, Ink ink = Ink::plain);

  const std::string& text() const { return text_; }

 private:
  int width_;
  bool colour_;
  std::string text_;
};

}  // namespace downhill::report
