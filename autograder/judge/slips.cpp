// SPDX-License-Identifier: MIT
#include "judge/slips.hpp"

#include <algorithm>
#include <cmath>

namespace downhill::judge {
namespace {

constexpr double kSame = 1e-6;   // relative: sums in another order, amplified by a few steps
constexpr double kOther = 1e-4;  // relative: further apart than this is another formula, not another rounding
constexpr double kNoise = 1e-12;       // of a call's largest number: what cancels leaves at least this
constexpr double kClearNoise = 1e-10;  // the same, for telling two answers apart
constexpr std::size_t kEnough = 2;     // telling calls

bool near(double a, double b, double relative, double floor) {  // NaN is like NaN, ∞ like ∞ of the same sign
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  if (!std::isfinite(a) || !std::isfinite(b)) return a == b;
  return std::abs(a - b) <= std::max(relative * std::max(std::abs(a), std::abs(b)), floor);
}

double largest_number(const Call& call) {
  double most = 0;
  for (const auto* numbers : {&call.in.numbers, &call.out.numbers})
    for (const double x : *numbers)
      if (std::isfinite(x)) most = std::max(most, std::abs(x));
  return most;
}
double noise(const Call& call) { return kNoise * largest_number(call); }

bool near(const Data& a, const Data& b, double floor) {
  return a.shape == b.shape &&
         std::equal(a.numbers.begin(), a.numbers.end(), b.numbers.begin(), b.numbers.end(),
                    [&](double x, double y) { return near(x, y, kSame, floor); });
}
bool same_question(const Call& a, const Call& b) {
  return a.function == b.function && near(a.in, b.in, noise(b));
}
bool comparable(const Call& call) {
  return call.outcome != Outcome::todo && call.outcome != Outcome::missing;
}

// Slip and reference gave the same answer, but the slip called back elsewhere or more often.
bool only_callbacks_differ(const Call& slip, const Call& reference) {
  return slip.outcome == reference.outcome && near(slip.out, reference.out, noise(reference));
}

// Callbacks count only where they are what sets the pattern apart.
bool same_answer(const Call& call, const Call& pattern, bool compare_callbacks) {
  if (call.outcome != pattern.outcome || call.detail != pattern.detail) return false;
  if (!near(call.out, pattern.out, noise(pattern))) return false;
  return !compare_callbacks || (call.evaluations == pattern.evaluations &&
                                near(call.evaluated_at, pattern.evaluated_at, kSame, noise(pattern)));
}

enum class Tells { no, weakly, clearly };

// Numbers that tell clearly are those that few other mistakes would give: not NaN or infinity, and 0 or an
// echo of an argument only in the company of a fraction that had to be computed.
Tells numbers_tell(const Call& slip, const Call& reference) {
  const auto echo = [&](double x) {
    return std::any_of(slip.in.numbers.begin(), slip.in.numbers.end(),
                       [&](double argument) { return near(argument, x, kSame, 0); });
  };
  const auto computed = [&](double x) { return std::isfinite(x) && x != 0 && !echo(x); };
  const auto &wrong = slip.out.numbers, &right = reference.out.numbers;
  if (slip.out.shape != reference.out.shape)
    return std::any_of(wrong.begin(), wrong.end(), computed) ? Tells::clearly : Tells::weakly;

  const bool in_company =
      std::any_of(wrong.begin(), wrong.end(), [&](double x) { return computed(x) && x != std::round(x); });
  const double floor = kClearNoise * largest_number(reference);
  Tells tells = Tells::no;
  for (std::size_t i = 0; i < std::min(wrong.size(), right.size()); ++i) {
    if (near(wrong[i], right[i], kOther, floor)) continue;
    const bool clearly = computed(wrong[i]) || (std::isfinite(wrong[i]) && in_company);
    tells = std::max(tells, clearly ? Tells::clearly : Tells::weakly);
  }
  return tells;
}

// Asked the same, do the two answers tell slip and reference apart?
Tells tells(const Call& slip, const Call& reference) {
  if (slip.outcome != reference.outcome) {
    const bool answers_what_is_refused =
        reference.outcome == Outcome::threw && slip.outcome == Outcome::value;
    return answers_what_is_refused ? Tells::clearly : Tells::weakly;
  }
  if (slip.outcome != Outcome::value) return slip.detail == reference.detail ? Tells::no : Tells::weakly;
  if (only_callbacks_differ(slip, reference)) {
    const bool same_places = slip.evaluations == reference.evaluations &&
                             near(slip.evaluated_at, reference.evaluated_at, kOther, noise(reference));
    return same_places ? Tells::no : Tells::clearly;
  }
  return numbers_tell(slip, reference);
}

const Call* find_call(const Run& run, const std::string& check, std::size_t position) {
  const auto found = run.find(check);
  return found != run.end() && position < found->second.size() ? &found->second[position] : nullptr;
}

// What speaks for and against a slip, of one function.
struct Standing {
  std::set<std::vector<double>> evidence;  // different questions that tell, answered as the slip answers them
  std::set<std::string> checks;            // where they were asked
  bool contradicted = false;
  bool about_refusals = false;      // some of the evidence is an answer to what should be refused
  bool refuses_too_little = false;  // the student answers what slip and reference both refuse

  bool stands() const {
    return !contradicted && evidence.size() >= kEnough && !(about_refusals && refuses_too_little);
  }
};

std::map<std::string, Standing> weigh(const Slip& slip, const Run& student, const Run& reference) {
  std::map<std::string, Standing> standings;
  for (const auto& [check, calls] : student)
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const Call& mine = calls[i];
      const Call* const wrong = find_call(slip.run, check, i);
      const Call* const right = find_call(reference, check, i);
      if (mine.hidden || wrong == nullptr || !comparable(mine) || !same_question(mine, *wrong)) continue;

      const bool both_asked = right != nullptr && same_question(*wrong, *right);
      const Tells apart = both_asked ? tells(*wrong, *right) : Tells::no;
      Standing& standing = standings[mine.function];
      // Whoever checks no ranges yet may still have made the slip: what both refuse speaks neither way.
      if (both_asked && wrong->outcome == Outcome::threw && right->outcome == Outcome::threw) {
        standing.refuses_too_little |= mine.outcome != Outcome::threw;
        continue;
      }
      // Where the mistake does not fit a slip may fail in one way and the student in another: 2 × 3 weights
      // turned round do not multiply, and a loop runs off their edge.
      const bool has_no_say =
          both_asked && wrong->outcome == Outcome::threw && right->outcome == Outcome::value;
      if (has_no_say && !same_answer(mine, *right, false)) continue;
      const bool by_callbacks = apart != Tells::no && only_callbacks_differ(*wrong, *right);
      // The right numbers, asked for as neither of the two asks: a loop of the student's own making.
      if (by_callbacks && same_answer(mine, *wrong, false) && !same_answer(mine, *wrong, true) &&
          !same_answer(mine, *right, true))
        continue;
      if (!same_answer(mine, *wrong, by_callbacks)) {
        standing.contradicted = true;
      } else if (apart == Tells::clearly) {
        standing.evidence.insert(mine.in.numbers);
        standing.checks.insert(check);
        standing.about_refusals |= right->outcome == Outcome::threw;
      }
    }
  return standings;
}

bool covers(const Run& student, const Run& reference) {
  return std::all_of(reference.begin(), reference.end(),
                     [&](const auto& check) { return student.contains(check.first); });
}

}  // namespace

int telling_calls(const Run& slip, const Run& reference) {
  std::map<std::string, std::set<std::vector<double>>> found;
  for (const auto& [check, calls] : slip)
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const Call* const right = find_call(reference, check, i);
      if (right != nullptr && same_question(calls[i], *right) && tells(calls[i], *right) == Tells::clearly)
        found[calls[i].function].insert(calls[i].in.numbers);
    }
  std::size_t most = 0;
  for (const auto& [function, questions] : found) most = std::max(most, questions.size());
  return static_cast<int>(most);
}

std::map<std::string, std::string> recognise(const Run& student, const std::set<std::string>& failed,
                                             const Recorded& recorded) {
  std::map<std::string, std::string> named;
  if (!covers(student, recorded.reference)) return named;  // one check alone proves little

  std::map<std::string, std::set<std::string>> candidates;
  for (const Slip& slip : recorded.slips) {
    const auto weighed = weigh(slip, student, recorded.reference);
    const auto contradicted = [&](const std::string& function) {
      const auto found = weighed.find(function);
      return found != weighed.end() && found->second.contradicted;
    };
    // Contradicted in the function that it edits, what it shows elsewhere has another cause.
    const bool at_home = !contradicted(slip.function);
    // A function that is used has a mistake of its own, which may be all that is wrong.
    const auto uses_a_wrong_one = [&](const std::string& function) {
      const auto used = recorded.uses.find(function);
      return used != recorded.uses.end() &&
             std::any_of(used->second.begin(), used->second.end(), contradicted);
    };
    for (const auto& [function, standing] : weighed)
      if (standing.stands() && (function == slip.function || at_home) && !uses_a_wrong_one(function))
        for (const std::string& check : standing.checks) candidates[check].insert(slip.name);
  }
  for (const std::string& check : failed)
    if (const auto found = candidates.find(check); found != candidates.end() && found->second.size() == 1)
      named[check] = *found->second.begin();
  return named;
}

}  // namespace downhill::judge
