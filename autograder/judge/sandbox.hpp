// SPDX-License-Identifier: MIT
// The box that a worker is born into: limits, no privileges, a seccomp filter that allows arithmetic and the
// worker's descriptors; and where the machine has them, a user of its own and a Landlock fence around
// nothing. It is closed before the first byte of the student's program runs, so constructors and the like run
// inside it too.
#pragma once
#include <linux/filter.h>
#include <sys/resource.h>
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "judge/descriptor.hpp"
#include "judge/process_time.hpp"

namespace downhill::judge {

/// What one check's worker may use. Time is its own: how busy the machine is does not count.
struct Limits {
  rlim_t cpu_seconds = 1;         ///< then SIGXCPU, a second later SIGKILL
  Seconds asleep{1};              ///< all in all; an honest one sleeps only until it is asked
  Seconds judge{2};               ///< of the judge's processor time: in callbacks, most of all
  Seconds by_the_clock{60};       ///< then the machine is to blame: it gave neither time nor sleep
  std::uint64_t said{64u << 20};  ///< bytes of all its messages: a check may keep what it is asked
  rlim_t memory = 1u << 30;       ///< bytes of address space
  rlim_t stack = 8u << 20;        ///< bytes
  rlim_t open_files = 16;         ///< it has five
};

/// The box was closed, and the kernel would not run what is in it: an odd program, where others run.
struct ProgramRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A program, sealed in memory, that can be started in the box again and again.
class Sandbox {
 public:
  /// Reads the program. @throws std::runtime_error if it cannot be read, or if this machine has no seccomp
  /// and weak_is_allowed() says no
  explicit Sandbox(const std::filesystem::path& program, const Limits& limits = {});

  struct Started {
    pid_t pid;
    Descriptor channel;  ///< a socket to the worker's descriptor wire::kChannel; non-blocking
    Descriptor output;   ///< what it prints on stdout and stderr; non-blocking
  };
  /// Starts one, already inside the box.
  /// @throws ProgramRefused if it is the program's fault
  /// @throws std::runtime_error naming the stage that failed
  Started start() const;

  const Limits& limits() const { return limits_; }

 private:
  Descriptor program_, fence_;
  std::vector<sock_filter> filter_;
  Limits limits_;
};

}  // namespace downhill::judge
