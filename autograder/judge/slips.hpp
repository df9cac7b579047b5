// SPDX-License-Identifier: MIT
// Recognising a slip: a named, plausible wrong solution, by what it answered when it was recorded.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "judge/call.hpp"

namespace downhill::judge {

struct Slip {
  std::string name;
  std::string says;      ///< the sentence that helps the student who made it
  std::string function;  ///< where the reference was changed: "slope"
  Run run;               ///< what it answered
};

/// For a function those that it calls in the reference, at first or second hand.
using Uses = std::map<std::string, std::set<std::string>>;

/// What is known of a lesson: the answers of the reference and of every slip.
struct Recorded {
  Run reference;
  std::vector<Slip> slips;
  Uses uses{};
};

/// Which slip explains which failing check. In doubt a check is left out: a wrong name is worse than none.
///
/// A slip is named for a function if every comparable call of that function in the whole lesson gave the
/// slip's answer, at least two different calls tell the slip from the reference, neither the function that
/// the slip edits nor one that the function uses contradicts it, and no other slip fits as well. It is shown
/// only at failing checks that hold such a call.
/// @param failed the checks that did not pass
std::map<std::string, std::string> recognise(const Run& student, const std::set<std::string>& failed,
                                             const Recorded& recorded);

/// How many different calls of one function tell the slip from the reference; a slip needs two to be
/// recognised.
int telling_calls(const Run& slip, const Run& reference);

}  // namespace downhill::judge
