// SPDX-License-Identifier: MIT
// Messages between judge and worker: a frame, then a body. wire.hpp has what is in the bodies.
#pragma once
#include <cstdint>
#include <stdexcept>

namespace downhill::wire {

/// A message that no honest worker sends.
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a message is, and who sends it.
enum class Kind : std::uint32_t {
  // from the judge
  call,            ///< name of a function, its arguments
  callback_value,  ///< the answer to a callback
  callback_threw,  ///< the check's function threw
  try_call,        ///< as call, but name, arguments and answer are text for people
  try_exactly,     ///< as try_call, with all digits of every number
  list,            ///< which functions are there?
  // from the worker
  value,      ///< the result, then the reference parameters
  todo,       ///< not written yet: the task
  threw,      ///< an exception: type, a line break, text
  missing,    ///< no such function in the student's file
  callback,   ///< number of the function, its arguments
  crashed,    ///< a signal was caught: see Crash
  forbidden,  ///< the number of a system call that the sandbox refused
};

struct Frame {
  /// Each question of the judge's has a number, drawn at random, and so have all messages about it. Nothing
  /// that was written before a question, or twice, passes for its answer.
  std::uint32_t question;
  Kind kind;
  std::uint64_t size;  ///< of the body that follows, in bytes
};

/// The body of Kind::crashed.
struct Crash {
  std::int32_t signal;
  std::uint8_t stack_overflow;  ///< the faulting address lies at the end of the stack
  std::uint8_t null_pointer;    ///< the faulting address is next to zero
};

inline constexpr std::uint64_t kMostBytes = 8u
                                            << 20;  // of one message: two hundred times what a lesson needs
inline constexpr std::uint64_t kMostElements = 1u << 20;  // of one container: 8 MiB of doubles
inline constexpr int kChannel = 3;                        // the worker's descriptor
inline constexpr std::uint32_t kNoQuestion = 0;           // has this number

}  // namespace downhill::wire
