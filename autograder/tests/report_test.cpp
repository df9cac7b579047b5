// SPDX-License-Identifier: MIT
// What a report adds up to, and the parts that its formats are made of.
#include "report/report.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "report/escape.hpp"
#include "report/terminal.hpp"
#include "report/wording.hpp"
#include "report/write_whole.hpp"

namespace downhill::report {
namespace {

namespace fs = std::filesystem;

LessonReport lesson_of(std::initializer_list<Status> statuses) {
  LessonReport lesson;
  for (const Status status : statuses) {
    CheckReport check;
    check.status = status;
    check.points = check.max_points = 2;
    lesson.checks.push_back(check);
  }
  sum_up(lesson);
  return lesson;
}

TEST(SumUp, AllPassedIsAPass) {
  const LessonReport lesson = lesson_of({Status::pass, Status::pass});
  EXPECT_EQ(lesson.status, Status::pass);
  EXPECT_EQ(lesson.points, 4);
  EXPECT_EQ(lesson.max_points, 4);
}

TEST(SumUp, OnlyAPassBringsPoints) {
  const LessonReport lesson = lesson_of({Status::pass, Status::fail, Status::crashed, Status::todo});
  EXPECT_EQ(lesson.status, Status::fail);
  EXPECT_EQ(lesson.points, 2);
  EXPECT_EQ(lesson.max_points, 8);
}

TEST(SumUp, AllTodoIsTodo) {
  EXPECT_EQ(lesson_of({Status::todo, Status::todo}).status, Status::todo);
  EXPECT_EQ(lesson_of({Status::todo, Status::timed_out}).status, Status::fail);
}

TEST(SumUp, AnInfraErrorIsNoNumberOfPoints) {
  const LessonReport lesson = lesson_of({Status::pass, Status::infra_error, Status::todo});
  EXPECT_EQ(lesson.status, Status::infra_error);
  EXPECT_EQ(lesson.points, 0);
}

TEST(SumUp, ALessonWithoutChecksHasNotPassed) { EXPECT_EQ(lesson_of({}).status, Status::infra_error); }

TEST(SumUp, ABuildThatFailedKeepsItsStatusAndItsMaximum) {
  for (const Status status : {Status::build_error, Status::infra_error}) {
    LessonReport lesson;
    lesson.build.status = status;
    lesson.points = 7;
    lesson.max_points = 10;
    sum_up(lesson);
    EXPECT_EQ(lesson.status, status);
    EXPECT_EQ(lesson.points, 0);
    EXPECT_EQ(lesson.max_points, 10);
  }
}

TEST(Report, AddsUpItsLessons) {
  const Report report{"", "", {lesson_of({Status::pass, Status::fail}), lesson_of({Status::pass})}};
  EXPECT_EQ(report.points(), 4);
  EXPECT_EQ(report.max_points(), 6);
  EXPECT_TRUE(report.graded());
}

TEST(Report, ExitStatusSaysAllOrNotAllOrKitFault) {
  const LessonReport passed = lesson_of({Status::pass}), failed = lesson_of({Status::fail}),
                     todo = lesson_of({Status::todo}), broken = lesson_of({Status::infra_error});
  EXPECT_EQ(exit_of({"", "", {passed, passed}}), Exit::all_passed);
  EXPECT_EQ(exit_of({"", "", {passed, failed}}), Exit::not_all);
  EXPECT_EQ(exit_of({"", "", {todo}}), Exit::not_all);
  EXPECT_EQ(exit_of({"", "", {passed, broken, failed}}), Exit::kit_fault);
  EXPECT_EQ(exit_of({}), Exit::kit_fault) << "nothing was checked";
}

TEST(Report, SaysWhetherItsSandboxWasWeak) {
  EXPECT_TRUE((Report{"", "weak: rlimits alone", {}}.weak()));
  EXPECT_FALSE((Report{"", "rlimits, seccomp", {}}.weak()));
}

TEST(Status, EachHasANameAndWordsOfItsOwn) {
  std::set<std::string_view> names, words;
  for (int i = 0; i <= static_cast<int>(Status::infra_error); ++i) {
    names.insert(name_of(static_cast<Status>(i)));
    words.insert(plain_words(static_cast<Status>(i)));
  }
  EXPECT_EQ(names.size(), 14u);
  EXPECT_EQ(words.size(), 14u);
  EXPECT_EQ(name_of(Status::too_much_output), "too_much_output");
  EXPECT_EQ(name_of(static_cast<Status>(99)), "infra_error");
}

TEST(Wording, ACheckNameReadsAsAFact) {
  EXPECT_EQ(fact_of("OneWeight.SlopeOfTheWorkedExample"), "Slope of the worked example");
  EXPECT_EQ(fact_of("Momentum.ZeroBetaIsGradientDescent"), "Zero beta is gradient descent");
  EXPECT_EQ(fact_of("Adam.SGDStepIsANumber"), "SGD step is a number");
  EXPECT_EQ(fact_of("Adam.ASlope"), "A slope");
  EXPECT_EQ(fact_of("Loss.UsesMSE"), "Uses MSE");
  EXPECT_EQ(fact_of("Loss.After20Steps"), "After 20 steps");
  EXPECT_EQ(fact_of("bare"), "bare");
  EXPECT_EQ(fact_of(""), "");
}

TEST(Wording, AnExplanationIsNeverEmptyUnlessItPassed) {
  CheckReport check;
  check.status = Status::crashed;
  EXPECT_EQ(explanation(check), "crashed");
  check.message = "called  f()";
  check.slip_sentence = "Look there.";
  EXPECT_EQ(explanation(check), "called  f()\nLook there.");
  check = {};
  check.status = Status::pass;
  EXPECT_EQ(explanation(check), "");
}

// ── escaped

TEST(Escaped, PlainTextStaysAsItIs) {
  const std::string text = "got\t24, off by 48\n  «α» … ✓ 数\n";
  EXPECT_EQ(escaped(text, 1000), text);
  EXPECT_EQ(escaped("", 10), "");
}

TEST(Escaped, ControlCharactersAreSpelledOut) {
  using namespace std::string_literals;
  EXPECT_EQ(escaped("\x1b[31mred\x1b[0m\a\0\x7f"s, 100), "\\x1b[31mred\\x1b[0m\\x07\\x00\\x7f");
  EXPECT_EQ(escaped("over\rwritten", 100), "over\\x0dwritten");
  EXPECT_EQ(escaped("a\r\nb", 100), "a\nb");
  EXPECT_EQ(escaped("\xC2\x9b"
                    "31m",
                    100),
            "\\x9b31m")
      << "CSI as one character";
}

TEST(Escaped, CharactersThatTurnTextAroundAreSpelledOut) {
  EXPECT_EQ(escaped("a\u202Eb\u2066c\u2069\u202A", 100), "a\\u202eb\\u2066c\\u2069\\u202a");
  EXPECT_EQ(escaped("a\u2028b\uFFFE", 100), "a\\u2028b\\ufffe");
}

TEST(Escaped, WhatCannotBeSeenIsSpelledOut) {
  EXPECT_EQ(escaped("slo\u200Bpe slo\u200Dpe s\u2060lope \uFEFFslope slope\u3164 so\u00ADft", 100),
            "slo\\u200bpe slo\\u200dpe s\\u2060lope \\ufeffslope slope\\u3164 so\\u00adft");
  EXPECT_EQ(escaped("a\u200Eb\U000E0061", 100), "a\\u200eb\\ue0061");
  EXPECT_EQ(escaped("double\u00A0x\u3000= 1", 100), "double\\u00a0x\\u3000= 1") << "no spaces to a compiler";
}

TEST(Escaped, WhatScriptsAndPicturesNeedStays) {
  for (const char* text : {"\u0915\u094D\u200D\u0937", "\u2764\uFE0F\u200D\U0001F525", "e\u0301\u0323"})
    EXPECT_EQ(escaped(text, 100), text);
  EXPECT_EQ(escaped("a\u0301\u0301\u0301\u0301\u0301\u0301b", 100),
            "a\u0301\u0301\u0301\u0301\\u0301\\u0301b")
      << "a tower of accents would cover the lines above";
}

TEST(Escaped, NoSpaceHidesACommand) {
  for (const char* space : {" ", "\t", "\u00A0", "\u1680", "\u2003", "\u200B", "\u202F", "\u3000", "\uFEFF",
                            "\v", "\f", "\u0085", "\r"}) {
    const std::string line = escaped(std::string(space) + "::error::x", 100);
    EXPECT_TRUE(line.find('\\') < line.find("::")) << line;
  }
}

TEST(Escaped, InvalidUtf8IsReplaced) {
  EXPECT_EQ(escaped("a\xFF"
                    "b",
                    100),
            "a\uFFFDb");
  EXPECT_EQ(escaped("\xC0\xAF", 100), "\uFFFD\uFFFD") << "overlong";
  EXPECT_EQ(escaped("\xED\xA0\x80", 100), "\uFFFD\uFFFD\uFFFD") << "surrogate";
  EXPECT_EQ(escaped("\xF4\x90\x80\x80", 100), "\uFFFD\uFFFD\uFFFD\uFFFD") << "above U+10FFFF";
  EXPECT_EQ(escaped("x\xE2\x82", 100), "x\uFFFD\uFFFD") << "cut off";
  EXPECT_EQ(escaped("\xF0\x9F\x98\x80", 100), "\U0001F600");
}

TEST(Escaped, CommandsOfCiSystemsAreBroken) {
  EXPECT_EQ(escaped("::error::x", 100), "\\x3a:error::x");
  EXPECT_EQ(escaped("a\n \t::error::x", 100), "a\n \t\\x3a:error::x");
  EXPECT_EQ(escaped("std::vector", 100), "std::vector");
  EXPECT_EQ(escaped("a ##[error] ##vso[x] ## title", 100), "a \\x23#[error] \\x23#vso[x] ## title");
  EXPECT_EQ(escaped("##teamcity[x] ##VSO[x] ##[", 100), "\\x23#teamcity[x] \\x23#VSO[x] \\x23#[");
}

TEST(Escaped, LongTextIsCutOnACodePoint) {
  const std::string text(1000, 'x');
  const std::string cut = escaped(text, 100);
  EXPECT_LE(cut.size(), 100u);
  EXPECT_EQ(cut, std::string(52, 'x') + " […948 bytes left out]");
  for (std::size_t most = 0; most < 120; ++most) {
    std::string euros;
    for (int i = 0; i < 60; ++i) euros += "€\x1b";
    const std::string some = escaped(euros, most);
    EXPECT_LE(some.size(), most);
    EXPECT_EQ(some.find("\uFFFD"), some.npos);
    EXPECT_EQ(escaped(some, most), some) << "twice is once";
  }
  EXPECT_EQ(escaped(text, 1000), text) << "what fits is not cut";
}

TEST(Escaped, ALineHasNoBreaks) {
  EXPECT_EQ(escaped_line("a\nb\r\nc\td", 100), "a / b / c d");
  EXPECT_EQ(escaped_line("\n::error::x", 100), " / ::error::x");
}

// ── lines of a terminal

TEST(Wrapped, BreaksAtSpacesAndHangs) {
  EXPECT_EQ(wrapped("one two three", 7, 2), (std::vector<std::string>{"one two", "  three"}));
  EXPECT_EQ(wrapped("short", 7, 2), (std::vector<std::string>{"short"}));
  EXPECT_EQ(wrapped("", 7, 2), (std::vector<std::string>{""}));
  EXPECT_EQ(wrapped("    deep in", 8, 0), (std::vector<std::string>{"    deep", "in"}));
}

TEST(Wrapped, CutsLongWordsBetweenCharacters) {
  EXPECT_EQ(wrapped("ααααα", 2, 0), (std::vector<std::string>{"αα", "αα", "α"}));
  EXPECT_EQ(wrapped("abcdef", 1, 5).size(), 6u);
}

TEST(Wrapped, BreaksNoLineBeforeAColon) {
  for (int width = 2; width < 30; ++width)
    for (const char* text : {"a std::vector::x ::error::b :: c", "α::β::γ::::δ",
                             "::::::::::::", "a :: :: ::a", "words \t::error::x \t \t:: y"}) {
      const std::vector<std::string> lines = wrapped(text, width, 1);
      for (std::size_t i = 1; i < lines.size(); ++i)
        EXPECT_NE(lines[i].find_first_not_of(" \t"), lines[i].find(':')) << text << width;
    }
}

// ── write_whole

class WriteWhole : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "downhill-write.XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string text_of(const fs::path& path) {
    std::stringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  static std::string complaint(const fs::path& path, std::string_view text) {
    try {
      write_whole(path, text);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  fs::path folder_;
};

TEST_F(WriteWhole, WritesAndReplaces) {
  const fs::path path = folder_ / "report é.json";
  write_whole(path, "old");
  fs::permissions(path, fs::perms(0640));
  write_whole(path, std::string(3'000'000, 'n'));
  EXPECT_EQ(text_of(path), std::string(3'000'000, 'n'));
  EXPECT_EQ(fs::status(path).permissions(), fs::perms(0640)) << "the mode stays";
  EXPECT_EQ(files(), 1u);
}

TEST_F(WriteWhole, FollowsALink) {
  write_whole(folder_ / "real", "old");
  fs::create_symlink("real", folder_ / "link");
  write_whole(folder_ / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(text_of(folder_ / "real"), "new");
}

TEST_F(WriteWhole, AMissingFolderIsNamed) {
  const fs::path path = folder_ / "none" / "report.json";
  EXPECT_EQ(complaint(path, "x"), "could not write " + path.string() + ": No such file or directory");
  EXPECT_EQ(complaint(folder_, "x"), "could not write " + folder_.string() + ": Is a directory");
  EXPECT_NE(complaint("", "x"), "");
}

TEST_F(WriteWhole, AFullDiskLeavesTheOldFile) {
  const fs::path path = folder_ / "report.json";
  write_whole(path, "old");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 1000;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string said = complaint(path, std::string(5000, 'n'));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(said, "could not write " + path.string() + ": File too large");
  EXPECT_EQ(text_of(path), "old");
  EXPECT_EQ(files(), 1u) << "no temporary is left";
}

TEST_F(WriteWhole, ADeviceIsWrittenToAsItIs) {
  EXPECT_EQ(complaint("/dev/null", "x"), "");
#ifdef __linux__
  EXPECT_EQ(complaint("/dev/full", "x"), "could not write /dev/full: No space left on device");
#endif
  struct stat there {};
  ASSERT_EQ(::stat("/dev/null", &there), 0);
  EXPECT_TRUE(S_ISCHR(there.st_mode));
}

TEST_F(WriteWhole, ReadersSeeTheOldTextOrTheNew) {
  const fs::path path = folder_ / "report.json";
  write_whole(path, std::string(100'000, 'a'));
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 50; ++i) write_whole(path, std::string(100'000, static_cast<char>('a' + i % 26)));
    done = true;
  });
  while (!done) {
    const std::string text = text_of(path);
    ASSERT_EQ(text.size(), 100'000u);
    ASSERT_EQ(text.find_first_not_of(text[0]), text.npos);
  }
  writer.join();
}

}  // namespace
}  // namespace downhill::report
