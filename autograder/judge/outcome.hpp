// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string_view>

namespace downhill::judge {

/// How a call of a student's function ended. Everything but `value` ends the check that made the call, except
/// that a check may expect a standard exception.
enum class Outcome {
  value,
  todo,             ///< the task is not written yet
  threw,            ///< an exception came out of it
  crashed,          ///< a signal ended the worker
  timed_out,        ///< no answer in time
  out_of_memory,    ///< more memory than the sandbox gives
  exited_early,     ///< the worker ended by exit() before it answered
  forbidden,        ///< a system call that no lesson needs
  garbage,          ///< an answer that is none
  missing,          ///< the function is not in the file
  too_much_output,  ///< printed more than anybody reads
  infra_error,      ///< the machine's or the kit's own fault
};

/// "timed_out": as reports and recorded slips spell it.
std::string_view name_of(Outcome outcome);

/// The outcome of that name.
std::optional<Outcome> outcome_of(std::string_view name);

}  // namespace downhill::judge
