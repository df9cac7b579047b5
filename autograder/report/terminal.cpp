// SPDX-License-Identifier: MIT
#include "report/terminal.hpp"

#include <algorithm>

namespace downhill::report {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// How many bytes the first `width` code points take.
std::size_t bytes_of(std::string_view text, int width) {
  std::size_t i = 0;
  for (int n = 0; i < text.size() && n < width; ++n) do
      ++i;
    while (i < text.size() && continues(text[i]));
  return i;
}

/// May a line end before the byte at i? Not within a character, nor where the next line would start with a
/// colon.
bool may_end(std::string_view text, std::size_t i) {
  const std::size_t next = text.find_first_not_of(" \t", i);
  return i >= text.size() || (!continues(text[i]) && (next == text.npos || text[next] != ':'));
}

/// Where a line of at most `width` columns ends: at the last space that fits, or else within a word.
std::size_t cut_of(std::string_view text, int width) {
  const std::size_t most = bytes_of(text, width), indent = std::min(text.find_first_not_of(' '), most);
  if (most == text.size()) return most;
  for (std::size_t i = most; i > indent; --i)
    if (text[i] == ' ' && may_end(text, i)) return i;
  for (std::size_t i = most; i > indent; --i)
    if (may_end(text, i)) return i;
  std::size_t cut = most + 1;
  while (!may_end(text, cut)) ++cut;
  return cut;
}

std::string spaces(int n) { return std::string(static_cast<std::size_t>(std::max(n, 0)), ' '); }

/// The bytes of a label: one word and at least two spaces, before something else.
std::size_t label_of(std::string_view line) {
  const std::size_t end = line.find(' ');
  const std::size_t value = line.find_first_not_of(' ', end);
  return end == 0 || value == line.npos || value < end + 2 ? 0 : value;
}

}  // namespace

std::string painted(std::string_view text, Ink ink, bool colour) {
  static constexpr const char* kCodes[] = {"", "1", "2", "31", "32", "33", "36"};
  const std::string code = kCodes[static_cast<std::size_t>(ink)];
  if (!colour || ink == Ink::plain || text.empty()) return std::string(text);
  return "\x1b[" + code + "m" + std::string(text) + "\x1b[0m";
}

int columns(std::string_view line) {
  return static_cast<int>(std::ranges::count_if(line, [](char c) { return !continues(c); }));
}

std::vector<std::string> wrapped(std::string_view line, int width, int hang) {
  width = std::max(width, 1);
  hang = std::clamp(hang, 0, width - 1);
  std::vector<std::string> lines;
  do {
    const int indent = lines.empty() ? 0 : hang;
    const std::size_t cut = cut_of(line, width - indent);
    lines.push_back(std::string(static_cast<std::size_t>(indent), ' ').append(line.substr(0, cut)));
    line.remove_prefix(cut);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  } while (!line.empty());
  return lines;
}

bool only_points(std::string_view line) {
  return line.find('^') != line.npos && line.find_first_not_of(" ^~|") == line.npos;
}

std::string cut_out(std::string_view line, int from, int width) {
  const bool points = only_points(line);
  line.remove_prefix(bytes_of(line, from));
  const bool goes_on = columns(line) > width;
  std::string text(line.substr(0, goes_on ? bytes_of(line, width - 1) : line.size()));
  if (from > 0 && !text.empty()) text.replace(0, bytes_of(text, 1), points ? " " : "…");
  return text + (goes_on ? "…" : "");
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void Page::gap() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Page::heading(std::string_view text, std::string_view right) {
  const int rule = width_ - columns(text) - columns(right) - 2;
  if (rule < 2) return row(0, {}, text, Ink::bold, right);
  text_ += painted(text, Ink::bold, colour_) + " ";
  std::string line;
  for (int i = 0; i < rule; ++i) line += "─";
  text_ += painted(line, Ink::dim, colour_) + " ";
  text_.append(right) += '\n';
}

void Page::row(int indent, const Mark& mark, std::string_view text, Ink ink, std::string_view right) {
  const int hang = indent + columns(mark.sign) + (mark.sign.empty() ? 0 : 1);
  const int room = width_ - hang - (right.empty() ? 0 : columns(right) + 2);
  bool first = true;
  for (const std::string& line : wrapped(text, room, 0)) {
    text_ += first && !mark.sign.empty() ? spaces(indent) + painted(mark.sign, mark.ink, colour_) + " "
                                         : spaces(hang);
    text_ += painted(line, ink, colour_);
    if (first && !right.empty()) text_.append(spaces(room + 2 - columns(line))).append(right);
    text_ += '\n';
    first = false;
  }
}

void Page::prose(int indent, const Mark& bar, std::string_view text, Ink ink) {
  for (const std::string_view paragraph : lines_of(text))
    for (const std::string& line : wrapped(paragraph, width_ - indent - columns(bar.sign), 0))
      text_ += spaces(indent) + painted(bar.sign, bar.ink, colour_) + painted(line, ink, colour_) + '\n';
}

void Page::excerpt(int indent, const std::vector<std::string_view>& lines) {
  constexpr int kAhead = 3;  // of what is pointed at: its share of what is shown stands before it
  const int room = width_ - indent;
  const int place = lines.size() > 1 ? columns(lines[1].substr(0, lines[1].find('^'))) : 0;
  const int from = columns(lines[0]) > room && place > room * kAhead / 4 ? place - room * kAhead / 4 : 0;
  for (const std::string_view line : lines) text_ += spaces(indent) + cut_out(line, from, room) + '\n';
}

void Page::labelled(int indent, std::string_view line, Ink ink) {
  std::size_t label = label_of(line);
  const int hang = label == 0 ? 2 : std::min(columns(line.substr(0, label)), width_ / 2);
  for (const std::string& part : wrapped(line, width_ - indent, hang)) {
    label = std::min(label, part.size());
    text_ += spaces(indent) + painted(part.substr(0, label), Ink::dim, colour_) +
             painted(part.substr(label), ink, colour_) + '\n';
    label = 0;
  }
}

}  // namespace downhill::report
