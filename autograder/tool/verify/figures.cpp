// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "judge/build.hpp"
#include "judge/process.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;

// What the lesson's figure program says of a worker: see tool/figure_main.cpp.
std::string run_figure(const Subject& subject, const fs::path& worker, const std::vector<std::string>& more) {
  judge::Command command{.arguments = {subject.context.workshop.parts(subject.lesson.name).figure.string(),
                                       "--worker", worker.string()},
                         .folder = {},
                         .most_output = 64 << 20};
  command.arguments.insert(command.arguments.end(), more.begin(), more.end());
  const judge::Finished finished = judge::run(command);
  if (!finished.ok())
    throw std::runtime_error("the figure program of " + subject.lesson.name + " failed: " + finished.err);
  return finished.out;
}

fs::path paths_worker(const Subject& subject, const judge::Compiler& compiler) {
  const judge::Build build =
      judge::build_worker(subject.context.workshop, compiler, reference(subject), judge::Purpose::figure);
  if (build.result != judge::Build::Result::ok) throw std::runtime_error(build.log);
  return build.worker;
}

std::set<std::string> svgs_in(const fs::path& folder) {
  std::set<std::string> names;
  std::error_code not_there;
  for (const auto& entry : fs::directory_iterator(folder, not_there))
    if (entry.path().extension() == ".svg") names.insert(entry.path().filename().string());
  return names;
}

// A figure that is committed but not drawn any more.
void take_away(const Subject& subject, Part& part, const fs::path& file) {
  if (subject.record)
    fs::remove(subject.root() / file);
  else
    part.fault(file, 0, "is not drawn by lessons/" + subject.lesson.name + "/figure.cpp; take it away");
}

// The reference's paths, the same from every compiler and as they are committed.
void expect_paths(const Subject& subject, Part& part) {
  const auto& compilers = subject.context.workshop.compilers();
  const std::string paths = run_figure(subject, paths_worker(subject, compilers.front()), {"--paths"});
  compare_or_write(subject, part, subject.expected_paths(), paths);
  for (const judge::Compiler& compiler : compilers) {
    if (!same_text(run_figure(subject, paths_worker(subject, compiler), {"--paths"}), paths))
      part.fault(subject.lesson.solution(), 0,
                 "gives other paths with " + compiler.name + " than with " + compilers.front().name +
                     "; look for what the standard leaves open");
    part.step();
  }
}

// Draws the figures anew; their names.
std::set<std::string> draw(const Subject& subject, const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  run_figure(subject, paths_worker(subject, subject.context.workshop.compiler()), {"--out", folder.string()});
  return svgs_in(folder);
}

}  // namespace

std::string verify_figures(const Subject& subject, Part& part) {
  part.expect(subject.context.workshop.compilers().size() + 1);
  expect_paths(subject, part);

  const fs::path drawn_in = scratch_folder(subject) / "figures", committed_in = "docs/figures";
  const fs::path drawing = subject.page().parent_path() / "figure.cpp";
  const std::set<std::string> drawn = draw(subject, drawn_in);
  if (drawn.empty()) part.fault(drawing, 0, "draws nothing; every lesson has a figure");
  for (const std::string& name : drawn) {
    if (!name.starts_with(subject.lesson.name))
      part.fault(drawing, 0, "draws " + name + "; begin the name with " + subject.lesson.name);
    compare_or_write(subject, part, committed_in / name, read_text(drawn_in / name));
  }
  for (const std::string& name : svgs_in(subject.root() / committed_in))
    if (name.starts_with(subject.lesson.name) && !drawn.contains(name))
      take_away(subject, part, committed_in / name);
  part.step();
  return std::to_string(drawn.size()) + " figures, the same paths from " +
         std::to_string(subject.context.workshop.compilers().size()) + " compiler(s)";
}

}  // namespace downhill::verify
