// SPDX-License-Identifier: MIT
// What the pages load: style, scripts, KaTeX with its fonts, the search, live figures. All of it is copied
// into the site, so that no page asks anything of the network.
#pragma once
#include <filesystem>
#include <map>

#include "tool/docs/faults.hpp"
#include "tool/docs/render.hpp"

namespace downhill::docs {

class Assets {
 public:
  Assets(std::filesystem::path root, std::filesystem::path site, Faults& faults);

  /// Notes what a page needs.
  void need(const Article& article, const std::filesystem::path& source);
  /// Copies what is needed. What is not there is a fault.
  void copy();

 private:
  void copy_file(const std::filesystem::path& from, const std::filesystem::path& to,
                 const std::string& otherwise);
  void copy_katex(const std::filesystem::path& packages);

  std::filesystem::path root_, site_;
  Faults& faults_;
  std::map<std::string, std::filesystem::path> live_;  // by name: the page that shows it
};

}  // namespace downhill::docs
