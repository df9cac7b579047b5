// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace downhill::judge {

/// What a beginner needs of a compiler's log: the first error, in the student's own file and line, with the
/// lines that show it. Where the error lies in a library, the student's line that led there stands first.
/// @param file how the log names the student's file
std::string first_error(std::string_view log, std::string_view file);

/// Has the compiler read the student's file, and is its first error that something there is wrong? Then no
/// machine was at fault.
bool first_error_is_in(std::string_view file, std::string_view log);

/// The warnings in the student's own file, at most a handful.
std::string warnings(std::string_view log, std::string_view file);

/// Why it could not be linked, in one sentence where that is known.
std::string link_error(std::string_view log, std::string_view file);

/// "slope(double)" for each "undefined symbol: downhill::one_weight::slope(double)" in any linker's log, in
/// alphabetical order.
std::vector<std::string> undefined_symbols(std::string_view log);

}  // namespace downhill::judge
