// SPDX-License-Identifier: MIT
#include "tool/docs/markdown.hpp"

#include <algorithm>
#include <cctype>

namespace downhill::docs {
namespace {

constexpr auto npos = std::string::npos;
constexpr std::string_view kMinus = "−";
constexpr std::string_view kFence = "```";
constexpr std::string_view kExcerpt = "<!-- excerpt ", kExcerptEnd = " -->\n";

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// Takes out one kind of thing after the other and blanks it, so that positions and lines stay as they are.
class Reader {
 public:
  explicit Reader(std::string_view markdown) : text_(markdown) {}

  Page read() {
    take_blocks();
    take_excerpts_of_nothing();
    take_between("<!--", "-->");
    take_headings();
    take_code();
    take_links();
    take_numbers();
    return std::move(page_);
  }

 private:
  void blank(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, text_.size()); ++i)
      if (text_[i] != '\n') text_[i] = ' ';
  }
  int line(std::size_t at) const {
    return 1 +
           static_cast<int>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  }
  std::size_t end_of_line(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

  template <class Visit>
  void for_each_line(Visit visit) {  // visit(begin, end) may blank what it has seen
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = end_of_line(begin);
      visit(begin, end);
      begin = end + 1;
    }
  }

  void take_blocks() {
    std::size_t open = npos;
    for_each_line([&](std::size_t begin, std::size_t end) {
      if (text_.compare(begin, kFence.size(), kFence) != 0) return;
      if (open == npos) {
        open = begin;
        return;
      }
      const std::size_t first = end_of_line(open) + 1;
      const std::string excerpt = excerpt_before(open);
      if (!excerpt.empty()) blank(open - kExcerptEnd.size() - excerpt.size() - kExcerpt.size(), open);
      page_.blocks.push_back({text_.substr(open + kFence.size(), first - 1 - open - kFence.size()),
                              text_.substr(first, begin - first), excerpt, line(first)});
      blank(open, end);
      open = npos;
    });
  }
  // What the comment <!-- excerpt NAME --> on the line before a place names.
  std::string excerpt_before(std::size_t at) const {
    std::string_view before = std::string_view(text_).substr(0, at);
    if (!before.ends_with(kExcerptEnd)) return "";
    before.remove_suffix(kExcerptEnd.size());
    before.remove_prefix(before.rfind('\n') + 1);  // of npos, that is 0
    return before.starts_with(kExcerpt) ? std::string(before.substr(kExcerpt.size())) : "";
  }
  void take_excerpts_of_nothing() {
    for_each_line([&](std::size_t begin, std::size_t) {
      if (text_.compare(begin, kExcerpt.size(), kExcerpt) == 0)
        page_.excerpts_of_nothing.push_back(line(begin));
    });
  }

  void take_between(std::string_view open, std::string_view close) {
    for (auto at = text_.find(open); at != npos; at = text_.find(open, at)) {
      const auto end = text_.find(close, at + open.size());
      blank(at, end == npos ? text_.size() : end + close.size());
    }
  }
  // The sources have years and pages, which nobody computes.
  void take_headings() {
    bool in_sources = false;
    for_each_line([&](std::size_t begin, std::size_t end) {
      if (text_[begin] == '#') {
        const std::string heading = text_.substr(begin, end - begin);
        const auto title = std::min(heading.find_first_not_of("# "), heading.size());
        page_.anchors.insert(anchor_of(heading.substr(title)));
        in_sources = heading.substr(title) == "Sources";
        blank(begin, end);
      }
      if (in_sources) sources_.insert(line(begin));
    });
  }
  void take_code() {
    for (auto at = text_.find('`'); at != npos; at = text_.find('`', at)) {
      const auto open_end = text_.find_first_not_of('`', at);
      if (open_end == npos) return;
      const std::string ticks(open_end - at, '`');
      const auto close = text_.find(ticks, open_end);
      blank(at, close == npos ? open_end : close + ticks.size());
    }
  }
  // The words of an image are prose for those who do not see it; those of a link may be a name.
  void take_links() {
    for (auto middle = text_.find("]("); middle != npos; middle = text_.find("](", middle + 1)) {
      const auto close = text_.find(')', middle);
      const auto open = text_.rfind('[', middle);
      if (close == npos || open == npos) continue;
      const bool image = open > 0 && text_[open - 1] == '!';
      page_.links.push_back({text_.substr(middle + 2, close - middle - 2), image, line(middle)});
      blank(image ? middle : open, close + 1);
    }
  }

  void take_numbers() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (!is_digit(text_[i])) continue;
      const std::size_t begin = i;
      i = end_of_number(begin);
      if (sources_.contains(line(begin)) || is_part_of_a_name(begin)) continue;
      page_.numbers.push_back(
          {(has_sign(begin) ? "-" : "") + text_.substr(begin, i - begin), is_percent(i), line(begin)});
    }
  }
  std::size_t end_of_number(std::size_t at) const {
    const auto digits = [&](std::size_t from) {
      while (from < text_.size() && is_digit(text_[from])) ++from;
      return from;
    };
    const auto digit_at = [&](std::size_t i) { return i < text_.size() && is_digit(text_[i]); };
    std::size_t end = digits(at);
    if (end < text_.size() && text_[end] == '.' && digit_at(end + 1)) end = digits(end + 1);
    if (end < text_.size() && text_[end] == 'e') {
      const std::size_t exponent = end + 1 + (end + 1 < text_.size() && text_[end + 1] == '-');
      if (digit_at(exponent)) end = digits(exponent);
    }
    return end;
  }
  // "W1", "W_1", "\tfrac12", "lesson 16": no numbers that anybody computed.
  bool is_part_of_a_name(std::size_t at) const {
    if (at > 0 && (is_letter(text_[at - 1]) || text_[at - 1] == '_')) return true;
    std::size_t end = at;
    while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '\n')) --end;
    std::size_t begin = end;
    while (begin > 0 && is_letter(text_[begin - 1])) --begin;
    std::string word = text_.substr(begin, end - begin);
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return std::tolower(c); });
    static const std::set<std::string> kNumbered{"lesson", "lessons",  "chapter", "section",
                                                 "page",   "equation", "figure"};
    return end < at && kNumbered.contains(word);
  }
  // A minus belongs to the number if nothing stands before it that something could be taken from.
  bool has_sign(std::size_t at) const {
    const std::string_view before = std::string_view(text_).substr(0, at);
    const bool minus = before.ends_with(kMinus), hyphen = before.ends_with('-');
    if (!minus && !hyphen) return false;
    const std::size_t sign = at - (minus ? kMinus.size() : 1);
    return sign == 0 || std::string_view(" \n(|[,{$*=").find(text_[sign - 1]) != npos;
  }
  bool is_percent(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\\')) ++at;
    return at < text_.size() && text_[at] == '%';
  }

  std::string text_;
  std::set<int> sources_;  // lines of the list of sources
  Page page_;
};

}  // namespace

std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    if (c == ' ' || c == '-') anchor += '-';
    if (is_letter(c) || is_digit(c) || c == '_' || (c & 0x80) != 0)
      anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return anchor;
}

Page read_page(std::string_view markdown) { return Reader(markdown).read(); }

}  // namespace downhill::docs
