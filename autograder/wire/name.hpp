// SPDX-License-Identifier: MIT
// A function of a contract as both sides of the wire see it: its name, from the compiler, and its signature.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace downhill::wire {

/// "downhill::one_weight::slope", "downhill::momentum::Momentum::step". Both compilers spell it in
/// __PRETTY_FUNCTION__: g++ as "[with auto F = name; …]", clang as "[F = &name]".
/// Overloads would share one name, so contracts have none.
template <auto F>
consteval std::string_view name_of() {
  std::string_view text = __PRETTY_FUNCTION__;
  constexpr std::string_view kBefore = "F = ";
  text.remove_prefix(text.find(kBefore) + kBefore.size());
  if (text.front() == '&') text.remove_prefix(1);
  return text.substr(0, text.find_first_of(";]"));
}

/// "downhill::one_weight::slope" → "slope", "downhill::momentum::Momentum::step" → "Momentum::step".
constexpr std::string_view short_name(std::string_view full) {
  for (int scope = 0; scope < 2; ++scope)
    if (const auto colons = full.find("::"); colons != full.npos) full.remove_prefix(colons + 2);
  return full;
}

/// Result and parameters of a function; a member function is a function of its object.
template <class Result, class... Parameters>
struct Signature {};

template <class R, class... P>
Signature<R, P...> signature_of(R (*)(P...));
template <class R, class Class, class... P>
Signature<R, Class&, P...> signature_of(R (Class::*)(P...));
template <class R, class Class, class... P>
Signature<R, const Class&, P...> signature_of(R (Class::*)(P...) const);

template <auto F>
using SignatureOf = decltype(signature_of(F));

template <std::size_t N>
consteval bool all_different(const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (names[i] == names[j]) return false;
  return true;
}

}  // namespace downhill::wire
