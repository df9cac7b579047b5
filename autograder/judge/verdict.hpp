// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <vector>

namespace downhill::judge {

/// What the judge says of one check.
struct Verdict {
  std::string check;    ///< "OneWeight.SlopeOfTheWorkedExample"
  std::string status;   ///< "pass", "fail", or the name of an Outcome other than value
  std::string message;  ///< what was called, what came back, what was expected
  std::string slip;     ///< name of the recognised slip, or empty
  std::string slip_sentence;
  std::string output;  ///< what the student's code printed, as it came: hostile
  double milliseconds = 0;
};

/// What the judge says of one lesson.
struct Verdicts {
  std::string infra_error;  ///< the machine's own trouble; empty if none
  std::vector<Verdict> checks;
};

}  // namespace downhill::judge
