// SPDX-License-Identifier: MIT
// A call in text: how ./downhill try reaches a student's function, and verify the worked examples of the
// pages.
#pragma once
#include <string>
#include <vector>

#include "judge/outcome.hpp"
#include "judge/sandbox.hpp"

namespace downhill::tool {

/// What came of a call. Its texts come out of the worker: hostile, to be escaped before anybody sees them.
struct Tried {
  judge::Outcome outcome = judge::Outcome::value;
  std::string text;  ///< value: the answer; todo: the task; threw: "std::invalid_argument: …"; else why
  bool bad_text = false;  ///< threw, because the arguments do not spell what the function takes
  std::string printed;    ///< what the call printed, capped
};

/// How many of its digits a number is answered with.
enum class Digits { six, all };

/// Calls a function of a worker (one of Purpose::checks), "slope" with "2, 3, 10", in a process of its own.
/// @throws std::runtime_error if the sandbox cannot start it
Tried try_call(const judge::Sandbox& sandbox, const std::string& function, const std::string& arguments,
               Digits digits = Digits::six);

/// The functions that may be called, as the contract exports them: "slope", "Momentum::step".
/// @throws std::runtime_error if the worker does not say
std::vector<std::string> functions_of(const judge::Sandbox& sandbox);

}  // namespace downhill::tool
