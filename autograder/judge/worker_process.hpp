// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include "judge/outcome.hpp"
#include "judge/sandbox.hpp"
#include "wire/frame.hpp"

namespace downhill::judge {

/// The worker will not answer any more; how it ended, in words for the student.
struct WorkerEnded : std::runtime_error {
  WorkerEnded(Outcome how, const std::string& why) : std::runtime_error(why), outcome(how) {}
  Outcome outcome;
};

/// One running worker: frames to and from it, and what it prints. Everything that it does wrong becomes a
/// WorkerEnded; after that, or at the end of this object's life, the process is gone.
class WorkerProcess {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kOutputKept = 4 << 10;       ///< bytes shown to the student
  static constexpr std::size_t kOutputAllowed = 256 << 10;  ///< bytes after which it is too much

  /// @throws std::runtime_error if the sandbox cannot start it
  WorkerProcess(const Sandbox& sandbox, Clock::time_point deadline);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  struct Message {
    wire::Kind kind;
    std::string body;
  };
  void send(wire::Kind kind, std::string_view body);
  /// The next message. @throws WorkerEnded if none comes, in time or in form
  Message receive();
  /// Ends it as one that sent nonsense. @throws WorkerEnded always
  [[noreturn]] void stop(Outcome outcome, const std::string& why);

  /// What it has printed so far, as it came.
  const std::string& output();

 private:
  enum class Ready { channel, deadline, too_much_output };
  Ready wait_for(short events);
  void read_all(char* to, std::size_t n);
  bool drain_output();
  [[noreturn]] void give_up(Ready reason);
  [[noreturn]] void explain_end();
  void end();

  pid_t pid_;
  Descriptor channel_, printed_;
  Clock::time_point deadline_;
  double cpu_limit_;  ///< seconds
  std::string output_;
  std::size_t output_size_ = 0;
  bool heard_of_ = false;  ///< any message has come
};

}  // namespace downhill::judge
