// SPDX-License-Identifier: MIT
// What a failing check says: what was called, what came back, what was expected.
#pragma once
#include <string>
#include <string_view>

#include "judge/call.hpp"

namespace downhill::judge {

/// GoogleTest's words for a failed expectation, in the order in which a student asks:
///   called  slope(2, 3, 10)
///   got     24, off by 48
///   want    -24, within 1e-09
/// What was expected is left out where the inputs are hidden.
/// @param last the call before the expectation; null if there was none
std::string failure_message(std::string_view gtest, const Call* last);

/// The student's function threw where a value was wanted.
std::string threw_message(const Call& call);

/// "want    std::invalid_argument" of a failed EXPECT_THROW, empty of anything else.
std::string wanted_exception(std::string_view gtest);

}  // namespace downhill::judge
