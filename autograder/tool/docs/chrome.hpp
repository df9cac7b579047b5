// SPDX-License-Identifier: MIT
// What stands around every article: docs/site/page.html with its places filled.
#pragma once
#include <string>

#include "tool/docs/outline.hpp"
#include "tool/docs/render.hpp"

namespace downhill::docs {

/// @param frame the text of docs/site/page.html
std::string whole_page(const std::string& frame, const Outline& outline, const Entry& entry,
                       const report::Course& course, const Article& article);

}  // namespace downhill::docs
