// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <sstream>

#include "judge/process.hpp"
#include "judge/text_file.hpp"
#include "report/escape.hpp"
#include "tool/commands.hpp"

namespace downhill::tool {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVariable = "DOWNHILL_FASHION_MNIST";
constexpr const char* kPackaged = "/usr/share/datasets/fashion-mnist";

// ── the pictures

/// The four files in a folder, gzipped or not; the first that is missing is named.
std::vector<std::string> pictures_in(const fs::path& folder) {
  std::vector<std::string> files;
  for (const char* const name : {"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                 "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
    const fs::path packed = folder / (std::string(name) + ".gz"), plain = folder / name;
    if (!fs::exists(packed) && !fs::exists(plain))
      throw UsageError(
          "there is no " + packed.string() +
          ". The pictures of Fashion-MNIST are four files. On Debian and Ubuntu they are a package:\n"
          "  sudo apt-get install dataset-fashion-mnist\n"
          "Elsewhere fetch them from https://github.com/zalandoresearch/fashion-mnist and name their "
          "folder:\n"
          "  ./downhill train --images FOLDER      or " +
          kVariable + "=FOLDER");
    files.push_back(fs::absolute(fs::exists(packed) ? packed : plain).string());
  }
  return files;
}

fs::path folder_of_pictures(const TrainOptions& options) {
  if (!options.images.empty()) return options.images;
  const char* const named = std::getenv(kVariable);
  return named != nullptr && *named != '\0' ? named : kPackaged;
}

// ── the program: the trainer and the code that it trains with, built by ninja in a folder of their own

/// As ninja reads a path.
std::string escaped_path(const fs::path& path) {
  std::string out;
  for (const char c : path.string()) {
    if (c == '$' || c == ' ' || c == ':') out += '$';
    out += c;
  }
  return out;
}

/// As a shell reads a word, in a command that ninja reads first.
std::string shell_word(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? "'\\''" : c == '$' ? "$$" : std::string(1, c);
  return out + "'";
}

struct Source {
  fs::path file;
  bool alone =
      false;  ///< one of several that may have helpers of one name: only its contract's functions are seen
};

// The student's files, as lesson 25's own and its parts.
std::vector<Source> code(const Context& context, const report::Lesson& capstone, const std::string& from) {
  std::vector<Source> sources;
  std::vector<std::string> lessons = capstone.parts;
  lessons.push_back(capstone.name);
  for (const std::string& name : lessons) {
    const fs::path file = fs::absolute(file_in(context, context.lesson(name), from));
    if (!fs::exists(file))
      throw UsageError("there is no " + file.string() + ": the long run needs lesson " + name);
    sources.push_back({file, true});
  }
  return sources;
}

std::vector<Source> trainer(const fs::path& root) {
  const fs::path tool = root / "autograder" / "tool" / "train", datasets = root / "datasets";
  std::vector<Source> sources;
  for (const fs::path& file :
       {tool / "main.cpp", tool / "runs.cpp", tool / "curves.cpp", tool / "progress_line.cpp",
        root / "autograder" / "report" / "write_whole.cpp", datasets / "idx.cpp", datasets / "file.cpp"})
    sources.push_back({file});
  return sources;
}

// All with the same flags: what is compiled for this machine lays out its memory in another way than what is
// not.
std::string compile_command(const Context& context, const report::Lesson& capstone) {
  const fs::path lessons = context.course.root / "lessons";
  const std::vector<std::string>& usual = context.workshop.compiler().compile;
  std::string command = shell_word(usual.at(0)) + " -std=c++20 -O3 -march=native -fno-math-errno -DNDEBUG";
  for (std::size_t i = 0; i + 1 < usual.size(); ++i)
    if (usual[i] == "-isystem") command += " -isystem " + shell_word(usual[i + 1]);
  command +=
      " -I " + shell_word(context.course.root.string()) + " -I " + shell_word((lessons / capstone.name).string());
  for (const std::string& part : capstone.parts) command += " -I " + shell_word((lessons / part).string());
  return command;
}

#ifdef __linux__
// What judge::build_worker does to parts, for the same reason.
constexpr const char* kSetApart =
    " && ld -r --force-group-allocation $out.raw -o $out.joined && objcopy --wildcard "
    "--keep-global-symbol='_ZN8downhill*' --keep-global-symbol='_ZNK8downhill*' "
    "--keep-global-symbol='_ZT?N8downhill*' $out.joined $out";
#else
constexpr const char* kSetApart = " && mv $out.raw $out";
#endif

std::string ninja_file(const Context& context, const report::Lesson& capstone, const std::string& from) {
  const std::string compile = compile_command(context, capstone);
  std::ostringstream out;
  out << "rule compile\n  command = " << compile
      << " -MD -MF $out.d -c $in -o $out\n  depfile = $out.d\n  deps = gcc\n"
      << "rule apart\n  command = " << compile << " -MD -MF $out.d -MT $out -c $in -o $out.raw" << kSetApart
      << "\n  depfile = $out.d\n  deps = gcc\n"
      << "rule link\n  command = " << shell_word(context.workshop.compiler().compile.at(0))
      << " $in -lz -o $out\n";
  std::string objects;
  std::vector<Source> sources = code(context, capstone, from);
  for (const Source& source : trainer(context.course.root)) sources.push_back(source);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string object = std::to_string(i) + "_" + sources[i].file.stem().string() + ".o";
    out << "build " << escaped_path(object) << ": " << (sources[i].alone ? "apart " : "compile ")
        << escaped_path(sources[i].file) << "\n";
    objects += " " + escaped_path(object);
  }
  out << "build trainer: link" << objects << "\n";
  return out.str();
}

// A folder for each place that code comes from, so that nothing is compiled twice.
fs::path build_folder(const Context& context, const std::string& from) {
  const std::string name =
      from.empty() ? "exercises"
                   : "from-" + std::to_string(std::hash<std::string>()(fs::absolute(from).string()));
  return context.workshop.build_folder() / "train" / name;
}

/// The functions that a file of a lesson should define but does not, from the linker's messages.
std::string lacking(const report::Lesson& capstone, const std::string& log) {
  std::vector<std::string> lessons = capstone.parts;
  lessons.push_back(capstone.name);
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);)
    for (const std::string& lesson : lessons) {
      const std::string scope = "downhill::" + lesson.substr(lesson.find('_') + 1) + "::";
      const std::size_t at = line.find(scope);
      if (line.find("undefined") == line.npos || at == line.npos) continue;
      const std::string name = line.substr(at + scope.size());
      return name.substr(0, name.find('(')) + " of lesson " + lesson + " is not defined in its file. ";
    }
  return "";
}

/// The program, up to date; empty, with a word, if the code does not compile.
fs::path built(const Context& context, const report::Lesson& capstone, const std::string& from) {
  const fs::path folder = build_folder(context, from), plan = folder / "build.ninja";
  fs::create_directories(folder);
  const std::string text = ninja_file(context, capstone, from);
  if (judge::read_text(plan) != text) judge::write_text(plan, text);
  if (!fs::exists(folder / "trainer"))
    std::cerr << "Compiling your code for this machine, as fast as it gets (a minute, once) …\n";
  judge::Command command{
      .arguments = {"ninja", "-C", folder.string()}, .folder = {}, .time = std::chrono::minutes(15)};
  command.keep_environment = true;
  const judge::Finished finished = judge::run(command);
  if (finished.ok()) return folder / "trainer";
  constexpr std::size_t kMost = 4000;
  std::cerr << lacking(capstone, finished.out) << "The code does not compile:\n"
            << report::escaped(finished.out, kMost) << "\n";
  return {};
}

std::vector<std::string> arguments(const Context& context, const TrainOptions& options,
                                   const fs::path& program) {
  const std::vector<std::string> pictures = pictures_in(folder_of_pictures(options));
  const auto from_here = [](const std::string& file) {
    return file.empty() ? "" : fs::absolute(file).string();
  };
  const fs::path figures = context.course.root / "build" / "figures";
  if (options.figure.empty()) fs::create_directories(figures);
  std::vector<std::string> words{program.string(), "--images",  pictures[0],     "--labels", pictures[1],
                                 "--test-images",  pictures[2], "--test-labels", pictures[3]};
  for (const auto& [name, value] :
       {std::pair<const char*, std::string>{"--optimiser", options.all ? "all" : options.optimiser},
        {"--rate", std::to_string(options.rate)},
        {"--decay", options.decay},
        {"--epochs", std::to_string(options.epochs)},
        {"--batch", std::to_string(options.batch)},
        {"--hidden", std::to_string(options.hidden)},
        {"--seed", std::to_string(options.seed)},
        {"--save", from_here(options.save)},
        {"--load", from_here(options.load)},
        {"--figure", options.figure.empty() ? (figures / "train.svg").string() : from_here(options.figure)}})
    words.insert(words.end(), {name, value});
  return words;
}

}  // namespace

Exit train(const Context& context, const TrainOptions& options) {
  const report::Lesson& capstone = context.lesson("capstone");
  pictures_in(folder_of_pictures(options));  // before anybody waits for a compiler
  const fs::path program = built(context, capstone, options.from);
  if (program.empty()) return Exit::not_all;
  std::vector<std::string> words = arguments(context, options, program);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execv(program.c_str(), pointers.data());
  throw std::runtime_error("could not run " + program.string() + ": " + std::strerror(errno));
}

}  // namespace downhill::tool
