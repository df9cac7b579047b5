// SPDX-License-Identifier: MIT
#include "tool/docs/outline.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace downhill::docs {
namespace {

namespace fs = std::filesystem;

const fs::path kOutline = "docs/site/site.toml";

// "Momentum: a velocity for the weights" → "Momentum", "Slopes, numeric and exact" → "Slopes"
std::string short_title(const std::string& title) { return title.substr(0, title.find_first_of(":,")); }

std::string first_heading(const fs::path& page) {
  std::ifstream in(page);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("# ")) return line.substr(2);
  return page.stem().string();
}

// docs/students.md → students.html, datasets/README.md → datasets.html, datasets/moons.md →
// datasets_moons.html
std::string file_of(const fs::path& source) {
  if (source == "README.md") return "readme.html";
  const std::string folder = source.parent_path().string();
  if (folder == "docs") return source.stem().string() + ".html";
  if (source.filename() == "README.md") return folder + ".html";
  return folder + "_" + source.stem().string() + ".html";
}

class Reader {
 public:
  Reader(const report::Course& course, Faults& faults) : course_(course), faults_(faults) {
    outline_.release = fs::exists(course.root / ".downhill-release");
  }

  Outline read() {
    toml::table file;
    try {
      file = toml::parse_file((course_.root / kOutline).string());
    } catch (const toml::parse_error& error) {
      throw std::runtime_error(kOutline.string() + ": " + std::string(error.description()));
    }
    titles_ = file["title"];
    if (const auto* sections = file["section"].as_array())
      for (const auto& node : *sections) add_section(*node.as_table());
    expect_all();
    return std::move(outline_);
  }

 private:
  void add_section(const toml::table& table) {
    Section section{table["title"].value_or(std::string()), {}, table["open"].value_or(false)};
    each(table, "pages", [&](const std::string& name) { add_page(section, name); });
    each(table, "lessons", [&](const std::string& name) { add_lesson(section, name); });
    if (table["contracts"].value_or(false)) add_contracts(section);
    if (const auto* groups = table["group"].as_array())
      for (const auto& node : *groups) add_group(section, *node.as_table());
    if (!section.entries.empty()) outline_.sections.push_back(std::move(section));
  }

  template <class Visit>
  static void each(const toml::table& table, const char* key, Visit visit) {
    if (const auto* names = table[key].as_array())
      for (const auto& name : *names) visit(name.value_or(std::string()));
  }

  void add_page(Section& section, const std::string& name) {
    if (!fs::exists(course_.root / name)) {
      if (!outline_.release) fault(name + " is not there; write it, or take it out here");
      return;
    }
    listed_.insert(name);
    const bool home = outline_.sections.empty() && section.entries.empty();
    const std::string title = titles_[name].value_or(short_title(first_heading(course_.root / name)));
    section.entries.push_back({name, home ? "index.html" : file_of(name), title, nullptr, {}});
  }

  void add_lesson(Section& section, const std::string& name) {
    const report::Lesson* const lesson = course_.find(name);
    if (lesson == nullptr) return fault("there is no lesson " + name + "; correct the name");
    const fs::path source = "lessons/" + lesson->name + "/README.md";
    listed_.insert(source);
    section.entries.push_back(
        {source, lesson->name + ".html", lesson->number + " " + short_title(lesson->title), lesson, {}});
  }

  void add_contracts(Section& section) {
    for (const report::Lesson& lesson : course_.lessons)
      section.entries.push_back({lesson.contract(),
                                 "api_" + lesson.name + ".html",
                                 lesson.number + " " + lesson.contract().filename().string(),
                                 &lesson,
                                 {lesson.contract()}});
  }

  void add_group(Section& section, const toml::table& table) {
    Entry entry;
    entry.title = table["title"].value_or(std::string());
    entry.file = "api_kit_" + table["name"].value_or(std::string()) + ".html";
    each(table, "headers", [&](const std::string& name) {
      if (fs::exists(course_.root / name))
        entry.headers.emplace_back(name);
      else
        fault(name + " is not there; correct the name");
      listed_.insert(name);
    });
    if (!entry.headers.empty()) entry.source = entry.headers.front();
    section.entries.push_back(std::move(entry));
  }

  void expect_all() {
    std::vector<fs::path> there;
    for (const report::Lesson& lesson : course_.lessons)
      there.push_back("lessons/" + lesson.name + "/README.md");
    const auto add = [&](const fs::path& folder, const char* extension) {
      std::error_code not_there;
      for (const auto& entry : fs::directory_iterator(course_.root / folder, not_there))
        if (entry.path().extension() == extension) there.push_back(folder / entry.path().filename());
    };
    add("docs", ".md");
    add("datasets", ".md");
    add("lessons/kit", ".hpp");
    add("lessons/kit/figure", ".hpp");
    std::ranges::sort(there);
    for (const fs::path& file : there)
      if (!listed_.contains(file)) fault(file.string() + " is in no section; add it to one");
  }

  void fault(const std::string& sentence) { faults_.add(kOutline, 0, sentence); }

  const report::Course& course_;
  Faults& faults_;
  std::set<fs::path> listed_;
  toml::node_view<toml::node> titles_;  // of pages whose own would not do in the list
  Outline outline_;
};

}  // namespace

std::vector<const Entry*> Outline::entries() const {
  std::vector<const Entry*> all;
  for (const Section& section : sections)
    for (const Entry& entry : section.entries) all.push_back(&entry);
  return all;
}

const Entry* Outline::showing(const fs::path& source) const {
  for (const Entry* entry : entries())
    if (entry->source == source || std::ranges::find(entry->headers, source) != entry->headers.end())
      return entry;
  return nullptr;
}

Outline read_outline(const report::Course& course, Faults& faults) { return Reader(course, faults).read(); }

}  // namespace downhill::docs
