// SPDX-License-Identifier: MIT
#include "judge/layers.hpp"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "judge/landlock.hpp"
#include "judge/process.hpp"

namespace downhill::judge {
namespace {

bool works(bool (*trial)()) {
  const pid_t pid = fork();
  if (pid == 0) _exit(trial() ? 0 : 1);
  int status = 0;
  return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool give_up_privileges() { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0; }

bool load_a_filter() {
  sock_filter allow_all = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  const sock_fprog program{1, &allow_all};
  return give_up_privileges() && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool put_up_a_fence() { return give_up_privileges() && landlock_restrict_self(landlock_fence().get()); }

bool bubblewrap_works() {
  try {
    return run({.arguments = {"bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"}, .folder = {}}).ok();
  } catch (const std::runtime_error&) {
    return false;  // it is not installed
  }
}

Layers try_all() {
  Layers layers;
  layers.seccomp = works(load_a_filter);
  layers.landlock = landlock_version() > 0 && works(put_up_a_fence);
  layers.another_user = geteuid() == 0 && works(become_nobody);
  layers.compilers = layers.landlock && layers.seccomp ? "Landlock" : bubblewrap_works() ? "bubblewrap" : "";
  return layers;
}

}  // namespace

std::string Layers::in_words() const {
  return std::string(enough() ? "" : "weak: ") + (seccomp ? "seccomp" : "no seccomp") + ", rlimits, " +
         (landlock ? "Landlock " + std::to_string(landlock_version()) : "no Landlock") + ", " +
         (another_user ? "user " + std::to_string(kNobody) : "no user of its own") + "; compilers " +
         (compilers.empty() ? "not confined" : "behind " + compilers);
}

const Layers& layers_here() {
  static const Layers layers = try_all();
  return layers;
}

bool weak_is_allowed() {
  const char* const weak = std::getenv("DOWNHILL_WEAK");
  return weak != nullptr && *weak != '\0' && std::string_view(weak) != "0";
}

// The kernel's calls themselves: the library's would also change the threads of whoever shares our memory.
bool become_nobody() {
  return syscall(SYS_setgroups, 0, nullptr) == 0 && syscall(SYS_setresgid, kNobody, kNobody, kNobody) == 0 &&
         syscall(SYS_setresuid, kNobody, kNobody, kNobody) == 0;
}

}  // namespace downhill::judge
