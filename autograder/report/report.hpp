// SPDX-License-Identifier: MIT
// What a run of the judge says, once. The formats (text, JSON, JUnit, GitHub) are ways to write this down.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace downhill::report {

/// How a check or a lesson went. The names are those of the JSON report.
enum class Status {
  pass,
  fail,
  todo,
  threw,
  crashed,
  timed_out,
  out_of_memory,
  exited_early,
  forbidden,
  garbage,
  missing,
  too_much_output,
  build_error,  ///< of a lesson only
  infra_error,  ///< the kit's or the machine's own fault: never a number of points
};

/// "timed_out": as the JSON report spells it.
std::string_view name_of(Status status);

struct CheckReport {
  std::string name;  ///< "OneWeight.SlopeOfTheWorkedExample"
  std::string task;  ///< "1.2"
  Status status = Status::todo;
  int points = 0, max_points = 0;
  std::string message;        ///< what went wrong, in lines; empty on a pass
  std::string slip;           ///< name of the recognised slip; empty if none
  std::string slip_sentence;  ///< what the slip says to the student
  std::string output;         ///< what the student's code printed, escaped and capped
  double milliseconds = 0;
};

struct BuildReport {
  Status status = Status::pass;  ///< pass, build_error or infra_error
  std::string log;  ///< the first error, or warnings, in the student's own file and line; may be empty
};

struct LessonReport {
  std::string lesson;  ///< "01_one_weight"
  std::string title;
  std::string file;              ///< the graded file, as people may open it
  Status status = Status::todo;  ///< pass, fail, todo, build_error or infra_error
  int points = 0, max_points = 0;
  BuildReport build;
  std::vector<CheckReport> checks;
};

struct Report {
  std::string kit;      ///< version of the kit
  std::string sandbox;  ///< which layers were in force, in one line; starts with "weak" if it is no grade
  std::vector<LessonReport> lessons;

  /// Lessons that an infra_error left without a verdict add nothing: see graded().
  int points() const;
  int max_points() const;
  /// Has every lesson a verdict? If not, points() is no grade, and the formats give no number.
  bool graded() const;
  /// Was the sandbox too weak for a grade that counts?
  bool weak() const;
};

/// Exit status of the tool, the same for every command.
enum class Exit { all_passed = 0, not_all = 1, usage = 2, kit_fault = 3 };

/// all_passed, not_all, or kit_fault if anything is an infra_error or nothing was checked.
Exit exit_of(const Report& report);

/// Sets status and points of a lesson from its checks (a build that failed keeps its own status and has 0).
/// All passed: pass. All todo: todo. Any infra_error: infra_error, and so is a lesson without a check. Else:
/// fail. Only a check that passed brings its points. max_points is the sum over the checks where there are
/// any.
void sum_up(LessonReport& lesson);

}  // namespace downhill::report
