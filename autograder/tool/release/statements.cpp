// SPDX-License-Identifier: MIT
#include "tool/release/statements.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace downhill::release {
namespace {

using std::string_view;
using Span = std::span<const Word>;

bool is_one_of(string_view word, std::initializer_list<string_view> words) {
  return std::ranges::find(words, word) != words.end();
}
bool opens(string_view word) { return is_one_of(word, {"(", "[", "{"}); }
bool closes(string_view word) { return is_one_of(word, {")", "]", "}"}); }

/// Cuts code at semicolons and at the braces of blocks; those around a list of values stay.
class Cutter {
 public:
  explicit Cutter(Span code) : code_(code) {}

  std::vector<Piece> cut() {
    for (; at_ < code_.size(); ++at_) take(code_[at_].text);
    end(false);
    return std::move(pieces_);
  }

 private:
  enum class Open { bracket, values, block, declarations };

  void take(string_view word) {
    if (word == "(" || word == "[") open_.push_back(Open::bracket);
    if (word == ")" || word == "]") close();
    if (word == "{") open_brace();
    if (word == "}" && (open_.empty() || open_.back() != Open::values)) end(false);
    if (word == "}") close();
    if (word == ";" && (open_.empty() || open_.back() != Open::bracket)) end(false);
  }
  void close() {
    if (!open_.empty()) open_.pop_back();
  }
  void end(bool head) {
    if (begin_ < at_) pieces_.push_back({code_.subspan(begin_, at_ - begin_), head});
    begin_ = at_ + 1;
  }

  void open_brace() {
    const Span statement = code_.subspan(begin_, at_ - begin_);
    if (!begins_block(statement)) return open_.push_back(Open::values);
    const bool head = std::ranges::all_of(open_, [](Open open) { return open == Open::declarations; });
    const bool scope = !statement.empty() &&
                       is_one_of(statement[0].text, {"namespace", "struct", "class", "enum", "extern"});
    end(head);
    open_.push_back(head && scope ? Open::declarations : Open::block);
  }

  static bool begins_block(Span before) {
    if (before.empty() || is_one_of(before[0].text, {"namespace", "struct", "class", "enum", "extern"}))
      return true;
    if (is_one_of(before.back().text, {")", "else", "do", "try", "const", "noexcept", "mutable", "override"}))
      return true;
    // "[](double z) -> Vector {"
    const auto last = std::ranges::find(before.rbegin(), before.rend(), string_view(")"), &Word::text);
    const auto after = static_cast<std::size_t>(last - before.rbegin());
    return last != before.rend() && after > 2 && before[before.size() - after].text == "-" &&
           before[before.size() - after + 1].text == ">";
  }

  Span code_;
  std::size_t begin_ = 0, at_ = 0;
  std::vector<Open> open_;
  std::vector<Piece> pieces_;
};

/// How many words there are up to the bracket that closes the first one; 0 if none does.
std::size_t size_of_brackets(Span words) {
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    depth += opens(words[i].text);
    if (closes(words[i].text) && --depth == 0) return i + 1;
  }
  return 0;
}

/// What stands behind the first = that assigns; nothing if none does.
Span assigned(Span words) {
  int depth = 0;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    depth += opens(words[i].text) - closes(words[i].text);
    const bool compares = words[i + 1].text == "=" || is_one_of(words[i - 1].text, {"=", "<", ">", "!"});
    if (depth == 0 && words[i].text == "=" && !compares) return words.subspan(i + 1);
  }
  return {};
}

/// Takes a statement apart: the heads before it, itself, and what it returns or assigns.
void take_apart(Piece piece, std::vector<Piece>& pieces) {
  Span& words = piece.words;
  while (!words.empty()) {
    const string_view first = words[0].text;
    if (is_one_of(first, {"else", "do"})) {
      words = words.subspan(1);
      continue;
    }
    const std::size_t size = is_one_of(first, {"if", "while", "for", "switch"}) ? size_of_brackets(words) : 0;
    if (size == 0) break;
    pieces.push_back({words.first(size)});
    const std::size_t open = words[1].text == "constexpr" ? 2 : 1;
    if (first != "for") pieces.push_back({words.subspan(open + 1, size - open - 2)});
    words = words.subspan(size);
  }
  if (words.empty()) return;
  pieces.push_back(piece);
  const Span value = words[0].text == "return" ? words.subspan(1) : assigned(words);
  if (!value.empty()) pieces.push_back({value});
}

}  // namespace

Words without_directives(const Words& code) {
  Words kept;
  int line = 0, directive = 0;  // the last line that began, and the last one that is a directive
  for (const Word& word : code) {
    if (word.line != line && word.text == "#") directive = word.line;
    line = word.line;
    if (line != directive) kept.push_back(word);
  }
  return kept;
}

std::vector<Piece> statements_of(const Words& code) {
  std::vector<Piece> pieces;
  for (const Piece& statement : Cutter(code).cut()) take_apart(statement, pieces);
  return pieces;
}

}  // namespace downhill::release
