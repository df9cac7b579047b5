// SPDX-License-Identifier: MIT
// without landlock COMMAND…, without seccomp COMMAND…: runs a command as on a machine that lacks them. (By a
// seccomp filter: it outlives every exec.)
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const bool landlock = std::strcmp(argv[1], "landlock") == 0;
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  int refused = 0;
  if (landlock) {
    refused = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
  } else {
    refused = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                               SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP)) |
              seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
  }
  if (refused != 0 || seccomp_load(filter) != 0) {
    std::perror("without");
    return 2;
  }
  execvp(argv[2], argv + 2);
  std::perror(argv[2]);
  return 2;
}
