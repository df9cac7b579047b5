// SPDX-License-Identifier: MIT
#include "judge/session.hpp"

#include <utility>

#include "judge/message.hpp"

namespace downhill::judge {
namespace {

// A function that has run out of time in so many checks is not called in further ones.
constexpr int kMostTimeouts = 2;
// Of one check's calls: eight megabytes.
constexpr std::size_t kMostNumbers = 1u << 20;

Session* running = nullptr;

}  // namespace

Session::Session(StartWorker start) : start_(std::move(start)) { running = this; }

Session& Session::current() { return *running; }

WorkerProcess& Session::worker() try {
  if (!worker_) worker_ = start_();
  return *worker_;
} catch (const ProgramRefused& refused) {
  throw WorkerEnded(Outcome::crashed, refused.what());
} catch (const std::runtime_error& error) {
  throw WorkerEnded(Outcome::infra_error, error.what());
}

void Session::before_call(const std::string& function) {
  if (met_) throw NoAnswer("the check is over");
  if (machine_failed_) met(Outcome::infra_error, "not run after what went wrong before");
  if (machine_failed_) throw NoAnswer("not run");
  if (timeouts_[function] < kMostTimeouts) return;
  met(Outcome::timed_out, function + " ran out of time in " + std::to_string(kMostTimeouts) +
                              " checks before; this one was not run");
  throw NoAnswer("not run");
}

void Session::log(Call call) {
  if (call.outcome == Outcome::timed_out) ++timeouts_[call.function];
  // A callback that asks in turn can be called without an end, and each call would be kept with all its
  // numbers.
  numbers_kept_ += call.in.numbers.size() + call.out.numbers.size();
  if (numbers_kept_ > kMostNumbers) call.in = call.out = {};
  calls().push_back(std::move(call));
}

void Session::met(Outcome outcome, const std::string& message) {
  if (met_) return;
  met_ = outcome;
  met_message_ = message;
  machine_failed_ |= outcome == Outcome::infra_error;  // no grade comes of the rest
}

void Session::OnTestStart(const testing::TestInfo& test) {
  begin(std::string(test.test_suite_name()) + "." + test.name());
}
void Session::OnTestPartResult(const testing::TestPartResult& part) {
  if (part.failed()) failed(part);
}
void Session::OnTestEnd(const testing::TestInfo& test) { end(test.result()->Passed()); }

void Session::begin(const std::string& check) {
  verdicts_.emplace_back().check = check;
  run_[check];
  met_.reset();
  numbers_kept_ = 0;
  check_began_ = Clock::now();
}

void Session::failed(const testing::TestPartResult& part) {
  if (met_) {
    const std::string wanted = wanted_exception(part.message());  // another than the one that came
    if (met_ == Outcome::threw && !met_message_.ends_with(wanted)) met_message_ += "\n" + wanted;
    return;
  }
  const Call* last = calls().empty() ? nullptr : &calls().back();
  // gtest names no file where an exception came out of the check: the student's, thrown where a value was
  // wanted.
  const bool escaped_exception = part.file_name() == nullptr;
  if (escaped_exception && last != nullptr && last->outcome == Outcome::threw) {
    met(Outcome::threw, threw_message(*last));
  } else if (verdicts_.back().message.empty()) {  // one reason is enough: the first
    verdicts_.back().message = failure_message(part.message(), last);
  }
}

void Session::end(bool passed) {
  Verdict& verdict = verdicts_.back();
  const auto took = Clock::now() - check_began_;
  verdict.milliseconds = std::chrono::duration<double, std::milli>(took).count();
  verdict.status = met_ ? std::string(name_of(*met_)) : passed ? "pass" : "fail";
  // An expectation that failed before is the first thing that went wrong; the status says what came of it.
  if (met_) verdict.message += (verdict.message.empty() ? "" : "\n") + met_message_;
  if (worker_) verdict.output = worker_->output();
  worker_.reset();
}

}  // namespace downhill::judge
