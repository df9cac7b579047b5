// SPDX-License-Identifier: MIT
// Landlock: the kernel's fence for a process that fences itself in, from Linux 5.13 on. No rights are needed
// to use it, and whoever is inside, and all that it starts, cannot take it down.
#pragma once
#include <filesystem>
#include <vector>

#include "judge/descriptor.hpp"

namespace downhill::judge {

/// The kernel's version of it; 0 where it has none, or where it is switched off.
int landlock_version();

/// What a fenced process can still reach.
struct Reach {
  std::vector<std::filesystem::path>
      readable;  ///< to be read and run, with all below; what is not there is left out
  std::vector<std::filesystem::path> writable;  ///< with all below
};

/// The fence, to be put up by landlock_restrict_self. No file beyond reach, no network, no signal to others,
/// as far as the kernel's version goes.
/// @throws std::runtime_error where there is no Landlock
Descriptor landlock_fence(const Reach& reach = {});

/// One system call and nothing else, for a child that shares its parent's memory. PR_SET_NO_NEW_PRIVS comes
/// before.
bool landlock_restrict_self(int fence);

}  // namespace downhill::judge
