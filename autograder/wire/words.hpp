// SPDX-License-Identifier: MIT
// Sink that prints values for people: "2, 3, [0.5, 1.5], {0.01, 0.9, []}". Six digits unless told, capped in
// length.
#pragma once
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "wire/wire.hpp"

namespace downhill::wire {

inline constexpr int kDigits = 6;       ///< as a message shows a number
inline constexpr int kEveryDigit = 17;  ///< enough to read the same double again

inline std::string in_digits(double x, int digits) {
  if (std::isnan(x)) return "NaN";  // printf has a sign for some, which tells nothing
  char text[32];
  std::snprintf(text, sizeof text, "%.*g", digits, x);
  return text;
}
inline std::string six_digits(double x) { return in_digits(x, kDigits); }

class Words {
 public:
  static constexpr std::size_t kMostCharacters = 600;
  static constexpr Index kMostNumbers = 40;  // of a matrix; larger ones show as their shape

  explicit Words(int digits = kDigits) : digits_(digits) {}

  template <class T>
  void scalar(T x) {
    if constexpr (std::is_integral_v<T>)
      item(std::to_string(x));
    else
      item(number(static_cast<double>(x)));
  }
  void truth(bool x) { item(x ? "true" : "false"); }
  void size(std::uint64_t) {}
  void shape(Index rows, Index columns, bool is_vector) {
    rows_ = rows;
    columns_ = columns;
    is_vector_ = is_vector;
  }
  template <class T>
  void block(const T* data, Index n) {
    item(n > kMostNumbers || rows_ > kMostNumbers
             ? std::to_string(rows_) + "×" + std::to_string(columns_) + " numbers"
         : is_vector_ ? row(data, n, 1)
                      : matrix(data));
  }
  void text(std::string_view s) { item('"' + std::string(s) + '"'); }
  void generator(std::string_view) { item("generator"); }
  template <class F>
  void callable(const F&) {
    item("a function");
  }
  void open(char bracket) {
    item(std::string(1, bracket));
    opened_.push_back(out_.size() - 1);
    first_ = true;
  }
  void close(char bracket) {
    if (!full_) {
      out_ += bracket;
      const bool in_a_list = opened_.size() > 1 && out_[opened_[opened_.size() - 2]] == '[';
      if (in_a_list) fold(opened_.back());
    }
    opened_.pop_back();
    first_ = false;
  }

  const std::string& str() const { return out_; }

 private:
  void item(const std::string& word) {
    if (full_) return;
    if (out_.size() + word.size() > kMostCharacters) {
      full_ = true;
      out_ += ", …";
      return;
    }
    if (!first_) out_ += ", ";
    first_ = false;
    out_ += word;
  }
  // Objects with functions look alike: "10 × {a function, a function}".
  void fold(std::size_t from) {
    const std::string group = out_.substr(from);
    if (group.find("a function") == group.npos) return;
    const bool another = group == folded_ && from == folded_to_ + 2;  // after ", "
    if (another) {
      out_.replace(folded_from_, out_.npos, std::to_string(++alike_) + " × " + group);
    } else {
      folded_ = group;
      folded_from_ = from;
      alike_ = 1;
    }
    folded_to_ = out_.size();
  }
  std::string number(double x) const { return in_digits(x, digits_); }
  template <class T>
  std::string row(const T* data, Index n, Index stride) const {
    std::string s = "[";
    for (Index i = 0; i < n; ++i) s += (i > 0 ? ", " : "") + number(static_cast<double>(data[i * stride]));
    return s + "]";
  }
  template <class T>
  std::string matrix(const T* data) const {  // stored column by column
    std::string s = "[";
    for (Index r = 0; r < rows_; ++r) s += (r > 0 ? ", " : "") + row(data + r, columns_, rows_);
    return s + "]";
  }

  int digits_;
  std::string out_;
  bool first_ = true, full_ = false;
  std::vector<std::size_t> opened_;  // where the brackets are that are still open
  std::string folded_;               // the last object with functions in it, where it is, and how many so far
  std::size_t folded_from_ = 0, folded_to_ = 0, alike_ = 0;
  Index rows_ = 0, columns_ = 0;
  bool is_vector_ = false;
};

/// A value as a message shows it.
template <class T>
std::string in_words(const T& x) {
  Words words;
  Codec<T>::put(words, x);
  return words.str();
}

}  // namespace downhill::wire
