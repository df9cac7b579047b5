// SPDX-License-Identifier: MIT
// How the formats for people spell things.
#pragma once
#include <string>
#include <string_view>

#include "report/report.hpp"

namespace downhill::report {

/// The fact that a check's name states: "OneWeight.SlopeOfTheWorkedExample" is "Slope of the worked example".
std::string fact_of(std::string_view check);

/// "timed_out" in plain words: "took too long".
std::string_view plain_words(Status status);

/// The same of a build that has something to say: "does not compile".
std::string_view build_words(Status status);

/// What to tell about a check: its message (or plain words, should it have none), then the slip's sentence.
std::string explanation(const CheckReport& check);

/// "01" of "01_one_weight".
std::string_view number_of(const LessonReport& lesson);

/// "01 One weight, one slope, one step".
std::string heading_of(const LessonReport& lesson);

/// "4 of 10", or "not graded" after an infra_error.
std::string points_of(Status status, int points, int max_points);

}  // namespace downhill::report
