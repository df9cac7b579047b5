// SPDX-License-Identifier: MIT
// How a page calls a live figure's functions, which are compiled to WebAssembly: numbers go in and numbers
// come out, each through a block of memory. A function that may be called takes double, int and Vector,
// returns Numbers, and stands in one DOWNHILL_LIVE(name) line. Compiled for this machine, the same file gives
// a table of its functions, so that a test can call them here as well.
#pragma once
#include <tuple>
#include <vector>

#include "kit/kit.hpp"

namespace downhill::live {

using Numbers = std::vector<double>;

inline Numbers given;     ///< the arguments, one after another; a Vector as its size and then its numbers
inline Numbers answered;  ///< what the last call gave

template <class T>
T taken(const double*& from) {
  return static_cast<T>(*from++);
}
template <>
inline Vector taken<Vector>(const double*& from) {
  const auto size = static_cast<Index>(*from++);
  const Vector numbers = Eigen::Map<const Vector>(from, size);
  from += size;
  return numbers;
}

/// Calls a function with what is given.
template <class... A>
void call(Numbers (*function)(A...)) {
  [[maybe_unused]] const double* from = given.data();  // not without arguments
  std::tuple<std::decay_t<A>...> arguments{taken<std::decay_t<A>>(from)...};  // braces: from left to right
  answered = std::apply(function, arguments);
}

/// Adds a matrix to what a function answers, row by row.
inline void append(Numbers& numbers, const Matrix& matrix) {
  for (const auto& row : matrix.rowwise()) numbers.insert(numbers.end(), row.begin(), row.end());
}

struct Function {
  const char* name;
  void (*call)();
};
inline std::vector<Function> functions;  ///< of this figure; a page finds them by their exported names

}  // namespace downhill::live

#ifdef __wasm__
#define DOWNHILL_LIVE_EXPORT(name) __attribute__((export_name(name), used))
DOWNHILL_LIVE_EXPORT("given") inline double* downhill_live_given(int size) {
  downhill::live::given.resize(static_cast<std::size_t>(size));
  return downhill::live::given.data();
}
DOWNHILL_LIVE_EXPORT("answered") inline const double* downhill_live_answered() {
  return downhill::live::answered.data();
}
DOWNHILL_LIVE_EXPORT("answered_size") inline int downhill_live_answered_size() {
  return static_cast<int>(downhill::live::answered.size());
}
#define DOWNHILL_LIVE(function) \
  DOWNHILL_LIVE_EXPORT(#function) void live_##function() { downhill::live::call(&function); }
#else
#define DOWNHILL_LIVE(function)                                                                \
  static const bool function##_may_be_called = [] {                                            \
    downhill::live::functions.push_back({#function, [] { downhill::live::call(&function); }}); \
    return true;                                                                               \
  }();
#endif
