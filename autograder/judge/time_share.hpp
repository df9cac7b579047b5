// SPDX-License-Identifier: MIT
// Where all lessons of a submission have to be graded by a certain time, none may take it from the others.
#pragma once
#include <chrono>
#include <stdexcept>

#include "judge/process_time.hpp"

namespace downhill::judge {

/// While this lives, run() ends its program when the share is over, and throws OutOfTime. One at a time.
class TimeShare {
 public:
  using Clock = std::chrono::steady_clock;

  explicit TimeShare(Clock::time_point end) { end_ = end; }
  ~TimeShare() { end_ = Clock::time_point::max(), exceeded_ = false; }
  TimeShare(const TimeShare&) = delete;
  TimeShare& operator=(const TimeShare&) = delete;

  static Clock::time_point end() { return end_; }
  /// Did run() have to end anything? Then what came of it is no verdict.
  static bool exceeded() { return exceeded_; }
  [[noreturn]] static void exceed();

  /// What a compiler got of the processor time that it wanted: ran in, or ran and waited for a processor in.
  /// Time in which it waited for a disk is not this machine's fault, for a submission can fill the memory.
  static void note_compiler(Seconds got, Seconds wanted);
  /// Did compilers get less than a quarter of what they wanted? Then a share that is over says nothing of its
  /// lesson.
  static bool machine_is_too_busy();

 private:
  static inline Clock::time_point end_ = Clock::time_point::max();
  static inline bool exceeded_ = false;
  static inline Seconds got_{0}, wanted_{0};  // by all compilers
};

struct OutOfTime : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace downhill::judge
