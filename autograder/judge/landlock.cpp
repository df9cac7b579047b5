// SPDX-License-Identifier: MIT
#include "judge/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace downhill::judge {
namespace {

// As of version 6, whatever the headers are that this is compiled with: linux/landlock.h.
struct Handled {
  std::uint64_t files = 0, network = 0, scopes = 0;
};
constexpr std::uint64_t kReading =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kTruncate = 1 << 14, kIoctlDevice = 1 << 15;
constexpr std::uint64_t kBindAndConnect = 3, kSocketsAndSignals = 3;

// All accesses that a version knows of.
Handled all_of(int version) {
  Handled all;
  all.files = (1 << 13) - 1;
  if (version >= 2) all.files |= 1 << 13;  // moving between folders
  if (version >= 3) all.files |= kTruncate;
  if (version >= 4) all.network = kBindAndConnect;
  if (version >= 5) all.files |= kIoctlDevice;
  if (version >= 6) all.scopes = kSocketsAndSignals;
  return all;
}

std::size_t size_for(int version) {
  return version >= 6 ? sizeof(Handled) : version >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

[[noreturn]] void refuse(const std::string& what) {
  throw std::runtime_error("Landlock: " + what + ": " + std::strerror(errno));
}

void allow(const Descriptor& fence, const std::filesystem::path& path, std::uint64_t access) {
  const Descriptor place(open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat s {};
  if (place.get() < 0 || fstat(place.get(), &s) != 0) return;  // not there: nothing to reach
  constexpr std::uint64_t kOfFiles = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                                     LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate | kIoctlDevice;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = S_ISDIR(s.st_mode) ? access : access & kOfFiles;
  rule.parent_fd = place.get();
  if (syscall(SYS_landlock_add_rule, fence.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    refuse("no rule for " + path.string());
}

}  // namespace

int landlock_version() {
  const auto version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : static_cast<int>(version);
}

Descriptor landlock_fence(const Reach& reach) {
  const int version = landlock_version();
  const Handled handled = all_of(version);
  Descriptor fence(static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, size_for(version), 0)));
  if (fence.get() < 0) refuse("no ruleset");
  for (const auto& path : reach.readable) allow(fence, path, kReading);
  for (const auto& path : reach.writable) allow(fence, path, handled.files);
  return fence;
}

bool landlock_restrict_self(int fence) { return syscall(SYS_landlock_restrict_self, fence, 0) == 0; }

}  // namespace downhill::judge
