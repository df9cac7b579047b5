// SPDX-License-Identifier: MIT
#include "judge/confinement.hpp"

#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "judge/layers.hpp"
#include "judge/seccomp_filter.hpp"

namespace downhill::judge {
namespace {

namespace fs = std::filesystem;

// Where toolchains live, and what their loader reads. Not all of /usr: a course may lie in /usr/src.
const std::vector<fs::path> kToolchain{
    "/usr/bin",       "/usr/include",       "/usr/lib",         "/usr/lib32", "/usr/lib64", "/usr/libexec",
    "/usr/local/bin", "/usr/local/include", "/usr/local/lib",   "/bin",       "/lib",       "/lib64",
    "/sbin",          "/etc/ld.so.cache",   "/etc/alternatives"};

// Or less, where whoever called us has set less: nobody but the system may raise that.
bool limit_to(int resource, rlim_t value) {
  const auto which = static_cast<__rlimit_resource>(resource);
  rlimit both{};
  if (getrlimit(which, &both) != 0) return false;
  both.rlim_cur = both.rlim_max = std::min(value, both.rlim_max);
  return setrlimit(which, &both) == 0;
}

}  // namespace

Fence::Fence(const Confinement& confinement) : confinement_(confinement), filter_(compiler_filter()) {
  Reach& reach = confinement_.reach;
  reach.readable.insert(reach.readable.end(), kToolchain.begin(), kToolchain.end());
  const std::string& way = layers_here().compilers;
  if (way == "Landlock") {
    reach.writable.emplace_back("/dev/null");
    landlock_ = landlock_fence(reach);
  }
  if (way.empty() && !weak_is_allowed())
    throw std::runtime_error(
        "compilers cannot be confined here: this kernel has no Landlock (Linux 5.13 and later), and there is "
        "no "
        "bubblewrap that works (package bubblewrap). To check your own work all the same: --weak");
}

std::vector<std::string> Fence::command(const std::vector<std::string>& arguments,
                                        const fs::path& folder) const {
  if (layers_here().compilers != "bubblewrap") return arguments;
  // No more of /proc and /dev than Landlock leaves: some files there are never read to their end.
  std::vector<std::string> all{"bwrap",      "--unshare-all", "--die-with-parent", "--new-session",
                               "--dev-bind", "/dev/null",     "/dev/null"};
  for (const fs::path& path : confinement_.reach.readable)
    all.insert(all.end(), {"--ro-bind-try", path.string(), path.string()});
  for (const fs::path& path : confinement_.reach.writable)
    all.insert(all.end(), {"--bind-try", path.string(), path.string()});
  if (!folder.empty()) all.insert(all.end(), {"--chdir", folder.string()});
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

bool Fence::put_up() const {
  const sock_fprog program{static_cast<unsigned short>(filter_.size()),
                           const_cast<sock_filter*>(filter_.data())};
  return limit_to(RLIMIT_CPU, confinement_.cpu_seconds) && limit_to(RLIMIT_AS, confinement_.memory) &&
         limit_to(RLIMIT_FSIZE, confinement_.largest_file) && limit_to(RLIMIT_CORE, 0) &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         (landlock_.get() < 0 || (landlock_restrict_self(landlock_.get()) &&
                                  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0));
}

}  // namespace downhill::judge
