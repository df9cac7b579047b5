// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <stdexcept>

#include "judge/process.hpp"
#include "report/escape.hpp"
#include "tool/commands.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

// The checks call the student's functions directly, so a debugger steps from one into the other.
std::vector<std::string> compile_command(const Context& context, const report::Lesson& lesson,
                                         const fs::path& source, bool asan, const fs::path& program) {
  const fs::path& root = context.course.root;
  std::vector<std::string> command{context.workshop.compiler("gcc").compile.at(0),
                                   "-std=c++20",
                                   "-g",
                                   "-O0",
                                   "-DDOWNHILL_IN_PROCESS",
                                   "-D_GLIBCXX_ASSERTIONS",
                                   "-DEIGEN_INITIALIZE_MATRICES_BY_NAN"};
  if (asan) command.insert(command.end(), {"-fsanitize=address,undefined", "-fno-omit-frame-pointer"});
  for (const std::string& flag : context.workshop.compiler("gcc").compile)
    if (flag.find("eigen") != flag.npos) command.insert(command.end(), {"-isystem", flag});
  for (const fs::path& folder : {root / "lessons", root / "autograder", root / "lessons" / lesson.name})
    command.insert(command.end(), {"-I", folder.string()});
  for (const std::string& part : lesson.parts) command.push_back(report::beside(source, part).string());
  command.insert(command.end(),
                 {source.string(), (root / "autograder" / "checks" / lesson.name / "checks.cpp").string(),
                  (root / "autograder" / "judge" / "hidden.cpp").string(), "-lgmock", "-lgtest",
                  "-lgtest_main", "-lpthread", "-o", program.string()});
  return command;
}

constexpr std::chrono::minutes kPatience{10};  // GoogleTest and Eigen, on however busy a machine

[[noreturn]] void become(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  throw std::runtime_error("could not run " + command[0] + ": " + std::strerror(errno));
}

std::vector<std::string> debugger_command(const fs::path& program, const std::string& filter) {
  // Stops where something is thrown or a check fails; "Todo" is thrown too, by what is not written yet.
  return {"gdb",
          "-quiet",
          "-ex",
          "set breakpoint pending on",
          "-ex",
          "catch throw",
          "-ex",
          "run",
          "--args",
          program.string(),
          filter,
          "--gtest_break_on_failure",
          "--gtest_catch_exceptions=0"};
}

}  // namespace

Exit debug(const Context& context, const DebugOptions& options) {
  const report::Lesson& lesson = context.lesson(options.lesson);
  const fs::path source = fs::absolute(file_in(context, lesson, options.from));
  if (!fs::exists(source)) throw UsageError("there is no " + source.string());
  if (!options.check.empty() && lesson.check(options.check) == nullptr)
    throw UsageError(options.check + " is no check of " + lesson.name + "; ./downhill check " +
                     lesson.number + " lists them");

  const fs::path folder = context.workshop.build_folder() / "debug";
  fs::create_directories(folder);
  const fs::path program = folder / (lesson.name + (options.asan ? "-asan" : ""));
  std::cerr << "Compiling your file with the checks of " << lesson.name << " (some seconds) …\n";
  judge::Command compile{.arguments = compile_command(context, lesson, source, options.asan, program),
                         .folder = {},
                         .time = kPatience};
  const judge::Finished compiled = judge::run(compile);
  std::cerr << report::escaped(compiled.err, report::kLongText);
  if (compiled.timed_out || compiled.signal != 0)
    throw std::runtime_error("the compiler was ended, for time or for memory; run the command once more");
  if (!compiled.ok()) return Exit::not_all;

  const std::string filter = "--gtest_filter=" + (options.check.empty() ? "*" : options.check);
  if (!options.asan) become(debugger_command(program, filter));
  setenv("ASAN_OPTIONS", "detect_leaks=1:detect_stack_use_after_return=1", 0);
  setenv("UBSAN_OPTIONS", "print_stacktrace=1", 0);
  become({program.string(), filter});
}

}  // namespace downhill::tool
