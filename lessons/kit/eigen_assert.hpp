// SPDX-License-Identifier: MIT
// What Eigen's own checks do in this course: throw, with a sentence, where Eigen would end the process.
// Included before Eigen, by everything that includes it.
#pragma once
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

namespace downhill::kit {

/// A use of Eigen that cannot work: sizes that do not fit, an index outside a vector.
struct EigenMisuse : std::logic_error {
  using std::logic_error::logic_error;
};

/// What a condition says in words, as in: rows > 0 && "there is no row" && "add one" → there is no row; add
/// one.
inline std::string words_of(std::string_view condition) {
  std::string words;
  std::size_t end = 0;  // of the words so far
  for (auto open = condition.find('"'); open != condition.npos; open = condition.find('"', end)) {
    const auto close = condition.find('"', open + 1);
    if (close == condition.npos) break;
    const bool goes_on = condition.substr(end, open - end).find_first_not_of(' ') == condition.npos;
    words += words.empty() || goes_on ? "" : "; ";
    words += condition.substr(open + 1, close - open - 1);
    end = close + 1;
  }
  return words;
}

/// @throws EigenMisuse always, with Eigen's own words, or else with the condition that it found broken.
[[noreturn]] inline void eigen_misuse(const char* condition) {
  const std::string words = words_of(condition);
  throw EigenMisuse("Eigen stopped: " +
                    (words.empty() ? "this should hold, but does not: " + std::string(condition) : words));
}

/// Whether Eigen asks so in a destructor, that of v << 1, 2, which may run because an exception is on its
/// way: of 1, f() where f throws. A second one then would end the process.
consteval bool is_asked_in_a_destructor(std::string_view condition) {
  return condition.find("Too few coefficients passed to comma initializer") != condition.npos;
}

}  // namespace downhill::kit

#ifndef eigen_assert
#define VERIFY_RAISES_ASSERT  // Eigen's own word for it: that destructor may throw
#define eigen_assert(condition)                                                                             \
  ((condition) || (::downhill::kit::is_asked_in_a_destructor(#condition) && std::uncaught_exceptions() > 0) \
       ? void()                                                                                             \
       : ::downhill::kit::eigen_misuse(#condition))
#endif
