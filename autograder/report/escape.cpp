// SPDX-License-Identifier: MIT
#include "report/escape.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <span>

namespace downhill::report {
namespace {

struct Point {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  ///< 0 if they are not UTF-8
};

/// The first code point of a text that is not empty: no overlong forms, no surrogates, nothing above
/// U+10FFFF.
Point first_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t code = lead & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (overlong || surrogate || code > 0x10FFFF) return {};
  return {code, bytes};
}

bool is_control(std::uint32_t code) {
  return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0);
}

struct Range {
  std::uint32_t first, last;
};

/// What turns the reading direction around, begins a line where none is seen, cannot be seen, looks like a
/// space and is none, or is no character at all. Log readers skip some of it before they look for a command,
/// and some may stand in the name of a function.
constexpr Range kMisleading[] = {{0xA0, 0xA0},      {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},
                                 {0x115F, 0x1160},  {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
                                 {0x2000, 0x200B},  {0x200E, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
                                 {0x2800, 0x2800},  {0x3000, 0x3000}, {0x3164, 0x3164}, {0xFDD0, 0xFDEF},
                                 {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1D173, 0x1D17A},
                                 {0xE0000, 0xE0FFF}};
/// What is drawn over the character before it.
constexpr Range kCombining[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x1AB0, 0x1AFF},
                                {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}};
constexpr int kMostCombining =
    4;  // of one character: more than any script has, and fewer than reach other lines

bool in(std::span<const Range> ranges, std::uint32_t code) {
  return std::ranges::any_of(ranges, [&](const Range& r) { return code >= r.first && code <= r.last; });
}

bool is_joiner(std::uint32_t code) { return code == 0x200C || code == 0x200D; }
bool is_selector(std::uint32_t code) { return code >= 0xFE00 && code <= 0xFE0F; }
/// Of ASCII, seen by all and obeyed by none, wherever it stands.
bool is_plain(char c) { return c > ' ' && c < 0x7F && c != ':' && c != '#'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What stands before a character decides how it is shown.
struct Before {
  bool line_begins = true;  ///< nothing but spaces stand before it in its line
  std::uint32_t code = 0;   ///< the character itself; 0 if it was spelled out
  int combining = 0;        ///< how many were drawn over one character

  /// Joiners and selectors are part of many scripts, but hide within a name; over one character only so much
  /// can be drawn.
  bool misleads(std::uint32_t next) const {
    if (next < 0x80) return false;
    if (is_joiner(next)) return code < 0x80 || is_joiner(code);
    if (is_selector(next)) return code < 0x80 || is_selector(code);
    return in(kMisleading, next) || (next & 0xFFFE) == 0xFFFE ||
           (in(kCombining, next) && combining >= kMostCombining);
  }
  void see(std::uint32_t next, std::string_view shown) {
    line_begins = shown == "\n" || (line_begins && (shown == " " || shown == "\t" || shown.empty()));
    combining = next >= 0x80 && in(kCombining, next) ? combining + 1 : 0;
    code = shown.starts_with('\\') ? 0 : next;
  }
};

/// Would a CI system read a command here: "::error" as the first of a line, "##[error]", "##vso["?
bool is_command(std::string_view rest, bool line_begins) {
  if (rest.starts_with("::")) return line_begins;
  if (!rest.starts_with("##")) return false;
  const auto end = std::ranges::find_if_not(rest.substr(2), is_letter);
  return end != rest.end() && *end == '[';
}

std::string hex(const char* format, std::uint32_t code) {
  char text[16];
  std::snprintf(text, sizeof text, format, static_cast<unsigned>(code));
  return text;
}

/// Takes the first code point of `rest` away and returns how it is to be shown.
std::string take(std::string_view& rest, Before& before) {
  const std::string_view all = rest;
  if (is_plain(all.front())) {
    rest.remove_prefix(1);
    before = {.line_begins = false, .code = static_cast<unsigned char>(all.front())};
    return std::string(1, all.front());
  }
  const Point point = first_point(all);
  rest.remove_prefix(point.bytes == 0 ? 1 : point.bytes);
  std::string shown(all.substr(0, point.bytes));
  if (point.bytes == 0)
    shown = "\uFFFD";
  else if (all.starts_with("\r\n"))
    shown = "";  // the line break follows
  else if (is_control(point.code) || is_command(all, before.line_begins))
    shown = hex("\\x%02x", point.code);
  else if (before.misleads(point.code))
    shown = hex("\\u%04x", point.code);
  before.see(point.bytes == 0 ? 0xFFFD : point.code, shown);
  return shown;
}

}  // namespace

std::string escaped(std::string_view text, std::size_t most) {
  constexpr std::size_t kNote = 48;  // the longest note has 41 bytes
  std::string out;
  std::string_view rest = text;
  std::size_t kept = 0, left_out = text.size();  // where to cut, should it become too long
  Before before;
  while (!rest.empty()) {
    const std::string piece = take(rest, before);
    if (out.size() + piece.size() > most) {
      out.resize(kept);
      return most < kNote ? out : out + " […" + std::to_string(left_out) + " bytes left out]";
    }
    out += piece;
    if (out.size() + (most < kNote ? 0 : kNote) <= most) kept = out.size(), left_out = rest.size();
  }
  return out;
}

std::string escaped_line(std::string_view text, std::size_t most) {
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n') {
      line += " / ";
    } else {
      line += text[i] == '\t' ? ' ' : text[i];
    }
  }
  return escaped(line, most);
}

}  // namespace downhill::report
