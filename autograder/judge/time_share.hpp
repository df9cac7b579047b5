// SPDX-License-Identifier: MIT
// Where all lessons of a submission have to be graded by a certain time, none may take it from the others.
#pragma once
#include <chrono>
#include <stdexcept>

#include "judge/process.hpp"

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

  /// Compilers do not sleep: what they were given of a processor is what this machine gives.
  static void note_compiler(const Finished& finished, Clock::duration by_the_clock);
  /// Did compilers get less than a quarter of a processor? Then a share that is over says nothing of its
  /// lesson.
  static bool machine_is_too_busy();

 private:
  static inline Clock::time_point end_ = Clock::time_point::max();
  static inline bool exceeded_ = false;
  static inline std::chrono::duration<double> processor_time_{0}, by_the_clock_{0};  // of all compilers
};

struct OutOfTime : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace downhill::judge
