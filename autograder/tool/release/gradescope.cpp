// SPDX-License-Identifier: MIT
#include "tool/release/gradescope.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "judge/process.hpp"
#include "report/write_whole.hpp"

namespace downhill::release {
namespace {

namespace fs = std::filesystem;

const fs::path kScripts = "autograder/tool/release/gradescope";

// A lesson's share of the time, on half a processor: what an honest file takes that is slow in each of ten
// checks, without running out of time in any.
constexpr int kSecondsALesson = 20;
constexpr int kSecondsKept = 60;  // for a report, and for what run_autograder does around it

bool is_for_people(const std::string& path) {
  for (const char* const begin : {"docs/", ".github/", ".gitlab-ci.yml", ".devcontainer/", ".ci/"})
    if (path.starts_with(begin)) return true;
  return false;
}

std::string settings_of(const Assignment& assignment) {
  std::string lessons;
  for (const report::Lesson* lesson : assignment.lessons)
    lessons += (lessons.empty() ? "" : " ") + lesson->name;
  return "# Read by setup.sh and run_autograder; made by ./downhill release --gradescope.\nlessons='" +
         lessons + "'\nseed=" + std::to_string(assignment.seed) +
         "  # of the hidden inputs, for instructors' eyes alone\nminutes=" +
         std::to_string(assignment.minutes) +
         "  # Gradescope's own limit\nweak=" + (assignment.weak ? "--weak" : "") + "\n";
}

// toml++, which Ubuntu 22.04 does not have, as it is installed here: headers, and the text of their licence.
void add_toml(std::vector<File>& files) {
  const fs::path folder = fs::path(DOWNHILL_TOML_HEADERS) / "toml++";
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      files.push_back({("packages/toml++" / entry.path().lexically_relative(folder)).generic_string(),
                       text_of(entry.path())});
  const fs::path licence = "/usr/share/doc/libtomlplusplus-dev/copyright";
  if (fs::exists(licence)) files.push_back({"packages/toml++/copyright", text_of(licence)});
}

/// A folder that is gone when this goes.
class Scratch {
 public:
  Scratch() : name_((fs::temp_directory_path() / "downhill-zip-XXXXXX").string()) {
    if (::mkdtemp(name_.data()) == nullptr)
      throw std::runtime_error("could not make " + name_ + ": " + std::strerror(errno));
  }
  ~Scratch() {
    std::error_code cannot_help;
    fs::remove_all(name_, cannot_help);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  fs::path operator/(const fs::path& name) const { return fs::path(name_) / name; }

 private:
  std::string name_;
};

void write(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("could not write " + path.string());
}

void lay_out(const fs::path& folder, const std::vector<File>& files) {
  std::string names;
  for (const File& file : files) {
    const fs::path path = folder / "files" / file.path;
    fs::create_directories(path.parent_path());
    write(path, file.text);
    fs::permissions(path, static_cast<fs::perms>(file.program ? 0755 : 0644));
    names += file.path + "\n";
  }
  write(folder / "names", names);
}

}  // namespace

int minutes_for(std::size_t lessons) {
  return (static_cast<int>(lessons) * kSecondsALesson + kSecondsKept + 59) / 60;
}

std::vector<File> gradescope_files(const report::Course& course, const std::vector<File>& released,
                                   const Assignment& assignment) {
  std::vector<File> files;
  for (const char* const script : {"setup.sh", "run_autograder"})
    files.push_back({script, text_of(course.root / kScripts / script), true});
  files.push_back({"settings.sh", settings_of(assignment)});
  for (const File& file : released)
    if (!is_for_people(file.path)) files.push_back({"course/" + file.path, file.text, file.program});
  add_toml(files);
  return files;
}

void write_zip(const fs::path& zip, const std::vector<File>& files) {
  const Scratch scratch;
  lay_out(scratch / "", files);
  const fs::path made = scratch / "made.zip";
  const judge::Finished packed = judge::run(
      {.arguments = {"cmake", "-E", "tar", "cf", made.string(), "--format=zip", "--mtime=2000-01-01 00:00:00",
                     "--files-from=" + (scratch / "names").string()},
       .folder = scratch / "files",
       .time = std::chrono::minutes(10)});
  if (!packed.ok()) throw std::runtime_error("cmake -E tar could not make the zip: " + packed.err);
  report::write_whole(zip, text_of(made));
}

}  // namespace downhill::release
