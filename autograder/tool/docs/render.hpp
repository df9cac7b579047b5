// SPDX-License-Identifier: MIT
// A Markdown page of the repository as HTML of the site. GitHub's Markdown, with its $…$ and $$…$$.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tool/docs/faults.hpp"
#include "tool/docs/outline.hpp"

namespace downhill::docs {

struct Heading {
  int level = 1;
  std::string anchor;
  std::string html;  ///< what stands in it
};

/// What is between the header and the footer of a page.
struct Article {
  std::string title;  ///< of the first heading, as plain text
  std::string html;
  std::vector<Heading> headings;  ///< in order, without the title
  std::vector<std::string> live;  ///< names of its live figures
  bool mathematics = false;
};

/// Links lead to the site's pages; files that it does not show are named by their path. Figures stand in the
/// page itself, so that their colours follow its theme.
/// @param source where the page is in the repository
Article render(std::string_view markdown, const std::filesystem::path& source, const Outline& outline,
               const std::filesystem::path& root, Faults& faults);

/// The file of a link's target within the site: "16_momentum.html". Empty if the site does not show it.
std::string page_for(const std::filesystem::path& target, const Outline& outline);

}  // namespace downhill::docs
