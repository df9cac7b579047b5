// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <thread>

#include "tool/commands.hpp"

namespace downhill::tool {

// Becomes ctest, so that its lines and its Ctrl-C are its own.
Exit test(const Context& context, bool full) {
  std::cerr << "Building everything (some minutes, once) …\n";
  context.workshop.make({"all"}, {}, true);
  const std::string folder = context.workshop.build_folder().string();
  const std::string jobs = std::to_string(std::max(1u, std::thread::hardware_concurrency()));
  std::vector<const char*> arguments{
      "ctest",      "--test-dir", folder.c_str(), "--output-on-failure", "--no-tests=error",
      "--parallel", jobs.c_str()};
  if (full) arguments.insert(arguments.end(), {"--build-config", "full"});
  arguments.push_back(nullptr);
  execvp("ctest", const_cast<char* const*>(arguments.data()));
  throw std::runtime_error(std::string("could not run ctest: ") + std::strerror(errno));
}

}  // namespace downhill::tool
