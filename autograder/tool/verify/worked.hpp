// SPDX-License-Identifier: MIT
// The language of a page's worked examples: a line "slope(2, 3, 10) = -24" says what an expression gives.
//   left     numbers, + - * / ^ ( ), sqrt, and the lesson's functions, whose arguments are values in the text
//            form of ./downhill try: numbers, [1, 2], [[1, 2], [3, 4]], {0.01, 0.9}, true, "word", and the
//            seed of a random generator. A call that gives one number may be part of a larger expression.
//   right    what comes out: of a call its result, then the reference parameters in order, where a random
//            generator is the word generator.
// A number is held against as many decimals as are printed; a whole number is exact.
#pragma once
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::verify {

/// Calls a function of the lesson with arguments in text form; returns the answer with all its digits.
/// @throws std::runtime_error if it gives no answer
using Caller = std::function<std::string(const std::string& function, const std::string& arguments)>;

/// A line that is not in the language.
struct BadWorked : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What became of a line.
struct Worked {
  std::string wrong;            ///< empty if it holds; else what comes out in truth
  std::vector<double> numbers;  ///< all that stand in the line, and all that came out, in full
};

/// @throws BadWorked, or what the caller throws
Worked work_out(std::string_view line, const Caller& call);

/// Is a computed number what is printed, as far as it is printed? "3.3333" is, of 10/3.
bool prints_as(double computed, std::string_view printed);

}  // namespace downhill::verify
