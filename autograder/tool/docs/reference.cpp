// SPDX-License-Identifier: MIT
#include "tool/docs/reference.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "judge/process.hpp"
#include "judge/text_file.hpp"
#include "tool/docs/description.hpp"
#include "tool/docs/html.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

// ── Doxygen

std::vector<fs::path> headers_of(const Outline& outline) {
  std::vector<fs::path> headers;
  for (const Entry* entry : outline.entries())
    headers.insert(headers.end(), entry->headers.begin(), entry->headers.end());
  return headers;
}

std::string configuration(const fs::path& root, const std::vector<fs::path>& headers, const fs::path& work) {
  std::string text = "@INCLUDE = \"" + (root / "docs" / "site" / "Doxyfile").string() + "\"\n";
  text += "OUTPUT_DIRECTORY = \"" + work.string() + "\"\n";
  text += "WARN_LOGFILE = \"" + (work / "warnings.txt").string() + "\"\n";
  for (const fs::path& header : headers) text += "INPUT += \"" + (root / header).string() + "\"\n";
  return text;
}

// "/home/…/momentum.hpp:21: warning: …" → lessons/16_momentum/momentum.hpp:21: …
void take_over_warnings(const fs::path& root, const fs::path& work, Faults& faults) {
  std::istringstream lines(judge::read_text(work / "warnings.txt"));
  const std::string prefix = root.string() + "/", word = " warning: ";
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (line.starts_with(prefix)) line = line.substr(prefix.size());
    const auto colon = line.find(':'), warning = line.find(word);
    if (warning == line.npos || colon > warning) {
      faults.add("doxygen", 0, line);
      continue;
    }
    faults.add(line.substr(0, colon), std::atoi(line.c_str() + colon + 1),
               "Doxygen says: " + line.substr(warning + word.size()) + "; mend the comment");
  }
}

void run_doxygen(const fs::path& root, const Outline& outline, const fs::path& work, Faults& faults) {
  fs::remove_all(work);
  fs::create_directories(work);
  judge::write_text(work / "Doxyfile", configuration(root, headers_of(outline), work));
  if (judge::run({.arguments = {"sh", "-c", "command -v doxygen"}, .folder = {}}).status != 0)
    throw std::runtime_error(
        "there is no doxygen, which reads the headers; ./downhill --yes docs installs it");
  const judge::Finished finished =
      judge::run({.arguments = {"doxygen", (work / "Doxyfile").string()}, .folder = root});
  if (!finished.ok()) throw std::runtime_error("doxygen failed: " + finished.err);
  take_over_warnings(root, work, faults);
}

// ── what it found

bool is_type(pugi::xml_node node) { return std::string_view(node.name()) == "compounddef"; }

int line_of(pugi::xml_node node) { return node.child("location").attribute("line").as_int(); }

// "downhill::momentum::HeavyBall" → "HeavyBall"
std::string last_part(const std::string& name) {
  const auto colons = name.rfind("::");
  return colons == name.npos ? name : name.substr(colons + 2);
}

std::string plain_name(pugi::xml_node node) {
  return is_type(node) ? last_part(node.child("compoundname").text().get()) : node.child("name").text().get();
}

std::vector<pugi::xml_node> public_members(pugi::xml_node type) {
  std::vector<pugi::xml_node> members;
  for (const pugi::xml_node section : type.children("sectiondef"))
    for (const pugi::xml_node member : section.children("memberdef"))
      if (std::string_view(member.attribute("prot").value()) == "public" &&
          std::string_view(member.attribute("kind").value()) != "friend")
        members.push_back(member);
  std::ranges::sort(members, {}, line_of);
  return members;
}

bool has_words(pugi::xml_node node) {
  const auto words = [&](const char* name) {
    std::ostringstream text;
    for (const pugi::xml_node child : node.child(name).children()) child.print(text);
    return words_of(text.str()).find_first_not_of(" \n") != std::string::npos;
  };
  return words("briefdescription") || words("detaileddescription");
}

void expect_words(const fs::path& header, pugi::xml_node node, const std::string& name, Faults& faults) {
  if (!has_words(node))
    faults.add(header, line_of(node), name + " has no documentation; write a comment /// above it");
}

// ── HTML

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

}  // namespace

Reference read_reference(const fs::path& root, const Outline& outline, const fs::path& work, Faults& faults) {
  Reference reference;
  reference.root_ = root;
  run_doxygen(root, outline, work, faults);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(work / "xml"))
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  std::ranges::sort(files);
  std::map<std::string, std::set<std::string>> anchors;  // of a page

  const auto declare = [&](pugi::xml_node node, const std::string& name) -> Declared* {
    const fs::path header =
        fs::path(node.child("location").attribute("file").value()).lexically_relative(root);
    const Entry* const entry = outline.showing(header);
    if (entry == nullptr) return nullptr;
    std::string anchor = name;
    for (auto at = anchor.find("::"); at != anchor.npos; at = anchor.find("::")) anchor.replace(at, 2, ".");
    std::erase_if(anchor,
                  [](char c) { return std::string_view("<> ,~=()&*").find(c) != std::string_view::npos; });
    for (int n = 2; !anchors[entry->file].insert(anchor).second; ++n)
      anchor = anchor.substr(0, anchor.find('-')) + "-" + std::to_string(n);
    reference.targets_[node.attribute("id").value()] = entry->file + "#" + anchor;
    expect_words(header, node, name, faults);
    auto& all = reference.by_header_[header];
    all.push_back({node, name, anchor, line_of(node)});
    return &all.back();
  };

  for (const fs::path& file : files) {
    auto document = std::make_unique<pugi::xml_document>();
    if (!document->load_file(file.c_str(), pugi::parse_default | pugi::parse_ws_pcdata))
      throw std::runtime_error("could not read Doxygen's " + file.string());
    const pugi::xml_node compound = document->document_element().child("compounddef");
    const std::string kind = compound.attribute("kind").value();
    if (kind == "namespace") {
      for (const pugi::xml_node member : public_members(compound)) declare(member, plain_name(member));
    } else if (kind == "struct" || kind == "class") {
      if (std::string_view(compound.attribute("prot").value()) == "public") {
        const std::string name = plain_name(compound);
        declare(compound, name);
        for (const pugi::xml_node member : public_members(compound))
          declare(member, name + "::" + plain_name(member));
      }
    }
    reference.documents_.push_back(std::move(document));
  }
  for (auto& [header, all] : reference.by_header_) std::ranges::stable_sort(all, {}, &Declared::line);
  return reference;
}

namespace {

// What the header says of itself: the lines of // below the licence.
std::string introduction(const fs::path& header) {
  std::istringstream lines(judge::read_text(header));
  std::string html, paragraph, code;
  const auto end_code = [&] {
    if (!code.empty())
      html += "<pre class=\"scrolls code\" data-scrolls=\"code\"><code>" + coloured(code) + "</code></pre>\n";
    code.clear();
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
      code += text.substr(2) + "\n";
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

Article Reference::page(const Entry& entry, const Outline& outline) const {
  const Description describe{targets_, entry.file};
  Article article;
  const report::Lesson* const lesson = entry.lesson;
  article.title =
      lesson != nullptr ? lesson->number + " " + lesson->contract().filename().string() : entry.title;
  article.html = "<h1>" + escaped(article.title) + "</h1>\n";
  if (lesson != nullptr) {
    const std::string page = page_for("lessons/" + lesson->name + "/README.md", outline);
    article.html += "<ul class=\"about\"><li>contract of <a href=\"" + page + "\">" + escaped(lesson->title) +
                    "</a></li><li><code class=\"path\">" + entry.source.string() + "</code></li></ul>\n";
  }
  const bool several = entry.headers.size() > 1;
  for (const fs::path& header : entry.headers) {
    const std::string name = "kit/" + header.string().substr(std::min(
                                          header.string().size(), std::string_view("lessons/kit/").size()));
    if (several) {
      article.headings.push_back({2, header.stem().string() + "-hpp", escaped(name)});
      article.html += heading(2, header.stem().string() + "-hpp", name);
    }
    article.html += introduction(root_ / header);
    const auto found = by_header_.find(header);
    if (found == by_header_.end()) continue;
    for (const Declared& declared : found->second) {
      const bool member = declared.name.find("::") != std::string::npos;
      const bool field = member && std::string_view(declared.node.attribute("kind").value()) == "variable";
      if (!several && !member) article.headings.push_back({2, declared.anchor, escaped(declared.name)});
      const int level = 2 + (several ? 1 : 0) + (member ? 1 : 0);
      if (field) {
        article.html += "<p class=\"field\" id=\"" + declared.anchor + "\"><code>" +
                        coloured(signature(declared.node)) + "</code></p>\n";
      } else {
        article.html += heading(level, declared.anchor, declared.name);
        article.html +=
            code(is_type(declared.node) ? synopsis(declared.node, declared.name) : signature(declared.node));
      }
      article.html += std::string("<div class=\"") + (field ? "of-field" : "said") + "\">\n" +
                      describe(declared.node) + "</div>\n";
    }
  }
  return article;
}

}  // namespace downhill::docs
