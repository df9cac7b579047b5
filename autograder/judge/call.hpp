// SPDX-License-Identifier: MIT
// What was asked and what came back, as numbers: the memory that slips are recognised from.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "judge/outcome.hpp"

namespace downhill::judge {

/// The numbers of some values, in order, and apart from them the sizes of vectors and matrices among them.
struct Data {
  std::vector<double> numbers, shape;
};

/// One call of a student's function, made by a check.
struct Call {
  std::string function;     ///< "slope", "Momentum::step"
  std::string words;        ///< "slope(2, 3, 10)", for people
  bool hidden = false;      ///< its inputs are not to be shown beside what was expected, nor recorded
  Data in;                  ///< the arguments
  Data out;                 ///< the result, then the reference parameters
  double evaluations = 0;   ///< how often the function called back
  double evaluated_at = 0;  ///< sum of all numbers that it called back with
  Outcome outcome = Outcome::value;
  std::string detail;  ///< type of what was thrown, or the task that is not written
  std::string thrown;  ///< what the exception said: the student's own words, so nothing is recognised by them
};

/// The calls of each check, in order.
using Run = std::map<std::string, std::vector<Call>>;

/// Sink that keeps the first few thousand numbers of a call.
class Numbers {
 public:
  static constexpr std::size_t kMost = 4096;
  explicit Numbers(Data& to) : to_(to) {}

  template <class T>
  void scalar(T x) {
    if (to_.numbers.size() < kMost) to_.numbers.push_back(static_cast<double>(x));
  }
  void truth(bool x) { scalar(x); }
  void size(std::uint64_t n) {
    if (to_.shape.size() < kMost) to_.shape.push_back(static_cast<double>(n));
  }
  void shape(std::ptrdiff_t rows, std::ptrdiff_t columns, bool /*is_vector*/) {
    size(static_cast<std::uint64_t>(rows));
    size(static_cast<std::uint64_t>(columns));
  }
  template <class T>
  void block(const T* data, std::ptrdiff_t n) {
    for (std::ptrdiff_t i = 0; i < n && to_.numbers.size() < kMost; ++i) scalar(data[i]);
  }
  void text(std::string_view s) {
    size(s.size());
    for (const char c : s) scalar(c);
  }
  /// The thousands of digits of its state as one number from [0, 1) that differs when they do (FNV-1a).
  void generator(std::string_view state) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : state) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    scalar(std::ldexp(static_cast<double>(hash >> 11), -53));
  }
  template <class F>
  void callable(const F&) {}
  void open(char) {}
  void close(char) {}

 private:
  Data& to_;
};

}  // namespace downhill::judge
