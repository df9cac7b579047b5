// SPDX-License-Identifier: MIT
// What can be told of a C++ file without compiling it: where its functions are, and what they say.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::verify {

/// The same text with comments, and what stands between quotation marks, blanked: all positions stay.
std::string without_comments(std::string_view source);

/// A function that a file defines.
struct Definition {
  std::string name;        ///< "slope", "Momentum::step"
  std::size_t begin, end;  ///< of its text, from its result type to its last brace
  std::size_t body;        ///< of the first brace
};

/// The functions of a file, in order. Namespaces are looked into, classes are not.
std::vector<Definition> definitions_of(std::string_view source);

/// The function that a piece of the file lies in, or reaches into; empty if it is none.
std::string function_at(std::string_view source, std::size_t at, std::size_t size);

/// For each function of a file those that it calls, at first or second hand. Members, which are called
/// through an object, are not found.
std::map<std::string, std::set<std::string>> uses_in(std::string_view source);

/// The text without white space: two that differ only in layout are the same.
std::string squeezed(std::string_view text);

/// A statement of a function's body, squeezed: "returnweight*input;".
struct Statement {
  std::string text;
  int line;
};
/// The statements of all functions. What has no semicolon, such as the head of a loop, is none.
std::vector<Statement> statements_of(std::string_view source);

/// The number of the line that a position lies in, from 1.
int line_of(std::string_view text, std::size_t at);

/// How often a piece occurs; overlaps count.
int occurrences(std::string_view text, std::string_view piece);

}  // namespace downhill::verify
