// SPDX-License-Identifier: MIT
// How long a student waits from save to verdict, beside the usual way and beside the least there could be.
// All three are measured in turns, in one run: on a shared machine only their ratios mean anything. And what
// a program of its own measures, tool/speed/main.cpp: how fast the reference is.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>

#include "judge/build.hpp"
#include "judge/process.hpp"
#include "report/formats.hpp"
#include "tool/commands.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

// Each measurement sees a text that nobody has compiled before.
std::string edited(const std::string& source) {
  static int edit = 0;
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  return source + "\n// edit " + std::to_string(++edit) + " at " + std::to_string(now) + "\n";
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream out(path);
  out << text;
  if (!out.flush()) throw std::runtime_error("could not write " + path.string());
}

void run_or_throw(const std::vector<std::string>& arguments) {
  const judge::Finished finished = judge::run({.arguments = arguments, .folder = {}});
  if (!finished.ok()) throw std::runtime_error(arguments[0] + " failed: " + finished.err.substr(0, 2000));
}

class LessonBench {
 public:
  LessonBench(const Context& context, const report::Lesson& lesson, const report::Grading& grading,
              fs::path folder)
      : context_(context),
        lesson_(lesson),
        grading_(grading),
        folder_(std::move(folder)),
        submission_(
            report::read_submission(context.course.root, lesson, context.course.root / lesson.solution())) {}

  // As watch does it: compile, link, judge in the sandbox, write the report.
  void ours() {
    report::Report report{context_.workshop.kit_version(), "", {}};
    judge::Submission saved = submission_;
    saved.source = edited(submission_.source);
    report.lessons.push_back(report::grade(context_.workshop, lesson_, saved, grading_));
    if (report::as_text(report, context_.course, {}).empty() || report.points() != lesson_.max_points())
      throw std::runtime_error("the solution of " + lesson_.name + " has not full points");
  }

  // Eigen, GoogleTest, the checks and the student's file in one translation unit, linked with GoogleTest and
  // run.
  void usual() {
    const fs::path unit = folder_ / "usual.cpp", program = folder_ / "usual", root = context_.course.root;
    const fs::path checks = root / "autograder" / "checks" / lesson_.name / "checks.cpp",
                   hidden = root / "autograder" / "judge" / "hidden.cpp";
    write_text(unit, edited(submission_.source) + "#include \"" + checks.string() + "\"\n#include \"" +
                         hidden.string() + "\"\n");
    std::vector<std::string> compile{context_.workshop.compiler("gcc").compile.at(0), "-std=c++20", "-O2",
                                     "-DDOWNHILL_IN_PROCESS"};
    add_include_folders(compile);
    compile.insert(compile.end(), {unit.string(), "-o", program.string(), "-lgmock", "-lgtest",
                                   "-lgtest_main", "-lpthread"});
    run_or_throw(compile);
    run_or_throw({program.string()});
  }

  // The compiler's look at the student's file with the precompiled header: nothing that compiles it can be
  // quicker.
  void floor() {
    const fs::path unit = folder_ / "floor.cpp";
    write_text(unit, edited(submission_.source));
    std::vector<std::string> command = grading_.compiler->compile;
    command.insert(command.end(), {"-I", (context_.course.root / "lessons" / lesson_.name).string(),
                                   "-fsyntax-only", unit.string()});
    run_or_throw(command);
  }

 private:
  void add_include_folders(std::vector<std::string>& command) const {
    const fs::path root = context_.course.root;
    for (const std::string& flag : grading_.compiler->compile)
      if (flag.find("eigen") != flag.npos) command.insert(command.end(), {"-isystem", flag});
    for (const fs::path& folder : {root / "lessons", root / "autograder", root / "lessons" / lesson_.name})
      command.insert(command.end(), {"-I", folder.string()});
  }

  const Context& context_;
  const report::Lesson& lesson_;
  const report::Grading& grading_;
  fs::path folder_;
  judge::Submission submission_;
};

template <class Work>
double time_of(Work work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

double median(std::vector<double> x) {
  std::ranges::sort(x);
  return x[x.size() / 2];
}

// Prints one line; returns how many times quicker we are than the usual way.
double measure(const Context& context, const report::Lesson& lesson, const report::Grading& grading,
               const fs::path& folder, int rounds) {
  LessonBench bench(context, lesson, grading, folder);
  std::vector<double> ours, usual, floor;
  bench.ours();  // the first run warms the page cache, and counts nowhere
  for (int round = 0; round < rounds; ++round) {
    if (context.terminal.interactive)
      std::fprintf(stderr, "\r\033[K%s: round %d of %d", lesson.name.c_str(), round + 1, rounds);
    usual.push_back(time_of([&] { bench.usual(); }));
    ours.push_back(time_of([&] { bench.ours(); }));
    floor.push_back(time_of([&] { bench.floor(); }));
  }
  if (context.terminal.interactive) std::fputs("\r\033[K", stderr);
  const double times_quicker = median(usual) / median(ours);
  std::printf("%-24s %10.0f %10.0f %10.0f %13.1f× %13.1f×\n", lesson.name.c_str(), median(usual),
              median(ours), median(floor), times_quicker, median(ours) / median(floor));
  std::fflush(stdout);
  return times_quicker;
}

// One lesson of scalars, one with a network, one with an optimiser.
const std::vector<std::string> kMeasured{"01", "10", "16"};

void bench_verdicts(const Context& context, int rounds) {
  const auto lessons = context.lessons(kMeasured);
  const report::Grading grading = context.prepare(lessons);
  const fs::path folder = context.workshop.build_folder() / "bench";
  fs::create_directories(folder);
  std::printf("Save to verdict, milliseconds, medians of %d; %s.\n", rounds, grading.compiler->name.c_str());
  std::printf("%-24s %10s %10s %10s %14s %14s\n", "", "usual", "ours", "floor", "usual / ours",
              "ours / floor");
  double logarithms = 0;
  for (const report::Lesson* lesson : lessons)
    logarithms += std::log(measure(context, *lesson, grading, folder, rounds));
  std::printf("geometric mean of usual / ours: %.1f (goal 12, below 8 is not done)\n\n",
              std::exp(logarithms / static_cast<double>(lessons.size())));
  std::fflush(stdout);
}

// A program of its own, tool/speed/main.cpp, because it is compiled for this machine alone.
Exit bench_reference(const Context& context, const std::vector<std::string>& what) {
  context.workshop.make({"speed"},
                        [] { std::fputs("Building the benchmarks (once, half a minute) …\n", stderr); });
  const std::string program = (context.workshop.build_folder() / "tool" / "downhill-speed").string();
  std::vector<const char*> arguments{program.c_str()};
  for (const std::string& word : what) arguments.push_back(word.c_str());
  arguments.push_back(nullptr);
  execv(program.c_str(), const_cast<char* const*>(arguments.data()));
  throw std::runtime_error("could not run " + program + ": " + std::strerror(errno));
}

}  // namespace

Exit bench(const Context& context, const BenchOptions& options) {
  if (!fs::is_directory(context.course.root / "solutions"))
    throw UsageError("bench measures the solutions, which only the instructors' repository has");
  std::vector<std::string> what = options.what;
  if (what.empty()) what = {"verdict", "steps", "training"};
  const auto verdict = std::ranges::find(what, "verdict");
  if (verdict != what.end()) {
    bench_verdicts(context, options.rounds);
    what.erase(verdict);
  }
  return what.empty() ? Exit::all_passed : bench_reference(context, what);
}

}  // namespace downhill::tool
