// SPDX-License-Identifier: MIT
// How teaching code refuses what it cannot work with: one line, and a sentence for the caller.
#pragma once
#include <stdexcept>
#include <string>

namespace downhill::kit {

/// Refuses unless a condition holds: require(steps >= 0, "descend", "steps must not be negative").
/// @throws std::invalid_argument "who: what"
inline void require(bool condition, const char* who, const std::string& what) {
  if (!condition) throw std::invalid_argument(std::string(who) + ": " + what);
}

/// Refuses two things (vectors, matrices, containers) of different size.
/// @throws std::invalid_argument naming the function and both sizes
template <class A, class B>
void require_same_size(const char* who, const A& a, const B& b) {
  require(a.size() == b.size(), who,
          "sizes " + std::to_string(a.size()) + " and " + std::to_string(b.size()) + " differ");
}

}  // namespace downhill::kit
