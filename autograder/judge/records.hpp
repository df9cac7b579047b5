// SPDX-License-Identifier: MIT
// Runs, recorded slips and verdicts as JSON. Numbers have twelve digits; NaN and the infinities are words.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "judge/slips.hpp"
#include "judge/verdict.hpp"

namespace downhill::judge {

/// Calls that are kept of one check: enough to tell slips apart, and few enough to be read.
inline constexpr std::size_t kRecordedCalls = 12;

/// Which calls of a run are written: all, or those that are recorded, up to the first hidden one of a check.
enum class Keep { recorded, every_call };
std::string run_as_json(const Run& run, Keep keep = Keep::recorded);
/// @throws std::runtime_error if it is no run
Run run_from_json(std::string_view text);

/// A lesson's recorded.json, one call a line. Of a slip only the calls that differ from the reference are
/// written.
std::string recorded_as_json(const Recorded& recorded);
/// @throws std::runtime_error with the path, if it cannot be read
Recorded read_recorded(const std::filesystem::path& file);

std::string verdicts_as_json(const Verdicts& verdicts);
/// @throws std::runtime_error if these are no verdicts
Verdicts verdicts_from_json(std::string_view text);

}  // namespace downhill::judge
