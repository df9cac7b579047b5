// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tool/commands.hpp"

namespace downhill::tool {

// The work is done by a program of its own, tool/docs/main.cpp, which is built when it is asked for.
Exit docs(const Context& context, bool open) {
  context.workshop.make({"docs"}, [] { std::fputs("Building docs (once, half a minute) …\n", stderr); });
  const std::string program = (context.workshop.build_folder() / "tool" / "downhill-docs").string();
  const char* const arguments[] = {program.c_str(), open ? "--open" : nullptr, nullptr};
  setenv("DOWNHILL_ROOT", context.course.root.c_str(), 1);
  execv(program.c_str(), const_cast<char* const*>(arguments));
  throw std::runtime_error("could not run " + program + ": " + std::strerror(errno));
}

}  // namespace downhill::tool
