// SPDX-License-Identifier: MIT
// What is wrong with the pages, collected so that one build tells of all of it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace downhill::docs {

class Faults {
 public:
  /// A sentence that says what is wrong and what to do next. The line is 0 where it is not known.
  void add(const std::filesystem::path& file, int line, const std::string& sentence) {
    found_.push_back(file.string() + (line > 0 ? ":" + std::to_string(line) : "") + ": " + sentence);
  }

  const std::vector<std::string>& found() const { return found_; }
  bool none() const { return found_.empty(); }

 private:
  std::vector<std::string> found_;
};

}  // namespace downhill::docs
