// SPDX-License-Identifier: MIT
// What a C++ file says, statement by statement, without compiling it.
#pragma once
#include <span>
#include <vector>

#include "tool/release/words.hpp"

namespace downhill::release {

/// Words that stand side by side.
struct Piece {
  std::span<const Word> words;
  bool head = false;  ///< of a function, a struct or a namespace: contracts and stubs have it too
};

/// The statements of code without comments: what stands between its semicolons and the braces of its blocks,
/// not counting these. Heads of if, while and for are statements of their own; also, beside the whole, what
/// is returned, what is assigned, and what is asked in a condition. Incomplete code, such as a slip's, is
/// taken as it is. Directives (#include) are no statements.
std::vector<Piece> statements_of(const Words& code);

/// The same words, without those of directives.
Words without_directives(const Words& code);

}  // namespace downhill::release
