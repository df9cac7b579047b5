// SPDX-License-Identifier: MIT
#include "judge/build.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>

#include "judge/diagnostics.hpp"
#include "judge/process.hpp"
#include "judge/sandbox.hpp"

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr seconds kTimeToCompile{30};
constexpr std::size_t kCached = 200;  // workers that are kept

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write_file(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("could not write " + path.string());
}

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

// One that was made before is known by everything that went into it.
struct Recipe {
  fs::path contract_folder;
  std::string source;             // what is compiled
  std::vector<fs::path> objects;  // what it is linked with
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
  add_stamp(out, compiler.precompiled);
  for (const fs::path& object : recipe.objects) add_stamp(out, object);
  std::vector<fs::path> headers;
  for (const auto& entry : fs::directory_iterator(recipe.contract_folder))
    if (entry.path().extension() == ".hpp") headers.push_back(entry.path());
  std::ranges::sort(headers);
  for (const fs::path& header : headers) add_stamp(out, header);
  return out.str() + recipe.text();
}

Recipe recipe_of(const Workshop& workshop, const Compiler& compiler, const Submission& submission,
                 Purpose purpose) {
  const LessonParts parts = workshop.parts(submission.lesson);
  Recipe recipe{workshop.root() / "lessons" / submission.lesson, with_name(submission),
                purpose == Purpose::checks ? parts.exports : parts.paths, compiler.compile, compiler.link};
  const auto& objects = workshop.worker_objects();
  recipe.objects.insert(recipe.objects.end(), objects.begin(), objects.end());
  recipe.compile.insert(recipe.compile.end(), {"-I", recipe.contract_folder.string()});
  return recipe;
}

// A compiler that was not let come to its end. On another day it might, so nothing of it is remembered.
struct Stopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Finished run_to_its_end(const Command& command) {
  Finished finished = run(command);
  if (finished.timed_out)
    throw Stopped("the compiler was stopped after " + std::to_string(kTimeToCompile.count()) + " seconds");
  if (finished.status < 0) throw Stopped("the system ended the compiler, most likely for memory");
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

// Compiles and links in an empty folder. @throws Stopped
Build make(const Recipe& recipe, const Submission& submission, const fs::path& folder) {
  const fs::path text = folder / "text";
  fs::create_directory(text);
  lay_out_for_gcc(submission, text);
  write_file(text / "submission.cpp", recipe.source);
  Build build;
  Command compile{.arguments = recipe.compile, .folder = text, .time = kTimeToCompile};
  compile.arguments.insert(compile.arguments.end(), {"-c", "submission.cpp", "-o", "../submission.o"});
  const Finished compiled = run_to_its_end(compile);
  if (!compiled.ok()) return {Build::Result::error, {}, first_error(compiled.err, submission.shown_as), {}};
  build.log = warnings(compiled.err, submission.shown_as);

  Command link{.arguments = recipe.link, .folder = folder, .time = kTimeToCompile};
  link.arguments.push_back("submission.o");
  for (const fs::path& object : recipe.objects) link.arguments.push_back(object.string());
  // What is missing gets address 0, costs its own checks, and is named in the linker's warnings.
  link.arguments.insert(link.arguments.end(), {"-Wl,--warn-unresolved-symbols", "-o", "worker"});
  const Finished linked = run_to_its_end(link);
  if (!linked.ok()) return {Build::Result::error, {}, link_error(linked.err, submission.shown_as), {}};
  build.missing = undefined_symbols(linked.err);
  fs::remove(folder / "submission.o");
  fs::remove_all(text);
  return build;
}

void forget_the_oldest(const fs::path& cache) {
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  std::error_code ignored;  // another process may be doing the same
  for (const auto& entry : fs::directory_iterator(cache, ignored))
    entries.emplace_back(entry.last_write_time(ignored), entry.path());
  if (entries.size() <= kCached) return;
  std::ranges::sort(entries);
  for (std::size_t i = 0; i < entries.size() - kCached / 2; ++i) fs::remove_all(entries[i].second, ignored);
}

// A folder of the cache says what it was made of, so that two that share a hash are still told apart.
Build remembered(const fs::path& entry) {
  Build build;
  build.log = read_file(entry / "log");
  build.worker = entry / "worker";
  if (!fs::exists(build.worker)) build.result = Build::Result::error;
  std::istringstream missing(read_file(entry / "missing"));
  for (std::string name; std::getline(missing, name);) build.missing.push_back(name);
  return build;
}

void remember(const Build& build, const std::string& identity_text, const fs::path& folder) {
  write_file(folder / "identity", identity_text);
  write_file(folder / "log", build.log);
  std::string missing;
  for (const std::string& name : build.missing) missing += name + "\n";
  write_file(folder / "missing", missing);
}

// A folder of one's own, gone at the end unless it was moved elsewhere.
class Scratch {
 public:
  explicit Scratch(const fs::path& parent) {
    fs::create_directories(parent);
    std::string name = (parent / "making-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("could not make a folder in " + parent.string());
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Moves a finished folder to its place in the cache.
void keep(const fs::path& folder, const fs::path& entry, const std::string& identity_text) {
  std::error_code taken;
  fs::rename(folder, entry, taken);
  if (!taken || read_file(entry / "identity") == identity_text) return;  // another process made the same
  fs::remove_all(entry);                                                 // another text has the same hash
  fs::rename(folder, entry);
}

}  // namespace

Build build_worker(const Workshop& workshop, const Compiler& compiler, const Submission& submission,
                   Purpose purpose) try {
  const Recipe recipe = recipe_of(workshop, compiler, submission, purpose);
  const std::string id = identity(recipe, compiler);
  const fs::path cache = workshop.build_folder() / "workers";
  const fs::path entry = cache / (submission.lesson + "-" + std::to_string(std::hash<std::string>{}(id)));
  if (read_file(entry / "identity") == id) {
    std::error_code ignored;
    fs::last_write_time(entry, fs::file_time_type::clock::now(), ignored);  // not among the oldest
    return remembered(entry);
  }
  const Scratch scratch(cache);
  remember(make(recipe, submission, scratch.path()), id, scratch.path());
  keep(scratch.path(), entry, id);
  forget_the_oldest(cache);
  return remembered(entry);
} catch (const Stopped& why) {
  return {Build::Result::error, {}, why.what(), {}};
} catch (const std::exception& error) {
  return {Build::Result::infra_error, {}, error.what(), {}};
}

std::string read_source(const fs::path& file) {
  const Descriptor descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  struct stat s {};
  if (descriptor.get() < 0 || fstat(descriptor.get(), &s) != 0)
    throw std::runtime_error("could not open " + file.string());
  if (!S_ISREG(s.st_mode)) throw std::runtime_error(file.string() + " is not a regular file");
  std::string text(kMostSource + 1, '\0');
  std::size_t size = 0;
  for (ssize_t n;
       size < text.size() && (n = read(descriptor.get(), text.data() + size, text.size() - size)) > 0;)
    size += static_cast<std::size_t>(n);
  if (size > kMostSource)
    throw std::runtime_error(file.string() + " is larger than 1 MiB, which no lesson needs");
  text.resize(size);
  return text;
}

}  // namespace downhill::judge
