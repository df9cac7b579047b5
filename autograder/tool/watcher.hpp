// SPDX-License-Identifier: MIT
// Tells when files are saved, however an editor does that: written in place, or another file renamed onto
// them; and when their folders go and come back. Notices through inotify; also looks by itself now and then,
// and often where the file system does not notify.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "judge/sandbox.hpp"

namespace downhill::tool {

/// What is under a path: any save changes it, also one of the same text.
struct Stamp {
  bool there = false;
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified = 0;  ///< in nanoseconds
  std::size_t hash = 0;       ///< of the content, for file systems with coarse times

  bool operator==(const Stamp&) const = default;
};
Stamp stamp_of(const std::filesystem::path& file);

/// Whether a file system of this kind (statfs's f_type) tells what another machine or system has written to
/// it.
bool notifies(std::uint64_t kind);

class Watcher {
 public:
  using Clock = std::chrono::system_clock;  // the file system's

  enum class Mode { automatic, poll };

  /// Watches from now on: what is there already is no save. The folders need not exist.
  /// @param below the folder that all files are somewhere in, which stays
  Watcher(std::vector<std::filesystem::path> files, const std::filesystem::path& below, Mode mode);

  struct Save {
    std::size_t file;        ///< its place in the constructor's list
    Clock::time_point when;  ///< as closely as it is known
  };
  /// Waits for saves, at most so long; also for `wake`, a descriptor that becomes readable. A file that
  /// vanishes has not been saved; when it comes back it has. Nothing that is saved between two calls is
  /// missed.
  std::vector<Save> wait(std::chrono::milliseconds most, int wake = -1);

  /// False where it polls alone.
  bool notified() const { return inotify_.get() >= 0; }

 private:
  void watch_folders();
  bool sleep(std::chrono::milliseconds most, int wake);
  std::vector<Stamp> settled();
  std::vector<Stamp> look() const;

  std::vector<std::filesystem::path> files_, folders_;
  std::vector<Stamp> seen_;
  Clock::time_point last_look_;
  judge::Descriptor inotify_;
  std::chrono::milliseconds interval_;
};

}  // namespace downhill::tool
