// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace downhill::report {

/// How much of a text from outside a report keeps.
inline constexpr std::size_t kLongText = 20'000, kLongLine = 500;

/// Makes text from outside harmless on a terminal, in a log or on a page: control characters escaped as \xNN
/// (line breaks and tabs kept); what reorders or breaks lines, cannot be seen or only looks like a space as
/// \uNNNN; invalid UTF-8 replaced by U+FFFD; what a CI system would take for a command ("::" that begins a
/// line, "##[") broken up. Capped at `most` bytes, the last of which say how much was left out. Escaping
/// twice changes nothing.
std::string escaped(std::string_view text, std::size_t most);

/// The same as one line: line breaks become " / ", tabs spaces.
std::string escaped_line(std::string_view text, std::size_t most);

}  // namespace downhill::report
