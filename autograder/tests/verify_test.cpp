// SPDX-License-Identifier: MIT
// Verify has to find what is wrong: lesson 01 is copied, spoilt in one place after the other, and looked at.
#include "tool/verify/verify.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "temporary_course.hpp"
#include "tool/verify/live_module.hpp"
#include "tool/verify/programs.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kName = "01_one_weight";

// A course of lesson 01 alone, whose files may be spoilt.
class Verify : public testing::Test {
 protected:
  Verify() {
    const fs::path source = DOWNHILL_SOURCE_DIR;
    for (const char* folder : {"lessons", "exercises", "solutions", "autograder/checks"}) {
      fs::create_directories(root() / folder);
      fs::copy(source / folder / kName, root() / folder / kName, fs::copy_options::recursive);
    }
    fs::create_directory_symlink(source / "lessons" / "kit", root() / "lessons" / "kit");
    fs::create_directories(root() / "docs" / "figures");
    for (const auto& figure : fs::directory_iterator(source / "docs" / "figures"))
      if (figure.path().filename().string().starts_with(kName))
        fs::copy(figure.path(), root() / "docs" / "figures");
    put("CMakeLists.txt", "lesson(01_one_weight)\n");
    setenv("DOWNHILL_ROOT", root().c_str(), 1);
  }

  const fs::path& root() const { return folder_.path(); }
  std::string get(const fs::path& file) const { return downhill::read_text(root() / file); }
  void put(const fs::path& file, const std::string& text) const { write_text(root() / file, text); }
  void spoil(const fs::path& file, const std::string& piece, const std::string& with) const {
    std::string text = get(file);
    const auto at = text.find(piece);
    ASSERT_NE(at, text.npos) << piece;
    put(file, text.replace(at, piece.size(), with));
  }

  using Look = std::string (*)(const Subject&, Part&);
  std::vector<std::string> faults(Look look, bool record = false) const {
    const tool::Context context = tool::Context::open();
    const report::Lesson& lesson = context.lesson("1");
    context.workshop.make(targets_for(context, {&lesson}));
    Part part(context.terminal, "part");
    look({context, lesson, record}, part);
    return part.faults();
  }
  std::vector<std::string> faults_of_files() const {
    const tool::Context context = tool::Context::open();
    Part part(context.terminal, "files");
    verify_files(context, part);
    return part.faults();
  }
  std::vector<std::string> faults_of_datasets(bool record = false) const {
    const tool::Context context = tool::Context::open();
    Part part(context.terminal, "datasets");
    verify_datasets(context, record, part);
    return part.faults();
  }
  std::vector<std::string> faults_of_live(const LiveOptions& options = {}) const {
    const tool::Context context = tool::Context::open();
    Part part(context.terminal, "live");
    verify_live(context, options, part);
    return part.faults();
  }
  std::vector<std::string> faults_of_documents(bool record = false) const {
    const tool::Context context = tool::Context::open();
    Part part(context.terminal, "documents");
    verify_documents(context, record, part);
    return part.faults();
  }

 private:
  TemporaryFolder folder_;
};

const fs::path kStub = "lessons/01_one_weight/stub.cpp", kExercise = "exercises/01_one_weight/one_weight.cpp",
               kSolution = "solutions/01_one_weight/one_weight.cpp",
               kPage = "lessons/01_one_weight/README.md",
               kSlips = "autograder/checks/01_one_weight/slips.toml",
               kRecorded = "autograder/checks/01_one_weight/recorded.json",
               kPaths = "lessons/01_one_weight/paths.json", kFigure = "docs/figures/01_one_weight.svg";

TEST_F(Verify, AStubHasItsTasksAndNothingElse) {
  spoil(kStub, "TODO(1.1)", "TODO");
  spoil(kStub, "kit::todo(\"1.2 slope\"", "kit::todo(\"1.9 slop\"");
  spoil(kStub, "{ kit::todo(\"1.1 predict\", weight, input); }", "{ int unused; return weight * input; }");
  EXPECT_THAT(faults(verify_stub),
              AllOf(Contains(HasSubstr("has no TODO(1.1) for predict; write one")),
                    Contains(HasSubstr("no function calls kit::todo(\"1.1 predict\", …)")),
                    Contains(HasSubstr("lesson.toml has no task 1.9; correct the number")),
                    Contains(HasSubstr("says slop, but stands in slope")),
                    Contains(HasSubstr("clang should have nothing to say about it, and says")),
                    Contains(HasSubstr("PredictionIsWeightTimesInput should be todo there, and is pass")),
                    Contains(HasSubstr("exercises/01_one_weight/one_weight.cpp: is not the stub; copy"))));
}

TEST_F(Verify, AStubIsKeptBesideTheExercise) {
  fs::remove(root() / kStub);
  EXPECT_THAT(faults(verify_stub),
              ElementsAre(HasSubstr("stub.cpp: is not there; copy exercises/01_one_weight")));
}

TEST_F(Verify, ASolutionIsShortSilentAndRight) {
  spoil(kSolution, "return 2 * error * input;",
        std::string(60, '\n') + "int cut = error;\nreturn 2 * error;");
  EXPECT_THAT(faults(verify_solution),
              AllOf(Contains(HasSubstr("lines; this solution fits 70")),
                    Contains(HasSubstr("gcc should have nothing to say")),
                    Contains(AllOf(HasSubstr("SlopeOfTheWorkedExample should be pass there, and is fail"),
                                   HasSubstr("want"))),
                    Contains(HasSubstr("SlopeOfTheWorkedExample fails with Eigen's own products"))));
}

TEST(SeedsOfChecks, AskOrAnswerOtherwise) {
  const auto call = [](std::vector<double> in, std::vector<double> out) {
    return judge::Call{
        .function = "slope", .words = "", .in = {in, {}}, .out = {out, {}}, .detail = "", .thrown = ""};
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const judge::Run one{{"Page", {call({2, nan}, {6})}},
                       {"Drawn", {call({2}, {6}), call({2.5}, {true})}},
                       {"Answered", {call({2}, {6.5})}},
                       {"None", {}}},
      other{{"Page", {call({2, nan}, {6})}},
            {"Drawn", {call({2}, {6}), call({3.5}, {true})}},
            {"Answered", {call({2}, {7.5})}},
            {"None", {}}};
  EXPECT_THAT(asked_alike(one, other), ElementsAre("None", "Page"));
}

TEST_F(Verify, ASolutionThatDoesNotCompileIsTold) {
  spoil(kSolution, "return 2 * error * input;", "return 2 * eror * input;");
  EXPECT_THAT(faults(verify_solution),
              Contains(HasSubstr("could not be graded: solutions/01_one_weight/one_weight.cpp:")));
}

std::string slip(const std::string& name, const std::string& with, const std::string& caught_by,
                 const std::string& replace = "return 2 * error * input;") {
  return "[[slip]]\nname = \"" + name + "\"\nreplace = \"" + replace + "\"\nwith = \"" + with +
         "\"\nsays = \"Look.\"\ncaught_by = \"OneWeight." + caught_by + "\"\n";
}

TEST_F(Verify, EachWayInWhichASlipIsUselessIsTold) {
  put(kSlips, slip("half", "return error * input;", "SlopeOfTheWorkedExample") +
                  slip("also_half", "return input * error;", "SlopeOfTheWorkedExample") +
                  slip("gone", "return 0;", "SlopeOfTheWorkedExample", "return 3 * error;") +
                  slip("broken", "return eror;", "SlopeOfTheWorkedExample") +
                  slip("harmless", "return error * 2 * input;", "SlopeOfTheWorkedExample") +
                  slip("elsewhere", "return 3 * error * input;", "PredictionIsWeightTimesInput") +
                  slip("nowhere", "return 5 * error * input;", "NoCheckAtAll") +
                  slip("silent", "return 0 * error * input;", "SlopeOfTheWorkedExample"));
  EXPECT_THAT(
      faults(verify_slips),
      AllOf(
          Contains(HasSubstr("slips.toml:7: also_half gives the numbers of half wherever both are asked")),
          Contains(HasSubstr(":13: gone cannot be made: the text to replace, \"return 3 * error;\", stands "
                             "in the solution 0 times")),
          Contains(HasSubstr(":19: broken does not run; correct \"with\": broken.cpp:")),
          Contains(HasSubstr(":25: harmless passes OneWeight.SlopeOfTheWorkedExample: no check catches it")),
          Contains(AllOf(
              HasSubstr(
                  ":31: elsewhere passes OneWeight.PredictionIsWeightTimesInput: name one that catches it"),
              HasSubstr("OneWeight.SlopeOfTheWorkedExample"))),
          Contains(HasSubstr(":37: nowhere names a check that the lesson does not have")),
          Contains(HasSubstr(":43: silent is caught, but only 0 call(s)")),
          Contains(HasSubstr("recorded.json: is not what the solution gives now"))));
}

TEST_F(Verify, WhatIsGeneratedIsWrittenOnlyWhenRecording) {
  put(kSlips, slip("half", "return error * input;", "SlopeOfTheWorkedExample"));
  const std::string before = get(kRecorded);
  EXPECT_THAT(faults(verify_slips),
              ElementsAre(HasSubstr(
                  "recorded.json: is not what the solution gives now; ./downhill verify --record 01")));
  EXPECT_EQ(get(kRecorded), before);
  EXPECT_THAT(faults(verify_slips, true), IsEmpty());
  EXPECT_NE(get(kRecorded), before);
  EXPECT_THAT(faults(verify_slips), IsEmpty());
}

TEST_F(Verify, ABadSlipFileIsAFaultAndNoCrash) {
  put(kSlips, "[[slip]]\nname = \"half\"\nsay = \"typo\"\n");
  EXPECT_THAT(faults(verify_slips), ElementsAre(HasSubstr("slips.toml:3: a slip has no \"say\"")));
}

TEST_F(Verify, PathsAndFiguresAreThoseOfTheReference) {
  spoil(kPaths, "2.24", "2.25");
  spoil(kFigure, "<svg", "<svg ");
  put("docs/figures/01_one_weight_old.svg", "<svg/>");
  EXPECT_THAT(
      faults(verify_figures),
      AllOf(SizeIs(3), Contains(HasSubstr("paths.json: is not what the solution gives now")),
            Contains(HasSubstr("01_one_weight.svg: is not what the solution gives now")),
            Contains(HasSubstr(
                "01_one_weight_old.svg: is not drawn by lessons/01_one_weight/figure.cpp; take it away"))));
  EXPECT_THAT(faults(verify_figures, true), IsEmpty());
  EXPECT_THAT(faults(verify_figures), IsEmpty());
  EXPECT_FALSE(fs::exists(root() / "docs/figures/01_one_weight_old.svg"));
}

TEST_F(Verify, APagePrintsOnlyWhatIsComputed) {
  put(kPage, "77.7\n" + get(kPage) +
                 "\n\n[a](nowhere.md), [b](#no-such-heading), "
                 "[c](../../solutions/01_one_weight/one_weight.cpp)\n"
                 "```worked\nslope(2, 3, 10) = -23\nslop(2) = 1\nslope(2) = 1\n1 +\n```\n"
                 "`return weight - learning_rate * slope;`\n"
                 "<!-- excerpt lessons/01_one_weight/none.hpp -->\n```cpp\nelse\n```\n"
                 "<!-- excerpt lessons/01_one_weight/one_weight.hpp -->\n```cpp\nelse\n```\n");
  EXPECT_THAT(
      faults(verify_page),
      AllOf(Contains(HasSubstr(": 77.7 is not among the numbers of the worked examples")),
            Contains(HasSubstr("links to lessons/01_one_weight/nowhere.md, which is not there")),
            Contains(HasSubstr(
                "links to #no-such-heading, but lessons/01_one_weight/README.md has no such heading")),
            Contains(HasSubstr("which students do not have")),
            Contains(HasSubstr("slope(2, 3, 10) = -23 does not hold: it gives -24")),
            Contains(HasSubstr("slop(2) = 1 cannot be worked out: the lesson has no function slop")),
            Contains(HasSubstr("slope(2) = 1 cannot be worked out: slope(2) gives no answer")),
            Contains(HasSubstr("1 + cannot be worked out")),
            Contains(HasSubstr("gives away line 14 of the solution")),
            Contains(HasSubstr("quotes lessons/01_one_weight/none.hpp, which is not there")),
            Contains(HasSubstr("one_weight.hpp, which has no such line at that place: else"))));
}

TEST_F(Verify, ASoundPageIsLeftInPeace) { EXPECT_THAT(faults(verify_page), IsEmpty()); }

TEST_F(Verify, AHintThatIsTheSolutionIsTold) {
  spoil("lessons/01_one_weight/lesson.toml", "One multiplication",
        "Write return weight * input; One multiplication");
  EXPECT_THAT(faults(verify_page), ElementsAre(HasSubstr("lesson.toml: gives away line 6 of the solution")));
}

TEST_F(Verify, EveryFileIsKnown) {
  EXPECT_THAT(faults_of_files(), IsEmpty());
  put("exercises/01_one_weight/one_weight.cpp.orig", "");
  put("docs/figures/99_nothing.svg", "");
  fs::create_directories(root() / "solutions" / "02_gone");
  fs::remove(root() / kPaths);
  put("CMakeLists.txt", "# lesson(01_one_weight)\n");
  EXPECT_THAT(faults_of_files(),
              testing::UnorderedElementsAre(
                  HasSubstr("exercises/01_one_weight/one_weight.cpp.orig: belongs to nothing here"),
                  HasSubstr("docs/figures/99_nothing.svg: is the figure of no lesson"),
                  HasSubstr("solutions/02_gone: belongs to nothing here"),
                  HasSubstr("paths.json: is not there; every lesson has one"),
                  HasSubstr("CMakeLists.txt: has no line lesson(01_one_weight); add it")));
}

TEST_F(Verify, DataSetsAreWhatTheKitGivesAndHaveCards) {
  fs::copy(fs::path(DOWNHILL_SOURCE_DIR) / "datasets", root() / "datasets");
  EXPECT_THAT(faults_of_datasets(), IsEmpty());
  spoil("datasets/rows13.csv", "0.871", "0.872");
  spoil("datasets/line4.md", "| licence |", "| licences |");
  spoil("datasets/line4.md", "`y`", "y");
  fs::remove(root() / "datasets/moons.csv");
  fs::remove(root() / "datasets/spirals.md");
  put("datasets/mine.csv", "x\n");
  put("datasets/mine.md", "# mine\n");
  EXPECT_THAT(faults_of_datasets(),
              testing::UnorderedElementsAre(
                  HasSubstr("datasets/rows13.csv: is not what lessons/kit/data.hpp gives now"),
                  HasSubstr("datasets/line4.md: does not say: licence"),
                  HasSubstr("datasets/line4.md: does not say what the column y is"),
                  HasSubstr("datasets/moons.csv: is not there; ./downhill verify --record writes it"),
                  HasSubstr("datasets/spirals.md: is not there; every data set has a card"),
                  HasSubstr("datasets/mine.csv: is made by nothing"),
                  HasSubstr("datasets/mine.md: is the card of no data set")));
  EXPECT_THAT(faults_of_datasets(true), testing::SizeIs(5));
  EXPECT_EQ(get("datasets/rows13.csv"),
            downhill::read_text(fs::path(DOWNHILL_SOURCE_DIR) / "datasets/rows13.csv"));
}

// With lesson 01's live figure.
class VerifyLive : public Verify {
 protected:
  VerifyLive() {
    const fs::path live = fs::path("docs") / "live";
    fs::create_directories(root() / live / "built");
    fs::copy(fs::path(DOWNHILL_SOURCE_DIR) / live / kName, root() / live / kName);
    for (const fs::path& file : {live / "live.hpp", kModule})
      fs::copy(fs::path(DOWNHILL_SOURCE_DIR) / file, root() / file);
  }
  const fs::path kModule = "docs/live/built/01_one_weight.wasm.js";
};

TEST_F(VerifyLive, ASoundModuleIsLeftInPeace) { EXPECT_THAT(faults_of_live(), IsEmpty()); }

TEST_F(VerifyLive, AModuleIsStaleOnceASourceIsAnotherOne) {
  spoil(kSolution, "return 2 * error * input;", "return 2 * input * error;");
  EXPECT_THAT(
      faults_of_live(),
      ElementsAre(AllOf(HasSubstr("was made of other sources than docs/live and the lessons have now"),
                        HasSubstr("./downhill verify --live --record makes it"))));
  fs::remove(root() / kSolution);
  EXPECT_THAT(faults_of_live(), ElementsAre(HasSubstr("one_weight.cpp, which is gone")));
}

TEST_F(VerifyLive, AModuleThatIsNotThereOrSaysNothingOfItselfIsTold) {
  put(kModule, "downhillLive.module('01_one_weight', ``);\n");
  EXPECT_THAT(faults_of_live(), ElementsAre(HasSubstr("does not say what it was made of")));
  fs::remove(root() / kModule);
  EXPECT_THAT(faults_of_live(), ElementsAre(HasSubstr("01_one_weight.wasm.js: is not there")));
}

TEST_F(VerifyLive, EveryFileIsKnown) {
  put("docs/live/built/02_two_weights.wasm.js", "");
  put("docs/live/01_one_weight/notes.txt", "");
  put("docs/live/01_one_weight/more.js", "");
  put("docs/live/01_one_weight/01_one_weight_part.js", "");
  fs::remove(root() / "docs/live/01_one_weight/01_one_weight.js");
  EXPECT_THAT(faults_of_live(), testing::UnorderedElementsAre(
                                    HasSubstr("02_two_weights.wasm.js: is the module of no live figure"),
                                    HasSubstr("notes.txt: belongs to nothing here"),
                                    HasSubstr("more.js: belongs to nothing here"),
                                    HasSubstr("01_one_weight.js: is not there; every live figure")));
  EXPECT_TRUE(fs::exists(root() / "docs/live/built/02_two_weights.wasm.js"));
}

TEST_F(VerifyLive, EachStandsBelowAStillFigureOfAPage) {
  spoil(kPage, "<!-- live 01_one_weight -->", "\n<!-- live 01_two_weights -->");
  EXPECT_THAT(faults_of_live(),
              testing::UnorderedElementsAre(HasSubstr("asks for the live figure 01_two_weights, which"),
                                            HasSubstr("has no still figure right above it"),
                                            HasSubstr("docs/live/01_one_weight: is on no page; write")));
}

TEST_F(VerifyLive, EmscriptenMakesAStaleModuleAnewAndFindsAnotherByte) {
  if (emscripten_version().empty()) GTEST_SKIP() << "there is no emscripten here";
  const std::string before = get(kModule);
  spoil(kSolution, "return 2 * error * input;", "return 3 * error * input;");
  EXPECT_THAT(faults_of_live({.record = true}), IsEmpty());
  EXPECT_NE(get(kModule), before);
  EXPECT_THAT(faults_of_live({.compile = true}), IsEmpty());
  if (!on_the_reference_system()) return;
  spoil(kModule, "AGFzbQEAAAAB", "AGFzbQEAAAAC");
  EXPECT_THAT(faults_of_live({.compile = true}), ElementsAre(HasSubstr("is not what emscripten")));
}

TEST_F(Verify, StudentsAreToldThatTheyHaveNoSolutions) {
  fs::remove_all(root() / "solutions");
  judge::Command command{
      .arguments = {DOWNHILL_TOOL, "verify"}, .folder = root(), .time = std::chrono::minutes(1)};
  command.keep_environment = true;
  const judge::Finished finished = judge::run(command);
  EXPECT_EQ(finished.status, 2);
  EXPECT_THAT(finished.err, HasSubstr("which only the instructors' repository has"));
}

// Elsewhere than on the reference system the last digits may differ.
TEST(SameText, OnTheReferenceSystemIsToTheByte) {
  EXPECT_TRUE(same_text("x=1.25,y", "x=1.25,y"));
  EXPECT_FALSE(same_text("x=1.25,y", "x=1.25,z"));
  EXPECT_FALSE(same_text("x=1.25,y", "x=1.35,y"));
  EXPECT_EQ(same_text("x=1.25,y", "x=1.26,y"), !on_the_reference_system());
}

// Lesson 01 is there, lesson 02 still to be written.
class VerifyDocuments : public Verify {
 protected:
  VerifyDocuments() {
    put("README.md", "See the [syllabus](docs/syllabus.md#lessons).\n");
    put(kSyllabus, R"(# Lessons
| lesson | minutes | needs | opens |
|---|---|---|---|
| [01 One](../lessons/01_one_weight/README.md) | 20 | | 02 |
| [02 Two](../lessons/02_two_weights/README.md) | 15 | 01 | |

| week | lessons | minutes |
|---|---|---|
| 1 | 01 · 02 | 35 |

| goal | lessons | minutes |
|---|---|---|
| two | 01 · 02 | 35 |
)");
    faults_of_documents(true);  // writes the key of the quizzes
  }

  std::vector<std::string> faults_after(const std::string& piece, const std::string& with) const {
    spoil(kSyllabus, piece, with);
    return faults_of_documents();
  }

  const fs::path kSyllabus = "docs/syllabus.md";
};

TEST_F(VerifyDocuments, MayAnnounceALessonThatIsNotWritten) { EXPECT_THAT(faults_of_documents(), IsEmpty()); }

TEST_F(VerifyDocuments, GiveTheMinutesOfALesson) {
  EXPECT_THAT(
      faults_after("| 20 | | 02 |", "| 25 | | 02 |"),
      Contains("docs/syllabus.md:4: says 25 minutes of 01_one_weight, and its lesson.toml 20; correct one of "
               "them"));
}

TEST_F(VerifyDocuments, GiveTheNeedsOfALesson) {
  EXPECT_THAT(faults_after("| 20 | | 02 |", "| 20 | 01 | 02 |"),
              Contains(HasSubstr("says that 01_one_weight needs 01, and its lesson.toml nothing")));
}

TEST_F(VerifyDocuments, OpenWhatNeedsThem) {
  EXPECT_THAT(faults_after("| 20 | | 02 |", "| 20 | | |"),
              ElementsAre(HasSubstr(
                  "says that 01_one_weight opens nothing, and by the needs of the others it is 02")));
}

TEST_F(VerifyDocuments, AddUp) {
  EXPECT_THAT(faults_after("| 1 | 01 · 02 | 35 |", "| 1 | 01 · 02 | 30 |"),
              ElementsAre("docs/syllabus.md:9: says 30 minutes, and its lessons have 35; correct it"));
}

TEST_F(VerifyDocuments, LeaveNothingOutOnTheWayToAGoal) {
  EXPECT_THAT(faults_after("| two | 01 · 02 | 35 |", "| two | 02 | 15 |"),
              ElementsAre("docs/syllabus.md:13: leaves out 01, which 02 needs; add it"));
}

TEST_F(VerifyDocuments, HaveARowForEveryLesson) {
  EXPECT_THAT(faults_after("01_one_weight", "03_other"), Contains(HasSubstr("has no row for 01_one_weight")));
}

TEST_F(VerifyDocuments, LinkToWhatIsThere) {
  put("docs/more.md",
      "[1](../lessons/02_two_weights/README.md) [2](../lessons/03_loss/README.md) [3](gone.md)\n"
      "[4](syllabus.md#plans) [5](https://example.org/gone.md)\n");
  EXPECT_THAT(faults_of_documents(),
              ElementsAre(HasSubstr("more.md:1: links to lessons/03_loss/README.md, which is not there"),
                          HasSubstr("more.md:1: links to docs/gone.md, which is not there"),
                          HasSubstr("more.md:2: links to #plans, but docs/syllabus.md has no such heading")));
}

TEST_F(VerifyDocuments, LinkToSettingsOfLiveFiguresThatTheyHave) {
  put("docs/more.md",
      "<!-- live lab -->\n[1](#lab=1&on=ravine) [2](#laboratory=1)\n[3](syllabus.md#lab=1)\n");
  EXPECT_THAT(
      faults_of_documents(),
      ElementsAre(HasSubstr("more.md:2: links to #laboratory=1, but docs/more.md has no such heading"),
                  HasSubstr("more.md:3: links to #lab=1, but docs/syllabus.md has no such heading")));
}

TEST_F(VerifyDocuments, WorkOutArithmetic) {
  put("docs/more.md", "```worked\n1 + 1 = 2\n1 + 1 = 3\nslope(2, 3, 10) = -24\n```\n");
  EXPECT_THAT(
      faults_of_documents(),
      ElementsAre(HasSubstr("more.md:3: 1 + 1 = 3 does not hold"),
                  HasSubstr("more.md:4: slope(2, 3, 10) = -24 cannot be worked out: a document cannot call "
                            "slope")));
}

TEST_F(VerifyDocuments, QuoteWhatAFileSays) {
  put("report.txt", "one\ntwo\n  three\nfour\nfive\n");
  const auto quoting = [](const std::string& lines) {
    return "<!-- excerpt report.txt -->\n```text\n" + lines + "```\n\n";
  };
  put("docs/right.md", quoting("two\n  three\n") + quoting("one\n…\nfour\n") + quoting("…\nfive\n"));
  EXPECT_THAT(faults_of_documents(), IsEmpty());
  put("docs/wrong.md", quoting("two\nthree\n") + quoting("one\n  three\n") + quoting("four\n…\ntwo\n"));
  EXPECT_THAT(
      faults_of_documents(),
      ElementsAre(HasSubstr("wrong.md:3: quotes report.txt, which has no such line at that place: three"),
                  HasSubstr("wrong.md:9: quotes report.txt, which has no such line at that place:   three"),
                  HasSubstr("wrong.md:15: quotes report.txt, which has no such line at that place: two")));
  // A line that stands there twice may be followed by what follows the second.
  put("report.txt", "one\ntwo\none\nthree\n");
  put("docs/right.md", quoting("one\nthree\n") + quoting("one\n…\none\n"));
  put("docs/wrong.md", quoting("one\n…\none\n…\none\n") + quoting("…\n") + quoting("").insert(28, "\n"));
  EXPECT_THAT(faults_of_documents(),
              UnorderedElementsAre(HasSubstr("wrong.md:3: quotes report.txt, which has no such line"),
                                   HasSubstr("wrong.md:12: quotes report.txt, but has no line of it"),
                                   HasSubstr("wrong.md:15: has no block right under its comment")));
  fs::remove(root() / "docs/wrong.md");
  fs::remove(root() / "report.txt");
  EXPECT_THAT(faults_of_documents(),
              Contains(HasSubstr("right.md:3: quotes report.txt, which is not there")));
}

TEST_F(VerifyDocuments, NameWhatALessonHas) {
  put("docs/names.md",
      "| symbol | in code | lesson |\n|---|---|---|\n"
      "| w | `weight` | [01](../lessons/01_one_weight/README.md) |\n"
      "| L | | [01](../lessons/01_one_weight/README.md) |\n"
      "| v | `velocity.x`, `input` | [01](../lessons/01_one_weight/README.md) |\n"
      "| x | `x` | 07 |\n");
  EXPECT_THAT(faults_of_documents(),
              ElementsAre(HasSubstr("names.md:5: says that velocity is a name of lesson 01, but neither"),
                          HasSubstr("names.md:6: names no lesson that there is: 07")));
}

TEST_F(VerifyDocuments, HaveTheKeyOfEveryQuiz) {
  const std::string keys = get("docs/quiz_keys.md");
  EXPECT_THAT(keys, HasSubstr("\n## 01 One weight, one slope, one step\n\n1. "));
  EXPECT_THAT(keys, HasSubstr("   * **"));
  spoil("docs/quiz_keys.md", "1. ", "1. Not ");
  EXPECT_THAT(faults_of_documents(),
              ElementsAre(HasSubstr("quiz_keys.md: is not what the lessons' quizzes say")));
  EXPECT_THAT(faults_of_documents(true), IsEmpty());
  EXPECT_EQ(get("docs/quiz_keys.md"), keys);
}

TEST_F(VerifyDocuments, HaveASyllabus) {
  fs::remove(root() / kSyllabus);
  EXPECT_THAT(faults_of_documents(), Contains(HasSubstr("docs/syllabus.md: is not there")));
}

}  // namespace
}  // namespace downhill::verify
