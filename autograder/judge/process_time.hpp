// SPDX-License-Identifier: MIT
// What a process does with its time, as the kernel counts it: the clock on the wall says how busy the machine
// is.
#pragma once
#include <sys/types.h>
#include <unistd.h>

#include <chrono>
#include <optional>
#include <random>

namespace downhill::judge {

using Seconds = std::chrono::duration<double>;

/// Of a process: user's and system's together; 0 if it has gone.
Seconds processor_time(pid_t pid);
/// Of the calling process.
Seconds own_processor_time();
/// In which it ran or waited for a processor; nothing where the kernel does not tell.
std::optional<Seconds> ran_or_waited(pid_t pid);

/// Tells a process that sleeps from one that waits for a processor.
class SleepWatch {
 public:
  explicit SleepWatch(pid_t pid) : pid_(pid) {}

  /// When to look next: at no fixed interval, or one could be awake whenever it is looked at.
  std::chrono::milliseconds until_next_look();
  /// Is it asleep or stopped now? False for one that runs or waits for a processor, and where that cannot be
  /// known.
  bool finds_it_asleep();
  /// A look found it asleep, and stands for so much time. Time that the one who looks had to wait for a
  /// processor is not part of it.
  void count(Seconds time) { asleep_ += time; }
  Seconds asleep() const { return asleep_; }
  /// False on a machine whose /proc does not tell.
  bool can_tell() const { return can_tell_; }

  /// For one that sleeps a little again and again, and is awake when it is looked at: the time since the
  /// beginning in which, by the kernel's account, neither it nor we ran or waited for a processor. 0 where
  /// there is no such account.
  Seconds neither_of_us_ran() const;

 private:
  using Clock = std::chrono::steady_clock;
  pid_t pid_;
  bool can_tell_ = true;
  Seconds asleep_{0};
  std::minstd_rand random_{std::random_device{}()};
  Clock::time_point began_ = Clock::now();
  Seconds ours_before_ = ran_or_waited(getpid()).value_or(Seconds{});
};

}  // namespace downhill::judge
