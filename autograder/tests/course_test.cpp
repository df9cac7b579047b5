// SPDX-License-Identifier: MIT
// lesson.toml files, right and wrong, in a folder of their own.
#include "report/course.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace downhill::report {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGood = R"(title = "One weight"
minutes = 20
needs = []

[[task]]
id = "1.1"
name = "predict"
hints = ["one", "two"]

[[task]]
id = "1.2"
name = "slope"
hints = ["one", "two", "three"]

[[check]]
name = "OneWeight.PredictionOfTheWorkedExample"
points = 4
task = "1.1"

[[check]]
name = "OneWeight.SlopeOfTheWorkedExample"
points = 6
task = "1.2"

[[quiz]]
question = "Which way?"
[[quiz.choice]]
text = "Up."
right = true
why = "It is."
[[quiz.choice]]
text = "Down."
why = "It is not."

[[quiz]]
question = "How far?"
[[quiz.choice]]
text = "A little."
right = true
why = "It is."
[[quiz.choice]]
text = "A lot."
right = false
why = "It is not."
)";

class CourseTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "downhill course é.XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path write(const std::string& lesson, std::string_view text) {
    const fs::path file = root_ / "lessons" / lesson / "lesson.toml";
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  /// What read_lesson says of the good file with one change, from the line on: "9: …".
  std::string complaint(const std::string& replace, const std::string& with,
                        const std::string& lesson = "01_one_weight") {
    std::string text(kGood);
    const std::size_t at = text.find(replace);
    EXPECT_NE(at, text.npos) << replace;
    text.replace(at, replace.size(), with);
    const fs::path file = write(lesson, text);
    try {
      read_lesson(file);
    } catch (const BadLesson& bad) {
      const std::string what = bad.what();
      EXPECT_TRUE(what.starts_with(file.string() + ":")) << what;
      return what.substr(file.string().size() + 1);
    }
    ADD_FAILURE() << "accepted: " << with;
    return "";
  }

  fs::path root_;
};

TEST_F(CourseTest, AGoodLessonIsRead) {
  const Lesson lesson = read_lesson(write("01_one_weight", kGood));
  EXPECT_EQ(lesson.name, "01_one_weight");
  EXPECT_EQ(lesson.number, "01");
  EXPECT_EQ(lesson.slug, "one_weight");
  EXPECT_EQ(lesson.title, "One weight");
  EXPECT_EQ(lesson.minutes, 20);
  EXPECT_EQ(lesson.max_points(), 10);
  ASSERT_NE(lesson.task("1.2"), nullptr);
  EXPECT_EQ(lesson.task("1.2")->hints.size(), 3u);
  ASSERT_NE(lesson.check("OneWeight.SlopeOfTheWorkedExample"), nullptr);
  EXPECT_EQ(lesson.check("OneWeight.SlopeOfTheWorkedExample")->points, 6);
  EXPECT_EQ(lesson.task("1.3"), nullptr);
  EXPECT_EQ(lesson.check("OneWeight.Else"), nullptr);
  ASSERT_EQ(lesson.quiz.size(), 2u);
  EXPECT_TRUE(lesson.quiz[0].choices[0].right);
  EXPECT_FALSE(lesson.quiz[0].choices[1].right);
  EXPECT_EQ(lesson.contract(), "lessons/01_one_weight/one_weight.hpp");
  EXPECT_EQ(lesson.exercise(), "exercises/01_one_weight/one_weight.cpp");
  EXPECT_EQ(lesson.solution(), "solutions/01_one_weight/one_weight.cpp");
}

TEST_F(CourseTest, FolderNameIsTwoDigitsAndASlug) {
  for (const char* name : {"1_one", "one_weight", "01-one", "001_one", "01_", "01_One", "01_1one"})
    EXPECT_TRUE(complaint("minutes", "minutes", name).starts_with(" its folder is called")) << name;
}

TEST_F(CourseTest, UnknownKeysAreRefusedWithTheirLine) {
  EXPECT_EQ(complaint("minutes = 20", "minutes = 20\nauthor = \"me\""),
            "3: a lesson has no \"author\", only title, minutes, needs, parts, task, check, quiz");
  EXPECT_EQ(complaint("name = \"slope\"", "name = \"slope\"\nhint = \"one\""),
            "13: a task has no \"hint\", only id, name, hints");
  EXPECT_TRUE(complaint("points = 4", "points = 4\nweight = 1").starts_with("18: a check has no"));
  EXPECT_TRUE(
      complaint("question = \"Which", "answer = 1\nquestion = \"Which").starts_with("26: a question has no"));
  EXPECT_TRUE(
      complaint("text = \"Up.\"", "text = \"Up.\"\nwhy_not = \"\"").starts_with("29: a choice has no"));
}

TEST_F(CourseTest, WhatIsMissingOrOfTheWrongKindIsNamed) {
  EXPECT_TRUE(complaint("title = \"One weight\"\n", "").find("\"title\" is missing") != std::string::npos);
  EXPECT_EQ(complaint("\"One weight\"", "\"  \""), "1: \"title\" must be text in quotes, and not empty");
  EXPECT_EQ(complaint("\"One weight\"", "7"), "1: \"title\" must be text in quotes, and not empty");
  EXPECT_EQ(complaint("minutes = 20", "minutes = 0"), "2: \"minutes\" must be a whole number from 1 to 600");
  EXPECT_EQ(complaint("needs = []", "needs = \"01_one\""), "3: \"needs\" must be a list: [\"…\", \"…\"]");
  EXPECT_EQ(complaint("why = \"It is.\"\n", ""), "27: \"why\" is missing here; add it");
  EXPECT_EQ(complaint("right = true", "right = \"yes\""), "29: \"right\" must be true or false");
  EXPECT_TRUE(complaint("\"predict\"\nhints = [\"one\", \"two\"]", "\"predict\"\nhints = [\"one\", \"\"]")
                  .starts_with("8: "));
  EXPECT_EQ(complaint("[[quiz]]", "[[quiz]]\nquestion = \"Why?\"\nchoice = \"Because.\"\n[[quiz]]"),
            "27: write \"choice\" as [[quiz.choice]], once for each");
  EXPECT_TRUE(complaint("id = \"1.1\"", "id = 1.1").starts_with("6: \"id\" must be text"));
  EXPECT_TRUE(complaint("minutes = 20", "minutes =").starts_with("2: "))
      << "TOML's own errors have their line too";
}

TEST_F(CourseTest, TasksCarryTheLessonsNumber) {
  EXPECT_TRUE(complaint("id = \"1.1\"", "id = \"01.1\"").starts_with("6: task \"01.1\" must be \"1.1\""));
  EXPECT_TRUE(complaint("id = \"1.2\"", "id = \"1.3\"").starts_with("11: task \"1.3\" must be \"1.2\""));
  EXPECT_TRUE(complaint("minutes", "minutes", "10_one").starts_with("6: task \"1.1\" must be \"10.1\""));
}

TEST_F(CourseTest, ATaskNeedsTwoHints) {
  EXPECT_EQ(complaint("[\"one\", \"two\"]", "[\"one\"]"), "8: task 1.1 has 1 hint(s); it needs 2 at least");
}

TEST_F(CourseTest, ChecksHaveNamesPointsAndTasks) {
  EXPECT_TRUE(complaint("OneWeight.Slope", "OneWeight.slope").starts_with("21: \"OneWeight.slope"));
  EXPECT_TRUE(complaint("OneWeight.Slope", "OneWeightSlope").find("Suite.Name") != std::string::npos);
  EXPECT_TRUE(complaint("OneWeight.SlopeOf", "OneWeight.Slope.Of").find("Suite.Name") != std::string::npos);
  EXPECT_TRUE(complaint("OneWeight.SlopeOf", "OneWeight.PredictionOf")
                  .starts_with("21: OneWeight.PredictionOfTheWorkedExample stands here for the second time"));
  EXPECT_TRUE(complaint("task = \"1.2\"", "task = \"1.3\"")
                  .starts_with("23: OneWeight.SlopeOfTheWorkedExample is about task 1.3, which no [[task]]"));
  for (const char* points : {"points = 0", "points = 2.5", "points = 4.0", "points = -1", "points = \"4\""})
    EXPECT_EQ(complaint("points = 4", points), "17: \"points\" must be a whole number from 1 to 10");
  EXPECT_NE(complaint("points = 4", "points = 3").find("9 points together; make it 10"), std::string::npos);
}

TEST_F(CourseTest, AQuestionHasOneRightChoice) {
  EXPECT_TRUE(
      complaint("right = true", "right = false").starts_with("25: this question has 0 right choices"));
  EXPECT_TRUE(
      complaint("right = false", "right = true").starts_with("35: this question has 2 right choices"));
}

TEST_F(CourseTest, AQuizHasTwoToFourQuestions) {
  const std::string text(kGood), last = text.substr(text.rfind("[[quiz]]"));
  EXPECT_NE(complaint(last, "").find("the quiz has 1 question(s); it needs 2 to 4"), std::string::npos);
  EXPECT_NE(complaint(last, last + last + last + last).find("the quiz has 5"), std::string::npos);
}

TEST_F(CourseTest, AFileThatIsNotThereIsNamed) {
  EXPECT_THROW(read_lesson(root_ / "lessons" / "01_one_weight" / "lesson.toml"), BadLesson);
  EXPECT_THROW(read_course(root_), BadLesson);
}

std::string with_number(std::string_view number) {
  std::string text(kGood);
  for (const std::string task : {"\"1.1\"", "\"1.2\""})
    for (std::size_t at; (at = text.find(task)) != text.npos;)
      text.replace(at, task.size(), '"' + std::string(number) + task.substr(2));
  return text;
}

TEST_F(CourseTest, LessonsStandInOrderAndAreFoundAsPeopleNameThem) {
  write("16_momentum", with_number("16"));
  write("01_one_weight", kGood);
  fs::create_directories(root_ / "lessons" / "kit");
  const Course course = read_course(root_);
  ASSERT_EQ(course.lessons.size(), 2u);
  EXPECT_EQ(course.lessons[0].name, "01_one_weight");
  for (const char* name : {"1", "01", "one_weight", "one-weight", "01_one_weight", "01-one-weight"})
    EXPECT_EQ(course.find(name), &course.lessons[0]) << name;
  EXPECT_EQ(course.find("16"), &course.lessons[1]);
  for (const char* name : {"", "6", "2", "one", "00", "One_weight", "../01_one_weight"})
    EXPECT_EQ(course.find(name), nullptr) << name;
}

TEST_F(CourseTest, NeedsAreEarlierLessons) {
  const std::string needing = [] {
    std::string text = with_number("16");
    return text.replace(text.find("needs = []"), 10, "needs = [\"01_one_weight\"]");
  }();
  write("16_momentum", needing);
  try {
    read_course(root_);
    ADD_FAILURE() << "nobody teaches 01_one_weight";
  } catch (const BadLesson& bad) {
    EXPECT_NE(std::string(bad.what()).find("needs \"01_one_weight\", which is no earlier lesson"),
              std::string::npos);
  }
  write("01_one_weight", kGood);
  EXPECT_EQ(read_course(root_).lessons.size(), 2u);
}

TEST_F(CourseTest, NumbersAndSlugsAreNotSharedByLessons) {
  write("01_one_weight", kGood);
  write("01_other", kGood);
  EXPECT_THROW(read_course(root_), BadLesson);
  fs::remove_all(root_ / "lessons" / "01_other");
  write("16_one_weight", with_number("16"));
  EXPECT_THROW(read_course(root_), BadLesson);
}

}  // namespace
}  // namespace downhill::report
