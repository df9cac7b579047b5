// SPDX-License-Identifier: MIT
// IsClose: a number, a vector or a matrix as a check expects it. IsList: a list that has to be just so.
//   EXPECT_THAT(student<slope>(2.0, 3.0, 10.0), IsClose(-24, kRounding));
//   EXPECT_THAT(weights, IsClose({2.024}, kRounding));
//   EXPECT_THAT(student<permutation>(3, random), IsList(std::vector<Index>{2, 0, 1}));
#pragma once
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "kit/types.hpp"
#include "wire/words.hpp"

namespace downhill::judge {

/// Sums in another order, or a formula rearranged, move only the last digits of numbers of size one: 1e-9 is
/// a million times wider than that and a thousand times narrower than any slip.
inline constexpr double kRounding = 1e-9;

/// Numbers with their shape, whatever type they came in. Rows × columns; a plain number is 1 × 1.
struct Table {
  Index rows = 1, columns = 1;
  std::vector<double> numbers;  ///< row by row

  explicit Table(double x) : numbers{x} {}
  explicit Table(std::initializer_list<double> x) : rows(static_cast<Index>(x.size())), numbers(x) {}
  explicit Table(const std::vector<double>& x) : rows(static_cast<Index>(x.size())), numbers(x) {}
  template <class Derived>
  explicit Table(const Eigen::MatrixBase<Derived>& x) : rows(x.rows()), columns(x.cols()) {
    for (Index r = 0; r < rows; ++r)
      for (Index c = 0; c < columns; ++c) numbers.push_back(x(r, c));
  }

  bool same_shape(const Table& other) const { return rows == other.rows && columns == other.columns; }
  std::string words(int digits = wire::kDigits) const;
};

inline std::string short_number(double x, int digits = wire::kDigits) {
  return wire::in_digits(x + 0.0, digits);  // −0 is 0
}

/// Six, or as many more as tell two numbers apart.
inline int digits_that_tell(double one, double other) {
  int digits = wire::kDigits;
  while (digits < wire::kEveryDigit && short_number(one, digits) == short_number(other, digits)) ++digits;
  return digits;
}

// As a call is shown: [1, 2], and matrices row by row, [[1, 2], [3, 4]].
inline std::string Table::words(int digits) const {
  constexpr std::size_t kMost = 40;
  if (numbers.size() > kMost) return std::to_string(rows) + "×" + std::to_string(columns) + " numbers";
  if (rows == 1 && columns == 1) return short_number(numbers[0], digits);
  const bool by_rows = rows > 1 && columns > 1;
  std::string text = by_rows ? "[[" : "[";
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool new_row = by_rows && i > 0 && static_cast<Index>(i) % columns == 0;
    text += (i == 0 ? "" : new_row ? "], [" : ", ") + short_number(numbers[i], digits);
  }
  return text + (by_rows ? "]]" : "]");
}

/// Matches numbers of the same shape, each within allowed · max(1, |expected|) of the expected one.
/// NaN is close to nothing.
class IsCloseMatcher {
 public:
  using is_gtest_matcher = void;
  IsCloseMatcher(Table expected, double allowed) : expected_(std::move(expected)), allowed_(allowed) {}

  template <class T>
  bool MatchAndExplain(const T& value, std::ostream* why) const {
    const Table got(value);
    if (!got.same_shape(expected_)) {
      if (why != nullptr)
        *why << "which is " << got.words() << ", of size " << got.rows << "×" << got.columns << " where "
             << expected_.rows << "×" << expected_.columns << " was expected";
      return false;
    }
    for (std::size_t i = 0; i < got.numbers.size(); ++i) {
      const double off = std::abs(got.numbers[i] - expected_.numbers[i]);
      if (off <= allowed_ * std::max(1.0, std::abs(expected_.numbers[i]))) continue;  // false for NaN
      digits_ = digits_that_tell(got.numbers[i], expected_.numbers[i]);
      if (why != nullptr) {
        *why << "which is " << got.words(digits_);
        if (std::isfinite(off))
          *why << ", off by " << short_number(off);
        else if (got.numbers.size() > 1)
          *why << ", not finite";
        if (got.numbers.size() > 1) *why << " at row " << static_cast<Index>(i) / got.columns;
        if (got.columns > 1) *why << ", column " << static_cast<Index>(i) % got.columns;
      }
      return false;
    }
    return true;
  }
  void DescribeTo(std::ostream* out) const {
    *out << expected_.words(digits_) << ", within " << short_number(allowed_);
  }
  void DescribeNegationTo(std::ostream* out) const { *out << "not " << expected_.words(); }

 private:
  Table expected_;
  double allowed_;
  mutable int digits_ = wire::kDigits;  ///< GoogleTest matches first and describes then what was expected
};

inline IsCloseMatcher IsClose(double expected, double allowed) { return {Table(expected), allowed}; }
inline IsCloseMatcher IsClose(std::initializer_list<double> expected, double allowed) {
  return {Table(expected), allowed};
}
template <class Expected>
IsCloseMatcher IsClose(const Expected& expected, double allowed) {
  return {Table(expected), allowed};
}

/// Matches a list whose elements, and their order, are the expected ones: numbers, pairs, lists. Both are
/// told as calls are shown: [0, 1, 2], [{0, 4}, {4, 6}], [[3, 1], [2]].
template <class T>
class IsListMatcher {
 public:
  using is_gtest_matcher = void;
  explicit IsListMatcher(std::vector<T> expected) : expected_(std::move(expected)) {}

  bool MatchAndExplain(const std::vector<T>& got, std::ostream* why) const {
    if (got == expected_) return true;
    if (why == nullptr) return false;
    *why << "which is " << wire::in_words(got);
    if (got.size() != expected_.size())
      *why << ", " << got.size() << " in number where " << expected_.size() << " were expected";
    else
      *why << ", first wrong at place "
           << std::mismatch(got.begin(), got.end(), expected_.begin()).first - got.begin();
    return false;
  }
  void DescribeTo(std::ostream* out) const { *out << wire::in_words(expected_); }
  void DescribeNegationTo(std::ostream* out) const { *out << "not " << wire::in_words(expected_); }

 private:
  std::vector<T> expected_;
};

template <class T>
IsListMatcher<T> IsList(std::vector<T> expected) {
  return IsListMatcher<T>(std::move(expected));
}

}  // namespace downhill::judge

namespace Eigen {

/// How GoogleTest prints a matrix: in our words, and a large one by its shape. Its own way would take seconds
/// for what a wrong answer may hold.
template <class S, int R, int C, int O, int MR, int MC>
void PrintTo(const Matrix<S, R, C, O, MR, MC>& matrix, std::ostream* out) {
  *out << downhill::judge::Table(matrix).words();
}

}  // namespace Eigen
