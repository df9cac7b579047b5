// SPDX-License-Identifier: MIT
#include "report/escape.hpp"

#include <cstdint>
#include <cstdio>

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

/// Turns the reading direction around, begins a line where none is seen, or is no character.
bool misleads(std::uint32_t code) {
  const bool bidi = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return bidi || code == 0x2028 || code == 0x2029 || (code & 0xFFFE) == 0xFFFE;
}

/// Would a CI system read a command here: "::error" as the first of a line, "##[error]", "##vso["?
bool is_command(std::string_view rest, bool line_begins) {
  if (rest.starts_with("::")) return line_begins;
  if (!rest.starts_with("##")) return false;
  std::size_t i = 2;
  while (i < rest.size() && rest[i] >= 'a' && rest[i] <= 'z') ++i;
  return i < rest.size() && rest[i] == '[';
}

std::string hex(const char* format, std::uint32_t code) {
  char text[16];
  std::snprintf(text, sizeof text, format, static_cast<unsigned>(code));
  return text;
}

/// Takes the first code point of `rest` away and returns how it is to be shown.
std::string take(std::string_view& rest, bool line_begins) {
  const std::string_view all = rest;
  const Point point = first_point(all);
  rest.remove_prefix(point.bytes == 0 ? 1 : point.bytes);
  if (point.bytes == 0) return "\uFFFD";
  if (all.starts_with("\r\n")) return "";  // the line break follows
  if (is_control(point.code) || is_command(all, line_begins)) return hex("\\x%02x", point.code);
  if (misleads(point.code)) return hex("\\u%04x", point.code);
  return std::string(all.substr(0, point.bytes));
}

}  // namespace

std::string escaped(std::string_view text, std::size_t most) {
  constexpr std::size_t kNote = 48;  // the longest note has 41 bytes
  std::string out;
  std::string_view rest = text;
  std::size_t kept = 0, left_out = text.size();  // where to cut, should it become too long
  bool line_begins = true;
  while (!rest.empty()) {
    const std::string piece = take(rest, line_begins);
    if (out.size() + piece.size() > most) {
      out.resize(kept);
      return most < kNote ? out : out + " […" + std::to_string(left_out) + " bytes left out]";
    }
    out += piece;
    line_begins = piece == "\n" || (line_begins && (piece == " " || piece == "\t" || piece.empty()));
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
