// SPDX-License-Identifier: MIT
// Compilers read hostile text, and a compiler can be made to read any file, or to fill the disk. So they run
// behind a fence too: less narrow than a worker's, since they have files and children of their own.
#pragma once
#include <linux/filter.h>
#include <sys/resource.h>

#include <filesystem>
#include <string>
#include <vector>

#include "judge/descriptor.hpp"
#include "judge/landlock.hpp"

namespace downhill::judge {

/// What a confined program may use, its children included.
struct Confinement {
  Reach reach;                             ///< files; those of the system's toolchain are always readable
  rlim_t cpu_seconds = 20;                 ///< of each process
  rlim_t memory = rlim_t{4} << 30;         ///< bytes of address space of each process
  rlim_t largest_file = rlim_t{64} << 20;  ///< bytes
};

/// The confinement, made ready before a child exists; put up inside the child, by system calls alone.
class Fence {
 public:
  /// @throws std::runtime_error where nothing can confine compilers and weak_is_allowed() says no
  explicit Fence(const Confinement& confinement);

  /// The command that runs in the end: bubblewrap's, where that is what confines.
  std::vector<std::string> command(const std::vector<std::string>& arguments,
                                   const std::filesystem::path& folder) const;
  /// Puts it up around the calling process. Uses no memory of the heap, and returns false with errno set.
  bool put_up() const;

 private:
  Confinement confinement_;
  Descriptor landlock_;
  std::vector<sock_filter> filter_;
};

}  // namespace downhill::judge
