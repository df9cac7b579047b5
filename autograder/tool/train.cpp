// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <sstream>

#include "judge/descriptor.hpp"
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

// The student's files, as lesson 25's own and its parts.
std::vector<fs::path> code(const Context& context, const report::Lesson& capstone, const std::string& from) {
  std::vector<fs::path> sources;
  std::vector<std::string> lessons = capstone.parts;
  lessons.push_back(capstone.name);
  for (const std::string& name : lessons) {
    const fs::path file = fs::absolute(file_in(context, context.lesson(name), from));
    if (!fs::exists(file))
      throw UsageError("there is no " + file.string() + ": the long run needs lesson " + name);
    sources.push_back(fs::canonical(file));
  }
  return sources;
}

std::vector<fs::path> trainer(const fs::path& root) {
  const fs::path autograder = fs::canonical(root / "autograder"), datasets = fs::canonical(root / "datasets");
  const fs::path tool = autograder / "tool" / "train";
  return {tool / "main.cpp",
          tool / "runs.cpp",
          tool / "curves.cpp",
          tool / "progress_line.cpp",
          datasets / "idx.cpp",
          datasets / "file.cpp",
          autograder / "report" / "write_whole.cpp"};
}

// All with the same flags: what is compiled for this machine lays out its memory in another way than what is
// not.
std::string compile_command(const Context& context, const report::Lesson& capstone) {
  const fs::path lessons = fs::canonical(context.course.root / "lessons");
  const fs::path datasets = fs::canonical(context.course.root / "datasets");
  const std::vector<std::string>& usual = context.workshop.compiler().compile;
  std::string command = shell_word(usual.at(0)) + " -std=c++20 -O3 -march=native -fno-math-errno -DNDEBUG";
  for (std::size_t i = 0; i + 1 < usual.size(); ++i)
    if (usual[i] == "-isystem") command += " -isystem " + shell_word(usual[i + 1]);
  command += " -I " + shell_word(datasets.parent_path().string()) + " -I " +
             shell_word((lessons / capstone.name).string());
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

// What is built of one place's code. The trainer's own objects are the same for all places.
std::string ninja_file(const Context& context, const report::Lesson& capstone, const std::string& from,
                       const std::string& name) {
  const std::string compile = compile_command(context, capstone);
  std::ostringstream out;
  out << "rule compile\n  command = " << compile
      << " -MD -MF $out.d -c $in -o $out\n  depfile = $out.d\n  deps = gcc\n"
      << "rule apart\n  command = " << compile << " -MD -MF $out.d -MT $out -c $in -o $out.raw" << kSetApart
      << "\n  depfile = $out.d\n  deps = gcc\n"
      << "rule link\n  command = " << shell_word(context.workshop.compiler().compile.at(0))
      << " $in -lz -o $out\n";
  std::string objects;
  const auto build = [&](const char* rule, const fs::path& file, const std::string& folder) {
    const std::string object = escaped_path(fs::path(folder) / (file.stem().string() + ".o"));
    out << "build " << object << ": " << rule << " " << escaped_path(file) << "\n";
    objects += " " + object;
  };
  for (const fs::path& file : code(context, capstone, from)) build("apart", file, name);
  for (const fs::path& file : trainer(context.course.root)) build("compile", file, "trainer");
  out << "build " << name << "/train: link" << objects << "\n";
  return out.str();
}

// A folder for each place that code comes from, so that nothing is compiled twice.
std::string name_of_place(const std::string& from) {
  if (from.empty()) return "exercises";
  if (from == "solutions") return from;
  return "from-" + std::to_string(std::hash<std::string>()(fs::absolute(from).string()));
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
      return name.substr(0, name.find('(')) + " of lesson " + lesson + " is not defined in its file.";
    }
  return "";
}

/// The program, up to date; empty, with a word, if the code does not compile.
fs::path built(const Context& context, const report::Lesson& capstone, const std::string& from) {
  const fs::path folder = context.workshop.build_folder() / "train";
  const std::string name = name_of_place(from), plan = name + ".ninja";
  fs::create_directories(folder / name);
  const judge::Descriptor lock(open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  flock(lock.get(), LOCK_EX);  // two at once would share ninja's log
  const std::string text = ninja_file(context, capstone, from, name);
  if (judge::read_text(folder / plan) != text) judge::write_text(folder / plan, text);
  if (!fs::exists(folder / name / "train"))
    std::cerr << "Compiling your code for this machine, as fast as it gets (a minute, once) …\n";
  judge::Command command{.arguments = {"ninja", "-C", folder.string(), "-f", plan},
                         .folder = {},
                         .time = std::chrono::minutes(15)};
  command.keep_environment = true;
  const judge::Finished finished = judge::run(command);
  if (finished.ok()) return folder / name / "train";
  constexpr std::size_t kMost = 4000;
  const std::string lack = lacking(capstone, finished.out);
  std::cerr << (lack.empty() ? "The code does not compile:\n" + report::escaped(finished.out, kMost) : lack)
            << "\n";
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
        {"--rate", fmt::format("{}", options.rate)},
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
