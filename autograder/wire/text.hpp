// SPDX-License-Identifier: MIT
// Values as a person types them after ./downhill try: numbers 2.5, true and false, words "in quotes", vectors
// [1, 2], matrices [[1, 2], [3, 4]] row by row, aggregates {0.01, 0.9}, whose last fields may be left out and
// then keep their defaults. Random generators by their seed, 42. The inverse of words.hpp.
#pragma once
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "wire/fields.hpp"
#include "wire/wire.hpp"
#include "wire/words.hpp"

namespace downhill::wire {

/// Text that does not spell the value that is wanted.
struct BadText : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class TextReader {
 public:
  explicit TextReader(std::string_view text) : rest_(text) {}

  /// Takes the mark if it is next.
  bool take(char mark) {
    skip_space();
    if (rest_.empty() || rest_.front() != mark) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char mark) {
    if (!take(mark)) fail(std::string("'") + mark + "'");
  }
  /// Takes the comma between two values; there is none before the first.
  void separate() {
    if (!first_) take(',');
    first_ = false;
  }
  void open(char bracket) {
    separate();
    expect(bracket);
    first_ = true;
  }
  /// True at the closing bracket, which it takes.
  bool closes(char bracket) {
    if (!take(bracket)) return false;
    first_ = false;
    return true;
  }
  double number() {
    separate();
    skip_space();
    double x = 0;
    if (!rest_.empty() && rest_.front() == '+') rest_.remove_prefix(1);
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), x);
    if (error != std::errc()) fail("a number");
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return x;
  }
  bool truth() {
    separate();
    skip_space();
    for (const std::string_view word : {"true", "false"})
      if (rest_.starts_with(word)) {
        rest_.remove_prefix(word.size());
        return word == "true";
      }
    fail("true or false");
  }
  std::string quoted() {
    separate();
    expect('"');
    const auto end = rest_.find('"');
    if (end == rest_.npos) fail("a closing quotation mark");
    std::string word(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return word;
  }
  bool at_end() {
    skip_space();
    return rest_.empty();
  }
  void done() {
    if (!at_end()) fail("no further argument");
  }
  [[noreturn]] void fail(const std::string& wanted) {
    skip_space();
    throw BadText(
        wanted + " is wanted " +
        (rest_.empty() ? "after the last argument" : "where it says " + std::string(rest_.substr(0, 20))));
  }

 private:
  void skip_space() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n' || rest_.front() == '\t'))
      rest_.remove_prefix(1);
  }
  std::string_view rest_;
  bool first_ = true;
};

template <class T>
struct TextCodec;

template <class T>
T from_text(TextReader& in) {
  return TextCodec<T>::get(in);
}

/// A number that an integer or enumeration of type T can hold.
template <class T>
std::int64_t whole_number(TextReader& in) {
  using Integer =
      typename std::conditional_t<std::is_enum_v<T>, std::underlying_type<T>, std::type_identity<T>>::type;
  const double x = in.number();
  const double end = std::ldexp(1.0, std::numeric_limits<Integer>::digits),
               begin = std::is_signed_v<Integer> ? -end : 0;
  if (x != std::trunc(x)) in.fail("a whole number, not " + six_digits(x) + ",");
  if (!(x >= begin && x < end)) in.fail("a number that fits its type, not " + six_digits(x) + ",");
  return static_cast<std::int64_t>(x);
}

template <class T>
struct TextCodec {
  static T get(TextReader& in) {
    if constexpr (std::is_same_v<T, bool>) {
      return in.truth();
    } else if constexpr (std::is_floating_point_v<T>) {
      return static_cast<T>(in.number());
    } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      return static_cast<T>(whole_number<T>(in));
    } else if constexpr (std::is_aggregate_v<T>) {
      T x{};
      in.open('{');
      bool closed = false;
      const auto fill = [&](auto& field) {
        closed = closed || in.closes('}');
        if (!closed) field = from_text<std::remove_cvref_t<decltype(field)>>(in);
      };
      visit_fields(x, [&](auto&... field) { (fill(field), ...); });
      if (!closed && !in.closes('}')) in.fail("'}'");
      return x;
    } else {
      in.fail("a value of a type that has no text form (a function, say, which cannot be tried):");
    }
  }
};

template <>
struct TextCodec<std::string> {
  static std::string get(TextReader& in) { return in.quoted(); }
};

/// A generator is spelt by its seed.
template <>
struct TextCodec<std::mt19937> {
  static std::mt19937 get(TextReader& in) {
    return std::mt19937(static_cast<std::uint32_t>(whole_number<std::uint32_t>(in)));
  }
};

template <class T>
struct TextCodec<std::vector<T>> {
  static std::vector<T> get(TextReader& in) {
    std::vector<T> v;
    for (in.open('['); !in.closes(']');) v.push_back(from_text<T>(in));
    return v;
  }
};

template <class A, class B>
struct TextCodec<std::pair<A, B>> {
  static std::pair<A, B> get(TextReader& in) {
    in.open('{');
    A first = from_text<A>(in);
    B second = from_text<B>(in);
    if (!in.closes('}')) in.fail("'}'");
    return {std::move(first), std::move(second)};
  }
};

template <class S, int R, int C, int O, int MR, int MC>
struct TextCodec<Eigen::Matrix<S, R, C, O, MR, MC>> {
  using Dense = Eigen::Matrix<S, R, C, O, MR, MC>;
  static Dense get(TextReader& in) {
    if constexpr (C == 1 || R == 1) {
      const auto numbers = from_text<std::vector<S>>(in);
      Dense v(static_cast<Index>(numbers.size()));
      for (Index i = 0; i < v.size(); ++i) v(i) = numbers[static_cast<std::size_t>(i)];
      return v;
    } else {
      const auto rows = from_text<std::vector<std::vector<S>>>(in);
      Dense m(static_cast<Index>(rows.size()), rows.empty() ? 0 : static_cast<Index>(rows[0].size()));
      for (Index r = 0; r < m.rows(); ++r) {
        const auto& row = rows[static_cast<std::size_t>(r)];
        if (static_cast<Index>(row.size()) != m.cols()) in.fail("rows of one length");
        for (Index c = 0; c < m.cols(); ++c) m(r, c) = row[static_cast<std::size_t>(c)];
      }
      return m;
    }
  }
};

}  // namespace downhill::wire
