// SPDX-License-Identifier: MIT
// The commands of ./downhill. main.cpp reads the command line; each command is a function in a file of its
// name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/report.hpp"
#include "tool/context.hpp"

namespace downhill::tool {

using report::Exit;

/// ./downhill: the course, what is done, and the next step.
Exit overview(const Context& context);

struct CheckOptions {
  std::vector<std::string> lessons;  ///< all, if empty
  std::string from;                  ///< a folder, or "solutions"; the exercises, if empty
  std::string format = "text";       ///< text, json, junit or github
  std::string out;                   ///< a file for the report; stdout, if empty
  std::string compiler;              ///< clang or gcc; the quickest, if empty
  std::uint32_t seed = 1;            ///< of the hidden inputs
  int within = 0;                    ///< seconds for all lessons together; 0: as many as it takes
};
Exit check(const Context& context, const CheckOptions& options);

/// Grades at each save, until Ctrl-C.
Exit watch(const Context& context, const std::string& lesson);

/// The next hint of a task; of the task that is next, if there is no name.
Exit hint(const Context& context, const std::string& task);

Exit quiz(const Context& context, const std::string& lesson);

/// Puts the stub back, and keeps the student's file aside.
Exit reset(const Context& context, const std::string& lesson);

struct TryOptions {
  std::string lesson, function;
  std::vector<std::string> arguments;
  std::string from;
};
/// Calls a student's function with numbers from the command line. Without a function: lists what there is.
Exit try_function(const Context& context, const TryOptions& options);

struct FigureOptions {
  std::vector<std::string> lessons;  ///< the next one, if empty
  bool all = false;                  ///< of all lessons, and for slides
  bool png = false;
  bool slides = false;       ///< also in one theme at a time: SVG, PNG and PDF, light and dark
  bool transparent = false;  ///< those without a background
  std::string from;
  std::string out;  ///< a folder; build/figures, if empty
};
Exit figure(const Context& context, const FigureOptions& options);

struct DebugOptions {
  std::string lesson;
  std::string check;  ///< one check by name; all, if empty
  bool asan = false;  ///< with AddressSanitizer and UBSan instead of gdb
  std::string from;
};
Exit debug(const Context& context, const DebugOptions& options);

struct TrainOptions {
  std::string from;
  std::string optimiser = "adam";
  std::string decay = "none";
  std::string images;  ///< a folder; if empty, where the environment or Debian's package has it
  std::string save, load, figure;
  bool all = false;  ///< every optimiser, one after the other
  double rate = 0;   ///< 0: the optimiser's usual one
  int epochs = 5, batch = 128, hidden = 128;
  std::uint32_t seed = 1;
};
/// The capstone's long run, over real pictures: becomes a program compiled for this machine.
Exit train(const Context& context, const TrainOptions& options);

/// Builds the site, and opens it if wanted.
Exit docs(const Context& context, bool open);

struct VerifyOptions {
  bool live = false;  ///< the modules of the live figures, and nothing else
  std::vector<std::string> lessons;
  bool record = false;  ///< writes what is generated instead of comparing it
};
Exit verify(const Context& context, const VerifyOptions& options);

struct ReleaseOptions {
  std::string folder;
  std::string gradescope;            ///< a zip for Gradescope instead, and the rest is for it
  std::vector<std::string> lessons;  ///< that it grades; none means all
  std::optional<std::uint32_t> seed;
  int minutes = 10;
};
Exit release(const Context& context, const ReleaseOptions& options);

Exit test(const Context& context, bool full);

struct BenchOptions {
  std::vector<std::string> what;  ///< of "verdict", "steps" and "training"; none means all
  int rounds = 5;                 ///< measurements of each verdict
};
Exit bench(const Context& context, const BenchOptions& options);

}  // namespace downhill::tool
