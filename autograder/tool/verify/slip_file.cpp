// SPDX-License-Identifier: MIT
#include "tool/verify/slip_file.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>

#include "tool/verify/source_text.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;
using fmt::format;

bool is_slip_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// One slips.toml as it is read. What it refuses it says with file and line.
class SlipFile {
 public:
  explicit SlipFile(const fs::path& path) : path_(path.string()) {}

  std::vector<SlipRow> read() const {
    const toml::table file = parse();
    allow(file, "the file", {"slip"});
    const toml::node* const all = file.get("slip");
    if (all == nullptr || !all->is_array_of_tables()) refuse(0, "write each slip as [[slip]]; there is none");
    std::vector<SlipRow> slips;
    for (const toml::node& slip : *all->as_array()) slips.push_back(read_slip(*slip.as_table(), slips));
    return slips;
  }

 private:
  [[noreturn]] void refuse(std::size_t line, const std::string& what) const {
    throw BadSlip(line > 0 ? format("{}:{}: {}", path_, line, what) : format("{}: {}", path_, what));
  }
  [[noreturn]] void refuse(const toml::node& at, const std::string& what) const {
    refuse(at.source().begin.line, what);
  }

  toml::table parse() const {
    try {
      return toml::parse_file(path_);
    } catch (const toml::parse_error& error) {
      refuse(error.source().begin.line, std::string(error.description()));
    }
  }

  void allow(const toml::table& table, const char* what, std::initializer_list<std::string_view> keys) const {
    std::string known;
    for (const std::string_view key : keys) known.append(known.empty() ? "" : ", ").append(key);
    for (const auto& [key, value] : table)
      if (std::ranges::find(keys, key.str()) == keys.end())
        refuse(key.source().begin.line, format("{} has no \"{}\", only {}", what, key.str(), known));
  }

  const toml::node& value(const toml::table& table, const char* key) const {
    const toml::node* const found = table.get(key);
    if (found == nullptr) refuse(table, format("\"{}\" is missing in this slip; add it", key));
    return *found;
  }
  std::string text(const toml::node& node, const char* key) const {
    if (!node.is_string()) refuse(node, format("\"{}\" must be text in quotes", key));
    return node.as_string()->get();
  }
  std::string text(const toml::table& table, const char* key) const {
    std::string found = text(value(table, key), key);
    if (found.find_first_not_of(" \t\n") == found.npos)
      refuse(value(table, key), format("\"{}\" is empty; write it", key));
    return found;
  }
  // One text, or a list of them.
  std::vector<std::string> texts(const toml::table& table, const char* key) const {
    const toml::node& node = value(table, key);
    std::vector<std::string> all;
    if (const toml::array* const list = node.as_array())
      for (const toml::node& item : *list) all.push_back(text(item, key));
    else
      all.push_back(text(node, key));
    return all;
  }

  std::vector<Edit> read_edits(const toml::table& table) const {
    const auto replace = texts(table, "replace"), with = texts(table, "with");
    if (replace.empty() || replace.size() != with.size())
      refuse(table, format("{} texts to replace, {} to put in their place; make them equally many",
                           replace.size(), with.size()));
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < replace.size(); ++i) {
      if (replace[i].empty()) refuse(value(table, "replace"), "an empty text cannot be replaced");
      edits.push_back({replace[i], with[i]});
    }
    return edits;
  }

  SlipRow read_slip(const toml::table& table, const std::vector<SlipRow>& before) const {
    allow(table, "a slip", {"name", "replace", "with", "says", "caught_by"});
    SlipRow slip{text(table, "name"), read_edits(table), text(table, "says"), text(table, "caught_by"),
                 static_cast<int>(table.source().begin.line)};
    if (!is_slip_name(slip.name))
      refuse(value(table, "name"), format("\"{}\": write a slip's name in snake_case", slip.name));
    if (std::ranges::find(before, slip.name, &SlipRow::name) != before.end())
      refuse(value(table, "name"), format("{} stands here for the second time; rename one", slip.name));
    return slip;
  }

  std::string path_;
};

struct Place {
  std::size_t begin;
  const Edit* edit;
  std::size_t end() const { return begin + edit->replace.size(); }
};

std::string first_line(const std::string& text) {
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

Place place_of(std::string_view reference, const Edit& edit) {
  const int count = occurrences(reference, edit.replace);
  if (count != 1)
    throw BadSlip(
        format("the text to replace, \"{}\"{}, stands in the solution {} times; {}", first_line(edit.replace),
               edit.replace.find('\n') < edit.replace.size() - 1 ? " and so on" : "", count,
               count == 0 ? "copy it from there as it is now" : "take more of what stands around it"));
  return {reference.find(edit.replace), &edit};
}

}  // namespace

std::vector<SlipRow> read_slips(const fs::path& slips_toml) { return SlipFile(slips_toml).read(); }

std::string with_slip(std::string_view reference, const SlipRow& slip) {
  std::vector<Place> places;
  for (const Edit& edit : slip.edits) places.push_back(place_of(reference, edit));
  std::ranges::sort(places, {}, &Place::begin);
  std::string text;
  std::size_t at = 0;
  for (const Place& place : places) {
    if (place.begin < at) throw BadSlip("two of the texts to replace overlap; make them one");
    text += std::string(reference.substr(at, place.begin - at)) + place.edit->with;
    at = place.end();
  }
  text += reference.substr(at);
  if (text == reference) throw BadSlip("it changes nothing; write in \"with\" what a student would");
  return text;
}

std::string function_of(std::string_view reference, const SlipRow& slip) {
  const Edit& first = slip.edits.front();
  return function_at(reference, reference.find(first.replace), first.replace.size());
}

}  // namespace downhill::verify
