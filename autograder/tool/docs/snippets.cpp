// SPDX-License-Identifier: MIT
#include "tool/docs/snippets.hpp"

#include <algorithm>

#include "judge/text_file.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

std::string fault_of_snippet(const Block& block, const fs::path& page, const fs::path& root) {
  if (block.snippet.empty()) return "";
  const auto hash = std::min(block.snippet.find('#'), block.snippet.size());
  const fs::path beside = (page.parent_path() / block.snippet.substr(0, hash)).lexically_normal();
  const fs::path file = fs::exists(root / beside) ? beside : fs::path(block.snippet.substr(0, hash));
  if (!fs::exists(root / file))
    return "shows a snippet of " + file.string() + ", which is not there; correct the name";
  std::string source = judge::read_text(root / file);
  if (hash < block.snippet.size()) {
    const std::string mark = "// [" + block.snippet.substr(hash + 1) + "]\n";
    const auto open = source.find(mark),
               close = open == source.npos ? open : source.find(mark, open + mark.size());
    if (close == source.npos)
      return file.string() + " has no two lines " + mark.substr(0, mark.size() - 1) +
             " to take the snippet from; add them";
    source = source.substr(open + mark.size(), source.rfind('\n', close) + 1 - open - mark.size());
  }
  return source == block.text ? "" : "is not what " + block.snippet + " says now; copy it anew";
}

}  // namespace downhill::docs
