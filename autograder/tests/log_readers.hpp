// SPDX-License-Identifier: MIT
// What CI systems read into a log, as their own readers do it: each returns what it would obey.
#pragma once
#include <cctype>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::tests {

/// The lines of a log: a lone carriage return ends one too.
inline std::vector<std::string_view> log_lines(std::string_view log) {
  std::vector<std::string_view> lines;
  while (!log.empty()) {
    const std::size_t end = std::min(log.find_first_of("\r\n"), log.size());
    lines.push_back(log.substr(0, end));
    log.remove_prefix(std::min(end + 1, log.size()));
  }
  return lines;
}

/// Without what stands for nothing at a line's beginning: every white space of Unicode, which GitHub's runner
/// takes off before it looks, and what has no width.
inline std::string_view without_space(std::string_view line) {
  constexpr std::string_view kBlank[] = {" ",
                                         "\t",
                                         "\v",
                                         "\f",
                                         "\xC2\x85",
                                         "\xC2\xA0",
                                         "\xC2\xAD",
                                         "\xE1\x9A\x80",
                                         "\xE2\x80\x80",
                                         "\xE2\x80\x81",
                                         "\xE2\x80\x82",
                                         "\xE2\x80\x83",
                                         "\xE2\x80\x84",
                                         "\xE2\x80\x85",
                                         "\xE2\x80\x86",
                                         "\xE2\x80\x87",
                                         "\xE2\x80\x88",
                                         "\xE2\x80\x89",
                                         "\xE2\x80\x8A",
                                         "\xE2\x80\x8B",
                                         "\xE2\x80\x8C",
                                         "\xE2\x80\x8D",
                                         "\xE2\x80\xA8",
                                         "\xE2\x80\xA9",
                                         "\xE2\x80\xAF",
                                         "\xE2\x81\x9F",
                                         "\xE2\x81\xA0",
                                         "\xE3\x80\x80",
                                         "\xEF\xBB\xBF"};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view blank : kBlank)
      if (line.starts_with(blank)) line.remove_prefix(blank.size()), found = true;
  }
  return line;
}

/// GitHub's, Gitea's and Forgejo's "::error file=…::…", at the beginning of a line.
inline bool has_command_of_github(std::string_view line) { return without_space(line).starts_with("::"); }

/// "##[error]…" and "##vso[…]" of Azure and of old GitHub runners anywhere, "##teamcity[…]".
inline bool has_command_in_brackets(std::string_view line) {
  for (std::size_t at = 0; (at = line.find("##", at)) != line.npos; ++at) {
    std::size_t end = at + 2;
    while (end < line.size() && std::isalpha(static_cast<unsigned char>(line[end])) != 0) ++end;
    if (end < line.size() && line[end] == '[') return true;
  }
  return false;
}

/// GitLab's "section_start:1560896352:name\r\e[0K", Travis' "travis_fold:…\r", any terminal's control
/// sequences.
inline bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return true;
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

/// Autolab takes a grade from the last line.
inline bool ends_in_a_grade(std::string_view log) {
  while (!log.empty() && std::isspace(static_cast<unsigned char>(log.back())) != 0) log.remove_suffix(1);
  const auto last = nlohmann::json::parse(log.substr(log.rfind('\n') + 1), nullptr, false);
  return last.is_object();
}

/// The first line that something would obey; "" if there is none.
inline std::string obeyed(std::string_view log) {
  for (const std::string_view line : log_lines(log))
    if (has_command_of_github(line) || has_command_in_brackets(line) || has_control_character(line))
      return std::string(line);
  return ends_in_a_grade(log) ? "a grade in the last line" : "";
}

/// The first character that shows something else than there is, or is none; "" if there is none.
inline std::string misleading_in(std::string_view text) {
  constexpr std::string_view kBad[] = {
      "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAA",
      "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA0", "\xE2\x81\xA6", "\xE2\x81\xA9", "\xEF\xBB\xBF",
      "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xE3\x85\xA4", "\xC2\xA0",     "\xC2\xAD"};
  for (const std::string_view bad : kBad)
    if (text.find(bad) != text.npos) return std::string(bad);
  try {
    nlohmann::json(text).dump();
  } catch (const nlohmann::json::exception&) {
    return "not UTF-8";
  }
  return "";
}

}  // namespace downhill::tests
