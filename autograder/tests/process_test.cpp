// SPDX-License-Identifier: MIT
// How other programs are run: their end, and ours.
#include "judge/process.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <thread>

#include "judge/interruption.hpp"

namespace downhill::judge {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kLong = 60s;  // nothing here takes so long unless it is waited for without a limit

Command shell(const std::string& script, std::chrono::milliseconds time = 600s) {
  return {.arguments = {"sh", "-c", script}, .folder = {}, .time = time};
}

TEST(Programs, TellHowTheyEnded) {
  const Finished told = run(shell("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(told.status, 3);
  EXPECT_EQ(told.out, "out\n");
  EXPECT_EQ(told.err, "err\n");
  EXPECT_FALSE(told.timed_out);
  EXPECT_EQ(run(shell("kill -USR1 $$")).signal, SIGUSR1);
}

TEST(Programs, TellHowTheyEndedAfterTheyHaveClosedTheirPipes) {
  const Finished told = run(shell("exec >&- 2>&-; sleep 0.1; exit 3"));
  EXPECT_EQ(told.status, 3);
  EXPECT_FALSE(told.timed_out);
}

TEST(Programs, ThatGoOnAreEndedAtTheDeadline) {
  for (const char* quiet : {"", "exec >&- 2>&-; "}) {
    const auto begin = Clock::now();
    const Finished ended = run(shell(quiet + std::string("sleep 600"), 300ms));
    EXPECT_LT(Clock::now() - begin, kLong) << quiet;
    EXPECT_TRUE(ended.timed_out) << quiet;
    EXPECT_EQ(ended.signal, SIGKILL) << quiet;
  }
}

// In a process of its own: an interruption is never over.
void run_and_interrupt(Command command) {
  const Interruption interruption;
  std::thread somebody([] {
    std::this_thread::sleep_for(300ms);
    std::raise(SIGTERM);
  });
  int status = 1;
  const auto begin = Clock::now();
  try {
    run(command);
  } catch (const Interrupted&) {
    status = Clock::now() - begin < kLong ? 0 : 2;
  }
  somebody.join();
  std::_Exit(status);
}

TEST(Interrupted, ProgramsAreEnded) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  for (const char* quiet : {"", "exec >&- 2>&-; "})
    EXPECT_EXIT(run_and_interrupt(shell(quiet + std::string("sleep 600"))), testing::ExitedWithCode(0), "");
}

TEST(Interrupted, ProgramsWithChildrenOfTheirOwnAreLetEndThem) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Command talks = shell("trap 'head -c 1000000 /dev/zero; exit' TERM; while :; do sleep 0.1; done");
  talks.keep_environment = true;
  EXPECT_EXIT(run_and_interrupt(talks), testing::ExitedWithCode(0), "") << "and what they say is read";
  Command deaf = shell("trap '' TERM; while :; do sleep 0.1; done", 2s);
  deaf.keep_environment = true;
  EXPECT_EXIT(run_and_interrupt(deaf), testing::ExitedWithCode(0), "") << "to the deadline";
}

}  // namespace
}  // namespace downhill::judge
