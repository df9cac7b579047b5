// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <random>

#include "tool/commands.hpp"

namespace downhill::tool {
namespace {

// What tool/release/main.cpp is called with.
std::vector<std::string> words_for(const Context& context, const ReleaseOptions& options) {
  if (options.gradescope.empty()) {
    if (options.folder.empty()) throw UsageError("name a folder: release DIR, or a zip: --gradescope FILE");
    return {options.folder};
  }
  const std::uint32_t seed = options.seed ? *options.seed : std::random_device()();
  std::vector<std::string> words{"--gradescope", options.gradescope, std::to_string(seed),
                                 std::to_string(options.minutes)};
  for (const report::Lesson* lesson : context.lessons(options.lessons)) words.push_back(lesson->name);
  return words;
}

}  // namespace

// The work is done by a program of its own, tool/release/main.cpp, which is built when it is asked for.
Exit release(const Context& context, const ReleaseOptions& options) {
  const std::filesystem::path& root = context.course.root;
  if (!std::filesystem::is_directory(root / "autograder" / "tool" / "release"))
    throw UsageError("this is a student release already; the instructors' repository makes them");
  context.workshop.make({"release"}, [] { std::fputs("Building release (once, some seconds) …\n", stderr); });

  std::vector<std::string> words = words_for(context, options);
  words.insert(words.begin(), (context.workshop.build_folder() / "tool" / "downhill-release").string());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  setenv("DOWNHILL_ROOT", root.c_str(), 1);
  execv(arguments[0], arguments.data());
  throw std::runtime_error("could not run " + words[0] + ": " + std::strerror(errno));
}

}  // namespace downhill::tool
