// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tool/commands.hpp"

namespace downhill::tool {

// The work is done by a program of its own, tool/verify/main.cpp, which is built when it is asked for.
Exit verify(const Context& context, const VerifyOptions& options) {
  if (!std::filesystem::is_directory(context.course.root / "solutions"))
    throw UsageError(
        "verify holds the lessons against their solutions, which only the instructors' repository has. Yours "
        "is graded by "
        "./downhill check");
  context.workshop.make({"verify"}, [] { std::fputs("Building verify (once, half a minute) …\n", stderr); });

  const std::string program = (context.workshop.build_folder() / "tool" / "downhill-verify").string();
  std::vector<const char*> arguments{program.c_str()};
  for (const std::string& lesson : options.lessons) arguments.push_back(lesson.c_str());
  if (options.live) arguments.push_back("--live");
  if (options.record) arguments.push_back("--record");
  arguments.push_back(nullptr);
  setenv("DOWNHILL_ROOT", context.course.root.c_str(), 1);
  execv(program.c_str(), const_cast<char* const*>(arguments.data()));
  throw std::runtime_error("could not run " + program + ": " + std::strerror(errno));
}

}  // namespace downhill::tool
