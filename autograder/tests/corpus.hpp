// SPDX-License-Identifier: MIT
// The corpus: what students may hand in that crashes, hangs, cheats, is wrong, or is right in an unusual way.
// submissions/corpus.toml lists it; submissions/NAME holds the file, with its expected report beside it.
#pragma once
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "report/report.hpp"

namespace downhill::tests {

struct Case {
  std::string name, kind;
  report::Status status;  ///< of the lesson if it has no checks, else of at least one of them
  int points;             ///< the most that it earns
  int answers;            ///< what its answers alone are worth, where nobody minds what else it does
  bool varies;            ///< how many checks it gets done depends on the machine: no expected report
  bool reference_only;    ///< another compiler or architecture may make anything of it
  bool slow;              ///< not every day: ./downhill test --full
  bool as_exercise;       ///< shown under the name that a student's file has

  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }
};

struct Kind {
  std::string name, says;
  bool honest;  ///< mistakes and right files: nobody means any harm
  std::vector<Case> cases;
};

/// @throws std::runtime_error with the line of corpus.toml that is wrong
std::vector<Kind> read_corpus(const std::filesystem::path& submissions);

/// The one .cpp file of a case. @throws std::runtime_error if there is none
std::filesystem::path file_of(const std::filesystem::path& submissions, const Case& submission);

}  // namespace downhill::tests
