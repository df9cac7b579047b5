// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tool/commands.hpp"

namespace downhill::tool {

// The work is done by a program of its own, tool/release/main.cpp, which is built when it is asked for.
Exit release(const Context& context, const ReleaseOptions& options) {
  const std::filesystem::path& root = context.course.root;
  if (!std::filesystem::is_directory(root / "autograder" / "tool" / "release"))
    throw UsageError("this is a student release already; the instructors' repository makes them");
  context.workshop.make({"release"}, [] { std::fputs("Building release (once, some seconds) …\n", stderr); });

  const std::string program = (context.workshop.build_folder() / "tool" / "downhill-release").string();
  const char* const arguments[] = {program.c_str(), options.folder.c_str(), nullptr};
  setenv("DOWNHILL_ROOT", root.c_str(), 1);
  execv(program.c_str(), const_cast<char* const*>(arguments));
  throw std::runtime_error("could not run " + program + ": " + std::strerror(errno));
}

}  // namespace downhill::tool
