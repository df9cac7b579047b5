// SPDX-License-Identifier: MIT
#include "judge/workshop.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "judge/descriptor.hpp"
#include "judge/process.hpp"

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;

// What CMake has written: a line for each item, "key value"; a key may come again.
std::vector<std::pair<std::string, std::string>> read_items(const fs::path& path) {
  std::ifstream in(path);
  if (!in)
    throw std::runtime_error("there is no " + path.string() +
                             ": the build folder is not complete. Run cmake --preset release");
  std::vector<std::pair<std::string, std::string>> items;
  for (std::string line; std::getline(in, line);)
    if (const auto space = line.find(' '); space != line.npos)
      items.emplace_back(line.substr(0, space), line.substr(space + 1));
  return items;
}

// Held while ninja runs: two of them in one folder would build the same file at once.
Descriptor lock_build(const fs::path& build) {
  Descriptor lock(open((build / ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644));
  if (lock.get() >= 0) flock(lock.get(), LOCK_EX);
  return lock;
}

std::string last_lines(const std::string& text, int lines) {
  auto at = text.size();
  for (int i = 0; i <= lines && at != text.npos && at > 0; ++i) at = text.rfind('\n', at - 1);
  return at == text.npos || at == 0 ? text : text.substr(at + 1);
}

}  // namespace

Workshop::Workshop(const fs::path& root) : root_(root), build_(DOWNHILL_BUILD_FOLDER) {
  for (auto& [key, value] : read_items(build_ / "student.txt")) {
    if (key == "kit") kit_version_ = value;
    if (key == "canary") canary_ = value;
    if (key == "object") worker_objects_.emplace_back(value);
    if (key == "compiler")
      compilers_.push_back({.name = value, .target = "", .precompiled = {}, .compile = {}, .link = {}});
    if (key == "target") compilers_.back().target = value;
    if (key == "precompiled") compilers_.back().precompiled = value;
    if (key == "compile") compilers_.back().compile.push_back(value);
    if (key == "link") compilers_.back().link.push_back(value);
  }
}

fs::path Workshop::workers_folder() const {
  const char* const elsewhere = std::getenv("DOWNHILL_WORKERS");
  return elsewhere != nullptr && *elsewhere != '\0' ? fs::absolute(elsewhere) : build_ / "workers";
}

const Compiler& Workshop::compiler(std::string_view name) const {
  for (const Compiler& compiler : compilers_)
    if (name.empty() || compiler.name == name) return compiler;
  throw std::runtime_error("there is no compiler " + std::string(name) + " here");
}

LessonParts Workshop::parts(const std::string& lesson) const {
  LessonParts parts;
  for (auto& [key, value] : read_items(build_ / "lessons" / (lesson + ".txt"))) {
    if (key == "judge") parts.judge = value;
    if (key == "figure") parts.figure = value;
    if (key == "exports") parts.exports.emplace_back(value);
    if (key == "paths") parts.paths.emplace_back(value);
  }
  return parts;
}

void Workshop::make(const std::vector<std::string>& targets, const std::function<void()>& if_long,
                    bool in_sight) const {
  // Of a kit that belongs to somebody else only what is built already can be used.
  const bool ours = access(build_.c_str(), W_OK) == 0;
  Command ninja{.arguments = {"ninja", "-C", build_.string()}, .folder = {}, .time = std::chrono::hours(1)};
  ninja.keep_environment = true;
  ninja.arguments.insert(ninja.arguments.end(), targets.begin(), targets.end());
  const Descriptor lock = lock_build(build_);
  if (if_long || !ours) {
    Command look = ninja;
    look.arguments.push_back("-n");
    const bool work_to_do = run(look).out.find("no work to do") == std::string::npos;
    if (!ours && work_to_do)
      throw std::runtime_error("the kit in " + build_.string() +
                               " is not built, and belongs to another user, who has to call it first");
    if (!ours) return;
    if (work_to_do) if_long();
  }
  ninja.in_sight = in_sight;
  const Finished finished = run(ninja);
  if (!finished.ok())
    throw std::runtime_error("building the kit failed:\n" + last_lines(finished.out + finished.err, 20));
}

}  // namespace downhill::judge
