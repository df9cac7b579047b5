// SPDX-License-Identifier: MIT
#include "tool/context.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

fs::path find_root() {
  if (const char* root = std::getenv("DOWNHILL_ROOT"); root != nullptr && *root != '\0')
    return fs::path(root);
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (fs::exists(folder / "downhill") && fs::exists(folder / "lessons")) return folder;
    if (folder == folder.parent_path()) break;
  }
  throw UsageError("this is not a folder of the course: run ./downhill, or set DOWNHILL_ROOT");
}

}  // namespace

Terminal this_terminal() {
  Terminal terminal;
  terminal.interactive = isatty(STDOUT_FILENO) != 0;
  const char* const no_colour = std::getenv("NO_COLOR");
  terminal.colour = terminal.interactive && (no_colour == nullptr || *no_colour == '\0');
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    terminal.width = std::clamp<int>(size.ws_col, 40, 110);
  return terminal;
}

Context Context::open() {
  const fs::path root = fs::canonical(find_root());
  return {report::read_course(root), judge::Workshop(root), this_terminal()};
}

const report::Lesson& Context::lesson(const std::string& name) const {
  if (const report::Lesson* lesson = course.find(name)) return *lesson;
  if (name.find('/') != name.npos)  // a shell completes paths: exercises/16_momentum/
    for (const fs::path& part : fs::path(name))
      if (const report::Lesson* lesson = course.find(part.string())) return *lesson;
  std::string known;
  for (const auto& lesson : course.lessons) known += "\n  " + lesson.number + " " + lesson.slug;
  throw UsageError("there is no lesson " + name + ". There are:" + known);
}

std::vector<const report::Lesson*> Context::lessons(const std::vector<std::string>& names) const {
  std::vector<const report::Lesson*> chosen;
  for (const std::string& name : names)
    if (std::ranges::find(chosen, &lesson(name)) == chosen.end()) chosen.push_back(&lesson(name));
  if (names.empty())
    for (const auto& lesson : course.lessons) chosen.push_back(&lesson);
  return chosen;
}

report::Grading Context::prepare(const std::vector<const report::Lesson*>& lessons,
                                 const std::string& compiler, std::uint32_t seed) const {
  const report::Grading grading{&workshop.compiler(compiler), seed};
  workshop.make(report::targets_for_grading(lessons, *grading.compiler),
                [] { std::fputs("Building the checks (once, some seconds) …\n", stderr); });
  return grading;
}

namespace {

// Where a lesson's file may lie in a folder that was handed in.
std::array<fs::path, 3> places_in(const fs::path& folder, const report::Lesson& lesson) {
  const fs::path file = lesson.exercise().filename();
  return {folder / lesson.name / file, folder / "exercises" / lesson.name / file, folder / file};
}

}  // namespace

std::string others_in(const report::Lesson& lesson, const std::string& from, const fs::path& graded) {
  if (from.empty()) return "";  // the exercise itself is graded
  std::string text;
  std::error_code ignored;
  for (const fs::path& place : places_in(from, lesson))
    if (place != graded && fs::symlink_status(place, ignored).type() == fs::file_type::regular)
      text += (text.empty() ? "" : "\n") + ("not graded: " + place.lexically_relative(from).string() +
                                            ", for there is " + graded.lexically_relative(from).string());
  return text;
}

fs::path file_in(const Context& context, const report::Lesson& lesson, const std::string& from) {
  if (from.empty()) return context.course.root / lesson.exercise();
  // A folder of that name in front of the reader wins over the word.
  if (from == "solutions" && !fs::is_directory("solutions")) {
    if (!fs::is_directory(context.course.root / "solutions"))
      throw UsageError("the solutions are in the instructors' repository only");
    return context.course.root / lesson.solution();
  }
  const fs::path folder(from);
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) throw UsageError("--from " + from + " is not a folder");
  const fs::path file = lesson.exercise().filename();
  fs::path something_else;  // where there is no file at all, it is told what is in its place
  for (const fs::path& candidate : places_in(folder, lesson)) {
    const fs::file_type type = fs::symlink_status(candidate, ignored).type();
    if (type == fs::file_type::regular) return candidate;
    if (type != fs::file_type::not_found && something_else.empty()) something_else = candidate;
  }
  return something_else.empty() ? folder / file : something_else;
}

}  // namespace downhill::tool
