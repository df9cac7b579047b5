// SPDX-License-Identifier: MIT
// What stands between a submission and this machine. Every report says it in one line.
#pragma once
#include <string>

namespace downhill::judge {

/// The layers that not every machine has. Limits on processor time, memory and files are everywhere.
struct Layers {
  bool seccomp = false;       ///< which system calls a worker may make
  bool landlock = false;      ///< no file of its own choice
  bool another_user = false;  ///< a user who owns nothing; only root can change into another
  std::string compilers;      ///< what confines them: "Landlock" or "bubblewrap"; "" if nothing does

  /// May a grade count?
  bool enough() const { return seccomp && !compilers.empty(); }
  /// "seccomp, rlimits, Landlock 7, user 65534; compilers behind Landlock". Those that are lacking are named
  /// too, and where that is too many, it begins with "weak: ".
  std::string in_words() const;
};

/// This machine's, each tried once in a process that may go wrong.
const Layers& layers_here();

/// Is a report wanted all the same where there are not enough of them, for one's own work? By --weak, which
/// sets DOWNHILL_WEAK for all processes of a run.
bool weak_is_allowed();

/// The user that owns no file and no process.
inline constexpr unsigned kNobody = 65534;
/// System calls only, for a child that shares its parent's memory.
bool become_nobody();

}  // namespace downhill::judge
