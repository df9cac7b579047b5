// SPDX-License-Identifier: MIT
#include "tests/corpus.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using report::Status;

[[noreturn]] void refuse(const toml::node& at, const std::string& what) {
  throw std::runtime_error("corpus.toml:" + std::to_string(at.source().begin.line) + ": " + what);
}

std::string text(const toml::table& table, const char* key) {
  const auto value = table[key].value_exact<std::string>();
  if (!value || value->empty()) refuse(table, std::string(key) + " has to be a text");
  return *value;
}

bool yes(const toml::table& table, const char* key) {
  if (!table.contains(key)) return false;
  if (table[key].value_exact<bool>() != true) refuse(table, std::string(key) + " can only be true");
  return true;
}

Status status(const toml::table& table) {
  const std::string name = text(table, "status");
  for (int i = 0; i < static_cast<int>(Status::infra_error); ++i)
    if (name_of(static_cast<Status>(i)) == name) return static_cast<Status>(i);
  refuse(table, name + " is no status that a submission may have");
}

const toml::table& as_table(const toml::node& node) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) refuse(node, "a table is wanted");
  return *table;
}

const toml::array& array(const toml::table& table, const char* key) {
  const toml::array* const array = table[key].as_array();
  if (array == nullptr) refuse(table, std::string(key) + " has to be a list");
  return *array;
}

void allow(const toml::table& table, std::initializer_list<std::string_view> keys) {
  for (const auto& [key, value] : table)
    if (std::ranges::find(keys, key.str()) == keys.end())
      refuse(value, std::string(key.str()) + " means nothing");
}

int points(const toml::table& table, const char* key) {
  const auto points = table[key].value_exact<std::int64_t>();
  if (!points || *points < 0 || *points > 10) refuse(table, std::string(key) + " are 0 to 10");
  return static_cast<int>(*points);
}

Case read_case(const toml::table& table, const std::string& kind) {
  allow(table, {"name", "status", "points", "answers", "varies", "reference_only", "slow", "as_exercise"});
  return {.name = text(table, "name"),
          .kind = kind,
          .status = status(table),
          .points = points(table, "points"),
          .answers = points(table, table.contains("answers") ? "answers" : "points"),
          .varies = yes(table, "varies"),
          .reference_only = yes(table, "reference_only"),
          .slow = yes(table, "slow"),
          .as_exercise = yes(table, "as_exercise")};
}

Kind read_kind(const toml::table& table) {
  allow(table, {"name", "says", "honest", "submissions"});
  Kind kind{
      .name = text(table, "name"), .says = text(table, "says"), .honest = yes(table, "honest"), .cases = {}};
  for (const toml::node& each : array(table, "submissions"))
    kind.cases.push_back(read_case(as_table(each), kind.name));
  return kind;
}

}  // namespace

std::vector<Kind> read_corpus(const fs::path& submissions) {
  std::vector<Kind> kinds;
  const toml::table file = toml::parse_file((submissions / "corpus.toml").string());
  allow(file, {"kind"});
  for (const toml::node& each : array(file, "kind")) kinds.push_back(read_kind(as_table(each)));
  return kinds;
}

fs::path file_of(const fs::path& submissions, const Case& submission) {
  for (const auto& entry : fs::directory_iterator(submissions / submission.name))
    if (entry.path().extension() == ".cpp") return entry.path();
  throw std::runtime_error("no file in " + (submissions / submission.name).string());
}

}  // namespace downhill::tests
