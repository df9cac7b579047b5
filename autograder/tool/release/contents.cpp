// SPDX-License-Identifier: MIT
#include "tool/release/contents.hpp"

#include <fnmatch.h>

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

namespace downhill::release {
namespace {

namespace fs = std::filesystem;

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r"), end = text.find_last_not_of(" \t\r");
  return begin == text.npos ? "" : std::string(text.substr(begin, end + 1 - begin));
}

std::string table_of(const report::Course& course) {
  std::string table = "| lesson | minutes | needs |\n|---|---|---|\n";
  for (const report::Lesson& lesson : course.lessons) {
    std::string needs;
    for (const std::string& name : lesson.needs) needs += (needs.empty() ? "" : ", ") + name.substr(0, 2);
    table += "| [" + lesson.number + " " + lesson.title + "](lessons/" + lesson.name + "/README.md) | " +
             std::to_string(lesson.minutes) + " | " + needs + " |\n";
  }
  return table;
}

/// A page without the lines between <!-- not for students --> and <!-- for everybody -->, and without these
/// two.
std::string for_students(std::string text) {
  constexpr std::string_view kOpen = "<!-- not for students -->\n", kClose = "<!-- for everybody -->\n";
  for (auto at = text.find(kOpen); at != text.npos; at = text.find(kOpen, at)) {
    const auto end = text.find(kClose, at);
    if (end == text.npos)
      throw std::runtime_error("<!-- not for students --> without <!-- for everybody -->");
    text.erase(at, end + kClose.size() - at);
  }
  return text;
}

/// Reads the list line by line, and each file that a line names.
class List {
 public:
  List(const report::Course& course, const fs::path& list) : course_(course), list_(list) {}

  std::vector<File> read() {
    std::ifstream in(list_);
    if (!in) throw std::runtime_error("there is no list of what to release, " + list_.string());
    for (std::string line; std::getline(in, line);) {
      ++line_;
      if (const std::string entry = trimmed(line); !entry.empty() && entry[0] != '#') add_entry(entry);
    }
    std::vector<File> files;
    for (auto& [path, file] : files_) files.push_back(std::move(file));
    for (File& file : files)
      if (file.path.ends_with(".md")) file.text = for_students(file.text);
    for (File& file : files)
      if (file.path == "README.md") file.text = replaced(file.text, "{lessons}\n", table_of(course_));
    return files;
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw std::runtime_error(list_.string() + ":" + std::to_string(line_) + ": " + what);
  }

  void add_entry(const std::string& entry) {
    if (entry.find('{') == entry.npos) return add(entry);
    for (const report::Lesson& lesson : course_.lessons)
      add(replaced(replaced(entry, "{lesson}", lesson.name), "{slug}", lesson.slug));
  }

  void add(const std::string& entry) {
    const auto equals = entry.find('=');
    if (equals != entry.npos)
      return take(trimmed(entry.substr(0, equals)), trimmed(entry.substr(equals + 1)));
    if (entry.find('*') == entry.npos) return take(entry, entry);
    const fs::path folder = fs::path(entry).parent_path(), pattern = fs::path(entry).filename();
    bool found = false;
    std::error_code not_there;
    for (const auto& there : fs::directory_iterator(course_.root / folder, not_there)) {
      const std::string name = there.path().filename().string();
      if (there.is_directory() || fnmatch(pattern.c_str(), name.c_str(), FNM_PERIOD) != 0) continue;
      take(folder / name, folder / name);
      found = true;
    }
    if (!found) refuse(entry + " finds no file; correct the line, or generate the files first");
  }

  // A link would bring in what nobody looked at.
  void take(const fs::path& to, const fs::path& from) {
    const fs::path source = course_.root / from;
    const fs::file_status status = fs::symlink_status(source);
    if (!fs::exists(status)) refuse("there is no " + from.string() + "; correct the line or add the file");
    if (!fs::is_regular_file(status))
      refuse(from.string() + " is a link or a folder; only files are released");
    File file{to.generic_string(), text_of(source),
              (status.permissions() & fs::perms::owner_exec) != fs::perms::none};
    if (!files_.try_emplace(file.path, file).second) refuse(file.path + " is named twice");
  }

  const report::Course& course_;
  const fs::path list_;
  int line_ = 0;
  std::map<std::string, File> files_;
};

}  // namespace

bool File::is_theirs() const {
  for (const char* const begin : {"exercises/", ".github/", ".gitlab-ci.yml", ".devcontainer/"})
    if (path.starts_with(begin)) return true;
  return false;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) throw std::runtime_error("could not read " + file.string());
  return text;
}

std::vector<File> contents_of(const report::Course& course, const fs::path& list) {
  return List(course, list).read();
}

}  // namespace downhill::release
