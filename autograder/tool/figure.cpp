// SPDX-License-Identifier: MIT
#include <csignal>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <sstream>

#include "judge/build.hpp"
#include "judge/process.hpp"
#include "kit/figure/style.hpp"
#include "report/escape.hpp"
#include "report/write_whole.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

using kit::figure::Ground;
using kit::figure::Theme;

volatile std::sig_atomic_t interrupted = 0;

/// Ctrl-C is noted, and heeded between two files; a second one ends the process.
void note_interruption() {
  struct sigaction action {};
  action.sa_handler = [](int signal) { interrupted = signal; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

std::vector<const report::Lesson*> chosen_lessons(const Context& context, const FigureOptions& options) {
  if (options.all || !options.lessons.empty()) return context.lessons(options.lessons);
  const report::Lesson* const next = next_lesson(context, read_progress(context));
  return {next != nullptr ? next : &context.course.lessons.back()};
}

// In the students' repository there are no solutions; there the committed figures are what all of them look
// like.
fs::path source_of(const Context& context, const report::Lesson& lesson, const FigureOptions& options) {
  if (options.all && options.from.empty()) return context.course.root / lesson.solution();
  return file_in(context, lesson, options.from);
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

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void copy_committed(const Context& context, const report::Lesson& lesson, const fs::path& folder,
                    std::vector<fs::path>& drawn) {
  for (const auto& entry : fs::directory_iterator(context.course.root / "docs" / "figures")) {
    if (!entry.path().filename().string().starts_with(lesson.name)) continue;
    drawn.push_back(folder / entry.path().filename());
    report::write_whole(drawn.back(), text_of(entry.path()));
  }
}

fs::path beside(const fs::path& svg, const std::string& ending) {
  return fs::path(svg).replace_extension(ending);
}

// Its output is kept until it is whole. With the environment, which says where a user's fonts are.
std::string converted(const fs::path& svg, const std::vector<std::string>& format) {
  judge::Command command{.arguments = {"rsvg-convert"}, .folder = {}, .most_output = 256 << 20};
  command.keep_environment = true;
  command.arguments.insert(command.arguments.end(), format.begin(), format.end());
  command.arguments.push_back(svg.string());
  const judge::Finished finished = judge::run(command);
  if (!finished.ok() && interrupted == 0)
    throw std::runtime_error("rsvg-convert could not convert " + svg.string() + ": " + finished.err);
  return finished.out;
}

// Makes a file and writes it, whole or not at all.
void write_file(const fs::path& file, const std::function<std::string()>& make) {
  if (interrupted != 0) return;
  const std::string bytes = make();
  if (interrupted != 0) return;
  report::write_whole(file, bytes);
  std::cout << file.string() << std::endl;
}

void write_png(const fs::path& svg) {
  write_file(beside(svg, ".png"), [&] { return converted(svg, {"--format", "png", "--zoom", "2"}); });
}

// A figure once more, in one theme at a time.
void write_for_slides(const fs::path& svg, Ground ground) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const fs::path themed = beside(svg, theme == Theme::light ? ".light.svg" : ".dark.svg");
    write_file(themed, [&] { return in_theme(text_of(svg), theme, ground); });
    write_png(themed);
    write_file(beside(themed, ".pdf"), [&] { return converted(themed, {"--format", "pdf"}); });
  }
}

void expect_converter(const FigureOptions& options) {
  if (!options.png && !options.slides) return;
  try {
    judge::run({.arguments = {"rsvg-convert", "--version"}, .folder = {}});
  } catch (const std::runtime_error&) {
    throw UsageError("PNG and PDF are made by rsvg-convert, which is not here: install librsvg2-bin");
  }
}

// A folder that may be written into. docs/figures is verify's, which knows what is to be in it.
fs::path folder_for(const Context& context, const FigureOptions& options) {
  const fs::path folder =
      fs::absolute(options.out.empty() ? context.course.root / "build" / "figures" : fs::path(options.out));
  if (fs::exists(folder) && !fs::is_directory(folder)) throw UsageError(folder.string() + " is not a folder");
  fs::create_directories(folder);
  std::error_code none;
  if (fs::equivalent(folder, context.course.root / "docs" / "figures", none))
    throw UsageError("the figures in docs/figures are the pages' own: draw into another folder");
  return folder;
}

void show_lesson(const Context& context, const report::Lesson& lesson, std::size_t position,
                 std::size_t count) {
  if (context.terminal.interactive && count > 1)
    std::cerr << "drawing " << position << " of " << count << ": " << lesson.name << "\n";
}

// As the signal would have ended us, now that no file is half written.
[[noreturn]] void stop(std::size_t figures) {
  std::cerr << "Stopped after " << figures << " figures; every file that is there is whole.\n";
  std::signal(interrupted, SIG_DFL);
  std::raise(interrupted);
  std::abort();
}

}  // namespace

Exit figure(const Context& context, const FigureOptions& given) {
  FigureOptions options = given;
  options.slides = options.slides || options.all;
  const auto lessons = chosen_lessons(context, options);
  const fs::path folder = folder_for(context, options);
  expect_converter(options);
  std::vector<std::string> targets{context.workshop.compiler().target, "worker_objects"};
  for (const report::Lesson* lesson : lessons)
    targets.insert(targets.end(), {"figure_" + lesson->name, "paths_" + lesson->name});
  context.workshop.make(targets, [] { std::cerr << "Building the figures (once, some seconds) …\n"; });

  note_interruption();
  bool all_drawn = true;
  std::size_t position = 0, figures = 0;
  for (const report::Lesson* lesson : lessons) {
    show_lesson(context, *lesson, ++position, lessons.size());
    const fs::path source = source_of(context, *lesson, options);
    std::vector<fs::path> drawn;
    if (options.all && options.from.empty() && !fs::exists(source))
      copy_committed(context, *lesson, folder, drawn);
    else
      all_drawn = draw(context, *lesson, source, folder, drawn) && all_drawn;
    for (const fs::path& svg : drawn) {
      std::cout << svg.string() << std::endl;
      if (options.png) write_png(svg);
      if (options.slides) write_for_slides(svg, options.transparent ? Ground::none : Ground::plain);
      if (interrupted != 0) stop(figures);
      ++figures;
    }
  }
  return all_drawn ? Exit::all_passed : Exit::not_all;
}

}  // namespace downhill::tool
