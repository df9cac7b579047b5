// SPDX-License-Identifier: MIT
#include <iostream>
#include <sstream>

#include "judge/build.hpp"
#include "judge/process.hpp"
#include "report/escape.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTwice = "2";  // PNG at twice the size, for screens and slides

std::vector<const report::Lesson*> chosen_lessons(const Context& context, const FigureOptions& options) {
  if (options.all || !options.lessons.empty()) return context.lessons(options.lessons);
  const report::Lesson* const next = next_lesson(context, read_progress(context));
  return {next != nullptr ? next : &context.course.lessons.back()};
}

// In the students' repository there are no solutions; there the committed figures are what all of them look
// like.
fs::path source_of(const Context& context, const report::Lesson& lesson, const FigureOptions& options) {
  const bool reference = options.all && options.from.empty();
  return file_in(context, lesson, reference ? "solutions" : options.from);
}

bool is_reference(const Context& context, const report::Lesson& lesson, const fs::path& source) {
  std::error_code none;
  return fs::equivalent(source, context.course.root / lesson.solution(), none);
}

std::vector<fs::path> lines_as_paths(const std::string& text) {
  std::vector<fs::path> paths;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) paths.emplace_back(line);
  return paths;
}

// Draws one lesson into a folder; false, with a sentence, where there is nothing to draw.
bool draw(const Context& context, const report::Lesson& lesson, const fs::path& source,
          const fs::path& folder, std::vector<fs::path>& drawn) {
  const judge::Build build = judge::build_worker(context.workshop, context.workshop.compiler(),
                                                 report::read_submission(context.course.root, lesson, source),
                                                 judge::Purpose::figure);
  if (build.result != judge::Build::Result::ok) {
    std::cerr << lesson.name << " does not compile:\n" << report::escaped(build.log, 2000) << "\n";
    return false;
  }
  judge::Command command{.arguments = {context.workshop.parts(lesson.name).figure.string(), "--worker",
                                       build.worker.string(), "--out", folder.string()},
                         .folder = {}};
  const fs::path expected = context.course.root / "lessons" / lesson.name / "paths.json";
  if (!is_reference(context, lesson, source) && fs::exists(expected))
    command.arguments.insert(command.arguments.end(), {"--expected", expected.string()});
  const judge::Finished finished = judge::run(command);
  std::cerr << report::escaped(finished.ok() ? "" : lesson.name + ": " + finished.err, 2000);
  for (const fs::path& file : lines_as_paths(finished.out)) drawn.push_back(file);
  return finished.ok();
}

void convert_to_png(const fs::path& svg) {
  const fs::path png = fs::path(svg).replace_extension(".png");
  const judge::Finished finished =
      judge::run({.arguments = {"rsvg-convert", "--zoom", kTwice, "--output", png.string(), svg.string()},
                  .folder = {}});
  if (!finished.ok())
    throw std::runtime_error("rsvg-convert could not make " + png.string() + ": " + finished.err);
  std::cout << png.string() << "\n";
}

void copy_committed(const Context& context, const report::Lesson& lesson, const fs::path& folder,
                    std::vector<fs::path>& drawn) {
  for (const auto& entry : fs::directory_iterator(context.course.root / "docs" / "figures")) {
    if (!entry.path().filename().string().starts_with(lesson.name)) continue;
    drawn.push_back(folder / entry.path().filename());
    fs::copy_file(entry.path(), drawn.back(), fs::copy_options::overwrite_existing);
  }
}

}  // namespace

Exit figure(const Context& context, const FigureOptions& options) {
  const auto lessons = chosen_lessons(context, options);
  const fs::path folder =
      fs::absolute(options.out.empty() ? context.course.root / "build" / "figures" : fs::path(options.out));
  fs::create_directories(folder);
  std::vector<std::string> targets{context.workshop.compiler().target, "worker_objects"};
  for (const report::Lesson* lesson : lessons)
    targets.insert(targets.end(), {"figure_" + lesson->name, "paths_" + lesson->name});
  context.workshop.make(targets, [] { std::cerr << "Building the figures (once, some seconds) …\n"; });

  bool all_drawn = true;
  std::vector<fs::path> drawn;
  for (const report::Lesson* lesson : lessons) {
    const fs::path source = source_of(context, *lesson, options);
    if (options.all && !fs::exists(source))
      copy_committed(context, *lesson, folder, drawn);
    else
      all_drawn = draw(context, *lesson, source, folder, drawn) && all_drawn;
  }
  for (const fs::path& svg : drawn) {
    std::cout << svg.string() << "\n";
    if (options.png) convert_to_png(svg);
  }
  return all_drawn ? Exit::all_passed : Exit::not_all;
}

}  // namespace downhill::tool
