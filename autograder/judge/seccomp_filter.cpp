// SPDX-License-Identifier: MIT
#include "judge/seccomp_filter.hpp"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>

namespace downhill::judge {
namespace {

/// A condition on argument `index` of a system call: it equals a value, …
scmp_arg_cmp equals(unsigned index, std::uint64_t value) { return {index, SCMP_CMP_EQ, value, 0}; }
scmp_arg_cmp differs(unsigned index, std::uint64_t value) { return {index, SCMP_CMP_NE, value, 0}; }
/// … or does so in the bits of a mask.
scmp_arg_cmp bits(unsigned index, std::uint64_t mask, std::uint64_t value) {
  return {index, SCMP_CMP_MASKED_EQ, mask, value};
}

class Rules {
 public:
  explicit Rules(std::uint32_t otherwise) : context_(seccomp_init(otherwise), seccomp_release) {
    if (!context_) throw std::runtime_error("libseccomp could not be initialised");
  }

  void add(std::uint32_t action, std::initializer_list<const char*> calls,
           std::initializer_list<scmp_arg_cmp> conditions = {}) {
    for (const char* call : calls) {
      const int number = seccomp_syscall_resolve_name(call);
      if (number == __NR_SCMP_ERROR) continue;  // a call that this architecture does not have
      const std::vector<scmp_arg_cmp> all(conditions);
      const int error =
          seccomp_rule_add_array(context_.get(), action, number, static_cast<unsigned>(all.size()),
                                 all.empty() ? nullptr : all.data());
      if (error != 0) throw std::runtime_error(std::string("seccomp rule for ") + call + " was refused");
    }
  }

  // libseccomp 2.5 writes a program to a file only.
  std::vector<sock_filter> program() const {
    const int file = memfd_create("filter", MFD_CLOEXEC);
    if (file < 0 || seccomp_export_bpf(context_.get(), file) != 0)
      throw std::runtime_error("the seccomp filter could not be made");
    std::vector<sock_filter> code(static_cast<std::size_t>(lseek(file, 0, SEEK_END)) / sizeof(sock_filter));
    const auto bytes = static_cast<ssize_t>(code.size() * sizeof(sock_filter));
    const bool whole = pread(file, code.data(), static_cast<std::size_t>(bytes), 0) == bytes;
    close(file);
    if (!whole) throw std::runtime_error("the seccomp filter could not be read back");
    return code;
  }

 private:
  std::unique_ptr<void, decltype(&seccomp_release)> context_;
};

}  // namespace

std::vector<sock_filter> worker_filter(int program) {
  Rules rules(SCMP_ACT_TRAP);

  // Its own descriptors, memory, clock and signal handlers.
  rules.add(SCMP_ACT_ALLOW, {"read", "write", "readv", "writev", "close", "fstat"});
  rules.add(SCMP_ACT_ALLOW, {"brk", "munmap", "mremap", "madvise", "futex"});
  rules.add(SCMP_ACT_ALLOW,
            {"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall"});
  rules.add(SCMP_ACT_ALLOW,
            {"nanosleep", "gettimeofday", "time", "times", "getrusage", "pause", "sched_yield"});
  // The clocks below zero are those of other processes.
  constexpr std::uint64_t kBelowZero = 0x80000000;
  rules.add(SCMP_ACT_ALLOW, {"clock_gettime", "clock_getres", "clock_nanosleep"}, {bits(0, kBelowZero, 0)});
  rules.add(SCMP_ACT_ERRNO(EINVAL), {"clock_gettime", "clock_getres", "clock_nanosleep"},
            {bits(0, kBelowZero, kBelowZero)});
  rules.add(SCMP_ACT_ALLOW, {"getpid", "gettid", "getuid", "getrandom", "uname"});
  rules.add(SCMP_ACT_ALLOW, {"sched_getaffinity"}, {equals(0, 0)});
  rules.add(SCMP_ACT_ERRNO(EPERM), {"sched_getaffinity"}, {differs(0, 0)});
  rules.add(SCMP_ACT_ALLOW, {"set_tid_address", "set_robust_list", "rseq", "arch_prctl"});
  rules.add(SCMP_ACT_ALLOW, {"exit", "exit_group"});
  // Memory, but none that is written and then run.
  rules.add(SCMP_ACT_ALLOW, {"mprotect"}, {bits(2, PROT_EXEC, 0)});
  // Shared memory stays when its pages are given back, and is not seen in what a process has taken.
  rules.add(SCMP_ACT_ALLOW, {"mmap"}, {bits(2, PROT_EXEC, 0), bits(3, MAP_SHARED, 0)});
  // abort() and raise(): signals to itself, but not SIGKILL, by which the system ends whoever takes all
  // memory.
  for (std::uint64_t bit = 1; bit <= 64; bit <<= 1)  // another signal differs in one bit at least
    rules.add(SCMP_ACT_ALLOW, {"tgkill"},
              {equals(0, kOwnProcess), bits(2, bit, ~std::uint64_t{SIGKILL} & bit)});
  // The one exec that starts the worker; its descriptor closes by that.
  rules.add(SCMP_ACT_ALLOW, {"execveat"},
            {equals(0, static_cast<std::uint64_t>(program)), equals(4, AT_EMPTY_PATH)});
  // Reading a limit of its own, not setting one.
  rules.add(SCMP_ACT_ALLOW, {"prlimit64"}, {equals(0, 0), equals(2, 0)});
  rules.add(SCMP_ACT_ERRNO(EPERM), {"prlimit64"}, {differs(0, 0)});
  rules.add(SCMP_ACT_ERRNO(EPERM), {"prlimit64"}, {differs(2, 0)});

  // There are no threads here: std::thread throws, and honest code may catch that. New processes raise
  // SIGSYS.
  rules.add(SCMP_ACT_ERRNO(EAGAIN), {"clone"}, {bits(0, CLONE_THREAD, CLONE_THREAD)});
  rules.add(SCMP_ACT_ERRNO(ENOSYS), {"clone3"});
  // There are no files here: std::ifstream fails to open.
  rules.add(SCMP_ACT_ERRNO(EACCES),
            {"open", "openat", "openat2", "creat", "access", "faccessat", "faccessat2", "stat", "lstat",
             "newfstatat", "statx", "readlink", "readlinkat", "getcwd", "chdir", "mkdir", "unlink",
             "unlinkat", "rename"});
  rules.add(SCMP_ACT_ERRNO(ENOTTY), {"ioctl"});
  rules.add(SCMP_ACT_ERRNO(ESPIPE), {"lseek"});
  rules.add(SCMP_ACT_ERRNO(EINVAL), {"prctl"});
  rules.add(SCMP_ACT_ERRNO(EPERM), {"fcntl", "dup", "dup2", "dup3", "getppid"});
  return rules.program();
}

std::vector<sock_filter> compiler_filter() {
  Rules rules(SCMP_ACT_ALLOW);
  rules.add(SCMP_ACT_ERRNO(EPERM),
            {"socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg"});
  rules.add(SCMP_ACT_ERRNO(EPERM), {"ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open",
                                    "pidfd_getfd", "process_madvise", "kcmp"});
  rules.add(SCMP_ACT_ERRNO(EPERM),
            {"mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "open_tree", "move_mount",
             "fsopen", "fsmount", "name_to_handle_at", "open_by_handle_at"});
  rules.add(SCMP_ACT_ERRNO(EPERM),
            {"bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
             "keyctl", "add_key", "request_key"});
  rules.add(SCMP_ACT_ERRNO(EPERM),
            {"init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot",
             "swapon", "swapoff", "sethostname", "setdomainname", "settimeofday", "clock_settime", "acct",
             "quotactl", "iopl", "ioperm", "mknod", "mknodat"});
  return rules.program();
}

}  // namespace downhill::judge
