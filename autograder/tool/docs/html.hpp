// SPDX-License-Identifier: MIT
// Pieces of HTML. What this program writes is also well-formed XML, so that it can read it again.
#pragma once
#include <string>
#include <string_view>

namespace downhill::docs {

/// Text as it may stand in an element or between double quotation marks.
std::string escaped(std::string_view text);

/// The words of a piece of HTML, without its tags.
std::string words_of(std::string_view html);

/// C++ in colours: keywords, comments, numbers and quotations in spans of class k, c, n and s.
std::string coloured(std::string_view cpp);

}  // namespace downhill::docs
