// SPDX-License-Identifier: MIT
// Which words of a solution, or of a slip's code, students should not find in what they get.
//
// A statement, as statements.hpp cuts them, of kLeastWords words at least. A short one tells nothing outside
// of its own lesson: there `double sum = 0` or `weights -= rate * slopes` is what anybody would write. So
// only a statement of kTellingWords is secret everywhere, and so are two short ones that stand side by side.
// The head of a loop counts as short.
//
// What tells nothing anywhere is no secret: the head of a function that contract or stub show, and that of a
// lambda; a call with nothing but names, `update(weights, gradient, learning_rate)`, for contracts have them
// in that order; a declaration without a value; a count made a number, `static_cast<double>(rows.size())`.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "tool/release/words.hpp"

namespace downhill::release {

/// "return z;" is shorter, and gives nothing away. The semicolon is not counted.
inline constexpr std::size_t kLeastWords = 4;

/// Not counting colons. AdaGrad's sum, `squares += gradient.cwiseAbs2()`, has just as many words, and plain
/// descent, which every lesson may compare with, `weights -= learning_rate * gradient`, has six.
inline constexpr std::size_t kTellingWords = 8;

struct SecretWords {
  std::span<const Word> words;
  bool everywhere = true;  ///< or in the files of its own lesson alone
};

/// @param code without comments and directives
/// @param shown the lesson's contract and stub
std::vector<SecretWords> secrets_of(const Words& code, const Words& shown);

}  // namespace downhill::release
