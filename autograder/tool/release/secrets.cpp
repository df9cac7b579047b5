// SPDX-License-Identifier: MIT
#include "tool/release/secrets.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string_view>

#include "tool/release/statements.hpp"

namespace downhill::release {
namespace {

using std::string_view;
using Span = std::span<const Word>;

bool stands_in(Span piece, const Words& text) {
  const auto same = [](const Word& a, const Word& b) { return a.text == b.text; };
  return std::search(text.begin(), text.end(), piece.begin(), piece.end(), same) != text.end();
}

bool is_name(const Word& word) {
  const char c = word.text.front();
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Names, and what may stand between them.
bool are_names(Span words, string_view symbols) {
  return std::ranges::all_of(
      words, [&](const Word& word) { return is_name(word) || symbols.find(word.text) != string_view::npos; });
}

// "kit::require_same_size("predict", weights, input)"; of a slip's code maybe the beginning alone.
bool is_plain_call(Span words) {
  const auto open = std::ranges::find(words, string_view("("), &Word::text);
  const auto name = static_cast<std::size_t>(open - words.begin());
  if (name == 0 || name == words.size()) return false;
  const bool ends = words.back().text == ")" && words.size() > name + 1;
  return are_names(words.first(name), ":") &&
         are_names(words.subspan(name + 1, words.size() - name - (ends ? 2 : 1)), ":,\"");
}

// "std::vector<double> path", "Vector m, v": a type, and names without a value.
bool is_plain_declaration(Span words) {
  const auto count = [&](string_view text) { return std::ranges::count(words, text, &Word::text); };
  if (words[0].text == "return" || !are_names(words, ":<>,&") || count("<") != count(">")) return false;
  const auto ends_a_type = [](const Word& word) {
    return is_name(word) || word.text == ">" || word.text == "&";
  };
  for (std::size_t i = 1; i < words.size(); ++i)
    if (ends_a_type(words[i - 1]) && is_name(words[i])) return true;
  return false;
}

// "static_cast<double>(rows.size())"
bool is_plain_cast(Span words) {
  return words[0].text == "static_cast" && words.back().text == ")" && are_names(words, ":<>().");
}

// "[&](const Vector& w) -> Vector": the body is another statement.
bool is_head_of_lambda(Span words) { return words[0].text == "["; }

bool tells_nothing(Span words) {
  return words.size() < kLeastWords || is_plain_call(words) || is_plain_declaration(words) ||
         is_plain_cast(words) || is_head_of_lambda(words);
}

// "std::vector<double>" is no longer than "vector<double>".
std::size_t size_of(Span words) {
  return words.size() - static_cast<std::size_t>(std::ranges::count(words, string_view(":"), &Word::text));
}

bool is_short(Span words) { return size_of(words) < kTellingWords || words.front().text == "for"; }

// A short statement and the next one, if that is short too, with what stands between them.
std::vector<SecretWords> short_neighbours(const std::vector<Piece>& pieces) {
  std::vector<SecretWords> pairs;
  const auto end_of = [](const Piece& piece) { return piece.words.data() + piece.words.size(); };
  for (auto first = pieces.begin(); first != pieces.end(); ++first) {
    const auto follows = [&](const Piece& piece) { return piece.words.data() >= end_of(*first); };
    const auto second = std::find_if(first, pieces.end(), follows);
    if (second == pieces.end() || first->head || second->head) continue;
    if (is_plain_declaration(first->words) || is_plain_declaration(second->words)) continue;
    const bool both_short = is_short(first->words) && is_short(second->words);
    if (both_short && size_of(first->words) + size_of(second->words) >= kTellingWords)
      pairs.push_back({{first->words.data(), end_of(*second)}});
  }
  return pairs;
}

}  // namespace

std::vector<SecretWords> secrets_of(const Words& code, const Words& shown) {
  const std::vector<Piece> pieces = statements_of(code);
  std::vector<SecretWords> secrets = short_neighbours(pieces);
  for (const auto& [words, head] : pieces) {
    const bool is_shown = head && stands_in(words, shown);
    if (!is_shown && !tells_nothing(words)) secrets.push_back({words, !is_short(words)});
  }
  return secrets;
}

}  // namespace downhill::release
