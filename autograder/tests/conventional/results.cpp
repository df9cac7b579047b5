// SPDX-License-Identifier: MIT
#include "tests/conventional/results.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <stdexcept>

namespace downhill::tests {
namespace {

namespace fs = std::filesystem;
using report::Status;

constexpr std::array<std::string_view, 7> kFates{"passed",      "gained", "no_report", "hung",
                                                 "left_things", "lost",   "rightly"};

struct Row {
  std::array<int, kFates.size()> theirs{};
  int files = 0, whole_file = 0, one_check = 0;
};

// What the same submission loses here: at most its own checks, but that may be all of them.
void add_ours(Row& row, const Case& submission) {
  const bool ends_a_check = submission.status != Status::pass && submission.status != Status::fail &&
                            submission.status != Status::todo && submission.status != Status::missing;
  if (submission.points == 0)
    ++row.whole_file;
  else if (ends_a_check)
    ++row.one_check;
}

Row row_of(const Kind& kind, const Results& results) {
  Row row;
  for (const Case& submission : kind.cases) {
    ++row.files;
    add_ours(row, submission);
    if (const auto found = results.find(submission.name); found != results.end())
      ++row.theirs[static_cast<std::size_t>(found->second.fate)];
  }
  return row;
}

void add(Row& sum, const Row& row) {
  for (std::size_t i = 0; i < kFates.size(); ++i) sum.theirs[i] += row.theirs[i];
  sum.files += row.files, sum.whole_file += row.whole_file, sum.one_check += row.one_check;
}

std::string line(const std::string& name, const Row& row) {
  std::string text = fmt::format("| {} | {} |", name, row.files);
  const auto cell = [&](int n) { text += n == 0 ? " |" : fmt::format(" {} |", n); };
  for (const int n : row.theirs) cell(n);
  cell(row.one_check), cell(row.whole_file);
  return text + "\n";
}

}  // namespace

std::string_view name_of(Fate fate) { return kFates[static_cast<std::size_t>(fate)]; }

// FNV-1a, 64 bits: no secret, and the same on every machine.
std::string hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

Results read_results(const fs::path& file) {
  Results results;
  const toml::table read = toml::parse_file(file.string());
  for (const auto& [name, node] : read) {
    const auto fate = node.at_path("fate").value<std::string>(),
               text = node.at_path("text").value<std::string>();
    const auto place = std::ranges::find(kFates, fate.value_or(""));
    if (place == kFates.end() || !text) throw std::runtime_error("results.toml: " + std::string(name.str()));
    results[std::string(name.str())] = {static_cast<Fate>(place - kFates.begin()), *text};
  }
  return results;
}

void write_results(const fs::path& file, const Results& results) {
  std::ofstream out(file);
  out << "# SPDX-License-Identifier: MIT\n"
         "# Written by conventional.cpp beside this file: what became of each submission, and of which "
         "text.\n";
  for (const auto& [name, measured] : results)
    out << name << " = {fate = \"" << name_of(measured.fate) << "\", text = \"" << measured.text << "\"}\n";
}

std::string attacks_table(const std::vector<Kind>& kinds, const Results& results) {
  std::string text =
      "| kind | files | passed | gained | no report | hung | left things | lost | rightly | ends its check | "
      "ends all its checks |\n|---|---|---|---|---|---|---|---|---|---|---|\n";
  Row hostile, honest;
  for (const Kind& kind : kinds) {
    const Row row = row_of(kind, results);
    add(kind.honest ? honest : hostile, row);
    text += line(kind.name, row);
  }
  text += line("**hostile**", hostile) + line("**honest**", honest);
  text += "\n";
  for (const Kind& kind : kinds) text += fmt::format("* **{}**: {}\n", kind.name, kind.says);
  return text;
}

}  // namespace downhill::tests
