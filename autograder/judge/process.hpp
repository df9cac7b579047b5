// SPDX-License-Identifier: MIT
#pragma once
#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace downhill::judge {

class Fence;

struct Command {
  std::vector<std::string> arguments;  ///< the program first
  std::filesystem::path folder;        ///< where it runs; empty: here
  std::chrono::milliseconds time{60'000};
  std::size_t most_output = 1 << 20;  ///< bytes kept; what comes after is thrown away
  /// If not, only PATH and LC_ALL are kept, so that nothing from outside changes what it does.
  bool keep_environment = false;
  bool in_sight = false;         ///< its stdout also goes to our stderr, as it comes
  const Fence* fence = nullptr;  ///< it and its children are kept behind this
};

struct Finished {
  int status = -1;  ///< exit status; −1 if a signal ended it
  int signal = 0;   ///< that one, or 0
  bool timed_out = false;
  std::string out, err;
  double cpu_seconds = 0;     ///< that it ran
  double wanted_seconds = 0;  ///< that it ran or waited for a processor; 0 where the system does not tell
  bool took_little_memory = false;  ///< it and its children, at each moment: took_little_memory()

  bool ok() const { return status == 0 && !timed_out; }
};

/// Runs a program, without a shell, and waits for it.
/// @throws std::runtime_error if it cannot be started, Interrupted if an Interruption came meanwhile,
/// OutOfTime if a TimeShare was over
Finished run(const Command& command);

/// As a program expects them that was just started: none ignored, none blocked, whatever our caller left us.
/// System calls alone, for the child of a vfork.
void default_signals();

/// Processor time that a process has used, its own and the system's for it.
double cpu_seconds(const rusage& usage);

/// When memory runs out, the system ends the calling process before those that grade. Only system calls.
void offer_to_be_ended_first();
/// Of a process that the system ended: did it never have as much as even a greedy one needs that is honest?
/// Then the machine has too little memory, or others took it.
bool took_little_memory(const rusage& usage);

}  // namespace downhill::judge
