// SPDX-License-Identifier: MIT
// The files that stand where a student's will: the stub and the solution.
#include <algorithm>

#include "judge/build.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/source_text.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;
using report::LessonReport;
using report::Status;

// Of a solution. What puts other lessons together has some for each of them besides.
constexpr int kMostLines = 70, kMostLinesWithParts = 115;

LessonReport graded(const Subject& subject, const fs::path& file, const judge::Compiler& compiler) {
  return report::grade_file(subject.context.workshop, subject.lesson, subject.root() / file, {&compiler, 1});
}

std::string compiler_names(const judge::Workshop& workshop) {
  std::string names;
  for (const judge::Compiler& compiler : workshop.compilers())
    names += (names.empty() ? "" : " and ") + compiler.name;
  return names;
}

void expect_no_complaints(const Subject& subject, Part& part, const fs::path& file) {
  for (const judge::Compiler& compiler : subject.context.workshop.compilers()) {
    const std::string said = complaints(subject, compiler, file);
    if (!said.empty())
      part.fault(file, 0, compiler.name + " should have nothing to say about it, and says:\n" + said);
    part.step();
  }
}

// A build that failed, or a fault of the kit's own, such as a check without points.
bool was_graded(const LessonReport& report, Part& part) {
  if (report.build.status == Status::pass && report.status != Status::infra_error) return true;
  part.fault(report.file, 0, "could not be graded: " + report.build.log);
  return false;
}

void expect_all(Status status, const LessonReport& report, Part& part) {
  for (const report::CheckReport& check : report.checks)
    if (check.status != status)
      part.fault(report.file, 0,
                 check.name + " should be " + std::string(name_of(status)) + " there, and is " +
                     std::string(name_of(check.status)) +
                     (check.message.empty() ? "" : ":\n" + check.message));
}

// Under another seed the solution is asked something else, or answers something else, in every check.
void expect_other_numbers(const Subject& subject, Part& part) {
  const fs::path worker = reference_worker(subject);
  for (const std::string& check :
       asked_alike(every_call_of(subject, worker, 1), every_call_of(subject, worker, 2)))
    part.fault(subject.checks() / "checks.cpp", 0,
               check + " asks the same under every seed, so that a table of its answers would pass it; let " +
                   "it ask with Hidden numbers too (judge/hidden.hpp, judge/units.hpp)");
  part.step();
}

// "kit::todo("1.2 slope", …" as the stub's functions have it.
struct Todo {
  std::string id, function;
  std::size_t at;
};
std::vector<Todo> todos_of(const std::string& stub) {
  constexpr std::string_view kOpen = "kit::todo(\"";
  std::vector<Todo> todos;
  for (auto at = stub.find(kOpen); at != stub.npos; at = stub.find(kOpen, at + 1)) {
    const auto begin = at + kOpen.size(), end = std::min(stub.find('"', begin), stub.size());
    const auto space = std::min(stub.find(' ', begin), end);
    todos.push_back({stub.substr(begin, space - begin),
                     stub.substr(std::min(space + 1, end), end - std::min(space + 1, end)), at});
  }
  return todos;
}

// Each task has a TODO to be found by, and each function says which task it is.
void expect_tasks(const Subject& subject, Part& part, const fs::path& file, const std::string& stub) {
  const std::vector<Todo> todos = todos_of(stub);
  for (const report::Task& task : subject.lesson.tasks) {
    if (stub.find("TODO(" + task.id + ")") == stub.npos)
      part.fault(file, 0,
                 "has no TODO(" + task.id + ") for " + task.name + "; write one that says what to do");
    if (std::ranges::find(todos, task.id, &Todo::id) == todos.end())
      part.fault(file, 0,
                 "no function calls kit::todo(\"" + task.id + " " + task.name +
                     "\", …); let the one of that task do so");
  }
  for (const Todo& todo : todos) {
    const int line = line_of(stub, todo.at);
    if (subject.lesson.task(todo.id) == nullptr)
      part.fault(file, line, "lesson.toml has no task " + todo.id + "; correct the number");
    if (const std::string function = function_at(stub, todo.at, 1); function != todo.function)
      part.fault(file, line, "says " + todo.function + ", but stands in " + function + "; correct the name");
  }
}

// The student's file starts as the stub. Where the stub is not kept apart, the exercise has to do.
fs::path stub_of(const Subject& subject, Part& part) {
  const fs::path stub = subject.stub(), exercise = subject.lesson.exercise();
  if (!fs::exists(subject.root() / stub)) {
    part.fault(stub, 0,
               "is not there; copy " + exercise.string() +
                   " to it, so that ./downhill reset has a stub to put back");
    return exercise;
  }
  if (!fs::exists(subject.root() / exercise) ||
      read_text(subject.root() / stub) != read_text(subject.root() / exercise))
    part.fault(exercise, 0, "is not the stub; copy " + stub.string() + " to it");
  return stub;
}

}  // namespace

std::string verify_stub(const Subject& subject, Part& part) {
  const judge::Workshop& workshop = subject.context.workshop;
  part.expect(workshop.compilers().size() + 1);
  const fs::path file = stub_of(subject, part);
  expect_no_complaints(subject, part, file);
  expect_tasks(subject, part, file, read_text(subject.root() / file));
  // The parts of a lesson lie beside the exercise, which is the same text.
  const fs::path with_parts = subject.lesson.parts.empty() ? file : subject.lesson.exercise();
  const LessonReport report = graded(subject, with_parts, workshop.compiler());
  if (was_graded(report, part)) expect_all(Status::todo, report, part);
  part.step();
  return "no word from " + compiler_names(workshop) + ", " + std::to_string(subject.lesson.tasks.size()) +
         " tasks to do";
}

std::string verify_solution(const Subject& subject, Part& part) {
  const judge::Workshop& workshop = subject.context.workshop;
  part.expect(2 * workshop.compilers().size() + 2);
  const fs::path file = subject.lesson.solution();
  const auto lines = std::ranges::count(read_text(subject.root() / file), '\n');
  const int most = subject.lesson.parts.empty() ? kMostLines : kMostLinesWithParts;
  if (lines > most)
    part.fault(file, 0,
               "has " + std::to_string(lines) + " lines; this solution fits " + std::to_string(most));
  expect_no_complaints(subject, part, file);
  for (const judge::Compiler& compiler : workshop.compilers()) {
    const LessonReport report = graded(subject, file, compiler);
    if (!was_graded(report, part)) return "not graded";
    expect_all(Status::pass, report, part);
    part.step();
  }
  for (const judge::Verdict& verdict : verdicts_of(subject, plain_worker(subject)).checks)
    if (verdict.status != "pass")
      part.fault(file, 0,
                 verdict.check + " fails with Eigen's own products: see autograder/worker/products.hpp");
  part.step();
  expect_other_numbers(subject, part);
  return std::to_string(lines) + " lines, full points with " + compiler_names(workshop) +
         " and with Eigen's own products";
}

}  // namespace downhill::verify
