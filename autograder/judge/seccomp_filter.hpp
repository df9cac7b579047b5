// SPDX-License-Identifier: MIT
#pragma once
#include <linux/filter.h>

#include <cstdint>
#include <vector>

namespace downhill::judge {

/// Stands in the filter for the worker's process id, which is known only once it exists.
inline constexpr std::uint32_t kOwnProcess = 0x5eed0001;

/// The system calls that a worker may make, as a program for the kernel: those of arithmetic, memory and its
/// own descriptors; one execveat of descriptor `program`, which starts it; signals to itself alone. Files,
/// programs and threads fail as if there were none, so that honest code can go on. All else raises SIGSYS.
/// @throws std::runtime_error where libseccomp cannot make it
std::vector<sock_filter> worker_filter(int program);

/// For a compiler, which needs files and children: all but the network, other processes, and the machine
/// itself.
/// @throws std::runtime_error where libseccomp cannot make it
std::vector<sock_filter> compiler_filter();

}  // namespace downhill::judge
