// SPDX-License-Identifier: MIT
// What Eigen's own checks do in this course: throw, with a sentence, where Eigen would end the process.
// Included before Eigen, by everything that includes it.
#pragma once
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

}  // namespace downhill::kit

#ifndef eigen_assert
#define eigen_assert(condition) ((condition) ? void() : ::downhill::kit::eigen_misuse(#condition))
#endif
