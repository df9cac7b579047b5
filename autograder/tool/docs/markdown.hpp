// SPDX-License-Identifier: MIT
// A page, taken apart: its blocks of code, its links, and the numbers that stand in its prose.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace downhill::docs {

/// A fenced block.
struct Block {
  std::string info;     ///< what stands behind the fence: "worked", "cpp"
  std::string text;     ///< the lines between the fences
  std::string excerpt;  ///< "README.md" of a comment <!-- excerpt README.md --> right before it
  int line = 0;         ///< of its first line of text
};

/// [text](target) or ![text](target).
struct Link {
  std::string target;
  bool image = false;
  int line = 0;
};

/// A number as the prose prints it: "0.82", "−24", "10 %".
struct ProseNumber {
  std::string spelt;  ///< with an ASCII minus, without the percent sign
  bool percent = false;
  int line = 0;
};

struct Page {
  std::vector<Block> blocks;
  std::vector<int> excerpts_of_nothing;  ///< lines of comments <!-- excerpt … --> with no block right after
  std::vector<Link> links;
  /// Not those in code, headings, link texts, comments, and in the list of sources; nor those that are part
  /// of a name (W1, lesson 16).
  std::vector<ProseNumber> numbers;
  std::set<std::string> anchors;  ///< of its headings, as GitHub makes them: "the-tasks"
};

/// "The *tasks*, again" → "the-tasks-again"
std::string anchor_of(std::string_view heading);

Page read_page(std::string_view markdown);

}  // namespace downhill::docs
