// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "temporary_course.hpp"
#include "tool/watcher.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr milliseconds kSoon{3000}, kNotNow{700};  // the second is longer than two looks of a poll

class WatcherTest : public testing::TestWithParam<Watcher::Mode> {
 protected:
  WatcherTest() {
    for (const fs::path& file : {first_, second_}) {
      fs::create_directories(file.parent_path());
      write_text(file, "one");
    }
  }

  Watcher watcher() const { return {{first_, second_}, folder_.path(), GetParam()}; }

  static std::vector<std::size_t> files(const std::vector<Watcher::Save>& saves) {
    std::vector<std::size_t> all;
    for (const Watcher::Save& save : saves) all.push_back(save.file);
    return all;
  }

  TemporaryFolder folder_;
  const fs::path first_ = folder_.path() / "exercises" / "01_one_weight" / "one_weight.cpp";
  const fs::path second_ = folder_.path() / "exercises" / "16_momentum" / "momentum.cpp";
};

using Files = std::vector<std::size_t>;

TEST_P(WatcherTest, ModeIsAsAsked) {
  EXPECT_EQ(watcher().notified(), GetParam() == Watcher::Mode::automatic);
}

TEST_P(WatcherTest, NothingSavedNothingSaid) {
  Watcher watch = watcher();
  EXPECT_TRUE(watch.wait(kNotNow).empty());
}

TEST_P(WatcherTest, AFileWrittenInPlaceIsASave) {
  Watcher watch = watcher();
  write_text(second_, "two");
  EXPECT_EQ(files(watch.wait(kSoon)), Files{1});
  EXPECT_TRUE(watch.wait(kNotNow).empty()) << "once";
}

TEST_P(WatcherTest, ASaveWhileItWaitsIsOneToo) {
  Watcher watch = watcher();
  std::thread editor([&] {
    std::this_thread::sleep_for(milliseconds(100));
    write_text(first_, "two");
  });
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
  editor.join();
}

TEST_P(WatcherTest, AFileRenamedOntoItIsASave) {
  Watcher watch = watcher();
  write_text(first_.string() + ".tmp", "two");
  EXPECT_TRUE(watch.wait(kNotNow).empty()) << "the editor's own file";
  fs::rename(first_.string() + ".tmp", first_);
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
}

// vim with backupcopy=no, emacs: the old file is moved away, then a new one is written.
TEST_P(WatcherTest, AFileMovedAwayAndWrittenAnewIsOneSave) {
  Watcher watch = watcher();
  std::thread editor([&] {
    fs::rename(first_, first_.string() + "~");
    std::this_thread::sleep_for(milliseconds(5));
    write_text(first_, "two");
    fs::remove(first_.string() + "~");
  });
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
  editor.join();
  EXPECT_TRUE(watch.wait(kNotNow).empty());
}

TEST_P(WatcherTest, ManyWritesAtOnceAreOneSave) {
  Watcher watch = watcher();
  std::thread editor([&] {
    for (int i = 0; i < 20; ++i) {
      write_text(first_, std::string(static_cast<std::size_t>(i), 'x'));
      std::this_thread::sleep_for(milliseconds(2));
    }
  });
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
  editor.join();
  EXPECT_LE(watch.wait(kNotNow).size(), 1u) << "a slow machine may see the burst in two";
}

TEST_P(WatcherTest, TheSameTextSavedAgainIsASave) {
  Watcher watch = watcher();
  std::this_thread::sleep_for(milliseconds(20));  // the clock of a file system ticks this often
  write_text(first_, "one");
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
}

// Same size, same time: archives and some file systems do that.
TEST_P(WatcherTest, OtherTextWithTheSameTimeIsASave) {
  const auto time = fs::last_write_time(first_);
  Watcher watch = watcher();
  write_text(first_, "two");
  fs::last_write_time(first_, time);
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
}

TEST_P(WatcherTest, AFileThatVanishesIsNoSaveAndOneThatComesBackIs) {
  Watcher watch = watcher();
  fs::remove(first_);
  EXPECT_TRUE(watch.wait(kNotNow).empty());
  write_text(first_, "one");
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
}

TEST_P(WatcherTest, FoldersMayGoAndComeBack) {
  Watcher watch = watcher();
  fs::remove_all(folder_.path() / "exercises");
  EXPECT_TRUE(watch.wait(kNotNow).empty());
  fs::create_directories(first_.parent_path());
  EXPECT_TRUE(watch.wait(kNotNow).empty());
  write_text(first_, "two");
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
  write_text(first_, "three");
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0}) << "the new folder is watched as the old one was";
}

TEST_P(WatcherTest, AFolderReplacedByAnotherIsSeen) {
  Watcher watch = watcher();
  fs::create_directories(folder_.path() / "other");
  write_text(folder_.path() / "other" / "one_weight.cpp", "two");
  fs::rename(first_.parent_path(), folder_.path() / "aside");
  fs::rename(folder_.path() / "other", first_.parent_path());
  EXPECT_EQ(files(watch.wait(kSoon)), Files{0});
}

TEST_P(WatcherTest, SavesOfSeveralFilesComeTogether) {
  Watcher watch = watcher();
  write_text(first_, "two");
  write_text(second_, "two");
  EXPECT_EQ(files(watch.wait(kSoon)), (Files{0, 1}));
}

TEST_P(WatcherTest, TheLastOfManySavesIsNeverMissed) {
  Watcher watch = watcher();
  std::string graded = "one";
  constexpr int kSaves = 150;
  std::thread editor([&] {
    for (int i = 1; i <= kSaves; ++i) {
      if (i % 3 == 0) {
        write_text(first_.string() + ".tmp", std::to_string(i));
        fs::rename(first_.string() + ".tmp", first_);
      } else {
        write_text(first_, std::to_string(i));
      }
      std::this_thread::sleep_for(std::chrono::microseconds(i * 97 % 4000));
    }
  });
  while (graded != std::to_string(kSaves)) {
    const auto saves = watch.wait(kSoon);
    ASSERT_FALSE(saves.empty()) << "stuck at " << graded;
    graded = read_text(first_);
    std::this_thread::sleep_for(milliseconds(7));  // grading
  }
  editor.join();
}

TEST_P(WatcherTest, TheTimeOfASaveIsThatOfTheFile) {
  Watcher watch = watcher();
  std::this_thread::sleep_for(milliseconds(20));
  write_text(first_, "two");
  const auto written = Watcher::Clock::now();
  std::this_thread::sleep_for(milliseconds(250));
  const auto saves = watch.wait(kSoon);
  ASSERT_EQ(saves.size(), 1u);
  EXPECT_LT(std::chrono::abs(saves[0].when - written), milliseconds(100));
}

TEST_P(WatcherTest, AnOldTimeIsNotBelieved) {
  Watcher watch = watcher();
  write_text(first_, "two");
  fs::last_write_time(first_, fs::file_time_type::clock::now() - std::chrono::hours(1));
  const auto saves = watch.wait(kSoon);
  ASSERT_EQ(saves.size(), 1u);
  EXPECT_LT(Watcher::Clock::now() - saves[0].when, kSoon);
}

TEST_P(WatcherTest, ADescriptorWakesIt) {
  Watcher watch = watcher();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(write(ends[1], "", 1), 1);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(watch.wait(std::chrono::hours(1), ends[0]).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - began, kSoon);
  close(ends[0]);
  close(ends[1]);
}

INSTANTIATE_TEST_SUITE_P(Both, WatcherTest, testing::Values(Watcher::Mode::automatic, Watcher::Mode::poll),
                         [](const auto& mode) {
                           return mode.param == Watcher::Mode::poll ? "poll" : "inotify";
                         });

TEST(WatcherFileSystems, SilentOnesArePolled) {
  EXPECT_FALSE(notifies(0x01021997)) << "9p";
  EXPECT_FALSE(notifies(0x6969)) << "NFS";
  EXPECT_FALSE(notifies(0x65735546)) << "FUSE";
  EXPECT_FALSE(notifies(static_cast<std::uint32_t>(static_cast<long>(0xff534d42)))) << "CIFS";
  EXPECT_TRUE(notifies(0xef53)) << "ext4";
  EXPECT_TRUE(notifies(0x01021994)) << "tmpfs";
  EXPECT_TRUE(notifies(0x794c7630)) << "overlayfs";
}

TEST(WatcherFileSystems, WhereItIsToldItNeedNotLook) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "file";
  write_text(file, "");
  milliseconds best = kSoon;
  for (int i = 0; i < 5; ++i) {  // the machine may be busy now and then
    Watcher watch({file}, folder.path(), Watcher::Mode::automatic);
    std::thread editor([&] {
      std::this_thread::sleep_for(milliseconds(50));
      write_text(file, std::to_string(i));
    });
    const auto saves = watch.wait(kSoon);
    editor.join();
    ASSERT_EQ(saves.size(), 1u);
    best = std::min(best, std::chrono::ceil<milliseconds>(Watcher::Clock::now() - saves[0].when));
  }
  EXPECT_LT(best, milliseconds(200));
}

// ── the command itself

class WatchTest : public testing::TestWithParam<const char*> {
 protected:
  WatchTest() { setenv("DOWNHILL_WATCH", GetParam(), 1); }
  ~WatchTest() override {
    if (pid_ > 0) kill(pid_, SIGKILL), waitpid(pid_, nullptr, 0);
  }

  void start(const std::vector<std::string>& arguments) {
    int ends[2];
    ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::vector<char*> argv{const_cast<char*>(DOWNHILL_TOOL), const_cast<char*>("watch")};
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    ASSERT_EQ(posix_spawn(&pid_, DOWNHILL_TOOL, &actions, nullptr, argv.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    out_ = ends[0];
  }

  /// What it says up to and with these words. @return all of it if they do not come
  std::string read_to(const std::string& words) {
    std::string text;
    pollfd waiting{out_, POLLIN, 0};
    while (text.find(words) == text.npos && poll(&waiting, 1, 120'000) > 0) {
      char c = 0;
      if (read(out_, &c, 1) != 1) break;
      text += c;
    }
    return text;
  }

  /// Exit status after a signal; −1 if the signal itself ended it.
  int stop(int signal) {
    kill(pid_, signal);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  TemporaryCourse course_;
  pid_t pid_ = -1;
  int out_ = -1;
};

TEST_P(WatchTest, GradesAtTheStartAndAtEachSaveUntilItIsInterrupted) {
  start({"01"});
  EXPECT_THAT(read_to("Ctrl-C ends"), HasSubstr("0 of 10 points"));

  const std::string stub = read_text(course_.stub());
  std::string predicts = stub;
  const std::string todo = "kit::todo(\"1.1 predict\", weight, input);";
  ASSERT_NE(predicts.find(todo), stub.npos);
  predicts.replace(predicts.find(todo), todo.size(), "return weight * input;");
  write_text(course_.exercise(), predicts);
  EXPECT_THAT(read_to("from save to verdict"), HasSubstr("1 of 10 points"));

  write_text(course_.exercise().string() + ".new",
             stub + "nonsense");  // as editors do that never leave half a file
  fs::rename(course_.exercise().string() + ".new", course_.exercise());
  EXPECT_THAT(read_to("from save to verdict"), HasSubstr("does not compile"));

  write_text(course_.exercise(), stub);
  EXPECT_THAT(read_to("from save to verdict"), HasSubstr("0 of 10 points"));
  EXPECT_EQ(stop(SIGINT), 0);
  EXPECT_THAT(course_.progress(), HasSubstr("\"status\": \"todo\""));
}

TEST_P(WatchTest, OneWithoutALessonGradesTheOneThatIsSaved) {
  start({});
  EXPECT_THAT(read_to("Ctrl-C ends"), HasSubstr("01_one_weight"));
  write_text(course_.exercise("16_momentum"), read_text(course_.stub("16_momentum")) + "\n");
  EXPECT_THAT(read_to("from save to verdict"), HasSubstr("── 16_momentum\n"));
  EXPECT_EQ(stop(SIGTERM), 0);
}

TEST_P(WatchTest, AMissingFileIsWaitedFor) {
  fs::remove_all(course_.exercise().parent_path());
  start({"01"});
  EXPECT_THAT(read_to("Ctrl-C ends"), HasSubstr("./downhill reset 01"));
  fs::create_directories(course_.exercise().parent_path());
  write_text(course_.exercise(), read_text(course_.stub()));
  EXPECT_THAT(read_to("from save to verdict"), HasSubstr("0 of 10 points"));
  EXPECT_EQ(stop(SIGINT), 0);
}

TEST_P(WatchTest, AWrongLessonIsWrongUsage) {
  start({"99"});
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  EXPECT_EQ(WEXITSTATUS(status), 2);
}

INSTANTIATE_TEST_SUITE_P(Both, WatchTest, testing::Values("", "poll"),
                         [](const auto& how) { return *how.param == '\0' ? "inotify" : "poll"; });

}  // namespace
}  // namespace downhill::tool
