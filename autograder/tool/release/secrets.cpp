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

// Of names alone, maybe with a text in quotes: "kit::require_same_size("predict", weights, input)".
bool is_plain_call(Span words) {
  const auto open = std::ranges::find(words, string_view("("), &Word::text);
  if (open == words.begin() || open == words.end() || words.back().text != ")") return false;
  const auto is_plain = [](const Word& word) {
    const char c = word.text.front();
    return std::isalpha(static_cast<unsigned char>(c)) != 0 ||
           string_view("_:,\"").find(c) != string_view::npos;
  };
  return std::all_of(words.begin(), open, is_plain) && std::all_of(open + 1, words.end() - 1, is_plain);
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
    const bool is_known = head ? stands_in(words, shown) : is_plain_call(words);
    if (words.size() >= kLeastWords && !is_known) secrets.push_back({words, !is_short(words)});
  }
  return secrets;
}

}  // namespace downhill::release
