// SPDX-License-Identifier: MIT
#include "tool/docs/description.hpp"

#include <regex>

#include "tool/docs/html.hpp"

namespace downhill::docs {

std::string content_text(pugi::xml_node node) {
  std::string text;
  for (const pugi::xml_node child : node.children())
    text += child.type() == pugi::node_pcdata ? child.value() : content_text(child);
  return text;
}

std::string tidy(std::string cpp) {
  static const std::pair<std::regex, const char*> kChanges[] = {{std::regex(R"(< )"), "<"},
                                                                {std::regex(R"( >)"), ">"},
                                                                {std::regex(R"( ([&*]+)\s*)"), "$1 "},
                                                                {std::regex(R"(([&*]) ([,)>]|$))"), "$1$2"},
                                                                {std::regex(R"(\( )"), "("}};
  for (const auto& [from, to] : kChanges) cpp = std::regex_replace(cpp, from, to);
  return cpp;
}

std::string template_line(pugi::xml_node list) {
  std::string text;
  for (const pugi::xml_node parameter : list.children("param")) {
    text += (text.empty() ? "" : ", ") + content_text(parameter.child("type"));
    if (const pugi::xml_node name = parameter.child("declname")) text += " " + std::string(name.text().get());
  }
  return "template <" + tidy(text) + ">";
}

std::string short_initialiser(const std::string& value) {
  constexpr std::size_t kLong = 60;
  return value.size() <= kLong && value.find('\n') == value.npos ? value : " = …";
}

std::string Description::operator()(pugi::xml_node declaration) const {
  return inside(declaration.child("briefdescription")) + inside(declaration.child("detaileddescription"));
}

std::string Description::inside(pugi::xml_node node) const {
  std::string html;
  for (const pugi::xml_node child : node.children())
    html += child.type() == pugi::node_pcdata ? escaped(child.value()) : element(child);
  return html;
}

std::string Description::link(const std::string& id, const std::string& html) const {
  const auto found = targets.find(id);
  if (found == targets.end()) return html;
  const std::string& target = found->second;
  const std::string shown = target.starts_with(file + "#") ? target.substr(file.size()) : target;
  return "<a href=\"" + shown + "\"><code>" + html + "</code></a>";
}

// Lists, code and parameters stand in paragraphs in Doxygen's XML, and beside them in HTML.
std::string Description::paragraph(pugi::xml_node node) const {
  std::string html, open;
  const auto close = [&] {
    if (open.find_first_not_of(" \n") != open.npos) html += "<p>" + open + "</p>\n";
    open.clear();
  };
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = child.name();
    const bool block = name == "verbatim" || name == "programlisting" || name == "itemizedlist" ||
                       name == "orderedlist" || name == "parameterlist" || name == "simplesect" ||
                       name == "para";
    if (block) close();
    (block ? html : open) += child.type() == pugi::node_pcdata ? escaped(child.value()) : element(child);
  }
  close();
  return html;
}

std::string Description::parameters(pugi::xml_node list) const {
  const std::string_view kind = list.attribute("kind").value();
  std::string html = "<dl class=\"" + std::string(kind) + "\">\n";
  for (const pugi::xml_node item : list.children("parameteritem")) {
    std::string names;
    for (const pugi::xml_node name : item.child("parameternamelist").children("parametername"))
      names += (names.empty() ? "" : ", ") + std::string("<code>") + escaped(content_text(name)) + "</code>";
    html += "<dt>" + std::string(kind == "exception" ? "throws " : "") + names + "</dt><dd>" +
            inside(item.child("parameterdescription")) + "</dd>\n";
  }
  return html + "</dl>\n";
}

std::string Description::element(pugi::xml_node node) const {
  const std::string_view name = node.name();
  if (name == "para") return paragraph(node);
  if (name == "verbatim" || name == "programlisting") {
    std::string text;
    if (name == "verbatim") text = content_text(node);
    for (const pugi::xml_node line : node.children("codeline")) {
      std::string words;
      for (const pugi::xml_node part : line.children("highlight")) words += inside(part);
      text += words_of(words) + "\n";
    }
    return "<pre class=\"scrolls equation\" data-scrolls=\"equation\"><code>" + escaped(text) +
           "</code></pre>\n";
  }
  if (name == "sp") return " ";
  if (name == "ref") return link(node.attribute("refid").value(), inside(node));
  if (name == "computeroutput") return "<code>" + inside(node) + "</code>";
  if (name == "emphasis") return "<em>" + inside(node) + "</em>";
  if (name == "bold") return "<strong>" + inside(node) + "</strong>";
  if (name == "itemizedlist") return "<ul>\n" + inside(node) + "</ul>\n";
  if (name == "orderedlist") return "<ol>\n" + inside(node) + "</ol>\n";
  if (name == "listitem") return "<li>" + inside(node) + "</li>\n";
  if (name == "parameterlist") return parameters(node);
  if (name == "simplesect")
    return "<div class=\"" + std::string(node.attribute("kind").value()) + "\">" + inside(node) + "</div>\n";
  if (name == "ulink")
    return "<a class=\"out\" href=\"" + escaped(node.attribute("url").value()) + "\">" + inside(node) +
           "</a>";
  static const std::map<std::string_view, const char*> kLetters{
      {"ndash", "–"}, {"mdash", "—"}, {"nonbreakablespace", " "}};
  if (const auto letter = kLetters.find(name); letter != kLetters.end()) return letter->second;
  return inside(node);
}

}  // namespace downhill::docs
