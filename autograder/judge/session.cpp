// SPDX-License-Identifier: MIT
#include "judge/session.hpp"

#include <algorithm>
#include <string_view>

#include "judge/message.hpp"

namespace downhill::judge {
namespace {

using std::chrono::milliseconds;

// A check may take this long by the clock. Its processor time is limited in Limits; this catches sleep and
// deadlock.
constexpr milliseconds kTimeForACheck{2000};
// All checks together may take this long, so that a file that is slow everywhere is graded within ten
// seconds.
constexpr milliseconds kTimeForAll{8000};
// So much is kept for each check that is still to come, whatever those before it took: a hundred times what
// an honest one needs.
constexpr milliseconds kTimeKept{600};
// A function that has run out of time in so many checks is not called in further ones.
constexpr int kMostTimeouts = 2;

Session* running = nullptr;

}  // namespace

Session::Session(const Sandbox& sandbox) : sandbox_(sandbox), left_(kTimeForAll) { running = this; }

Session& Session::current() { return *running; }

Session::Clock::duration Session::time_for_this_check() const {
  const int begun = static_cast<int>(verdicts_.size());
  const int to_come = testing::UnitTest::GetInstance()->test_to_run_count() - begun;
  return std::clamp<Clock::duration>(left_ - to_come * kTimeKept, kTimeKept, kTimeForACheck);
}

WorkerProcess& Session::worker() try {
  if (!worker_) worker_ = std::make_unique<WorkerProcess>(sandbox_, Clock::now() + time_for_this_check());
  return *worker_;
} catch (const ProgramRefused& refused) {
  throw WorkerEnded(Outcome::crashed, refused.what());
} catch (const std::runtime_error& error) {
  throw WorkerEnded(Outcome::infra_error, error.what());
}

void Session::before_call(const std::string& function) {
  if (met_) throw NoAnswer("the check is over");
  if (timeouts_[function] < kMostTimeouts) return;
  met(Outcome::timed_out, function + " ran out of time in " + std::to_string(kMostTimeouts) +
                              " checks before; this one was not run");
  throw NoAnswer("not run");
}

void Session::log(Call call) {
  if (call.outcome == Outcome::timed_out) ++timeouts_[call.function];
  calls().push_back(std::move(call));
}

void Session::met(Outcome outcome, const std::string& message) {
  if (met_) return;
  met_ = outcome;
  met_message_ = message;
}

void Session::OnTestStart(const testing::TestInfo& test) {
  Verdict verdict;
  verdict.check = std::string(test.test_suite_name()) + "." + test.name();
  verdicts_.push_back(verdict);
  run_[verdict.check];
  met_.reset();
  check_began_ = Clock::now();
}

void Session::OnTestPartResult(const testing::TestPartResult& part) {
  if (!part.failed()) return;
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

void Session::OnTestEnd(const testing::TestInfo& test) {
  Verdict& verdict = verdicts_.back();
  const auto took = Clock::now() - check_began_;
  verdict.milliseconds = std::chrono::duration<double, std::milli>(took).count();
  verdict.status = met_ ? std::string(name_of(*met_)) : test.result()->Passed() ? "pass" : "fail";
  // An expectation that failed before is the first thing that went wrong; the status says what came of it.
  if (met_) verdict.message += (verdict.message.empty() ? "" : "\n") + met_message_;
  left_ -= std::min(took, left_);
  if (worker_) verdict.output = worker_->output();
  worker_.reset();
}

}  // namespace downhill::judge
