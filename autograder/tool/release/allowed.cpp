// SPDX-License-Identifier: MIT
#include <toml++/toml.h>

#include "tool/release/scan.hpp"

namespace downhill::release {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, std::size_t line, const std::string& what) {
  throw std::runtime_error(file.string() + (line > 0 ? ":" + std::to_string(line) : "") + ": " + what);
}

toml::table parse(const fs::path& file) {
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    refuse(file, error.source().begin.line, std::string(error.description()));
  }
}

std::string text_of(const fs::path& file, const toml::table& table, const char* key) {
  const auto text = table[key].value<std::string>();
  if (!text || text->find_first_not_of(" \t\n") == text->npos)
    refuse(file, table.source().begin.line,
           std::string("what is allowed needs a \"") + key + "\", in quotes");
  return *text;
}

}  // namespace

std::vector<Allowed> read_allowed(const fs::path& file) {
  const toml::table table = parse(file);
  std::vector<Allowed> all;
  for (const auto& [key, value] : table) {
    const auto line = key.source().begin.line;
    if (key.str() != "allowed" || !value.is_array_of_tables())
      refuse(file, line, "write each exception as [[allowed]], and nothing else");
    for (const toml::node& entry : *value.as_array()) {
      const toml::table& one = *entry.as_table();
      if (one.size() != 3) refuse(file, one.source().begin.line, "text, file and reason are wanted, no more");
      all.push_back({text_of(file, one, "text"), text_of(file, one, "file"), text_of(file, one, "reason"),
                     static_cast<int>(one.source().begin.line)});
    }
  }
  return all;
}

}  // namespace downhill::release
