// SPDX-License-Identifier: MIT
#include "tool/docs/excerpts.hpp"

#include <sstream>

#include "judge/text_file.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

bool leaves_out(const std::string& line) {
  const auto begin = line.find_first_not_of(' ');
  return begin != line.npos && line.substr(begin, line.find_last_not_of(' ') + 1 - begin) == "…";
}

// What is wrong with lines that are said to stand in a text, as the end of a sentence about them.
std::string fault_of(const std::string& lines, const std::string& text) {
  const std::string whole = "\n" + text + "\n";
  std::size_t begin = 0, found = 0;  // where this run of lines may begin, and where it does
  std::string run;
  bool any = false;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    if (leaves_out(line)) {
      begin = found + run.size();
      run.clear();
      continue;
    }
    any = true;
    run += line + "\n";
    found = whole.find("\n" + run, begin);
    if (found == whole.npos) return "which has no such line at that place: " + line;
  }
  return any ? "" : "but has no line of it; copy some, or take the comment away";
}

}  // namespace

std::vector<ExcerptFault> faults_of_excerpts(const Page& page, const fs::path& root, bool release) {
  std::vector<ExcerptFault> faults;
  for (const int line : page.excerpts_of_nothing)
    faults.push_back({line, "has no block right under its comment <!-- excerpt; move it there"});
  for (const Block& block : page.blocks) {
    if (block.excerpt.empty()) continue;
    const bool there = fs::is_regular_file(root / block.excerpt);
    if (!there && release) continue;
    const std::string wrong = there ? fault_of(block.text, judge::read_text(root / block.excerpt))
                                    : "which is not there; correct the name";
    if (!wrong.empty()) faults.push_back({block.line, "quotes " + block.excerpt + ", " + wrong});
  }
  return faults;
}

}  // namespace downhill::docs
