// SPDX-License-Identifier: MIT
// ./downhill verify: the kit holds itself to account. Each function looks at one part of a lesson, writes
// what is wrong into `part`, and returns what it has seen, in a few words.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tool/context.hpp"
#include "tool/verify/part.hpp"

namespace downhill::verify {

/// A lesson, and where its files are.
struct Subject {
  const tool::Context& context;
  const report::Lesson& lesson;
  bool record = false;     ///< what is generated is written anew instead of compared
  bool few_slips = false;  ///< some of each lesson stand for all: the tests of every day

  const std::filesystem::path& root() const { return context.course.root; }
  /// Relative to the root, as messages name them.
  std::filesystem::path page() const { return std::filesystem::path("lessons") / lesson.name / "README.md"; }
  std::filesystem::path stub() const { return std::filesystem::path("lessons") / lesson.name / "stub.cpp"; }
  std::filesystem::path expected_paths() const {
    return std::filesystem::path("lessons") / lesson.name / "paths.json";
  }
  std::filesystem::path checks() const { return std::filesystem::path("autograder/checks") / lesson.name; }
};

/// The untouched exercise: no warnings, every check todo, a TODO for each task.
std::string verify_stub(const Subject& subject, Part& part);
/// The reference: no warnings, full points with every compiler, short.
std::string verify_solution(const Subject& subject, Part& part);
/// Each slip is caught by the check that it names, and recognised; recorded.json is up to date.
std::string verify_slips(const Subject& subject, Part& part);
/// What the page prints is what programs compute; its links lead somewhere; it does not give the solution
/// away.
std::string verify_page(const Subject& subject, Part& part);
/// The committed paths and figures are those of the reference.
std::string verify_figures(const Subject& subject, Part& part);
/// All lessons together: no file that nobody knows.
std::string verify_files(const tool::Context& context, Part& part);
/// The files in datasets/ are what the kit's functions give, and each has its card.
std::string verify_datasets(const tool::Context& context, bool record, Part& part);
struct LiveOptions {
  bool record = false;   ///< modules that are stale are made anew
  bool compile = false;  ///< the others are, too, to see that the same comes out; where there is emscripten
};
/// The modules of the live figures are those of the sources that there are now.
std::string verify_live(const tool::Context& context, const LiveOptions& options, Part& part);
/// README.md and docs/*.md: links lead somewhere, worked lines hold, and tables that give a lesson's minutes
/// and needs say what its lesson.toml says. docs/syllabus.md has all lessons, and may announce some. Blocks
/// under
/// <!-- excerpt FILE --> are lines of that file, names of a column "in code" are the lesson's, and
/// docs/quiz_keys.md has the key of every lesson.toml.
std::string verify_documents(const tool::Context& context, bool record, Part& part);

/// What has to be built before that.
std::vector<std::string> targets_for(const tool::Context& context,
                                     const std::vector<const report::Lesson*>& lessons);

}  // namespace downhill::verify
