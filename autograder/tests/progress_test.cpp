// SPDX-License-Identifier: MIT
#include "tool/progress.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <random>

#include "temporary_course.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using report::Status;
using testing::HasSubstr;

report::Report report_of(const std::string& lesson, Status status, int points,
                         std::vector<report::CheckReport> checks = {}) {
  report::LessonReport graded;
  graded.lesson = lesson;
  graded.status = status;
  graded.points = points;
  graded.max_points = 10;
  graded.checks = std::move(checks);
  report::Report report;
  report.lessons.push_back(graded);
  return report;
}

report::CheckReport check_of(const std::string& name, Status status) {
  report::CheckReport check;
  check.name = name;
  check.status = status;
  return check;
}

class ProgressTest : public testing::Test {
 protected:
  fs::path file() const { return course_.root() / ".downhill" / "progress.json"; }

  /// What a call says on stderr.
  static std::string said(const std::function<void()>& call) {
    testing::internal::CaptureStderr();
    call();
    return testing::internal::GetCapturedStderr();
  }

  TemporaryCourse course_;
  const Context context_ = Context::open();
};

TEST_F(ProgressTest, NothingIsKnownAtFirst) {
  EXPECT_EQ(said([&] {
              const Progress progress = read_progress(context_);
              EXPECT_TRUE(progress.lessons.empty());
              EXPECT_EQ(next_lesson(context_, progress)->name, "01_one_weight");
              EXPECT_EQ(next_task(context_.lesson("01"), progress)->id, "1.1");
            }),
            "");
}

TEST_F(ProgressTest, WhatWasRememberedIsRead) {
  remember(context_, report_of("01_one_weight", Status::pass, 10));
  remember(context_, report_of("16_momentum", Status::fail, 4));
  const Progress progress = read_progress(context_);
  EXPECT_TRUE(has_passed(context_.lesson("01"), progress));
  EXPECT_EQ(progress.lessons.at("16_momentum").points, 4);
  EXPECT_EQ(next_lesson(context_, progress), &context_.course.lessons.at(1));
  forget(context_, context_.lesson("01"));
  EXPECT_EQ(next_lesson(context_, read_progress(context_))->name, "01_one_weight");
}

TEST_F(ProgressTest, NextTaskIsTheFirstWithACheckThatHasNotPassed) {
  const report::Lesson& lesson = context_.lesson("01");
  std::vector<report::CheckReport> checks;
  for (const report::CheckEntry& check : lesson.checks)
    checks.push_back(check_of(check.name, check.task < "1.3" ? Status::pass : Status::todo));
  remember(context_, report_of(lesson.name, Status::fail, 3, checks));
  EXPECT_EQ(next_task(lesson, read_progress(context_))->id, "1.3");
  for (report::CheckReport& check : checks) check.status = Status::pass;
  remember(context_, report_of(lesson.name, Status::pass, 10, checks));
  EXPECT_EQ(next_task(lesson, read_progress(context_)), nullptr);
}

TEST_F(ProgressTest, ABuildErrorTakesThePointsAndKnowsTheTasksStill) {
  remember(context_, report_of("01_one_weight", Status::fail, 1,
                               {check_of("OneWeight.PredictionIsWeightTimesInput", Status::pass)}));
  remember(context_, report_of("01_one_weight", Status::build_error, 0));
  const Progress progress = read_progress(context_);
  EXPECT_EQ(progress.lessons.at("01_one_weight").points, 0);
  EXPECT_EQ(next_task(context_.lesson("01"), progress)->id, "1.2");
}

TEST_F(ProgressTest, TheKitsOwnFaultChangesNothing) {
  remember(context_, report_of("01_one_weight", Status::pass, 10));
  remember(context_, report_of("01_one_weight", Status::infra_error, 0));
  EXPECT_TRUE(has_passed(context_.lesson("01"), read_progress(context_)));
}

TEST_F(ProgressTest, HintsAreCountedUpToTheLast) {
  EXPECT_EQ(count_hint(context_, "1.2", 3), 0);
  EXPECT_EQ(count_hint(context_, "1.2", 3), 1);
  EXPECT_EQ(count_hint(context_, "1.1", 2), 0);
  EXPECT_EQ(count_hint(context_, "1.2", 3), 2);
  EXPECT_EQ(count_hint(context_, "1.2", 3), 3);
  EXPECT_EQ(count_hint(context_, "1.2", 3), 3);
  EXPECT_EQ(count_hint(context_, "1.2", 2), 2) << "a new edition has fewer";
}

TEST_F(ProgressTest, AFileThatMakesNoSenseIsKeptAside) {
  remember(context_, report_of("01_one_weight", Status::pass, 10));
  int n = 0;
  for (const char* text :
       {"", "{", "[]", "{\"schema\": \"downhill/progress/9\", \"lessons\": {}, \"hints\": {}}",
        "{\"schema\": \"downhill/progress/1\", \"lessons\": {\"01_one_weight\": 3}, \"hints\": {}}",
        "\xff\xfe",
        "{\"schema\": \"downhill/progress/1\", \"lessons\": {}, \"hints\": {\"1.2\": \"two\"}}"}) {
    write_text(file(), text);
    const std::string name = "progress.json.broken-" + std::to_string(++n);
    EXPECT_THAT(said([&] { EXPECT_TRUE(read_progress(context_).lessons.empty()); }), HasSubstr(name));
    EXPECT_EQ(read_text(file().parent_path() / name), text);
    EXPECT_FALSE(fs::exists(file()));
  }
  write_text(file(), "{");
  EXPECT_THAT(said([&] { remember(context_, report_of("16_momentum", Status::pass, 10)); }),
              HasSubstr("broken-8"));
  EXPECT_TRUE(has_passed(context_.lesson("16"), read_progress(context_)));
}

// Each in a process of its own: the sentence is said once.
TEST_F(ProgressTest, WhatCannotBeWrittenIsSaidOnceAndStopsNothing) {
  write_text(course_.root() / ".downhill", "a file where the folder should be");
  const auto both = [&] {
    remember(context_, report_of("01_one_weight", Status::pass, 10));
    EXPECT_EQ(count_hint(context_, "1.2", 3), 0);
    std::fputs("|", stderr);
  };
  EXPECT_EXIT(
      {
        both();
        std::exit(testing::Test::HasFailure() ? 1 : 0);
      },
      testing::ExitedWithCode(0), "^downhill: your progress is not kept: [^\n]*\n\\|$");
}

TEST_F(ProgressTest, WhatCannotBeReadIsNotWrittenOver) {
  fs::create_directories(file());  // reads as a folder does: not at all
  EXPECT_EXIT(
      {
        remember(context_, report_of("01_one_weight", Status::pass, 10));
        std::exit(0);
      },
      testing::ExitedWithCode(0), "not kept: could not read");
  EXPECT_TRUE(fs::is_directory(file()));
}

// Runs in a process of its own; returns its id.
pid_t start(const std::function<void()>& work) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  work();
  _exit(0);
}

TEST_F(ProgressTest, TwoWritersAtOnceLoseNothing) {
  constexpr int kEach = 60;
  std::vector<pid_t> writers;
  for (const char* lesson : {"01_one_weight", "16_momentum"})
    writers.push_back(start([&] {
      for (int i = 1; i <= kEach; ++i) {
        remember(context_, report_of(lesson, Status::fail, i));
        count_hint(context_, "1.2", 10 * kEach);
      }
    }));
  for (const pid_t writer : writers) waitpid(writer, nullptr, 0);
  const Progress progress = read_progress(context_);
  EXPECT_EQ(progress.hints.at("1.2"), 2 * kEach);
  EXPECT_EQ(progress.lessons.at("01_one_weight").points, kEach);
  EXPECT_EQ(progress.lessons.at("16_momentum").points, kEach);
}

TEST_F(ProgressTest, AKillAtAnyMomentLosesNothingThatWasAcknowledged) {
  std::mt19937 random(1);
  int acknowledged = 0, highest = 0;
  for (int round = 0; round < 100; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t writer = start([&] {
      for (int i = acknowledged + 1;; ++i) {
        remember(context_, report_of("01_one_weight", Status::fail, i));
        if (write(ends[1], &i, sizeof i) != sizeof i) return;
      }
    });
    close(ends[1]);
    usleep(static_cast<useconds_t>(random() % 40'000));
    kill(writer, SIGKILL);
    waitpid(writer, nullptr, 0);
    for (int i = 0; read(ends[0], &i, sizeof i) == sizeof i;) acknowledged = i;
    close(ends[0]);

    int there = 0;
    const std::string complaint = said([&] {
      const Progress progress = read_progress(context_);
      const auto lesson = progress.lessons.find("01_one_weight");
      if (lesson != progress.lessons.end()) there = lesson->second.points;
    });
    ASSERT_EQ(complaint, "");
    ASSERT_GE(there, acknowledged);
    acknowledged = there;
    highest = std::max(highest, there);
  }
  EXPECT_GT(highest, 0) << "no round was long enough for a single write";

  remember(context_, report_of("01_one_weight", Status::fail, 1));
  int files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(file().parent_path())) ++files;
  EXPECT_EQ(files, 2) << "the file and its lock: what killed writers left has been swept up";
}

}  // namespace
}  // namespace downhill::tool
