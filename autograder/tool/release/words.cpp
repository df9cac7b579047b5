// SPDX-License-Identifier: MIT
#include "tool/release/words.hpp"

#include <array>
#include <cctype>
#include <utility>

namespace downhill::release {
namespace {

using std::string_view;

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

constexpr std::array<std::pair<string_view, string_view>, 5> kEntities{
    {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}}};

class Reader {
 public:
  Reader(string_view text, Comments comments) : rest_(text), comments_(comments) {}

  Words read() {
    while (!rest_.empty()) step();
    return std::move(words_);
  }

 private:
  void step() {
    if (rest_.front() == '\n')
      end_line();
    else if (is_space(rest_.front()))
      rest_.remove_prefix(1);
    else if (!(comments_ == Comments::dropped ? drop_comment() : open_mark()))
      take();
  }

  void end_line() {
    ++line_;
    line_begins_ = true;
    quoted_ = false;
    rest_.remove_prefix(1);
  }

  // A URL between quotation marks begins no comment.
  bool drop_comment() {
    if (quoted_ || !(rest_.starts_with("//") || rest_.starts_with("/*"))) return false;
    const bool block = rest_[1] == '*';
    const auto end = block ? rest_.find("*/", 2) : rest_.find('\n');
    const string_view comment = rest_.substr(0, end);
    for (const char c : comment) line_ += c == '\n';
    rest_.remove_prefix(comment.size());
    if (block && !rest_.empty()) rest_.remove_prefix(2);
    return true;
  }

  // Marks of comments anywhere, those of quotations where a line begins.
  bool open_mark() {
    for (const string_view mark : {"//", "/*", "*/"})
      if (rest_.starts_with(mark)) {
        rest_.remove_prefix(mark.size());
        while (rest_.starts_with('/')) rest_.remove_prefix(1);
        return true;
      }
    const bool quotes = rest_.front() == '*' || rest_.front() == '>';
    if (comments_ != Comments::stripped || !line_begins_ || !quotes) return false;
    line_begins_ = false;
    rest_.remove_prefix(1);
    return true;
  }

  void take() {
    line_begins_ = false;
    if (rest_.front() == '\\') return skip_escape();
    std::size_t size = 1;
    if (is_name(rest_.front()))
      while (size < rest_.size() && is_name(rest_[size])) ++size;
    string_view word = rest_.substr(0, size);
    if (word == "\"" && !rest_.starts_with("\"'")) quoted_ = !quoted_;
    if (comments_ != Comments::dropped)
      for (const auto& [spelt, symbol] : kEntities)
        if (rest_.starts_with(spelt)) word = symbol, size = spelt.size();
    words_.push_back({word, line_});
    rest_.remove_prefix(size);
  }

  void skip_escape() {
    constexpr string_view kWhiteSpace = "ntr";
    const bool white = rest_.size() > 1 && kWhiteSpace.find(rest_[1]) != kWhiteSpace.npos;
    rest_.remove_prefix(white ? 2 : 1);
  }

  string_view rest_;
  const Comments comments_;
  Words words_;
  int line_ = 1;
  bool line_begins_ = true, quoted_ = false;
};

}  // namespace

Words words_of(string_view text, Comments comments) { return Reader(text, comments).read(); }

}  // namespace downhill::release
