// SPDX-License-Identifier: MIT
// The fields of an aggregate, in order: visit_fields(network, [](auto&... field) { … }).
// C++20 cannot list them, but it can count how many initialisers a type takes, and bind that many names.
#pragma once
#include <cstddef>
#include <type_traits>
#include <utility>

namespace downhill::wire {

inline constexpr std::size_t kMostFields = 12;

struct ConvertsToAnything {
  template <class T>
  operator T() const;
};

template <class T, std::size_t... I>
constexpr bool takes_initialisers(std::index_sequence<I...>) {
  return requires { T{(static_cast<void>(I), ConvertsToAnything{})...}; };
}

template <class T, std::size_t N = kMostFields>
constexpr std::size_t field_count() {
  if constexpr (N == 0 || takes_initialisers<T>(std::make_index_sequence<N>{}))
    return N;
  else
    return field_count<T, N - 1>();
}

/// Calls visit with every field of an aggregate of 1 to 12 public fields, without a base class or a C array;
/// anything else does not compile. Member functions and default initialisers do not disturb it.
template <class T, class Visit>
decltype(auto) visit_fields(T& x, Visit&& visit) {
  constexpr std::size_t n = field_count<std::remove_const_t<T>>();
  static_assert(n > 0, "only aggregates with fields can cross the wire");
  // clang-format off
  if constexpr (n == 1) { auto& [a] = x; return visit(a); }
  else if constexpr (n == 2) { auto& [a, b] = x; return visit(a, b); }
  else if constexpr (n == 3) { auto& [a, b, c] = x; return visit(a, b, c); }
  else if constexpr (n == 4) { auto& [a, b, c, d] = x; return visit(a, b, c, d); }
  else if constexpr (n == 5) { auto& [a, b, c, d, e] = x; return visit(a, b, c, d, e); }
  else if constexpr (n == 6) { auto& [a, b, c, d, e, f] = x; return visit(a, b, c, d, e, f); }
  else if constexpr (n == 7) { auto& [a, b, c, d, e, f, g] = x; return visit(a, b, c, d, e, f, g); }
  else if constexpr (n == 8) { auto& [a, b, c, d, e, f, g, h] = x; return visit(a, b, c, d, e, f, g, h); }
  else if constexpr (n == 9) { auto& [a, b, c, d, e, f, g, h, i] = x; return visit(a, b, c, d, e, f, g, h, i); }
  else if constexpr (n == 10) { auto& [a, b, c, d, e, f, g, h, i, j] = x; return visit(a, b, c, d, e, f, g, h, i, j); }
  else if constexpr (n == 11) { auto& [a, b, c, d, e, f, g, h, i, j, k] = x; return visit(a, b, c, d, e, f, g, h, i, j, k); }
  else { auto& [a, b, c, d, e, f, g, h, i, j, k, l] = x; return visit(a, b, c, d, e, f, g, h, i, j, k, l); }
  // clang-format on
}

}  // namespace downhill::wire
