// SPDX-License-Identifier: MIT
// The commands of a student, run as a student runs them.
#include <gmock/gmock.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <csignal>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "temporary_course.hpp"
#include "tool/declarations.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;
using judge::Finished;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;
using namespace std::string_literals;

class StudentTest : public testing::Test {
 protected:
  StudentTest() { setenv("NO_COLOR", "1", 1); }

  /// Writes a task of lesson 01 as a student would.
  void solve(const std::string& todo, const std::string& line) const {
    std::string text = read_text(course_.exercise());
    const std::size_t at = text.find("kit::todo(\"" + todo);
    ASSERT_NE(at, text.npos) << todo;
    text.replace(at, text.find(';', at) + 1 - at, line);
    write_text(course_.exercise(), text);
  }

  /// The lessons' folders, one a line.
  std::string text_of_course() const {
    std::string text;
    for (const auto& lesson : fs::directory_iterator(course_.root() / "lessons"))
      text += lesson.path().string() + "\n";
    return text;
  }

  TemporaryCourse course_;
};

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

TEST_F(StudentTest, AnUnknownTaskListsTheTasks) {
  const Finished hint = course_.tool({"hint", "1.99"});
  EXPECT_EQ(hint.status, 2);
  EXPECT_THAT(hint.err,
              AllOf(HasSubstr("there is no task 1.99"), HasSubstr("1.2   slope"), HasSubstr("16.2  ")));
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

/// The tool on a terminal of its own.
class OnATerminal {
 public:
  explicit OnATerminal(const std::vector<std::string>& arguments) {
    winsize size{};
    size.ws_row = 40;
    size.ws_col = 80;
    std::vector<char*> argv{const_cast<char*>(DOWNHILL_TOOL)};
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    pid_ = forkpty(&fd_, nullptr, nullptr, &size);
    if (pid_ == 0) {
      execv(DOWNHILL_TOOL, argv.data());
      _exit(127);
    }
  }
  ~OnATerminal() {
    if (pid_ > 0) kill(pid_, SIGKILL), waitpid(pid_, nullptr, 0);
    close(fd_);
  }
  OnATerminal(const OnATerminal&) = delete;
  OnATerminal& operator=(const OnATerminal&) = delete;

  void type(const std::string& text) const {
    if (write(fd_, text.data(), text.size()) < 0) ADD_FAILURE() << "could not type";
  }
  /// What is shown up to and with these words; to the end, if they do not come.
  std::string read_to(const std::string& words) const {
    std::string text;
    pollfd waiting{fd_, POLLIN, 0};
    while (text.find(words) == text.npos && poll(&waiting, 1, 60'000) > 0) {
      char c = 0;
      if (read(fd_, &c, 1) != 1) break;
      text += c;
    }
    return text;
  }
  std::string rest() const { return read_to("\x01"); }
  int status() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
  int fd_ = -1;
};

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

// ── try

TEST_F(StudentTest, TryCallsTheStudentsFunction) {
  const Finished todo = course_.tool({"try", "01", "slope", "2", "3", "10"});
  EXPECT_EQ(todo.status, 1);
  EXPECT_EQ(todo.out, "slope(2, 3, 10): task 1.2 slope is not written yet\n");

  solve("1.2 slope", "return 2 * (weight * input - target) * input;");
  const Finished value = course_.tool({"try", "01", "slope", "2", "3", "10"});
  EXPECT_EQ(value.status, 0) << value.err;
  EXPECT_EQ(value.out, "slope(2, 3, 10) = -24\n");
}

TEST_F(StudentTest, TryTakesNumbersAsTheyAreTyped) {
  solve("1.2 slope", "return weight + 10 * input + 100 * target;");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "2", "-3", "10"}).out, "slope(2, -3, 10) = 972\n");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "-.5", "-1e1", "+2"}).out, "slope(-.5, -1e1, +2) = 99.5\n");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "2, -3, 10"}).out, "slope(2, -3, 10) = 972\n");
  EXPECT_EQ(course_.tool({"try", "01", "slope", "2,", "-3,", "10"}).out, "slope(2, -3, 10) = 972\n");
}

TEST_F(StudentTest, TryTakesVectorsAndObjects) {
  write_text(course_.exercise("16_momentum"), R"(#include "momentum.hpp"
namespace downhill::momentum {
void Momentum::step(Vector& weights, const Vector& gradient) { velocity = gradient; weights -= gradient; }
})");
  const std::string answer =
      "Momentum::step({0.01, 0.9, []}, [1, -2], [3, 4]) = {0.01, 0.9, [3, 4]}, [-2, -6]\n\n"
      "  Momentum{learning_rate, beta, velocity}  {0.01, 0.9, [3, 4]}\n"
      "  weights                                  [-2, -6]\n";
  EXPECT_EQ(course_.tool({"try", "16", "Momentum::step", "{0.01, 0.9, []}", "[1, -2]", "[3, 4]"}).out,
            answer);
  const std::vector<std::string> unquoted{
      "try", "16", "Momentum::step", "{0.01,", "0.9,", "[]}", "[1,", "-2]", "[3,", "4]"};
  EXPECT_EQ(course_.tool(unquoted).out, answer) << "as a shell takes it apart";

  const Finished missing = course_.tool({"try", "16", "averaged_rate", "0.1", "0.9"});
  EXPECT_EQ(missing.status, 1);
  EXPECT_THAT(
      missing.out,
      AllOf(HasSubstr("averaged_rate(0.1, 0.9) is declared, but not in exercises/16_momentum/momentum.cpp"),
            HasSubstr("double averaged_rate(double heavy_ball_rate, double beta)")));
}

TEST_F(StudentTest, TryListsWhatThereIs) {
  const Finished list = course_.tool({"try", "01"});
  EXPECT_EQ(list.status, 0);
  EXPECT_THAT(list.out, AllOf(HasSubstr("  double slope(double weight, double input, double target)\n"),
                              HasSubstr("    ./downhill try 01 slope 2 3 10\n")));
  EXPECT_THAT(course_.tool({"try", "16"}).out,
              AllOf(HasSubstr("  void Momentum::step(Vector& weights, const Vector& gradient)\n"),
                    HasSubstr("    ./downhill try 16 Momentum::step '{"),
                    HasSubstr("Momentum{learning_rate, beta, velocity}")));
}

TEST_F(StudentTest, TryOffersNoCallOfWhatTakesAFunction) {
  const std::string takes_one = "takes a function, so it cannot be tried from here\n";
  const Finished derivative = course_.tool({"try", "06"}), chain = course_.tool({"try", "09"});
  EXPECT_THAT(derivative.out, AllOf(HasSubstr(takes_one), Not(HasSubstr("try 06 forward_difference"))));
  EXPECT_THAT(chain.out, AllOf(HasSubstr(takes_one), HasSubstr("./downhill try 09 sigmoid "),
                               Not(HasSubstr("try 09 forward")), Not(HasSubstr("try 09 two_path_slope"))))
      << "stages hold functions";
  for (const char* arguments : {"{}, 0.5, 0.5", "2"}) {
    const Finished tried = course_.tool({"try", "06", "forward_difference", arguments});
    EXPECT_EQ(tried.status, 2);
    EXPECT_THAT(tried.err, AllOf(HasSubstr("forward_difference takes a function, which cannot be typed"),
                                 HasSubstr("./downhill check 06"), Not(HasSubstr("for example"))));
  }
}

TEST_F(StudentTest, TrySaysWhatIsWrongWithTheCommand) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"2", "3"}, {"2", "3", "ten"}, {"[1, -2]"}, {"2", "3", "10", "4"}, {"-x"}}) {
    std::vector<std::string> line{"try", "01", "slope"};
    line.insert(line.end(), arguments.begin(), arguments.end());
    const Finished wrong = course_.tool(line);
    EXPECT_EQ(wrong.status, 2) << wrong.out;
    EXPECT_THAT(wrong.err, AllOf(HasSubstr(" is wanted "),
                                 HasSubstr("double slope(double weight, double input, double target)"),
                                 HasSubstr("./downhill try 01 slope 2 3 10")));
  }
  const Finished unknown = course_.tool({"try", "01", "slop", "2"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("It has: predict, slope, "));
  EXPECT_EQ(course_.tool({"try", "77"}).status, 2);
}

TEST_F(StudentTest, TrySaysHowAFunctionFailed) {
  const std::string call = "predict(2, 3)";
  const auto outcome_of = [&](const std::string& body) {
    write_text(course_.exercise(),
               "#include \"one_weight.hpp\"\n#include <cstdio>\n#include <cstdlib>\n"
               "namespace downhill::one_weight {\ndouble predict(double weight, double input) {\n" +
                   body + "\n}\n}\n");
    const Finished tried = course_.tool({"try", "01", "predict", "2", "3"});
    EXPECT_EQ(tried.status, 1) << body;
    return tried.out;
  };
  EXPECT_THAT(
      outcome_of("throw std::domain_error(\"no \\x1b[2J\" + std::to_string(weight + input));"),
      AllOf(HasSubstr("threw an exception:\n  std::domain_error: no \\x1b[2J5.0"), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(outcome_of("int* p = nullptr; return *p + weight * input;"),
              HasSubstr("a null pointer was used"));
  EXPECT_THAT(outcome_of("std::exit(static_cast<int>(weight + input));"), HasSubstr("exit status 5"));
  EXPECT_THAT(outcome_of("for (volatile double w = weight;;) w = w + input;"),
              HasSubstr("a loop without an end"));
  EXPECT_THAT(outcome_of("return weight +;"),
              AllOf(HasSubstr("does not compile yet"), HasSubstr("one_weight.cpp:6")));
  fs::remove(course_.exercise());
  EXPECT_THAT(course_.tool({"try", "01"}).out, HasSubstr("there is no file"));
}

TEST_F(StudentTest, TryShowsWhatWasPrinted) {
  solve("1.1 predict", "std::puts(\"w is\"); std::puts(\"\\x1b[31mtwo\"); return weight * input;");
  write_text(course_.exercise(), "#include <cstdio>\n" + read_text(course_.exercise()));
  EXPECT_EQ(course_.tool({"try", "01", "predict", "2", "3"}).out,
            "predict(2, 3) = 6\n\nyour code printed\n  │ w is\n  │ \\x1b[31mtwo\n");
}

// ── figure

std::size_t big_endian(const std::string& bytes, std::size_t at) {
  std::size_t number = 0;
  for (const char byte : bytes.substr(at, 4)) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

struct Picture {
  std::size_t width = 0, height = 0;
  std::vector<int> first_pixel;  ///< red, green, blue, and alpha where the picture has one
};

/// A PNG of 8 bits a channel. No filter of PNG changes the first pixel of its first row.
Picture read_png(const fs::path& file) {
  const std::string bytes = read_text(file), signature = "\x89PNG\r\n\x1a\n";
  constexpr std::size_t kHeader = 16, kColourType = 25;
  if (!bytes.starts_with(signature) || bytes.find("IEND") == bytes.npos) return {};
  std::string packed;
  for (std::size_t at = signature.size(); at + 8 < bytes.size(); at += big_endian(bytes, at) + 12)
    if (bytes.substr(at + 4, 4) == "IDAT") packed += bytes.substr(at + 8, big_endian(bytes, at));
  std::vector<unsigned char> raw(1 + (bytes[kColourType] == 6 ? 4 : 3));
  z_stream unpacking{};
  inflateInit(&unpacking);
  unpacking.next_in = reinterpret_cast<unsigned char*>(packed.data());
  unpacking.avail_in = static_cast<unsigned>(packed.size());
  unpacking.next_out = raw.data();
  unpacking.avail_out = static_cast<unsigned>(raw.size());
  inflate(&unpacking, Z_SYNC_FLUSH);
  inflateEnd(&unpacking);
  return {big_endian(bytes, kHeader), big_endian(bytes, kHeader + 4), {raw.begin() + 1, raw.end()}};
}

/// What a whole file of its kind ends with; empty for an unknown kind.
std::string end_of(const fs::path& file) {
  const std::string kind = file.extension();
  return kind == ".svg"   ? "</svg>\n"
         : kind == ".pdf" ? "%%EOF"
         : kind == ".png" ? "IEND\xae\x42\x60\x82"
                          : "";
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

TEST_F(StudentTest, FigureForSlidesIsThereInEveryFormatAndTheme) {
  const fs::path out = course_.root() / "my slides";
  const Finished drawn = course_.tool({"figure", "01", "--from", "solutions", "--slides", "--out", out});
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  const std::set<std::string> names = names_in(out);
  EXPECT_EQ(names.size(), 14u) << "two figures, each in seven files";
  for (const std::string name : {"01_one_weight", "01_one_weight_error"}) {
    EXPECT_TRUE(names.contains(name + ".svg"));
    for (const std::string theme : {".light", ".dark"})
      for (const std::string kind : {".svg", ".png", ".pdf"}) {
        const fs::path file = out / (name + theme + kind);
        EXPECT_THAT(drawn.out, HasSubstr(file.string() + "\n"));
        EXPECT_THAT(read_text(file), HasSubstr(end_of(file))) << file;
      }
  }
  const std::string svg = read_text(out / "01_one_weight.dark.svg");
  EXPECT_THAT(svg, AllOf(HasSubstr("width='720' height='650'"), Not(HasSubstr("light-dark("))));
  for (const auto& [theme, ground] : {std::pair{".light", 0xff}, {".dark", 0x15}}) {
    const Picture picture = read_png(out / ("01_one_weight"s + theme + ".png"));
    EXPECT_EQ(picture.width, 1440u);
    EXPECT_EQ(picture.height, 1300u);
    ASSERT_FALSE(picture.first_pixel.empty());
    EXPECT_EQ(picture.first_pixel[0], ground) << theme;
    if (picture.first_pixel.size() == 4) EXPECT_EQ(picture.first_pixel[3], 255) << "opaque";
  }
  const std::string pdf = read_text(out / "01_one_weight.dark.pdf");
  EXPECT_THAT(pdf, AllOf(StartsWith("%PDF-"), HasSubstr("/Count 1\n"), HasSubstr("/Type /Font")))
      << "one page, and its text is text";
}

TEST_F(StudentTest, FigureForSlidesMayBeTransparent) {
  const Finished drawn = course_.tool(
      {"figure", "01", "--from", "solutions", "--slides", "--transparent", "--out", course_.root()});
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  const Picture picture = read_png(course_.root() / "01_one_weight.dark.png");
  ASSERT_EQ(picture.first_pixel.size(), 4u);
  EXPECT_EQ(picture.first_pixel[3], 0);
}

TEST_F(StudentTest, FigureOfAllIsForSlidesAndInAReleaseTakesTheCommittedOnes) {
  const fs::path committed = course_.root() / "docs" / "figures", out = course_.root() / "slides";
  fs::remove(course_.root() / "solutions");
  fs::create_directories(committed);
  fs::copy(fs::path(DOWNHILL_SOURCE_DIR) / "docs/figures/01_one_weight.svg", committed);
  const Finished drawn = course_.tool({"figure", "--all", "--out", out});
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_EQ(names_in(out).size(), 7u);
  EXPECT_EQ(read_text(out / "01_one_weight.svg"), read_text(committed / "01_one_weight.svg"));
  EXPECT_THAT(read_text(out / "01_one_weight.dark.svg"), HasSubstr("color-scheme:dark}"));
}

TEST_F(StudentTest, FigureKeepsOutOfWhatIsNotItsOwn) {
  fs::create_directories(course_.root() / "docs" / "figures");
  write_text(course_.root() / "a file", "kept");
  for (const auto& [out, says] :
       {std::pair{"docs/figures", "the pages' own"}, {"a file", "is not a folder"}}) {
    const Finished refused = course_.tool({"figure", "01", "--out", out});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr(says));
  }
  EXPECT_TRUE(fs::is_empty(course_.root() / "docs" / "figures"));
  EXPECT_EQ(read_text(course_.root() / "a file"), "kept");
}

/// PATH as long as it lives: a folder, and what was there before.
class PathWith {
 public:
  PathWith(const fs::path& folder, const std::string& rest) : before_(getenv("PATH")) {
    setenv("PATH", (folder.string() + rest).c_str(), 1);
  }
  ~PathWith() { setenv("PATH", before_.c_str(), 1); }
  PathWith(const PathWith&) = delete;
  PathWith& operator=(const PathWith&) = delete;

 private:
  std::string before_;
};

TEST_F(StudentTest, FigureThatIsInterruptedLeavesWholeFiles) {
  const fs::path out = course_.root() / "slides", programs = course_.root() / "programs";
  fs::create_directory(programs);
  // A converter during which Ctrl-C is typed.
  const fs::path converter = programs / "rsvg-convert";
  write_text(converter, "#!/bin/sh\n[ \"$1\" = --version ] || { printf half; kill -INT $PPID; exit 1; }\n");
  fs::permissions(converter, fs::perms::owner_all);
  const PathWith path(programs, ":"s + getenv("PATH"));
  const Finished stopped = course_.tool({"figure", "01", "--from", "solutions", "--slides", "--out", out});
  EXPECT_EQ(stopped.signal, SIGINT);
  EXPECT_THAT(stopped.err, HasSubstr("every file that is there is whole"));
  EXPECT_THAT(names_in(out), UnorderedElementsAre("01_one_weight.svg", "01_one_weight_error.svg",
                                                  "01_one_weight.light.svg"));
  for (const std::string& name : names_in(out))
    EXPECT_THAT(read_text(out / name), HasSubstr(end_of(name))) << name;
}

TEST_F(StudentTest, FigureWithoutAConverterSaysWhatToInstall) {
  const PathWith path(course_.root(), "");
  for (const std::string format : {"--png", "--slides"}) {
    const Finished refused = course_.tool({"figure", "01", format});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("install librsvg2-bin"));
  }
}

// ── what the pages say to type

std::vector<fs::path> all_pages() {
  const fs::path root = DOWNHILL_SOURCE_DIR;
  std::vector<fs::path> pages{root / "README.md", root / "autograder/tool/release/README.md"};
  for (const auto& page : fs::directory_iterator(root / "docs"))
    if (page.path().extension() == ".md") pages.push_back(page.path());
  for (const auto& lesson : fs::directory_iterator(root / "lessons"))
    if (fs::exists(lesson.path() / "README.md")) pages.push_back(lesson.path() / "README.md");
  return pages;
}

TEST_F(StudentTest, PagesNameCommandsOptionsAndLessonsThatThereAre) {
  const std::regex call(R"(\./downhill(?: --yes)? ([a-z]+)((?: [^`\s|<>&;)]+)*))"), option(R"( (--[a-z]+))"),
      lesson(R"(^ ([0-9][0-9])( |$))");
  const std::string commands = course_.tool({"--help"}).out;
  std::map<std::string, std::string> helps;
  std::size_t calls = 0;
  for (const fs::path& page : all_pages()) {
    const std::string text = std::regex_replace(read_text(page), std::regex(R"(!\[[^\]]*\])"), "");
    for (std::sregex_iterator found(text.begin(), text.end(), call), end; found != end; ++found, ++calls) {
      const std::string name = (*found)[1], rest = (*found)[2];
      EXPECT_THAT(commands, HasSubstr("\n  " + name + " ")) << page << " has " << found->str();
      if (!helps.contains(name)) helps[name] = course_.tool({name, "--help"}).out;
      for (std::sregex_iterator o(rest.begin(), rest.end(), option); o != end; ++o)
        EXPECT_THAT(helps[name], HasSubstr((*o)[1].str())) << page << " has " << found->str();
      std::smatch number;
      if (std::regex_search(rest, number, lesson))
        EXPECT_THAT(text_of_course(), HasSubstr("/" + number[1].str() + "_"))
            << page << " has " << found->str();
    }
  }
  EXPECT_GT(calls, 100u);
}

/// A command that a page shows, and what the page says comes out.
struct Shown {
  std::vector<std::string> arguments;
  std::string output;
};

// Of the blocks ```console those with a prompt: "$ ./downhill try 01 slope 2 3 10". A block may be indented.
std::vector<Shown> sessions_in(const std::string& page) {
  std::vector<Shown> shown;
  std::istringstream lines(page);
  std::size_t indent = page.npos;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t fence = line.find("```");
    if (fence != line.npos) {
      indent = line.compare(fence, line.npos, "```console") == 0 ? fence : page.npos;
      continue;
    }
    if (indent == page.npos) continue;
    const std::string text = line.substr(std::min(indent, line.size()));
    if (text.starts_with("$ ./downhill ")) {
      std::istringstream words(text.substr(13));
      shown.push_back({{std::istream_iterator<std::string>(words), {}}, ""});
    } else if (!shown.empty()) {
      shown.back().output += text + "\n";
    }
  }
  return shown;
}

TEST_F(StudentTest, PageForStudentsShowsWhatCommandsSay) {
  const fs::path source = DOWNHILL_SOURCE_DIR;
  write_text(course_.exercise(),
             read_text(source / "autograder/tests/submissions/half_of_the_slope/one_weight.cpp"));
  const std::vector<Shown> sessions = sessions_in(read_text(source / "docs/students.md"));
  EXPECT_GE(sessions.size(), 3u);
  for (const Shown& shown : sessions)
    EXPECT_EQ(course_.tool(shown.arguments).out, shown.output) << testing::PrintToString(shown.arguments);
}

// Names of tests, such as wire_test.
std::set<std::string> tests_in(const std::string& text, const std::string& pattern) {
  std::set<std::string> names;
  const std::regex expression(pattern);
  for (std::sregex_iterator found(text.begin(), text.end(), expression), end; found != end; ++found)
    names.insert((*found)[1]);
  return names;
}

TEST(Pages, ForMaintainersNameTestsThatThereAre) {
  const fs::path root = DOWNHILL_SOURCE_DIR;
  const auto named = tests_in(read_text(root / "docs/maintainers.md"), "`([a-z_]+_test)`");
  EXPECT_GT(named.size(), 20u);
  EXPECT_THAT(named,
              testing::IsSubsetOf(tests_in(read_text(root / "autograder/tests/CMakeLists.txt"),
                                           "\n *(?:test_program\\(|add_test\\(NAME )([a-z_]+_test)\\b")));
}

// ── reading contracts

TEST(ContractText, FunctionsAggregatesAndWhatComesBack) {
  const Contract contract = read_contract(R"(#pragma once
#include "kit/kit.hpp"
namespace downhill::x {
/// f(x): not this one(int), nor { this }.
double f(double weight,
         const Vector& input);  // g(int);
/* struct No { int a; }; */
struct Network {
  Matrix W1{};  ///< inputs × hidden
  double learning_rate = 0.01, beta = 0.9;
  std::map<int, double> by{{1, 2.0}};
  void step(Vector& weights, const std::function<double(const Vector&, Vector&)>& loss);
  double size() const;
};
using Step = std::function<void(Vector&)>;
void apply(Network& network, Network);
}  // namespace
)");
  ASSERT_EQ(contract.functions.size(), 4u);
  ASSERT_NE(contract.function("f"), nullptr);
  EXPECT_EQ(contract.function("f")->text, "double f(double weight, const Vector& input)");
  EXPECT_EQ(contract.function("f")->parameters[1].bare_type(), "Vector");
  EXPECT_FALSE(contract.function("f")->parameters[1].comes_back());

  ASSERT_NE(contract.function("Network::step"), nullptr);
  const Declaration& step = *contract.function("Network::step");
  EXPECT_EQ(step.result, "void");
  ASSERT_EQ(step.parameters.size(), 3u);
  EXPECT_TRUE(step.parameters[0].comes_back()) << "the object";
  EXPECT_TRUE(step.parameters[1].comes_back());
  EXPECT_FALSE(step.parameters[2].comes_back());
  EXPECT_EQ(step.parameters[2].name, "loss");
  EXPECT_EQ(contract.function("Network::size")->parameters[0].type, "Network");

  ASSERT_NE(contract.aggregate("Network"), nullptr);
  std::vector<std::string> fields;
  for (const Parameter& field : contract.aggregate("Network")->fields)
    fields.push_back(field.type + " " + field.name);
  EXPECT_THAT(fields,
              ElementsAre("Matrix W1", "double learning_rate", "double beta", "std::map<int, double> by"));
  EXPECT_EQ(contract.function("apply")->parameters[1].bare_type(), "Network");
  EXPECT_EQ(contract.function("g"), nullptr);
}

TEST(ContractText, RubbishDoesNoHarm) {
  for (const char* text : {"", "/*", "//", "#", "struct {", "double f(", "}", "{", ";;",
                           "namespace a { struct b", "int f(int;", "/*/"})
    read_contract(text);
}

TEST(ContractText, ValuesAreSplitOutsideBrackets) {
  EXPECT_THAT(split_values("2, [1, -2], {0.1, []}, \"a, b\""),
              ElementsAre("2", "[1, -2]", "{0.1, []}", "\"a, b\""));
  EXPECT_THAT(split_values(""), ElementsAre());
}

}  // namespace
}  // namespace downhill::tool
