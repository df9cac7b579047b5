// SPDX-License-Identifier: MIT
#include "tool/docs/reference.hpp"

#include <algorithm>
#include <sstream>

#include "judge/text_file.hpp"
#include "tool/docs/description.hpp"
#include "tool/docs/doxygen.hpp"
#include "tool/docs/html.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> headers_of(const Outline& outline) {
  std::vector<fs::path> headers;
  for (const Entry* entry : outline.entries())
    headers.insert(headers.end(), entry->headers.begin(), entry->headers.end());
  return headers;
}

std::string signature(pugi::xml_node member) {
  std::string text;
  if (const auto parameters = member.child("templateparamlist")) text += template_line(parameters) + "\n";
  const std::string kind = member.attribute("kind").value();
  const std::string type = tidy(content_text(member.child("type")));
  const std::string name = member.child("name").text().get();
  if (kind == "typedef") return text + "using " + name + " = " + type + ";";
  if (kind == "enum") {
    text += "enum class " + name + " { ";
    std::string values;
    for (const auto value : member.children("enumvalue"))
      values += (values.empty() ? "" : ", ") + std::string(value.child("name").text().get());
    return text + values + " };";
  }
  if (std::string_view(member.attribute("static").value()) == "yes" && kind == "function") text += "static ";
  text += type + (type.empty() ? "" : " ") + name + tidy(member.child("argsstring").text().get());
  if (kind == "variable")
    text += std::string(member.child("initializer").text().get()).starts_with("=") ? " " : "";
  if (kind == "variable") text += short_initialiser(content_text(member.child("initializer")));
  return text + ";";
}

std::string synopsis(pugi::xml_node type, const std::string& name) {
  std::string text;
  if (const auto parameters = type.child("templateparamlist")) text += template_line(parameters) + "\n";
  text += std::string(type.attribute("kind").value()) + " " + name;
  if (const auto base = type.child("basecompoundref")) text += " : " + std::string(base.text().get());
  text += " {\n";
  for (const pugi::xml_node member : public_members(type)) {
    std::istringstream lines(signature(member));
    for (std::string line; std::getline(lines, line);) text += "  " + line + "\n";
  }
  return text + "};";
}

std::string code(const std::string& cpp) {
  return "<pre class=\"scrolls code\" data-scrolls=\"code\"><code>" + coloured(cpp) + "</code></pre>\n";
}

// What the header says of itself: the lines of // below the licence.
std::string introduction(const fs::path& header) {
  std::istringstream lines(judge::read_text(header));
  std::string html, paragraph, cpp;
  const auto end_code = [&] {
    if (!cpp.empty()) html += code(cpp);
    cpp.clear();
  };
  const auto end_paragraph = [&] {
    if (!paragraph.empty()) html += "<p>" + escaped(paragraph) + "</p>\n";
    paragraph.clear();
  };
  std::string line;
  std::getline(lines, line);  // the licence
  while (std::getline(lines, line) && line.starts_with("//")) {
    const std::string text = line.size() > 3 ? line.substr(3) : "";
    if (text.starts_with("  ")) {
      end_paragraph();
      cpp += text.substr(2) + "\n";
    } else {
      end_code();
      if (text.empty()) end_paragraph();
      paragraph += (paragraph.empty() || text.empty() ? "" : " ") + text;
    }
  }
  end_paragraph();
  end_code();
  return html;
}

std::string heading(int level, const std::string& anchor, const std::string& words) {
  const std::string name = "h" + std::to_string(level);
  return "<" + name + " id=\"" + anchor + "\"><code>" + escaped(words) + "</code><a class=\"here\" href=\"#" +
         anchor + "\" aria-label=\"Link to " + escaped(words) + "\">#</a></" + name + ">\n";
}

}  // namespace

Reference::Reference(const fs::path& root, const Outline& outline, const fs::path& work, Faults& faults)
    : root_(root),
      outline_(outline),
      declarations_(
          read_declarations(run_doxygen(root, headers_of(outline), work, faults), outline, faults)) {}

Article Reference::page(const Entry& entry) const {
  Article article;
  article.title = entry.title;
  article.html = "<h1>" + escaped(entry.title) + "</h1>\n";
  if (const report::Lesson* const lesson = entry.lesson)
    article.html += "<ul class=\"about\"><li>contract of <a href=\"" +
                    page_for("lessons/" + lesson->name + "/README.md", outline_) + "\">" +
                    escaped(lesson->title) + "</a></li><li><code class=\"path\">" + entry.source.string() +
                    "</code></li></ul>\n";
  for (const fs::path& header : entry.headers) add_header(entry, header, article);
  return article;
}

// Where a page is about several headers, each has a heading.
void Reference::add_header(const Entry& entry, const fs::path& header, Article& article) const {
  if (entry.headers.size() > 1) {
    const std::string name = header.lexically_relative("lessons").string(),
                      anchor = header.stem().string() + "-hpp";
    article.headings.push_back({2, anchor, escaped(name)});
    article.html += heading(2, anchor, name);
  }
  article.html += introduction(root_ / header);
  const auto found = declarations_.by_header.find(header);
  if (found == declarations_.by_header.end()) return;
  for (const Declared& declared : found->second) add(entry, declared, article);
}

void Reference::add(const Entry& entry, const Declared& declared, Article& article) const {
  const int level = (entry.headers.size() > 1 ? 3 : 2) + (declared.is_member() ? 1 : 0);
  if (level == 2) article.headings.push_back({2, declared.anchor, escaped(declared.name)});
  const std::string shown =
      declared.is_type() ? synopsis(declared.node, declared.name) : signature(declared.node);
  if (declared.is_field())
    article.html +=
        "<p class=\"field\" id=\"" + declared.anchor + "\"><code>" + coloured(shown) + "</code></p>\n";
  else
    article.html += heading(level, declared.anchor, declared.name) + code(shown);
  const Description describe{declarations_.targets, entry.file};
  article.html += std::string("<div class=\"") + (declared.is_field() ? "of-field" : "said") + "\">\n" +
                  describe(declared.node) + "</div>\n";
}

}  // namespace downhill::docs
