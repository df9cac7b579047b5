// SPDX-License-Identifier: MIT
// Doxygen's XML of a comment as HTML.
#pragma once
#include <map>
#include <pugixml.hpp>
#include <string>

namespace downhill::docs {

/// Writes the comments of one page, with links to what they name.
struct Description {
  const std::map<std::string, std::string>& targets;  ///< Doxygen's ids: "api_16_momentum.html#step"
  std::string file;                                   ///< the page itself

  /// What a declaration's comment says: text, parameters, what is thrown.
  std::string operator()(pugi::xml_node declaration) const;

 private:
  std::string inside(pugi::xml_node node) const;
  std::string element(pugi::xml_node node) const;
  std::string paragraph(pugi::xml_node node) const;
  std::string parameters(pugi::xml_node list) const;
  std::string link(const std::string& id, const std::string& html) const;
};

/// All text of an element and of those in it.
std::string content_text(pugi::xml_node node);

/// C++ as we write it: "const Vector& w" for Doxygen's "const Vector &w".
std::string tidy(std::string cpp);

/// "template <class Rows>".
std::string template_line(pugi::xml_node list);

/// A value that is short enough to be shown; " = …" for the others.
std::string short_initialiser(const std::string& value);

}  // namespace downhill::docs
