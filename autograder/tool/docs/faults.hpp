// SPDX-License-Identifier: MIT
// What is wrong with the pages, collected so that one build tells of all of it.
#pragma once
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace downhill::docs {

class Faults {
 public:
  /// A sentence that says what is wrong and what to do next. The line is 0 where it is not known.
  void add(const std::filesystem::path& file, int line, const std::string& sentence) {
    const std::string said = file.string() + (line > 0 ? ":" + std::to_string(line) : "") + ": " + sentence;
    if (std::ranges::find(found_, said) == found_.end()) found_.push_back(said);
  }

  const std::vector<std::string>& found() const { return found_; }
  bool none() const { return found_.empty(); }

 private:
  std::vector<std::string> found_;
};

}  // namespace downhill::docs
