// SPDX-License-Identifier: MIT
// What Eigen's own checks do in this course: throw, with a sentence, where Eigen would end the process.
// Included before Eigen, by everything that includes it.
#pragma once
#include <stdexcept>
#include <string>

namespace downhill::kit {

/// A use of Eigen that cannot work: sizes that do not fit, an index outside a vector.
struct EigenMisuse : std::logic_error {
  using std::logic_error::logic_error;
};

/// @throws EigenMisuse always, with the condition that Eigen found broken.
[[noreturn]] inline void eigen_misuse(const char* condition) {
  throw EigenMisuse(std::string("Eigen stopped: this should hold, but does not: ") + condition);
}

}  // namespace downhill::kit

#ifndef eigen_assert
#define eigen_assert(condition) ((condition) ? void() : ::downhill::kit::eigen_misuse(#condition))
#endif
