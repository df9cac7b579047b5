// SPDX-License-Identifier: MIT
// Text as a row of words: names, numbers and single symbols. Two texts that differ only in layout have the
// same words, and a row of words does not begin or end inside a name.
#pragma once
#include <string_view>
#include <vector>

namespace downhill::release {

struct Word {
  std::string_view text;  ///< "weight", "2", "+"
  int line;               ///< of the file, from 1
};
using Words = std::vector<Word>;

/// What becomes of comments, as C++ marks them.
enum class Comments {
  dropped,  ///< what is left is code
  opened,   ///< only their marks are left out; and what &lt;hides&gt; as in XML is shown
  stripped  ///< the same, without the * or > that a line of a comment or of a quotation may begin with
};

/// Back-slashes are left out, and line breaks that are spelt \n: so text inside of JSON reads like any other.
/// The words are parts of `text`.
Words words_of(std::string_view text, Comments comments);

}  // namespace downhill::release
