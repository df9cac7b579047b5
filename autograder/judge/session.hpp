// SPDX-License-Identifier: MIT
// One run of a lesson's checks: a fresh worker for each, the log of every call, a verdict for each check.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "judge/call.hpp"
#include "judge/verdict.hpp"
#include "judge/worker_process.hpp"

namespace downhill::judge {

/// Ends a check whose call did not give a value. The session has the outcome already; gtest needs no more.
struct NoAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Session : public testing::EmptyTestEventListener {
 public:
  using StartWorker = std::function<std::unique_ptr<WorkerProcess>()>;
  explicit Session(StartWorker start);

  /// The one that is running. A check's calls find it here, since a check is written like any GoogleTest.
  static Session& current();

  /// The worker of this check, started at its first call.
  WorkerProcess& worker();
  /// Keeps a finished call.
  void log(Call call);
  /// This check has met an outcome that is not a value; only the first one counts.
  void met(Outcome outcome, const std::string& message);
  /// Ends the check at once if it is over already, or if this function has run out of time too often.
  /// @throws NoAnswer
  void before_call(const std::string& function);

  /// What GoogleTest tells of a check, in the order in which it does.
  void begin(const std::string& check);
  void failed(const testing::TestPartResult& expectation);
  void end(bool passed);

  /// After the run: the verdicts in order, without slips, and the calls that they rest on.
  const std::vector<Verdict>& verdicts() const { return verdicts_; }
  const Run& run() const { return run_; }

 private:
  using Clock = WorkerProcess::Clock;

  void OnTestStart(const testing::TestInfo& test) override;
  void OnTestPartResult(const testing::TestPartResult& part) override;
  void OnTestEnd(const testing::TestInfo& test) override;
  std::vector<Call>& calls() { return run_[verdicts_.back().check]; }

  StartWorker start_;
  std::unique_ptr<WorkerProcess> worker_;
  std::vector<Verdict> verdicts_;
  Run run_;
  std::optional<Outcome> met_;  ///< by the check that is running
  std::string met_message_;
  std::map<std::string, int> timeouts_;  ///< checks in which a function ran out of time
  std::size_t numbers_kept_ = 0;         ///< in this check's calls
  bool machine_failed_ = false;
  Clock::time_point check_began_;
};

}  // namespace downhill::judge
