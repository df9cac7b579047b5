// SPDX-License-Identifier: MIT
// A course of its own for a test: exercises and progress that may be changed, everything else the real one's.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "judge/process.hpp"

namespace downhill {

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline void write_text(const std::filesystem::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name =
        std::filesystem::temp_directory_path() / "downhill ünd mehr-XXXXXX";  // a path may have all that
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("could not make a temporary folder");
    path_ = std::filesystem::canonical(name);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// The tool finds this one through DOWNHILL_ROOT, as long as it lives.
class TemporaryCourse {
 public:
  TemporaryCourse() {
    namespace fs = std::filesystem;
    const fs::path source = DOWNHILL_SOURCE_DIR, build = fs::path(DOWNHILL_TOOL).parent_path().parent_path();
    for (const char* part : {"lessons", "autograder", "solutions", "datasets"})
      if (fs::exists(source / part)) fs::create_directory_symlink(source / part, root() / part);
    for (const auto& lesson : fs::directory_iterator(source / "lessons"))
      if (fs::exists(lesson.path() / "stub.cpp")) put_stub(lesson.path().filename().string());
    fs::create_directory(root() / "build");
    fs::create_directory_symlink(build, root() / "build" / "release");
    setenv("DOWNHILL_ROOT", root().c_str(), 1);
  }

  const std::filesystem::path& root() const { return folder_.path(); }
  std::filesystem::path exercise(const std::string& lesson = "01_one_weight") const {
    return root() / "exercises" / lesson / (lesson.substr(3) + ".cpp");
  }
  std::filesystem::path stub(const std::string& lesson = "01_one_weight") const {
    return root() / "lessons" / lesson / "stub.cpp";
  }
  std::string progress() const { return read_text(root() / ".downhill" / "progress.json"); }

  /// Runs ./downhill with these arguments, without a terminal.
  judge::Finished tool(const std::vector<std::string>& arguments) const {
    judge::Command command{.arguments = {DOWNHILL_TOOL}, .folder = root(), .time = std::chrono::minutes(10)};
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    command.keep_environment = true;
    return judge::run(command);
  }

 private:
  void put_stub(const std::string& lesson) const {
    std::filesystem::create_directories(exercise(lesson).parent_path());
    write_text(exercise(lesson),
               read_text(std::filesystem::path(DOWNHILL_SOURCE_DIR) / "lessons" / lesson / "stub.cpp"));
  }

  TemporaryFolder folder_;
};

}  // namespace downhill
