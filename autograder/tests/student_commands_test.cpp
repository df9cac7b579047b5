// SPDX-License-Identifier: MIT
// ./downhill by itself, hint, quiz and reset, run as a student runs them.
#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

#include "report/terminal.hpp"
#include "tests/student.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using judge::Finished;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// ── ./downhill

TEST_F(StudentTest, OverviewGradesTheFirstLessonAndSaysWhatIsNext) {
  const Finished first = course_.tool({});
  EXPECT_EQ(first.status, 1) << first.err;
  EXPECT_THAT(first.out, AllOf(HasSubstr("▸ 01 "), HasSubstr("· 16 "), HasSubstr("next "),
                               HasSubstr("0 of 10 points"), HasSubstr("Next"),
                               HasSubstr("task 1.1 predict, in exercises/01_one_weight/one_weight.cpp"),
                               Not(HasSubstr("\x1b"))));

  solve("1.1 predict", "return weight * input;");
  EXPECT_THAT(course_.tool({}).out, AllOf(HasSubstr("1 of 10 points"), HasSubstr("task 1.2 slope")));
  EXPECT_THAT(course_.progress(), HasSubstr("\"points\": 1"));
}

TEST_F(StudentTest, OverviewOfAFinishedCourseIsContent) {
  const fs::path lessons = course_.root() / "lessons";
  std::string all;
  for (const auto& lesson : fs::directory_iterator(lessons))
    if (fs::exists(lesson.path() / "lesson.toml"))
      all += (all.empty() ? "" : ", ") +
             ("\"" + lesson.path().filename().string() +
              R"(": {"status": "pass", "points": 10, "max_points": 10, "checks": {}})");
  fs::create_directory(course_.root() / ".downhill");
  write_text(course_.root() / ".downhill" / "progress.json",
             R"({"schema": "downhill/progress/1", "hints": {}, "lessons": {)" + all + "}}");
  const Finished overview = course_.tool({});
  EXPECT_EQ(overview.status, 0) << overview.err;
  EXPECT_THAT(overview.out, AllOf(HasSubstr("✓ 01 "), HasSubstr("done"), HasSubstr("All lessons are done"),
                                  HasSubstr("./downhill quiz"), Not(HasSubstr("▸"))));
  EXPECT_THAT(course_.tool({"hint"}).out, HasSubstr("Nothing is left to do"));
}

// ── a line that is no command

TEST_F(StudentTest, AnUnknownCommandIsToldWhichThereAre) {
  const Finished unknown = course_.tool({"chek", "01"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err,
              AllOf(StartsWith("downhill: there is no command chek. There are: check, watch, "),
                    HasSubstr("./downhill alone shows the course"), HasSubstr("./downhill --help\n")));
}

TEST_F(StudentTest, ALineThatLacksSomethingIsSentToItsHelp) {
  const Finished lacking = course_.tool({"debug"});
  EXPECT_EQ(lacking.status, 2);
  EXPECT_THAT(lacking.err,
              AllOf(StartsWith("downhill: LESSON is required\n"), HasSubstr("./downhill debug --help\n")));
  EXPECT_THAT(course_.tool({"watch", "1", "2"}).err,
              AllOf(HasSubstr("not expected: 2\n"), HasSubstr("./downhill watch --help\n")));
  EXPECT_THAT(course_.tool({"--chek"}).err,
              AllOf(HasSubstr("not expected: --chek\n"), HasSubstr("./downhill --help\n")));
}

TEST_F(StudentTest, ALessonIsAlsoNamedByItsPath) {
  EXPECT_THAT(course_.tool({"check", "exercises/01_one_weight/one_weight.cpp"}).out,
              StartsWith("01 One weight"));
  EXPECT_THAT(course_.tool({"quiz", "lessons/16_momentum/"}).out, StartsWith("16 Momentum"));
  EXPECT_THAT(course_.tool({"quiz", "lessons/kit/"}).err,
              HasSubstr("there is no lesson lessons/kit/. There are:"));
}

// ── hint

TEST_F(StudentTest, HintsComeOneByOneAndTheLastPointsToThePage) {
  EXPECT_THAT(course_.tool({"hint"}).out, AllOf(StartsWith("Task 1.1 predict"), HasSubstr("hint 1 of 2")));
  EXPECT_THAT(course_.tool({"hint", "1.1"}).out,
              AllOf(HasSubstr("hint 2 of 2"), HasSubstr("lessons/01_one_weight/README.md, “"),
                    HasSubstr("one_weight.hpp")));
  const Finished again = course_.tool({"hint", "01.1"});
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.out, AllOf(HasSubstr("hint 2 of 2"), HasSubstr("once more")));
  EXPECT_THAT(course_.tool({"hint", "1.2"}).out,
              AllOf(HasSubstr("hint 1 of 3"), HasSubstr("Still stuck: ./downhill hint 1.2")));
  EXPECT_THAT(course_.tool({"hint", "16"}).out, StartsWith("Task 16.1 "));
}

TEST_F(StudentTest, HintForTheNextTaskGoesByWhatHasPassed) {
  solve("1.1 predict", "return weight * input;");
  course_.tool({"check", "01"});
  EXPECT_THAT(course_.tool({"hint"}).out, StartsWith("Task 1.2 slope"));
}

TEST_F(StudentTest, AnUnknownTaskListsThoseOfItsLesson) {
  const Finished hint = course_.tool({"hint", "1.99"});
  EXPECT_EQ(hint.status, 2);
  EXPECT_THAT(hint.err, AllOf(HasSubstr("there is no task 1.99. Lesson 01 has:\n  1.1   predict\n"),
                              HasSubstr("1.2   slope"), Not(HasSubstr("2.1 "))));
  EXPECT_THAT(course_.tool({"hint", "77.1"}).err,
              HasSubstr("there is no lesson 77. There are:\n  01 one_weight\n"));
  EXPECT_FALSE(fs::exists(course_.root() / ".downhill" / "progress.json"));
}

// ── quiz

TEST_F(StudentTest, QuizWithoutATerminalPrintsTheQuestionsThenTheKey) {
  const Finished quiz = course_.tool({"quiz", "01"});
  EXPECT_EQ(quiz.status, 0);
  const std::size_t line = quiz.out.find("\n-----");
  ASSERT_NE(line, quiz.out.npos);
  const std::string questions = quiz.out.substr(0, line), key = quiz.out.substr(line);
  EXPECT_THAT(questions,
              AllOf(HasSubstr("ungraded"), HasSubstr("1. "), HasSubstr("   a) "), Not(HasSubstr("✓"))));
  EXPECT_THAT(key, AllOf(HasSubstr("1. "), HasSubstr("✓ "), HasSubstr("✗ ")));
}

TEST_F(StudentTest, WatchInASmallWindowShowsWhereToBeginAndWhatIsNext) {
  solve("1.2 slope", "return 2 * (target - weight * input) * input;");
  course_.tool({"check", "01"});  // so that all is built
  for (const auto& [rows, columns] : {std::pair<unsigned short, unsigned short>{24, 80}, {24, 40}}) {
    OnATerminal watch({"watch", "01"}, rows, columns);
    const std::string shown = watch.read_to("Ctrl-C ends");
    watch.type("\x03");
    const std::size_t begin = shown.rfind("\x1b[2J");
    ASSERT_NE(begin, shown.npos) << shown;
    const std::string screen = shown.substr(begin);
    EXPECT_THAT(screen,
                AllOf(HasSubstr("Task 1.1 predict is not"), HasSubstr("more lines: ./downhill check 01"),
                      HasSubstr("Next task 1.1 predict"), HasSubstr("./downhill hint 1.1")));
    EXPECT_LE(std::ranges::count(screen, '\n') + 1, rows);
    std::string line;
    for (std::istringstream lines(screen.substr(4)); std::getline(lines, line);)
      EXPECT_LE(report::columns(line), columns + 1) << line;  // with the carriage return
    EXPECT_EQ(watch.status(), 0);
  }
}

constexpr const char* kPrompt = "or q to leave: ";

TEST_F(StudentTest, QuizOnATerminalExplainsWhatWasChosen) {
  OnATerminal quiz({"quiz", "01"});
  EXPECT_THAT(quiz.read_to(kPrompt),
              AllOf(HasSubstr("1. "), HasSubstr("a) "), Not(HasSubstr("✓")), Not(HasSubstr("\x1b"))));
  quiz.type("z\n");
  EXPECT_THAT(quiz.read_to(kPrompt), Not(HasSubstr("2. "))) << "that is no answer; asked again";
  std::string shown;
  quiz.type("a\n");
  shown += quiz.read_to(kPrompt);
  EXPECT_THAT(shown, HasSubstr("✓"));
  quiz.type(" B)\n");
  shown += quiz.read_to(kPrompt);
  EXPECT_THAT(shown, AllOf(HasSubstr("a) "), HasSubstr("b) ")));
  quiz.type("q\n");
  EXPECT_THAT(quiz.rest(), HasSubstr("Until next time"));
  EXPECT_EQ(quiz.status(), 0);
}

TEST_F(StudentTest, QuizEndsWithACountThatNobodyIsTold) {
  OnATerminal quiz({"quiz", "01"});
  const std::string done = "Nobody is told";
  std::string shown;
  for (int questions = 0; questions < 10 && shown.find(done) == shown.npos; ++questions) {
    shown = quiz.read_to(kPrompt);
    quiz.type("a\n");
  }
  EXPECT_THAT(shown, HasSubstr(done));
  EXPECT_EQ(quiz.status(), 0);
}

TEST_F(StudentTest, QuizIsLeftWithTheEndOfTheInput) {
  OnATerminal quiz({"quiz", "01"});
  quiz.read_to(kPrompt);
  quiz.type("\x04");
  EXPECT_THAT(quiz.rest(), HasSubstr("Until next time"));
  EXPECT_EQ(quiz.status(), 0);
}

// ── reset

TEST_F(StudentTest, ResetPutsTheStubBackAndKeepsEveryVersion) {
  const std::string stub = read_text(course_.stub());
  const auto kept = [&](int n) {
    return read_text(course_.exercise().string() + ".kept-" + std::to_string(n));
  };
  EXPECT_THAT(course_.tool({"reset", "01"}).out, HasSubstr("is the stub already"));
  EXPECT_EQ(kept(1), "");

  for (int n = 1; n <= 3; ++n) {
    const std::string mine = "mine, version " + std::to_string(n);
    write_text(course_.exercise(), mine);
    const Finished reset = course_.tool({"reset", "one-weight"});
    EXPECT_EQ(reset.status, 0) << reset.err;
    EXPECT_THAT(reset.out,
                HasSubstr("kept as exercises/01_one_weight/one_weight.cpp.kept-" + std::to_string(n)));
    EXPECT_EQ(kept(n), mine);
    EXPECT_EQ(read_text(course_.exercise()), stub);
  }
  EXPECT_EQ(kept(1), "mine, version 1");
}

TEST_F(StudentTest, ResetBringsBackAMissingFile) {
  fs::remove_all(course_.exercise().parent_path());
  EXPECT_EQ(course_.tool({"reset", "01"}).status, 0);
  EXPECT_EQ(read_text(course_.exercise()), read_text(course_.stub()));
  EXPECT_FALSE(fs::exists(course_.exercise().string() + ".kept-1"));
}

TEST_F(StudentTest, ResetDoesNotWriteThroughALink) {
  const fs::path elsewhere = course_.root() / "elsewhere.cpp";
  write_text(elsewhere, "not the course's");
  fs::remove(course_.exercise());
  fs::create_symlink(elsewhere, course_.exercise());
  EXPECT_EQ(course_.tool({"reset", "01"}).status, 0);
  EXPECT_EQ(read_text(elsewhere), "not the course's");
  EXPECT_EQ(read_text(course_.exercise()), read_text(course_.stub()));
}

TEST_F(StudentTest, ResetTakesThePointsBack) {
  solve("1.1 predict", "return weight * input;");
  course_.tool({"check", "01"});
  ASSERT_THAT(course_.progress(), HasSubstr("\"points\": 1"));
  course_.tool({"reset", "01"});
  EXPECT_THAT(course_.progress(), Not(HasSubstr("01_one_weight")));
}

TEST_F(StudentTest, TwoResetsAtOnceLoseNothing) {
  for (int round = 0; round < 10; ++round) {
    const std::string mine = "mine, round " + std::to_string(round);
    write_text(course_.exercise(), mine);
    std::vector<pid_t> resets;
    for (int i = 0; i < 2; ++i) {
      resets.push_back(fork());
      if (resets.back() == 0) {
        if (freopen("/dev/null", "w", stdout) == nullptr) _exit(126);
        execl(DOWNHILL_TOOL, DOWNHILL_TOOL, "reset", "01", nullptr);
        _exit(127);
      }
    }
    for (const pid_t reset : resets) {
      int status = 0;
      waitpid(reset, &status, 0);
      EXPECT_EQ(status, 0);
    }
    EXPECT_EQ(read_text(course_.exercise()), read_text(course_.stub()));
    bool found = false;
    for (const auto& file : fs::directory_iterator(course_.exercise().parent_path())) {
      found = found || read_text(file.path()) == mine;
      EXPECT_FALSE(file.path().filename().string().starts_with(".")) << file.path() << " was left behind";
    }
    EXPECT_TRUE(found);
  }
}

TEST_F(StudentTest, ResetLeavesAFolderAlone) {
  fs::remove(course_.exercise());
  fs::create_directory(course_.exercise());
  EXPECT_EQ(course_.tool({"reset", "01"}).status, 2);
  EXPECT_TRUE(fs::is_directory(course_.exercise()));
}

}  // namespace
}  // namespace downhill::tool
