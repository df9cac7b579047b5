// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "judge/outcome.hpp"
#include "judge/process_time.hpp"
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
  using NextNumber = std::uint32_t (*)();
  static constexpr std::size_t kOutputKept = 4 << 10;  ///< bytes shown to the student
  /// Bytes after which it is too much: more than a line from each function at each step of the longest check.
  static constexpr std::size_t kOutputAllowed = 4 << 20;

  /// @throws std::runtime_error if the sandbox cannot start it
  explicit WorkerProcess(const Sandbox& sandbox);
  /// Speaks to whatever is at the other end, without a process of its own where pid is −1: for tests, who
  /// also know the numbers of the questions.
  WorkerProcess(Sandbox::Started started, const Limits& limits, NextNumber next_number);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  struct Message {
    wire::Kind kind;
    std::string body;
  };
  /// A question, or the answer to a callback of the one that is still open.
  void send(wire::Kind kind, std::string_view body);
  /// The next message. @throws WorkerEnded if none comes, in time or in form
  Message receive();
  /// Ends it as one that sent nonsense. @throws WorkerEnded always
  [[noreturn]] void stop(Outcome outcome, const std::string& why);

  /// What it has printed so far, as it came.
  const std::string& output();

 private:
  /// Waits until the channel is ready, and looks after the worker meanwhile. @throws WorkerEnded
  void wait_for(short events);
  /// Its time is over. @throws WorkerEnded
  void look_at_the_clocks();
  void check(const wire::Frame& head);
  void read_all(char* to, std::size_t n);
  void drain_output();
  void take_what_is_printed();
  [[noreturn]] void explain_end();
  void end();

  pid_t pid_;
  Descriptor channel_, printed_;
  Limits limits_;
  NextNumber next_number_;
  std::vector<std::uint32_t> open_questions_;  ///< the innermost last: a callback may ask in turn
  std::uint64_t said_ = 0;                     ///< bytes of all messages that have come
  SleepWatch sleep_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point last_news_{};  ///< when a poll last found something that it had written
  Seconds judge_began_ = own_processor_time();
  std::string output_;
  std::size_t output_size_ = 0;
  bool heard_of_ = false;  ///< any message has come
};

}  // namespace downhill::judge
