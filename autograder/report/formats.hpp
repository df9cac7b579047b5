// SPDX-License-Identifier: MIT
// The ways to write a report down. Each returns the whole text, so that a file is written at once or not at
// all. What a student's code said is made harmless in each of them, whatever it was.
#pragma once
#include <string>

#include "report/escape.hpp"
#include "report/report.hpp"

namespace downhill::report {

struct Course;

struct TextStyle {
  bool colour = false;  ///< ANSI colours, for terminals
  int width = 100;      ///< of a line, in columns; used from 40 to 100
  bool sandbox = true;  ///< says what it was, at the end; a weak one is told anyway
};

/// For people: every check of the lessons in the report, failures with message, slip and the next action. Of
/// several lessons those that are done or not begun stand in the closing table alone.
std::string as_text(const Report& report, const Course& course, const TextStyle& style);

/// "downhill/report/1", see DESIGN: kit, sandbox, points, max_points, lessons. Points are null where an
/// infra_error left no verdict; a check's message ends with its slip's sentence.
std::string as_json(const Report& report);

/// JUnit XML as GitLab, Jenkins and others read it. What is still to do is a failure here: a skipped test
/// would look as if all was well.
std::string as_junit(const Report& report);

/// GitHub Actions: annotations for the log (at most 10 of a kind), and Markdown for the step summary, of
/// which a step has 1 MiB in all.
/// @param taken bytes of it that are there already
std::string as_github_annotations(const Report& report);
std::string as_github_summary(const Report& report, std::size_t taken = 0);

/// Gradescope's results.json: one entry a check, of which Gradescope makes the sum. Only for a report that is
/// graded(): a file without a number would be one of zero points.
std::string as_gradescope(const Report& report);

/// Classroom 50's result.json, "classroom50/result/v1": whole points. Whose work it is comes from the
/// environment that Classroom 50's runner sets: CLASSROOM, ASSIGNMENT, ASSIGNMENT_TYPE, OWNER (or USERNAME),
/// SUBMISSION_TAG, COMMIT_URL, RELEASE_URL, REVIEW_URL. Only for a report that is graded(), and where nothing
/// is lacking.
std::string as_classroom50(const Report& report);
/// What of these is not set, or not as Classroom 50 takes it; "" if nothing.
std::string lacking_for_classroom50();

}  // namespace downhill::report
