// SPDX-License-Identifier: MIT
#include "tool/docs/finished.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "judge/text_file.hpp"

namespace downhill::docs {
namespace {

namespace fs = std::filesystem;

struct Finished {
  pugi::xml_document html;
  std::set<std::string> ids;
  std::set<std::string> live;  // names of its live figures
};

class Site {
 public:
  Site(const fs::path& folder, const Outline& outline, Faults& faults)
      : folder_(folder), outline_(outline), faults_(faults) {}

  void check() {
    for (const Entry* entry : outline_.entries()) read(*entry);
    for (const Entry* entry : outline_.entries()) {
      if (!pages_.contains(entry->file)) continue;
      check_links(*entry);
      collect(*entry);
    }
    judge::write_text(folder_ / "search_data.js", "window.downhillSearch = " + sections_.dump() + ";\n");
    if (!pages_.contains("index.html"))
      faults_.add("docs/site/site.toml", 0, "has no home; add docs/home.md");
  }

 private:
  void fault(const Entry& entry, const std::string& sentence) { faults_.add(entry.source, 0, sentence); }

  void read(const Entry& entry) {
    Finished& page = pages_[entry.file];
    const auto result = page.html.load_file(
        (folder_ / entry.file).c_str(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
    if (!result)
      return fault(entry, "became HTML that is not well-formed: " + std::string(result.description()) +
                              " at byte " + std::to_string(result.offset) + " of " +
                              (folder_ / entry.file).string());
    int level = 0;
    each(page.html, [&](pugi::xml_node node) {
      if (const std::string id = node.attribute("id").value(); !id.empty() && !page.ids.insert(id).second)
        fault(entry, "has two things with the anchor #" + id + "; call one of the headings otherwise");
      if (const std::string name = node.attribute("data-live").value(); !name.empty()) page.live.insert(name);
      if (const int now = level_of(node); now > 0) {
        if (now > level + 1)
          fault(entry, "has a heading of level " + std::to_string(now) + ", \"" + words(node) +
                           "\", right below one of level " + std::to_string(level) + "; leave none out");
        level = now;
      }
    });
  }

  template <class Visit>
  static void each(pugi::xml_node node, Visit visit) {
    visit(node);
    for (const pugi::xml_node child : node.children()) each(child, visit);
  }
  static int level_of(pugi::xml_node node) {
    const std::string_view name = node.name();
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
  }
  static bool has_class(pugi::xml_node node, std::string_view name) {
    return (" " + std::string(node.attribute("class").value()) + " ").find(" " + std::string(name) + " ") !=
           std::string::npos;
  }
  // What nobody would look for: a style sheet, TeX, the sign beside a heading.
  static bool is_read(pugi::xml_node node) {
    return std::string_view(node.name()) != "style" && !has_class(node, "here") && !has_class(node, "math") &&
           !has_class(node, "about") && !has_class(node, "folded");
  }
  static bool is_block(pugi::xml_node node) {
    constexpr std::string_view kBlocks = " p li td th dt dd div pre tr span ";
    return kBlocks.find(" " + std::string(node.name()) + " ") != kBlocks.npos;
  }
  static std::string words(pugi::xml_node node) {
    std::string text;
    for (const pugi::xml_node child : node.children())
      if (child.type() == pugi::node_pcdata)
        text += child.value();
      else if (is_read(child))
        text += words(child) + (is_block(child) ? " " : "");
    return text;
  }

  void check_links(const Entry& entry) {
    each(pages_[entry.file].html, [&](pugi::xml_node node) {
      const bool loads = std::string_view(node.name()) != "a";
      for (const char* const name : {"href", "src", "data-src"})
        if (const std::string target = node.attribute(name).value(); !target.empty())
          check_link(entry, target, loads);
    });
  }

  void check_link(const Entry& entry, const std::string& target, bool loads) {
    if (target.find(':') != target.npos && target.find(':') < target.find('/')) {
      if (loads) fault(entry, "loads " + target + " from outside; no page may");
      return;
    }
    const auto hash = std::min(target.find('#'), target.size());
    const std::string file = hash == 0 ? entry.file : target.substr(0, hash);
    if (!fs::exists(folder_ / file) && file != "search_data.js")
      return fault(entry, "leads to " + file + ", which the site does not have; correct the link");
    const std::string anchor = target.substr(std::min(hash + 1, target.size()));
    if (!anchor.empty() && !has(file, anchor))
      fault(entry, "leads to #" + anchor + " of " + file + ", which has no such anchor; correct the link");
  }

  // "lab=1&on=ravine" is how the live figure lab is to be set.
  bool has(const std::string& file, const std::string& anchor) const {
    const auto page = pages_.find(file);
    if (page == pages_.end()) return false;
    const auto equals = anchor.find('=');
    return equals == anchor.npos ? page->second.ids.contains(anchor)
                                 : page->second.live.contains(anchor.substr(0, equals));
  }

  // The article in pieces from heading to heading.
  void collect(const Entry& entry) {
    const pugi::xml_node article = pages_[entry.file].html.find_node(
        [](pugi::xml_node node) { return std::string_view(node.name()) == "article"; });
    std::string title;
    nlohmann::json section;
    const auto end = [&] {
      if (!section.is_null()) sections_.push_back(section);
    };
    for (const pugi::xml_node child : article.children()) {
      if (level_of(child) > 0) {
        end();
        const std::string said = words(child);
        if (title.empty()) title = said;
        section = {{"f", entry.file},
                   {"a", child.attribute("id").value()},
                   {"t", title},
                   {"h", said == title ? "" : said},
                   {"x", ""}};
        if (entry.lesson != nullptr && entry.headers.empty()) section["n"] = entry.lesson->number;
      } else if (!section.is_null() && is_read(child)) {
        section["x"] = section["x"].get<std::string>() + " " + words(child);
      }
    }
    end();
  }

  fs::path folder_;
  const Outline& outline_;
  Faults& faults_;
  std::map<std::string, Finished> pages_;
  nlohmann::json sections_ = nlohmann::json::array();
};

}  // namespace

void check_finished(const fs::path& site, const Outline& outline, Faults& faults) {
  Site(site, outline, faults).check();
}

}  // namespace downhill::docs
