// SPDX-License-Identifier: MIT
// A slip is named rightly or not at all. Every solution is changed in one small place, at random, and judged.
// Where a slip is named, the change and the slip have to answer alike, also what no record has: the hidden
// calls, under seeds that no student meets. Every day a few changes a lesson; with DOWNHILL_FULL in the
// environment many.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <mutex>
#include <random>

#include "judge/build.hpp"
#include "temporary_course.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/slip_file.hpp"
#include "tool/verify/source_text.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEveryDay = 4;  // changes of each lesson
constexpr int kSeeds = 4;

// ── one small change

struct Change {
  std::size_t at, size;
  std::string with;
};

// What a tired hand puts in the place of what.
const std::vector<std::pair<std::string, std::vector<std::string>>> kOther{
    {" + ", {" - ", " * "}},  {" - ", {" + ", " * "}},   {" * ", {" / ", " + "}},
    {" / ", {" * ", " - "}},  {" += ", {" -= ", " = "}}, {" -= ", {" += ", " = "}},
    {" < ", {" <= ", " > "}}, {" > ", {" >= ", " < "}},  {" >= ", {" > ", " < "}},
    {" == ", {" != "}},       {" != ", {" == "}},        {" && ", {" || "}},
    {"0", {"1", "0.1"}},      {"1", {"0", "2", "0.5"}},  {"2", {"1", "3", "0.5", "4"}}};

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

bool stands_alone(std::string_view code, std::size_t at, std::size_t size) {
  return !is_name(code[at]) || ((at == 0 || !is_name(code[at - 1])) && !is_name(code[at + size]));
}

// Variables and fields, by their looks: types begin with a capital here, and what is called is no variable.
std::vector<std::string> names_in(std::string_view code) {
  static const std::set<std::string> kOfTheLanguage{"auto",   "bool",   "const", "double", "else",
                                                    "false",  "for",    "if",    "int",    "kit",
                                                    "return", "static", "std",   "true",   "void"};
  std::set<std::string> names;
  for (std::size_t i = 0; i < code.size();) {
    std::size_t end = i;
    while (end < code.size() && is_name(code[end])) ++end;
    const std::string name(code.substr(i, end - i));
    const bool begins_small = end > i && std::islower(static_cast<unsigned char>(code[i])) != 0;
    if (begins_small && code[end] != '(' && code[end] != ':' && !kOfTheLanguage.contains(name))
      names.insert(name);
    i = std::max(end, i + 1);
  }
  return {names.begin(), names.end()};
}

// Operators and constants changed, names swapped, statements left out: all that can be done to one function.
void add_changes(const std::string& code, const Definition& function, std::vector<Change>& changes) {
  const auto in_body = [&](const std::string& piece, auto visit) {
    for (auto at = code.find(piece, function.body); at < function.end; at = code.find(piece, at + 1))
      if (stands_alone(code, at, piece.size())) visit(at);
  };
  for (const auto& [piece, others] : kOther)
    in_body(piece, [&, &piece = piece, &others = others](std::size_t at) {
      for (const std::string& other : others) changes.push_back({at, piece.size(), other});
    });
  const auto names = names_in(std::string_view(code).substr(function.begin, function.end - function.begin));
  for (const std::string& name : names)
    in_body(name, [&](std::size_t at) {
      for (const std::string& other : names)
        if (other != name) changes.push_back({at, name.size(), other});
    });
  for (auto at = code.find(";\n", function.body); at < function.end; at = code.find(";\n", at + 1)) {
    const auto begin = code.find_last_of("{;\n", at - 1) + 1;
    changes.push_back({begin, at + 1 - begin, ""});
  }
}

struct Mutant {
  std::string text;
  bool pair = false;  // of changes
};

std::string made(std::string text, std::vector<Change> changes) {
  std::ranges::sort(changes, std::greater{}, &Change::at);  // from the end, so that positions stay
  for (const Change& change : changes) text.replace(change.at, change.size, change.with);
  return text;
}

// All changes in a random order that is always the same; then, if asked for, as many of two changes at once.
std::vector<Mutant> changed(const std::string& source, bool pairs) {
  const std::string code = without_comments(source);
  std::vector<Change> changes;
  for (const Definition& function : definitions_of(source)) add_changes(code, function, changes);
  std::mt19937 random(2024);
  for (std::size_t i = changes.size(); i > 1; --i) std::swap(changes[i - 1], changes[random() % i]);
  std::vector<Mutant> mutants;
  for (const Change& change : changes) mutants.push_back({made(source, {change})});
  for (std::size_t i = 0; pairs && i < changes.size(); ++i) {
    const Change &one = changes[i], &other = changes[random() % changes.size()];
    if (one.at + one.size <= other.at || other.at + other.size <= one.at)
      mutants.push_back({made(source, {one, other}), true});
  }
  return mutants;
}

// The line that was changed, for people.
std::string difference(const std::string& before, const std::string& after) {
  const auto from = static_cast<std::size_t>(std::ranges::mismatch(before, after).in1 - before.begin());
  const auto line = [&](const std::string& text) {
    const auto begin = text.rfind('\n', from) + 1;
    return text.substr(begin, text.find('\n', from) - begin);
  };
  return line(before) + "\n→ " + line(after);
}

// ── do two programs answer alike?

bool near(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) {
    return (std::isnan(x) && std::isnan(y)) || x == y ||
           std::abs(x - y) <= 1e-6 * std::max(std::abs(x), std::abs(y)) + 1e-9;
  });
}

bool same_question(const judge::Call& a, const judge::Call& b) {
  return a.function == b.function && near(a.in.numbers, b.in.numbers);
}
bool same_answer(const judge::Call& a, const judge::Call& b) {
  return a.outcome == b.outcome && near(a.out.numbers, b.out.numbers) && a.out.shape == b.out.shape;
}

// Where the slip shows, since it answers otherwise than the reference, whoever made it has to show it too:
// the first place where that is not so, empty if there is none.
// @param function the only one that is looked at; all, if empty
std::string first_other_answer(const judge::Run& mutant, const judge::Run& slip, const judge::Run& reference,
                               const std::string& function) {
  for (const auto& [check, calls] : mutant) {
    const auto &wrong = slip.at(check), &right = reference.at(check);
    for (std::size_t i = 0; i < std::min(calls.size(), wrong.size()); ++i) {
      if (!same_question(calls[i], wrong[i])) break;  // the ways have parted
      const bool slip_shows =
          i >= right.size() || !same_question(wrong[i], right[i]) || !same_answer(wrong[i], right[i]);
      const bool asked_about = function.empty() || calls[i].function == function;
      if (slip_shows && asked_about && !same_answer(calls[i], wrong[i]))
        return check + ", call " + std::to_string(i) + " of " + calls[i].function;
    }
  }
  return "";
}

class Mutants {
 public:
  explicit Mutants(const Subject& subject)
      : subject_(subject),
        reference_(read_text(subject.root() / subject.lesson.solution())),
        slips_(read_slips(subject.root() / subject.checks() / "slips.toml")) {}

  void judge_all(bool full) {
    const auto mutants = changed(reference_, full);
    two_at_a_time(mutants.size(), [&](std::size_t i) {
      if (full || ran_ < kEveryDay) judge(mutants[i]);
    });
    std::printf("%s: %zu changes ran, %d failed a check, of %d a slip was named\n",
                subject_.lesson.name.c_str(), ran_.load(), failed_, named_);
  }

 private:
  void judge(const Mutant& mutant) {
    const judge::Build build =
        judge::build_worker(subject_.context.workshop, subject_.context.workshop.compiler(),
                            {subject_.lesson.name, mutant.text, "mutant.cpp"}, judge::Purpose::checks);
    if (build.result != judge::Build::Result::ok) return;
    if (build.log.find("uninitialized") != build.log.npos) return;  // whatever it gives, it gives by luck
    const auto verdicts =
        verdicts_of(subject_, build.worker, subject_.root() / subject_.checks() / "recorded.json");
    std::set<std::string> named;
    bool failed = false;
    for (const judge::Verdict& verdict : verdicts.checks) {
      failed = failed || verdict.status != "pass";
      if (!verdict.slip.empty()) named.insert(verdict.slip);
    }
    const std::scoped_lock lock(mutex_);
    ++ran_;
    failed_ += failed;
    named_ += !named.empty();
    for (const std::string& name : named) expect_made(mutant, build.worker, name);
  }

  // One change either is the slip or is not, in all functions that show it. Of two, one may be another
  // mistake in another function; then the function that the slip is about has to show it.
  void expect_made(const Mutant& mutant, const fs::path& worker, const std::string& name) {
    const auto slip = std::ranges::find(slips_, name, &SlipRow::name);
    ASSERT_NE(slip, slips_.end()) << name;
    const fs::path slips_worker = worker_of(subject_, with_slip(reference_, *slip), "slip.cpp");
    for (std::uint32_t seed = 100; seed < 100 + kSeeds; ++seed)
      EXPECT_EQ(first_other_answer(every_call_of(subject_, worker, seed),
                                   every_call_of(subject_, slips_worker, seed),
                                   every_call_of(subject_, reference_worker(subject_), seed),
                                   mutant.pair ? function_of(reference_, *slip) : ""),
                "")
          << "named " << name << ", but it is\n"
          << difference(reference_, mutant.text);
  }

  const Subject& subject_;
  std::string reference_;
  std::vector<SlipRow> slips_;
  std::mutex mutex_;
  std::atomic<std::size_t> ran_ = 0;
  int failed_ = 0, named_ = 0;
};

TEST(Slips, AreNamedOnlyWhereTheyWereMade) {
  const TemporaryCourse course;
  const tool::Context context = tool::Context::open();
  const bool full = std::getenv("DOWNHILL_FULL") != nullptr;
  for (const report::Lesson& lesson : context.course.lessons) {
    static_cast<void>(context.prepare({&lesson}));
    Mutants({context, lesson}).judge_all(full);
  }
}

}  // namespace
}  // namespace downhill::verify
