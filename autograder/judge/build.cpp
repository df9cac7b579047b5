// SPDX-License-Identifier: MIT
#include "judge/build.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <sstream>
#include <stdexcept>

#include "judge/confinement.hpp"
#include "judge/descriptor.hpp"
#include "judge/diagnostics.hpp"
#include "judge/interruption.hpp"
#include "judge/layers.hpp"
#include "judge/process.hpp"
#include "judge/text_file.hpp"
#include "judge/worker_cache.hpp"

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr rlim_t kTimeToCompile = 20;  // seconds of processor time, whatever else the machine does
constexpr seconds kPatience{600};  // by the clock: no compiler takes so long, unless the machine is at fault
constexpr const char* kTooLarge = "the program takes more than 64 MiB: a very large array, perhaps";
constexpr std::size_t kMostSaid = 1000;            // bytes of a tool's own words
constexpr std::uintmax_t kMostWorker = 64u << 20;  // bytes; an honest one has two million

Build error(const std::string& why) { return {Build::Result::error, {}, why, {}}; }

// The student's text under the name that messages shall have, whatever file it is compiled from.
std::string with_name(const Submission& submission) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::string_view source = submission.source;
  if (source.starts_with(kByteOrderMark)) source.remove_prefix(kByteOrderMark.size());
  std::string name;
  for (const char c : submission.shown_as) {
    if (c == '"' || c == '\\') name += '\\';
    name += c;
  }
  return "#line 1 \"" + name + "\"\n" + std::string(source) + "\n";
}

// How a file is compiled, and what it becomes part of. One that was made before is known by all of it.
struct Recipe {
  fs::path kit, precompiled;
  std::vector<fs::path> contracts;  // folders: the lesson's own, and those of its parts
  bool shows_lines_of_files;        // does the compiler, whatever text it was given?
  std::string source;               // what is compiled
  std::vector<fs::path> objects;    // the kit's, that it is linked with,
  std::vector<fs::path> parts;      // and the student's
  std::vector<std::string> compile, link;

  std::string text() const {
    std::ostringstream all;
    for (const auto* words : {&compile, &link})
      for (const std::string& word : *words) all << word << '\n';
    return all.str() + "\n" + source;
  }
};

void add_stamp(std::ostringstream& out, const fs::path& file) {
  struct stat s {};
  stat(file.c_str(), &s);
  out << file.string() << ' ' << s.st_size << ' ' << s.st_mtim.tv_sec << '.' << s.st_mtim.tv_nsec << '\n';
}

std::string identity(const Recipe& recipe, const Compiler& compiler) {
  std::ostringstream out;
  out << layers_here().compilers << '\n';  // what was built behind no fence may have read anything
  add_stamp(out, compiler.precompiled);
  for (const auto* objects : {&recipe.objects, &recipe.parts})
    for (const fs::path& object : *objects) add_stamp(out, object);
  std::vector<fs::path> headers;
  for (const fs::path& folder : recipe.contracts)
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".hpp") headers.push_back(entry.path());
  std::ranges::sort(headers);
  for (const fs::path& header : headers) add_stamp(out, header);
  return out.str() + recipe.text();
}

// How a file is compiled; nothing is linked with it yet.
Recipe recipe_of(const Workshop& workshop, const Compiler& compiler, const Submission& submission) {
  const fs::path lessons = workshop.root() / "lessons";
  Recipe recipe{.kit = workshop.root(),
                .precompiled = compiler.precompiled,
                .contracts = {lessons / submission.lesson},
                .shows_lines_of_files = compiler.name == "gcc",
                .source = with_name(submission),
                .objects = {},
                .parts = {},
                .compile = compiler.compile,
                .link = {}};
  for (const Submission& part : submission.parts) recipe.contracts.push_back(lessons / part.lesson);
  recipe.compile.insert(recipe.compile.end(), {"-I", recipe.contracts.front().string()});
  return recipe;
}

// A compiler that was not let come to its end. On another day it might, so nothing of it is remembered.
struct Stopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

bool is_inside(const fs::path& file, const fs::path& folder) {
  const fs::path relative = file.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

// What a compiler gets to read, and the folder that it may write to.
Confinement confinement_of(const Recipe& recipe, const fs::path& folder) {
  Confinement confinement{.reach = {.readable = recipe.contracts, .writable = {folder}},
                          .cpu_seconds = kTimeToCompile};
  auto& readable = confinement.reach.readable;
  for (const char* kit : {"lessons/kit", "autograder/wire", "autograder/worker"})
    readable.push_back(recipe.kit / kit);
  readable.push_back(recipe.precompiled.parent_path());
  for (const auto* objects : {&recipe.objects, &recipe.parts})
    readable.insert(readable.end(), objects->begin(), objects->end());
  for (std::size_t i = 0; i + 1 < recipe.compile.size(); ++i)  // Eigen, wherever it is installed
    if (recipe.compile[i] == "-isystem" && !is_inside(recipe.compile[i + 1], recipe.kit))
      readable.emplace_back(recipe.compile[i + 1]);
  return confinement;
}

Finished run_to_its_end(const Recipe& recipe, const fs::path& folder, Command command) {
  const Fence fence(confinement_of(recipe, folder));
  command.fence = &fence;
  command.time = kPatience;
  Finished finished = run(command);
  if (finished.signal == SIGTERM || finished.signal == SIGINT || finished.signal == SIGHUP)
    throw Interrupted("somebody ended the compiler");  // no text that it reads can do that
  const auto says = [&](const char* text) { return finished.err.find(text) != finished.err.npos; };
  if (finished.timed_out)
    throw std::runtime_error("the compiler did not come to its end: this machine is too busy");
  if (finished.ok()) return finished;  // its warnings quote the student's words, whatever those are
  // Not behind bubblewrap, of which we hear neither this signal nor the memory.
  if (finished.signal == SIGKILL && finished.took_little_memory &&
      finished.cpu_seconds < 0.9 * kTimeToCompile)
    throw std::runtime_error(
        "the system ended the compiler, though it had taken little: this machine has too little memory");
  // bubblewrap tells of a signal as shells do. So does a compiler of its own crashes, but these have words.
  const int told = finished.status - 128;
  if (told == SIGKILL || told == SIGXCPU || told == SIGXFSZ || (told > 0 && finished.err.empty()))
    finished.signal = told;
  // The kernel ends it by a signal that might have come for memory, too: the time that it used tells.
  if (finished.signal == SIGXCPU || finished.cpu_seconds > 0.9 * kTimeToCompile)
    throw Stopped("the compiler was stopped after " + std::to_string(kTimeToCompile) + " seconds");
  if (finished.signal == SIGXFSZ || says("[File size limit exceeded]")) throw Stopped(kTooLarge);
  // g++ says that its own child was killed; clang has none.
  if (finished.signal != 0 || says("fatal error: Killed signal terminated program") ||
      says("LLVM ERROR: out of memory") || says("virtual memory exhausted"))
    throw Stopped("the system ended the compiler, most likely for memory");
  return finished;
}

// g++ shows lines of the file that #line names, if it finds one of that name. Where it does not, it shows
// none.
void lay_out_for_gcc(const Submission& submission, const fs::path& folder) {
  const fs::path shown = fs::path(submission.shown_as).lexically_normal();
  if (shown.is_absolute() || !shown.has_filename() || *shown.begin() == "..") return;
  std::error_code ignored;
  fs::create_directories((folder / shown).parent_path(), ignored);
  std::ofstream(folder / shown, std::ios::binary) << submission.source;
}

// What came of it; where it failed, was it the text for certain, or perhaps this machine?
struct Attempt {
  Build build;
  bool in_doubt = false;
};
Attempt in_doubt(const std::string& why) { return {error(why), true}; }

// Compiles to submission.o in an empty folder. @throws Stopped
Attempt compile(const Recipe& recipe, const Submission& submission, const fs::path& folder) {
  const fs::path text = folder / "text";
  fs::create_directory(text);
  if (recipe.shows_lines_of_files) lay_out_for_gcc(submission, text);
  write_text(folder / "submission.cpp", recipe.source);
  Command command{.arguments = recipe.compile, .folder = text};
  command.arguments.insert(command.arguments.end(), {"-c", "../submission.cpp", "-o", "../submission.o"});
  const Finished compiled = run_to_its_end(recipe, folder, command);
  if (!compiled.ok())
    return {error(first_error(compiled.err, submission.shown_as)),
            !first_error_is_in(submission.shown_as, compiled.err)};
  return {{Build::Result::ok, {}, warnings(compiled.err, submission.shown_as), {}}};
}

// What a part's file should define, but does not, as the linker's log has it.
std::string lack_of_a_part(const std::string& log, const Submission& submission) {
  for (const Submission& part : submission.parts) {
    const std::string name = " downhill::" + part.lesson.substr(part.lesson.find('_') + 1) + "::";
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
      std::ranges::replace_if(
          line, [](char c) { return c == '`' || c == '\''; }, ' ');
      if (line.find("undefined") == line.npos || line.find(name) == line.npos) continue;
      const std::string lacking = line.substr(line.find(name) + name.size());
      return submission.shown_as + " calls " + lacking.substr(0, lacking.find('(')) + " of lesson " +
             part.lesson + ", which " + part.shown_as + " does not define";
    }
  }
  return "";
}

// Compiles and links in an empty folder. @throws Stopped
Attempt make_worker(const Recipe& recipe, const Submission& submission, const fs::path& folder) {
  Attempt attempt = compile(recipe, submission, folder);
  if (attempt.build.result != Build::Result::ok) return attempt;

  Command link{.arguments = recipe.link, .folder = folder};
  link.arguments.push_back("submission.o");
  for (const auto* objects : {&recipe.objects, &recipe.parts})
    link.arguments.insert(link.arguments.end(), objects->begin(), objects->end());
  // What is missing gets address 0, costs its own checks, and is named in the linker's warnings.
  link.arguments.insert(link.arguments.end(), {"-Wl,--warn-unresolved-symbols", "-o", "worker"});
  const Finished linked = run_to_its_end(recipe, folder, link);
  if (!linked.ok()) return in_doubt(link_error(linked.err, submission.shown_as));
  if (const std::string lack = lack_of_a_part(linked.err, submission); !lack.empty()) return {error(lack)};
  if (fs::file_size(folder / "worker") > kMostWorker) return {error(kTooLarge)};
  attempt.build.missing = undefined_symbols(linked.err);
  return attempt;
}

// An object of which nothing is seen but what the contracts declare. @throws Stopped
Attempt make_part(const Recipe& recipe, const Submission& part, const fs::path& folder) {
  Attempt attempt = compile(recipe, part, folder);
  if (attempt.build.result != Build::Result::ok) return attempt;
  // First without groups: the linker would take a group's symbols from another file, local or not.
  const Finished alone =
      run_to_its_end(recipe, folder,
                     {.arguments = {"ld", "-r", "--force-group-allocation", "submission.o", "-o", "alone.o"},
                      .folder = folder});
  if (!alone.ok())
    return in_doubt("ld could not set " + part.shown_as + " apart:\n" + alone.err.substr(0, kMostSaid));
  const Finished hidden =
      run_to_its_end(recipe, folder,
                     {.arguments = {"objcopy", "--wildcard",
                                    "--keep-global-symbol=_ZN8downhill*",    // functions,
                                    "--keep-global-symbol=_ZNK8downhill*",   // const members,
                                    "--keep-global-symbol=_ZT?N8downhill*",  // types thrown
                                    "alone.o", "worker"},
                      .folder = folder});
  if (!hidden.ok())
    return in_doubt("objcopy could not hide helpers of " + part.shown_as + ":\n" +
                    hidden.err.substr(0, kMostSaid));
  return attempt;
}

using Maker = Attempt (*)(const Recipe&, const Submission&, const fs::path& folder);

// What the stub does not become is not the student's fault either: of a disk that is full, of limits that are
// too low, of a library that is lacking. @throws std::runtime_error
void expect_the_stub_to_build(Recipe recipe, Maker make, const fs::path& folder) {
  const fs::path file = recipe.contracts.front() / "stub.cpp";
  const Submission stub{
      .lesson = recipe.contracts.front().filename(), .source = read_text(file), .shown_as = file.string()};
  recipe.source = with_name(stub);
  recipe.parts.clear();
  std::string why;
  try {
    fs::create_directory(folder);
    const Build build = make(recipe, stub, folder).build;
    if (build.result == Build::Result::ok) return;
    why = build.log;
  } catch (const Stopped& stopped) {
    why = stopped.what();
  }
  throw std::runtime_error("this machine cannot build the lesson's stub either, so nobody is to blame: " +
                           why);
}

// In folders of their own, of which the worker alone is kept. @throws Stopped if it may go another way next
// time
Build make_fairly(Maker make, const Recipe& recipe, const Submission& submission, const fs::path& folder) {
  const fs::path making = folder / "making", stub = folder / "stub";
  fs::create_directory(making);
  Attempt attempt;
  std::exception_ptr stopped;
  try {
    attempt = make(recipe, submission, making);
    if (attempt.build.result == Build::Result::ok) fs::rename(making / "worker", folder / "worker");
  } catch (const Stopped&) {
    stopped = std::current_exception();
  }
  fs::remove_all(making);  // before the stub needs the room
  if (stopped || attempt.in_doubt) expect_the_stub_to_build(recipe, make, stub);
  fs::remove_all(stub);
  if (stopped) std::rethrow_exception(stopped);
  if (attempt.in_doubt) throw Stopped(attempt.build.log);  // a full disk may have room by now
  return attempt.build;
}

Build make_or_remember(const Workshop& workshop, const Compiler& compiler, const Submission& submission,
                       const Recipe& recipe, Maker make) {
  return WorkerCache(workshop.workers_folder())
      .get(submission.lesson, identity(recipe, compiler),
           [&](const fs::path& folder) { return make_fairly(make, recipe, submission, folder); });
}

// Folder by folder: whatever is a link at the moment at which it is opened is refused, however quickly links
// come and go.
Descriptor open_without_links(const fs::path& file, int folders) {
  if (folders == 0) return Descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  fs::path first = file;
  for (int i = 0; i <= folders; ++i) first = first.parent_path();
  Descriptor folder(open(first.empty() ? "." : first.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (const fs::path& name : file.parent_path().lexically_relative(first))
    if (folder.get() >= 0)
      folder = Descriptor(openat(folder.get(), name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder.get() < 0) return folder;
  return Descriptor(
      openat(folder.get(), file.filename().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
}

}  // namespace

Build build_worker(const Workshop& workshop, const Compiler& compiler, const Submission& submission,
                   Purpose purpose) try {
  Recipe recipe = recipe_of(workshop, compiler, submission);
  const LessonParts own = workshop.parts(submission.lesson);
  recipe.link = compiler.link;
  recipe.objects = purpose == Purpose::checks ? own.exports : own.paths;
  recipe.objects.insert(recipe.objects.end(), workshop.worker_objects().begin(),
                        workshop.worker_objects().end());
  for (const Submission& part : submission.parts) {
    Recipe of_the_part = recipe_of(workshop, compiler, part);
    of_the_part.link = {"a part"};  // which no worker of the same text is
    const Build built = make_or_remember(workshop, compiler, part, of_the_part, make_part);
    if (built.result != Build::Result::ok) return built;
    recipe.parts.push_back(built.worker);
  }
  return make_or_remember(workshop, compiler, submission, recipe, make_worker);
} catch (const Stopped& why) {
  return error(why.what());
} catch (const std::exception& why) {
  return {Build::Result::infra_error, {}, why.what(), {}};
}

std::string read_source(const fs::path& file, int folders) {
  const Descriptor descriptor = open_without_links(file, folders);
  struct stat s {};
  if (descriptor.get() < 0 && errno == ENOENT) throw std::runtime_error("there is no file " + file.string());
  if (descriptor.get() < 0 && errno == ELOOP)
    throw std::runtime_error(file.string() + " is a link; the file itself has to be handed in");
  if (descriptor.get() < 0 && errno == ENXIO)  // a socket
    throw std::runtime_error(file.string() + " is not a regular file");
  if (descriptor.get() < 0 || fstat(descriptor.get(), &s) != 0)
    throw std::runtime_error("could not open " + file.string() + ": " + std::strerror(errno));
  if (!S_ISREG(s.st_mode)) throw std::runtime_error(file.string() + " is not a regular file");
  std::string text(kMostSource + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t n = read(descriptor.get(), text.data() + size, text.size() - size);
    if (n < 0) throw std::runtime_error("could not read " + file.string() + ": " + std::strerror(errno));
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
  }
  if (size > kMostSource)
    throw std::runtime_error(file.string() + " is larger than 1 MiB, which no lesson needs");
  text.resize(size);
  return text;
}

}  // namespace downhill::judge
