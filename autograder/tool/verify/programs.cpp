// SPDX-License-Identifier: MIT
#include "tool/verify/programs.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include "judge/build.hpp"
#include "judge/diagnostics.hpp"
#include "judge/process.hpp"
#include "judge/records.hpp"
#include "report/write_whole.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;
using judge::Command;
using judge::Finished;

constexpr std::chrono::seconds kTimeToCompile{120}, kTimeForTheJudge{120};

// Where the compiler finds libraries, told as the project's own build is told.
std::vector<std::string> library_flags(const Subject& subject, const judge::Compiler& compiler) {
  std::vector<std::string> flags;
  for (std::size_t i = 0; i + 1 < compiler.compile.size(); ++i)
    if (compiler.compile[i] == "-isystem" && !compiler.compile[i + 1].starts_with(subject.root().string()))
      flags.insert(flags.end(), {"-isystem", compiler.compile[i + 1]});
  return flags;
}

Finished run_judge(const Subject& subject, const fs::path& worker, const std::vector<std::string>& more) {
  const judge::Workshop& workshop = subject.context.workshop;
  Command command{.arguments = {workshop.parts(subject.lesson.name).judge.string(), "--worker",
                                worker.string(), "--canary", workshop.canary().string()},
                  .folder = {},
                  .time = kTimeForTheJudge,
                  .most_output = 64 << 20};
  command.arguments.insert(command.arguments.end(), more.begin(), more.end());
  Finished finished = judge::run(command);
  if (!finished.ok())
    throw std::runtime_error("the judge of " + subject.lesson.name +
                             " died: " + finished.err.substr(0, 1000));
  if (finished.out.starts_with("{\"sandbox\"")) {
    const judge::Verdicts verdicts = judge::verdicts_from_json(finished.out);
    if (!verdicts.infra_error.empty())
      throw std::runtime_error("the judge of " + subject.lesson.name + ": " + verdicts.infra_error);
  }
  return finished;
}

void must_succeed(const Command& command, const char* what) {
  const Finished finished = judge::run(command);
  if (!finished.ok())
    throw std::runtime_error(std::string(what) + " failed:\n" + finished.err.substr(0, 2000));
}

// Without the precompiled header, which is what replaces the products.
std::vector<std::string> without_header(const std::vector<std::string>& compile) {
  std::vector<std::string> flags;
  for (std::size_t i = 0; i < compile.size(); ++i) {
    if (compile[i] == "-include" || compile[i] == "-include-pch")
      ++i;
    else
      flags.push_back(compile[i]);
  }
  return flags;
}

bool near(double a, double b) {
  constexpr double kRelative = 1e-6, kAbsolute = 0.02;  // coordinates of figures have two decimals
  return std::abs(a - b) <= std::max(kRelative * std::max(std::abs(a), std::abs(b)), kAbsolute);
}

bool same_but_for_rounding(std::string_view a, std::string_view b) {
  const auto is_number = [](std::string_view text) {
    return !text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) != 0 || text[0] == '-');
  };
  while (!a.empty() && !b.empty()) {
    double x = 0, y = 0;
    const auto [end_a, error_a] = std::from_chars(a.data(), a.data() + a.size(), x);
    const auto [end_b, error_b] = std::from_chars(b.data(), b.data() + b.size(), y);
    const bool numbers = is_number(a) && is_number(b) && error_a == std::errc() && error_b == std::errc();
    if (numbers ? !near(x, y) : a.front() != b.front()) return false;
    a.remove_prefix(numbers ? static_cast<std::size_t>(end_a - a.data()) : 1);
    b.remove_prefix(numbers ? static_cast<std::size_t>(end_b - b.data()) : 1);
  }
  return a.empty() && b.empty();
}

}  // namespace

std::string read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("could not read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string complaints(const Subject& subject, const judge::Compiler& compiler, const fs::path& file) {
  Command command{.arguments = {compiler.compile.at(0), "-std=c++20", "-Wall", "-Wextra", "-Wpedantic",
                                "-Wconversion", "-Wshadow", "-fsyntax-only"},
                  .folder = subject.root(),
                  .time = kTimeToCompile};
  const auto libraries = library_flags(subject, compiler);
  command.arguments.insert(command.arguments.end(), libraries.begin(), libraries.end());
  command.arguments.insert(command.arguments.end(),
                           {"-I", "lessons", "-I", "lessons/" + subject.lesson.name, file.string()});
  const Finished finished = judge::run(command);
  if (!finished.ok()) return judge::first_error(finished.err, file.string());
  return finished.err.substr(0, 1000);
}

judge::Submission reference(const Subject& subject) {
  return report::read_submission(subject.root(), subject.lesson, subject.root() / subject.lesson.solution());
}

fs::path worker_of(const Subject& subject, const std::string& source, const std::string& shown_as) {
  const judge::Workshop& workshop = subject.context.workshop;
  judge::Submission submission = reference(subject);
  submission.source = source;
  submission.shown_as = shown_as;
  const judge::Build build =
      judge::build_worker(workshop, workshop.compiler(), submission, judge::Purpose::checks);
  if (build.result != judge::Build::Result::ok) throw std::runtime_error(build.log);
  return build.worker;
}

fs::path reference_worker(const Subject& subject) {
  const judge::Submission solution = reference(subject);
  return worker_of(subject, solution.source, solution.shown_as);
}

fs::path plain_worker(const Subject& subject) {
  const judge::Workshop& workshop = subject.context.workshop;
  const judge::Compiler& compiler = workshop.compilers().back();  // g++, which links no object of its header
  const judge::LessonParts parts = workshop.parts(subject.lesson.name);
  const fs::path folder = scratch_folder(subject);

  Command link{.arguments = compiler.link, .folder = folder, .time = kTimeToCompile};
  std::erase_if(link.arguments, [](const std::string& word) { return word.ends_with(".o"); });
  std::vector<std::string> lessons = subject.lesson.parts;
  lessons.push_back(subject.lesson.name);
  for (const std::string& name : lessons) {
    const report::Lesson& lesson = subject.context.lesson(name);
    const std::string object = lesson.slug + ".o";
    Command compile{.arguments = without_header(compiler.compile), .folder = folder, .time = kTimeToCompile};
    compile.arguments.insert(compile.arguments.end(),
                             {"-I", (subject.root() / "lessons" / name).string(), "-c",
                              (subject.root() / lesson.solution()).string(), "-o", object});
    must_succeed(compile, "compiling the solution without the precompiled header");
    link.arguments.push_back(object);
  }
  for (const auto* objects : {&parts.exports, &workshop.worker_objects()})
    for (const fs::path& object : *objects) link.arguments.push_back(object.string());
  link.arguments.insert(link.arguments.end(), {"-o", "plain"});
  must_succeed(link, "linking the solution without the precompiled header");
  return folder / "plain";
}

judge::Run calls_of(const Subject& subject, const fs::path& worker) {
  return judge::run_from_json(run_judge(subject, worker, {"--calls"}).out);
}

judge::Run every_call_of(const Subject& subject, const fs::path& worker, std::uint32_t seed) {
  return judge::run_from_json(
      run_judge(subject, worker, {"--every-call", "--seed", std::to_string(seed)}).out);
}

std::vector<std::string> asked_alike(const judge::Run& one, const judge::Run& other) {
  const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  const auto same_call = [&](const judge::Call& a, const judge::Call& b) {
    return std::ranges::equal(a.in.numbers, b.in.numbers, same) && a.in.shape == b.in.shape &&
           std::ranges::equal(a.out.numbers, b.out.numbers, same) && a.out.shape == b.out.shape &&
           same(a.evaluated_at, b.evaluated_at);
  };
  std::vector<std::string> checks;
  for (const auto& [check, calls] : one)
    if (const auto found = other.find(check);
        found != other.end() && std::ranges::equal(calls, found->second, same_call))
      checks.push_back(check);
  return checks;
}

judge::Verdicts verdicts_of(const Subject& subject, const fs::path& worker, const fs::path& recorded) {
  std::vector<std::string> more;
  if (!recorded.empty()) more = {"--recorded", recorded.string()};
  return judge::verdicts_from_json(run_judge(subject, worker, more).out);
}

fs::path scratch_folder(const Subject& subject) {
  fs::path folder = subject.context.workshop.build_folder() / "verify" / subject.lesson.name;
  fs::create_directories(folder);
  return folder;
}

bool on_the_reference_system() {
  utsname system{};
  std::ifstream release("/etc/os-release");
  bool debian = false, twelve = false;
  for (std::string line; std::getline(release, line);) {
    debian = debian || line == "ID=debian";
    twelve = twelve || line == "VERSION_ID=\"12\"";
  }
  return debian && twelve && uname(&system) == 0 && std::string_view(system.machine) == "x86_64";
}

bool same_text(std::string_view a, std::string_view b) {
  return a == b || (!on_the_reference_system() && same_but_for_rounding(a, b));
}

void compare_or_write(const Subject& subject, Part& part, const fs::path& file, const std::string& text) {
  const fs::path path = subject.root() / file;
  const bool there = fs::exists(path);
  if (there && same_text(read_text(path), text)) return;
  if (subject.record) {
    fs::create_directories(path.parent_path());
    report::write_whole(path, text);
  } else {
    part.fault(file, 0,
               (there ? "is not what the solution gives now" : "is not there") +
                   std::string("; ./downhill verify --record ") + subject.lesson.number +
                   " writes it: look at the difference before you commit it");
  }
}

std::vector<std::string> targets_for(const tool::Context& context,
                                     const std::vector<const report::Lesson*>& lessons) {
  std::vector<std::string> targets;
  for (const judge::Compiler& compiler : context.workshop.compilers()) {
    const auto more = report::targets_for_grading(lessons, compiler);
    targets.insert(targets.end(), more.begin(), more.end());
  }
  for (const report::Lesson* lesson : lessons)
    targets.insert(targets.end(), {"paths_" + lesson->name, "figure_" + lesson->name});
  return targets;
}

}  // namespace downhill::verify
