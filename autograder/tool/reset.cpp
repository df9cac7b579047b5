// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

#include "report/write_whole.hpp"
#include "tool/commands.hpp"
#include "tool/progress.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Renames, but never onto a name that is taken. Returns 0 or what went wrong.
int rename_to_free(const fs::path& from, const fs::path& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  return link(from.c_str(), to.c_str()) == 0 && unlink(from.c_str()) == 0 ? 0 : errno;  // NFS and others
}

/// Renames to one_weight.cpp.kept-1, or the next number that is free. Nothing, if there is no file.
/// @throws std::runtime_error if that cannot be; the file is then where it was
std::optional<fs::path> keep_aside(const fs::path& file) {
  for (int n = 1;; ++n) {
    const fs::path kept = file.string() + ".kept-" + std::to_string(n);
    const int error = rename_to_free(file, kept);
    if (error == 0) return kept;
    if (error == ENOENT) return std::nullopt;
    if (error != EEXIST)
      throw std::runtime_error("could not keep " + file.string() + " as " + kept.filename().string() + ": " +
                               std::strerror(error) + ". Nothing was changed");
  }
}

/// Puts the stub where the file was, and returns what was kept of it. An editor may save at any moment: what
/// stands under the name is moved, never written over.
std::vector<fs::path> put_back(const std::string& stub, const fs::path& file) {
  fs::create_directories(file.parent_path());
  const fs::path beside =
      file.parent_path() / ("." + file.filename().string() + ".stub-" + std::to_string(getpid()));
  report::write_whole(beside, stub);
  std::vector<fs::path> kept;
  for (int error = EEXIST; error != 0;) {
    if (const std::optional<fs::path> aside = keep_aside(file)) kept.push_back(*aside);
    error = rename_to_free(beside, file);
    if (error == 0 || error == EEXIST) continue;
    fs::remove(beside);
    throw std::runtime_error("could not put the stub at " + file.string() + ": " + std::strerror(error));
  }
  return kept;
}

}  // namespace

Exit reset(const Context& context, const std::string& lesson_name) {
  const report::Lesson& lesson = context.lesson(lesson_name);
  const fs::path file = context.course.root / lesson.exercise();
  const fs::path stub_file = context.course.root / "lessons" / lesson.name / "stub.cpp";
  const std::optional<std::string> stub = content_of(stub_file);
  if (!stub) throw std::runtime_error("could not read the stub " + stub_file.string());

  const std::string shown = lesson.exercise().string();
  if (fs::is_directory(file)) throw UsageError(shown + " is a folder; move it away first");
  if (!fs::is_symlink(file) && content_of(file) == stub) {
    std::printf("%s is the stub already; nothing was changed.\n", shown.c_str());
    return Exit::all_passed;
  }
  for (const fs::path& kept : put_back(*stub, file)) {
    const std::string name = (lesson.exercise().parent_path() / kept.filename()).string();
    std::printf("Your file is kept as %s\n  to have it again: cp %s %s\n", name.c_str(), name.c_str(),
                shown.c_str());
  }
  forget(context, lesson);
  std::printf("The stub is back in %s\n", shown.c_str());
  return Exit::all_passed;
}

}  // namespace downhill::tool
