// SPDX-License-Identifier: MIT
#include "report/grade.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "judge/build.hpp"
#include "judge/process.hpp"
#include "judge/records.hpp"
#include "report/escape.hpp"

namespace downhill::report {
namespace {

namespace fs = std::filesystem;

// By the clock, above all limits of a lesson's checks together: only a judge that hangs takes so long.
constexpr std::chrono::minutes kTimeForTheJudge{15};
constexpr std::size_t kMostMessage = 4000, kMostLog = 4000;

LessonReport empty_report(const Lesson& lesson, const std::string& shown_as) {
  LessonReport report;
  report.lesson = lesson.name;
  report.title = lesson.title;
  report.file = shown_as;
  report.max_points = lesson.max_points();
  return report;
}

LessonReport not_built(LessonReport report, Status status, const std::string& why) {
  report.build = {status, escaped(why, kMostLog)};
  report.status = status;
  return report;
}

// A verdict's status is spelled as in the report.
Status status_named(std::string_view name) {
  for (int i = 0; i < static_cast<int>(Status::infra_error); ++i)
    if (name_of(static_cast<Status>(i)) == name) return static_cast<Status>(i);
  return Status::infra_error;
}

// Inside the course as people type it, elsewhere as it is.
std::string shown_name(const fs::path& root, const fs::path& file) {
  constexpr std::size_t kMostName = 500;
  const fs::path relative = fs::absolute(file).lexically_normal().lexically_relative(root);
  return escaped_line(relative.empty() || *relative.begin() == ".." ? file.string() : relative.string(),
                      kMostName);
}

std::string with_missing(std::string log, const std::vector<std::string>& missing) {
  for (const std::string& name : missing) log += (log.empty() ? "" : "\n") + ("not in the file: " + name);
  return log;
}

judge::Verdicts run_judge(const judge::Workshop& workshop, const Lesson& lesson, const fs::path& worker,
                          const Grading& grading) {
  judge::Command command{
      .arguments = {workshop.parts(lesson.name).judge.string(), "--worker", worker.string(), "--canary",
                    workshop.canary().string(), "--seed", std::to_string(grading.seed)},
      .folder = workshop.root(),
      .time = kTimeForTheJudge};
  const fs::path recorded = workshop.root() / "autograder" / "checks" / lesson.name / "recorded.json";
  if (fs::exists(recorded))
    command.arguments.insert(command.arguments.end(), {"--recorded", recorded.string()});
  const judge::Finished finished = judge::run(command);
  if (!finished.ok())
    throw std::runtime_error(
        "the judge of " + lesson.name +
        (finished.timed_out ? " did not come to its end: this machine is too busy" : " died") +
        "; what it said last: " + finished.err.substr(0, 1000));
  return judge::verdicts_from_json(finished.out);
}

CheckReport check_report(const CheckEntry& entry, const judge::Verdict& verdict) {
  CheckReport check;
  check.name = entry.name;
  check.task = entry.task;
  check.status = status_named(verdict.status);
  check.max_points = entry.points;
  check.points = check.status == Status::pass ? entry.points : 0;
  check.message = escaped(verdict.message, kMostMessage);
  check.slip = verdict.slip;
  check.slip_sentence = verdict.slip_sentence;
  check.output = escaped(verdict.output, kMostMessage);
  check.milliseconds = verdict.milliseconds;
  return check;
}

// lesson.toml has the points, the judge has the checks: the two lists are the same, or the kit is at fault.
std::string disagreement(const Lesson& lesson, const judge::Verdicts& verdicts) {
  std::set<std::string> listed, run;
  for (const CheckEntry& entry : lesson.checks) listed.insert(entry.name);
  for (const judge::Verdict& verdict : verdicts.checks) run.insert(verdict.check);
  for (const std::string& name : listed)
    if (!run.contains(name)) return name + " is in lesson.toml, but is no check";
  for (const std::string& name : run)
    if (!listed.contains(name)) return name + " is a check, but has no points in lesson.toml";
  return "";
}

}  // namespace

fs::path beside(const fs::path& file, const std::string& lesson) {
  const fs::path name = lesson.substr(lesson.find('_') + 1) + ".cpp";
  const fs::path folder = file.parent_path().parent_path() / lesson;
  std::error_code ignored;
  return fs::is_directory(folder, ignored) ? folder / name : file.parent_path() / name;
}

// A folder of the hand-in that is a link may lead anywhere: to somebody else's work, or to the solutions.
std::string read_handed_in(const fs::path& file, const std::string& lesson) {
  int folders = 0;
  for (fs::path folder = file.parent_path(); folder.filename() == lesson || folder.filename() == "exercises";
       folder = folder.parent_path(), ++folders)
    if (fs::is_symlink(folder))
      throw std::runtime_error(folder.string() + " is a link; the folder itself has to be handed in");
  return judge::read_source(file, folders);
}

namespace {

std::string letters_of(const std::string& name) {
  std::string letters;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return letters;
}

// What might have been meant where there is no file of that name, and what to do about it.
std::string instead_of(const fs::path& file, const Lesson& lesson) {
  constexpr int kMostLookedAt = 1000, kMostShown = 3;
  constexpr std::size_t kMostShownOfAName = 200;
  const fs::path name = file.filename();
  std::string text;
  int looked_at = 0, shown = 0;
  const auto say = [&](const fs::path& found, const std::string& then) {
    text += "\nthere is " + escaped_line(found.string(), kMostShownOfAName) + ": " + then;
    ++shown;
  };
  std::error_code ignored, unreadable;
  fs::directory_iterator at(file.parent_path(), unreadable);
  for (; !unreadable && at != fs::directory_iterator{}; at.increment(unreadable)) {
    if (++looked_at > kMostLookedAt || shown >= kMostShown) break;
    const fs::path found = at->path().filename();
    const fs::file_type type = at->symlink_status(ignored).type();
    if (type == fs::file_type::regular &&
        letters_of(found.string()).find(letters_of(lesson.slug)) != std::string::npos)
      say(found, "its name has to be " + name.string());
    if (type != fs::file_type::directory) continue;
    for (const fs::path& inside : {name, fs::path(lesson.name) / name, lesson.exercise()})
      if (fs::is_regular_file(fs::symlink_status(at->path() / inside, ignored)))
        say(found / inside, "hand in what is in that folder, without the folder");
  }
  return text;
}

std::string no_file(const fs::path& root, const Lesson& lesson, const fs::path& file) {
  const std::string name = shown_name(root, file);
  if (name == lesson.exercise())
    return "there is no file " + name + "; ./downhill reset " + lesson.number + " puts the stub there";
  return "there is no file " + name + "; it has to be handed in under this name" + instead_of(file, lesson);
}

}  // namespace

judge::Submission read_submission(const fs::path& root, const Lesson& lesson, const fs::path& file) {
  judge::Submission submission{lesson.name, read_handed_in(file, lesson.name), shown_name(root, file)};
  for (const std::string& part : lesson.parts) {
    const fs::path its_file = beside(file, part);
    std::error_code ignored;
    if (fs::symlink_status(its_file, ignored).type() == fs::file_type::not_found)
      throw std::runtime_error("this lesson is put together with lesson " + part + ", and there is no " +
                               shown_name(root, its_file));
    submission.parts.push_back({part, read_handed_in(its_file, part), shown_name(root, its_file)});
  }
  return submission;
}

LessonReport grade(const judge::Workshop& workshop, const Lesson& lesson, const judge::Submission& submission,
                   const Grading& grading) try {
  LessonReport report = empty_report(lesson, submission.shown_as);
  const judge::Build build =
      judge::build_worker(workshop, *grading.compiler, submission, judge::Purpose::checks);
  using Result = judge::Build::Result;
  if (build.result == Result::infra_error) return not_built(report, Status::infra_error, build.log);
  if (build.result == Result::error) return not_built(report, Status::build_error, build.log);
  report.build.log = escaped(with_missing(build.log, build.missing), kMostLog);

  const judge::Verdicts verdicts = run_judge(workshop, lesson, build.worker, grading);
  const std::string trouble =
      verdicts.infra_error.empty() ? disagreement(lesson, verdicts) : verdicts.infra_error;
  if (!trouble.empty()) return not_built(report, Status::infra_error, trouble);
  for (const CheckEntry& entry : lesson.checks) {
    const auto verdict = std::ranges::find(verdicts.checks, entry.name, &judge::Verdict::check);
    report.checks.push_back(check_report(entry, *verdict));
  }
  sum_up(report);
  return report;
} catch (const std::exception& error) {
  return not_built(empty_report(lesson, submission.shown_as), Status::infra_error, error.what());
}

LessonReport grade_file(const judge::Workshop& workshop, const Lesson& lesson, const fs::path& file,
                        const Grading& grading) {
  std::optional<judge::Submission> submission;
  std::error_code ignored;
  if (fs::symlink_status(file, ignored).type() == fs::file_type::not_found)
    return not_built(empty_report(lesson, shown_name(workshop.root(), file)), Status::build_error,
                     no_file(workshop.root(), lesson, file));
  try {
    submission = read_submission(workshop.root(), lesson, file);
  } catch (const std::exception& error) {
    return not_built(empty_report(lesson, shown_name(workshop.root(), file)), Status::build_error,
                     error.what());
  }
  return grade(workshop, lesson, *submission, grading);
}

LessonReport not_graded(const judge::Workshop& workshop, const Lesson& lesson, const fs::path& file,
                        const std::string& why) {
  return not_built(empty_report(lesson, shown_name(workshop.root(), file)), Status::infra_error, why);
}

LessonReport out_of_time(const judge::Workshop& workshop, const Lesson& lesson, const fs::path& file,
                         std::chrono::seconds share) {
  LessonReport report = empty_report(lesson, shown_name(workshop.root(), file));
  for (const CheckEntry& entry : lesson.checks)
    report.checks.push_back(check_report(
        entry,
        {.check = entry.name,
         .status = std::string(name_of(Status::timed_out)),
         .message = "compiling and checking this file took more than " + std::to_string(share.count()) +
                    " seconds, its share of the time that there is for all lessons"}));
  sum_up(report);
  return report;
}

std::vector<std::string> targets_for_grading(const std::vector<const Lesson*>& lessons,
                                             const judge::Compiler& compiler) {
  std::vector<std::string> targets{compiler.target, "worker_objects", "canary"};
  for (const Lesson* lesson : lessons)
    targets.insert(targets.end(), {"judge_" + lesson->name, "exports_" + lesson->name});
  return targets;
}

}  // namespace downhill::report
