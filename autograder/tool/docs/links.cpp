// SPDX-License-Identifier: MIT
#include "tool/docs/links.hpp"

#include <algorithm>

#include "judge/text_file.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

// "lab=1&on=ravine" is no heading, but how the live figure lab is to be set; the page needs it for that.
bool sets_live_figure(const std::string& anchor, const std::string& markdown) {
  const auto equals = anchor.find('=');
  return equals != std::string::npos &&
         markdown.find("<!-- live " + anchor.substr(0, equals) + " -->") != std::string::npos;
}

}  // namespace

fs::path target_of(const Link& link, const fs::path& page) {
  for (const char* const elsewhere : {"http://", "https://", "mailto:"})
    if (link.target.starts_with(elsewhere)) return {};
  const std::string path = link.target.substr(0, link.target.find('#'));
  return path.empty() ? page : (page.parent_path() / path).lexically_normal();
}

std::string fault_of(const Link& link, const fs::path& page, const fs::path& root) {
  const fs::path file = target_of(link, page);
  if (file.empty()) return "";
  if (!fs::exists(root / file))
    return "links to " + file.string() + ", which is not there; correct the link or add the file";
  const auto hash = std::min(link.target.find('#'), link.target.size());
  const std::string anchor = link.target.substr(std::min(hash + 1, link.target.size()));
  if (anchor.empty() || file.extension() != ".md") return "";
  const std::string text = judge::read_text(root / file);
  if (!read_page(text).anchors.contains(anchor) && !sets_live_figure(anchor, text))
    return "links to #" + anchor + ", but " + file.string() + " has no such heading; correct the link";
  return "";
}

}  // namespace downhill::docs
