// SPDX-License-Identifier: MIT
// The course as its lesson.toml files describe it.
#pragma once
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::report {

struct Task {
  std::string id;    ///< "1.2"
  std::string name;  ///< "slope"
  std::vector<std::string> hints;
};

struct CheckEntry {
  std::string name;  ///< "OneWeight.SlopeOfTheWorkedExample"
  int points = 0;
  std::string task;  ///< id of the task that it is about
};

struct Choice {
  std::string text;
  bool right = false;
  std::string why;
};

struct Question {
  std::string question;
  std::vector<Choice> choices;
};

struct Lesson {
  std::string name;    ///< "01_one_weight", which its folders are called
  std::string number;  ///< "01"
  std::string slug;    ///< "one_weight", which its files and its namespace are called
  std::string title;
  int minutes = 0;                 ///< to work through it
  std::vector<std::string> needs;  ///< names of the lessons that it builds on
  std::vector<std::string>
      parts;  ///< of these, the lessons whose functions its code calls: see judge::Submission
  std::vector<Task> tasks;
  std::vector<CheckEntry> checks;
  std::vector<Question> quiz;

  int max_points() const;
  const Task* task(std::string_view id) const;
  const CheckEntry* check(std::string_view name) const;
  /// The contract "lessons/01_one_weight/one_weight.hpp", relative to the course.
  std::filesystem::path contract() const;
  /// The student's file "exercises/01_one_weight/one_weight.cpp".
  std::filesystem::path exercise() const;
  /// The reference "solutions/01_one_weight/one_weight.cpp".
  std::filesystem::path solution() const;
};

/// A lesson.toml that cannot be read or says something impossible; names the file and the line where known.
struct BadLesson : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads one lessons/NN_slug/lesson.toml. @throws BadLesson
Lesson read_lesson(const std::filesystem::path& lesson_toml);

struct Course {
  std::filesystem::path root;
  std::vector<Lesson> lessons;  ///< in order

  /// A lesson as people name it: "1", "01", "one_weight", "one-weight", "01_one_weight"; null if there is
  /// none.
  const Lesson* find(std::string_view name) const;
};

/// Reads every lessons/*/lesson.toml below root. @throws BadLesson
Course read_course(const std::filesystem::path& root);

}  // namespace downhill::report
