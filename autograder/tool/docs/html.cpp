// SPDX-License-Identifier: MIT
#include "tool/docs/html.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace downhill::docs {

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string words_of(std::string_view html) {
  std::string words;
  bool in_tag = false;
  for (const char c : html) {
    if (c == '<') in_tag = true;
    if (!in_tag) words += c;
    if (c == '>') in_tag = false;
  }
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
  for (const auto& [name, letter] : kNames)
    for (auto at = words.find(name); at != words.npos; at = words.find(name, at + 1))
      words.replace(at, name.size(), letter);
  return words;
}

namespace {

bool in_a_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

const std::set<std::string, std::less<>> kKeywords{
    "auto",     "bool",     "break",    "case",     "char",     "class",   "const",    "constexpr",
    "continue", "default",  "do",       "double",   "else",     "enum",    "explicit", "false",
    "float",    "for",      "if",       "inline",   "int",      "long",    "mutable",  "namespace",
    "noexcept", "nullptr",  "operator", "private",  "public",   "return",  "short",    "signed",
    "sizeof",   "static",   "struct",   "switch",   "template", "this",    "throw",    "true",
    "try",      "typename", "union",    "unsigned", "using",    "virtual", "void",     "while",
    "catch",    "delete",   "new",      "friend",   "override", "concept", "requires", "typedef",
    "volatile", "constinit"};

// Where the token that begins at `at` ends, and its class: "" for what has no colour.
struct Token {
  std::size_t end;
  const char* kind;
};

Token token_at(std::string_view cpp, std::size_t at) {
  const auto until = [&](std::string_view close, std::size_t from) {
    const auto found = cpp.find(close, from);
    return found == cpp.npos ? cpp.size() : found + close.size();
  };
  const char c = cpp[at];
  if (cpp.substr(at, 2) == "//") return {std::min(cpp.find('\n', at), cpp.size()), "c"};
  if (cpp.substr(at, 2) == "/*") return {until("*/", at + 2), "c"};
  if (c == '#') return {std::min(cpp.find('\n', at), cpp.size()), "k"};
  if (c == '"' || c == '\'') {
    std::size_t end = at + 1;
    while (end < cpp.size() && cpp[end] != c && cpp[end] != '\n') end += cpp[end] == '\\' ? 2 : 1;
    return {std::min(end + 1, cpp.size()), "s"};
  }
  if (!in_a_word(c)) return {at + 1, ""};
  std::size_t end = at;
  const bool number = std::isdigit(static_cast<unsigned char>(c)) != 0;
  while (end < cpp.size() && (in_a_word(cpp[end]) || (number && (cpp[end] == '.' || cpp[end] == '\'')) ||
                              (number && cpp[end] == '-' && cpp[end - 1] == 'e')))
    ++end;
  if (number) return {end, "n"};
  return {end, kKeywords.contains(cpp.substr(at, end - at)) ? "k" : ""};
}

}  // namespace

std::string coloured(std::string_view cpp) {
  std::string html;
  for (std::size_t at = 0; at < cpp.size();) {
    const Token token = token_at(cpp, at);
    const std::string text = escaped(cpp.substr(at, token.end - at));
    html +=
        *token.kind == '\0' ? text : "<span class=\"" + std::string(token.kind) + "\">" + text + "</span>";
    at = token.end;
  }
  return html;
}

}  // namespace downhill::docs
