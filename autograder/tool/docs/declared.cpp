// SPDX-License-Identifier: MIT
#include "tool/docs/declared.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>

#include "tool/docs/doxygen.hpp"
#include "tool/docs/html.hpp"

namespace downhill::docs {

namespace fs = std::filesystem;

namespace {

bool is_compound(pugi::xml_node node) { return std::string_view(node.name()) == "compounddef"; }

int line_of(pugi::xml_node node) { return node.child("location").attribute("line").as_int(); }

// "downhill::momentum::HeavyBall" → "HeavyBall"
std::string last_part(const std::string& name) {
  const auto colons = name.rfind("::");
  return colons == name.npos ? name : name.substr(colons + 2);
}

std::string plain_name(pugi::xml_node node) {
  return is_compound(node) ? last_part(node.child("compoundname").text().get())
                           : node.child("name").text().get();
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

// "HeavyBall::step" → "HeavyBall.step"; operators keep nothing of their signs.
std::string anchor_for(std::string name) {
  for (auto at = name.find("::"); at != name.npos; at = name.find("::")) name.replace(at, 2, ".");
  std::erase_if(name,
                [](char c) { return std::string_view("<> ,~=()&*+-/[]").find(c) != std::string_view::npos; });
  return name;
}

class Collector {
 public:
  Collector(const fs::path& xml, const Outline& outline, Faults& faults)
      : xml_(fs::canonical(xml)), outline_(outline), faults_(faults) {}

  Declarations collect() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(xml_))
      if (entry.path().extension() == ".xml") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) read(file);
    for (auto& [header, all] : declarations_.by_header) std::ranges::stable_sort(all, {}, &Declared::line);
    expect_contracts();
    return std::move(declarations_);
  }

 private:
  void read(const fs::path& file) {
    auto& document = *declarations_.documents.emplace_back(std::make_unique<pugi::xml_document>());
    if (!document.load_file(file.c_str(), pugi::parse_default | pugi::parse_ws_pcdata))
      throw std::runtime_error("could not read Doxygen's " + file.string());
    const pugi::xml_node compound = document.document_element().child("compounddef");
    const std::string_view kind = compound.attribute("kind").value();
    const bool type = kind == "struct" || kind == "class";
    if (!type && kind != "namespace") return;
    if (type && std::string_view(compound.attribute("prot").value()) != "public") return;
    const std::string scope = type ? plain_name(compound) + "::" : "";
    if (type) declare(compound, plain_name(compound));
    for (const pugi::xml_node member : public_members(compound)) declare(member, scope + plain_name(member));
  }

  // A contract of which nothing was understood would be an empty page.
  void expect_contracts() {
    for (const Entry* entry : outline_.entries())
      if (entry->lesson != nullptr && !entry->headers.empty() &&
          !declarations_.by_header.contains(entry->source))
        faults_.add(entry->source, 0, "declares nothing in a namespace; declare there what students write");
  }

  // What a header of no page declares, such as one of Eigen's, is not ours.
  void declare(pugi::xml_node node, const std::string& name) {
    const fs::path there = xml_.parent_path();
    const fs::path file = node.child("location").attribute("file").value();  // absolute, or from there
    const fs::path header = (there / file).lexically_relative(there / kRootInXml);
    const Entry* const entry = outline_.showing(header);
    if (entry == nullptr) return;
    const std::string plain = anchor_for(name);
    std::string anchor = plain;
    for (int n = 2; !anchors_[entry->file].insert(anchor).second; ++n)
      anchor = plain + "-" + std::to_string(n);
    declarations_.targets[node.attribute("id").value()] = entry->file + "#" + anchor;
    expect_words(header, node, name, faults_);
    declarations_.by_header[header].push_back({node, name, anchor, line_of(node)});
  }

  const fs::path xml_;
  const Outline& outline_;
  Faults& faults_;
  Declarations declarations_;
  std::map<std::string, std::set<std::string>> anchors_;  // of each page
};

}  // namespace

bool Declared::is_type() const { return is_compound(node); }
bool Declared::is_field() const {
  return is_member() && std::string_view(node.attribute("kind").value()) == "variable";
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

Declarations read_declarations(const fs::path& xml, const Outline& outline, Faults& faults) {
  return Collector(xml, outline, faults).collect();
}

}  // namespace downhill::docs
