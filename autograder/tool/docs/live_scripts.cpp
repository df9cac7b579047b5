// SPDX-License-Identifier: MIT
#include "tool/docs/live_scripts.hpp"

#include <algorithm>

namespace downhill::docs {

namespace fs = std::filesystem;

std::vector<std::string> live_scripts(const fs::path& root, const std::string& name) {
  std::vector<std::string> scripts;
  std::error_code not_there;
  for (const auto& entry : fs::directory_iterator(root / "docs" / "live" / name, not_there))
    if (const std::string file = entry.path().filename();
        file.starts_with(name + "_") && entry.path().extension() == ".js")
      scripts.push_back(file);
  std::ranges::sort(scripts);
  scripts.push_back(name + ".js");
  return scripts;
}

}  // namespace downhill::docs
