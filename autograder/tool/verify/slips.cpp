// SPDX-License-Identifier: MIT
// Every slip is built, judged and recorded as a student's file would be.
#include <algorithm>
#include <optional>
#include <set>

#include "judge/records.hpp"
#include "report/write_whole.hpp"
#include "tool/verify/programs.hpp"
#include "tool/verify/slip_file.hpp"
#include "tool/verify/source_text.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {
namespace {

namespace fs = std::filesystem;

constexpr int kTellingCalls = 2;      // what it takes to be recognised
constexpr std::size_t kFewSlips = 6;  // that stand for all of a lesson

// A slip that has been made: the program, and what it answers.
struct Made {
  const SlipRow* row;
  fs::path worker;
  judge::Slip slip;
  judge::Verdicts verdicts;
};

class SlipsOfALesson {
 public:
  SlipsOfALesson(const Subject& subject, Part& part)
      : subject_(subject),
        part_(part),
        file_(subject.checks() / "slips.toml"),
        rows_(read_slips(subject.root() / file_)) {
    if (subject.few_slips) keep_a_few();
  }

  std::string verify() {
    part_.expect(2 * rows_.size());
    recorded_.reference = judge_reference();
    recorded_.uses = uses_of_asked();
    make_all();
    if (subject_.few_slips) add_those_not_made();
    const std::string text = judge::recorded_as_json(recorded_);
    compare_or_write(subject_, part_, subject_.checks() / "recorded.json", text);
    judge_all(text);
    for (const Made& made : made_) look_at(made);
    report_collisions();
    return std::to_string(recognised_) + " of " + std::to_string(rows_.size()) + " caught and recognised" +
           (subject_.few_slips ? ", of " + std::to_string(recorded_.slips.size()) : "");
  }

 private:
  // Evenly from the file, so that every function has its chance.
  void keep_a_few() {
    std::vector<SlipRow> few;
    const std::size_t count = std::min(kFewSlips, rows_.size());
    for (std::size_t i = 0; i < count; ++i) few.push_back(rows_[i * rows_.size() / count]);
    rows_ = std::move(few);
  }

  // The record as it is committed, with those in it that were made now: it is the same if they are.
  void add_those_not_made() {
    judge::Recorded committed = judge::read_recorded(subject_.root() / subject_.checks() / "recorded.json");
    for (judge::Slip& slip : committed.slips)
      for (const judge::Slip& made : recorded_.slips)
        if (made.name == slip.name) slip = made;
    recorded_.slips = std::move(committed.slips);
  }

  void fault(const SlipRow& row, const std::string& sentence) {
    part_.fault(file_, row.line, row.name + " " + sentence);
  }

  judge::Run judge_reference() { return calls_of(subject_, reference_worker(subject_)); }

  // Which of the functions that checks ask use which others; what else the solution has is its own affair.
  judge::Uses uses_of_asked() const {
    std::set<std::string> asked;
    for (const auto& [check, calls] : recorded_.reference)
      for (const judge::Call& call : calls) asked.insert(call.function);
    judge::Uses uses;
    for (const auto& [function, others] : uses_in(read_text(subject_.root() / subject_.lesson.solution())))
      for (const std::string& other : others)
        if (asked.contains(function) && asked.contains(other)) uses[function].insert(other);
    return uses;
  }

  std::optional<Made> make(const SlipRow& row, const std::string& reference) {
    try {
      const std::string source = with_slip(reference, row);
      Made made{&row, worker_of(subject_, source, row.name + ".cpp"), {}, {}};
      made.slip = {row.name, row.says, function_of(reference, row), calls_of(subject_, made.worker)};
      return made;
    } catch (const BadSlip& bad) {
      fault(row, std::string("cannot be made: ") + bad.what());
    } catch (const std::runtime_error& error) {
      fault(row, std::string("does not run; correct \"with\": ") + error.what());
    }
    return std::nullopt;
  }

  void make_all() {
    const std::string reference = read_text(subject_.root() / subject_.lesson.solution());
    std::vector<std::optional<Made>> all(rows_.size());
    two_at_a_time(rows_.size(), [&](std::size_t i) {
      all[i] = make(rows_[i], reference);
      part_.step();
    });
    for (std::optional<Made>& made : all) {
      if (!made) continue;
      recorded_.slips.push_back(made->slip);
      made_.push_back(std::move(*made));
    }
  }

  void judge_all(const std::string& recorded) {
    const fs::path file = scratch_folder(subject_) / "recorded.json";
    report::write_whole(file, recorded);
    two_at_a_time(made_.size(), [&](std::size_t i) {
      made_[i].verdicts = verdicts_of(subject_, made_[i].worker, file);
      part_.step();
    });
  }

  static std::set<std::string> failed(const Made& made) {
    std::set<std::string> names;
    for (const judge::Verdict& verdict : made.verdicts.checks)
      if (verdict.status != "pass") names.insert(verdict.check);
    return names;
  }

  void look_at(const Made& made) {
    const SlipRow& row = *made.row;
    const std::set<std::string> names = failed(made);
    if (subject_.lesson.check(row.caught_by) == nullptr)
      return fault(row,
                   "names a check that the lesson does not have, " + row.caught_by + ": correct caught_by");
    if (!names.contains(row.caught_by)) {
      std::string others;
      for (const std::string& name : names) others += (others.empty() ? "" : ", ") + name;
      return fault(row, "passes " + row.caught_by + ": " +
                            (others.empty() ? "no check catches it; add a case on which it is wrong"
                                            : "name one that catches it (" + others +
                                                  ") in caught_by, or add a case there"));
    }
    bool named = false;
    for (const judge::Verdict& verdict : made.verdicts.checks) {
      named = named || (verdict.check == row.caught_by && verdict.slip == row.name);
      if (!verdict.slip.empty() && verdict.slip != row.name)
        fault(row, "is taken for " + verdict.slip + " at " + verdict.check +
                       ": add a call there that tells the two apart");
    }
    recognised_ += named;
    if (!named) why_not_recognised(made);
  }

  void why_not_recognised(const Made& made) {
    const SlipRow& row = *made.row;
    const int telling = judge::telling_calls(made.slip.run, recorded_.reference);
    if (telling < kTellingCalls)
      return fault(
          row, "is caught, but only " + std::to_string(telling) +
                   " call(s) of one function with fixed inputs tell it from the reference, and it takes " +
                   std::to_string(kTellingCalls) +
                   ": ask once more, with inputs for which the wrong answer is no 0, no NaN and none of the "
                   "arguments");
    if (!recognised_alone(made, made))
      return fault(row,
                   "is caught, but cannot be recognised at " + row.caught_by +
                       ": none of the calls that tell it is made there, or the function that it edits (" +
                       (made.slip.function.empty() ? "none" : made.slip.function) +
                       ") answers otherwise elsewhere");
    const bool collides = std::ranges::any_of(
        made_, [&](const Made& other) { return &other != &made && recognised_alone(made, other); });
    if (!collides) fault(row, "is caught, but not recognised at " + row.caught_by);
  }

  // Would `made` be taken for `other` at the check that catches it, if there were no further slip?
  bool recognised_alone(const Made& made, const Made& other) const {
    return judge::recognise(made.slip.run, failed(made), {recorded_.reference, {other.slip}, recorded_.uses})
        .contains(made.row->caught_by);
  }

  void report_collisions() {
    for (std::size_t i = 0; i < made_.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (recognised_alone(made_[i], made_[j]) || recognised_alone(made_[j], made_[i]))
          fault(*made_[i].row,
                "gives the numbers of " + made_[j].row->name +
                    " wherever both are asked: add a call that tells them apart, or make them one slip");
  }

  const Subject& subject_;
  Part& part_;
  fs::path file_;
  std::vector<SlipRow> rows_;
  std::vector<Made> made_;
  judge::Recorded recorded_;
  int recognised_ = 0;
};

}  // namespace

std::string verify_slips(const Subject& subject, Part& part) try {
  return SlipsOfALesson(subject, part).verify();
} catch (const BadSlip& bad) {
  part.fault(bad.what());
  return "not looked at";
}

}  // namespace downhill::verify
