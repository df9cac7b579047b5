// SPDX-License-Identifier: MIT
#include "judge/sandbox.hpp"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>

#include "judge/landlock.hpp"
#include "judge/layers.hpp"
#include "judge/process.hpp"
#include "judge/seccomp_filter.hpp"
#include "wire/frame.hpp"

namespace downhill::judge {
namespace {

constexpr int kFence = 8;         // the Landlock fence among a worker's descriptors, until it has started,
constexpr int kProgram = 9;       // and its program
constexpr int kOutOfTheWay = 20;  // descriptors are first lifted above this, then put in their places

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

Descriptor sealed_copy(const std::filesystem::path& program) {
  const Descriptor file(open(program.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.get() < 0) fail("could not open the worker " + program.string());
  Descriptor copy(memfd_create("worker", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (copy.get() < 0) fail("could not make a file in memory for the worker");
  std::array<char, 1 << 16> buffer;
  for (ssize_t n; (n = read(file.get(), buffer.data(), buffer.size())) != 0;) {
    if (n < 0) fail("could not read the worker " + program.string());
    for (ssize_t done = 0; done < n;) {
      const ssize_t written = write(copy.get(), buffer.data() + done, static_cast<std::size_t>(n - done));
      if (written < 0) fail("could not copy the worker into memory");
      done += written;
    }
  }
  if (fchmod(copy.get(), 0555) != 0 ||
      fcntl(copy.get(), F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0)
    fail("could not seal the worker");
  return copy;
}

// Or less, where whoever called us has set less: nobody but the system may raise that.
bool limit(int resource, rlim_t soft, rlim_t hard) {
  const auto which = static_cast<__rlimit_resource>(resource);
  rlimit value{};
  if (getrlimit(which, &value) != 0) return false;
  value.rlim_max = std::min(hard, value.rlim_max);
  value.rlim_cur = std::min(soft, value.rlim_max);
  return setrlimit(which, &value) == 0;
}
bool limit(int resource, rlim_t value) { return limit(resource, value, value); }

// Where a worker that could not start says how far it came. The child of vfork shares the parent's memory.
struct Progress {
  volatile int stage = 0;
  volatile int error = 0;
};
constexpr std::array<const char*, 9> kStages{
    "before anything",      "leaving the session",           "placing descriptors",
    "changing the folder",  "becoming another user",         "setting the limits",
    "giving up privileges", "putting up the Landlock fence", "loading the seccomp filter"};
constexpr int kStarting = 9;  // the one stage that may fail by the program's own fault

struct Ends {
  int channel, output, program, fence;  // no fence: −1
};

bool place_descriptors(const Ends& ends) {
  const int channel = fcntl(ends.channel, F_DUPFD, kOutOfTheWay),
            output = fcntl(ends.output, F_DUPFD, kOutOfTheWay),
            program = fcntl(ends.program, F_DUPFD, kOutOfTheWay), nothing = open("/dev/null", O_RDONLY);
  const bool fenced = ends.fence >= 0;
  const int fence = fenced ? fcntl(ends.fence, F_DUPFD, kOutOfTheWay) : -1;
  if (channel < 0 || output < 0 || program < 0 || nothing < 0 || (fenced && fence < 0)) return false;
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  dup2(channel, wire::kChannel);
  dup3(program, kProgram, O_CLOEXEC);
  if (fenced) dup3(fence, kFence, O_CLOEXEC);
  for (int fd = wire::kChannel + 1; fd < (fenced ? kFence : kProgram); ++fd) close(fd);
  return syscall(SYS_close_range, static_cast<unsigned>(kProgram + 1), ~0u, 0u) == 0;
}

bool set_limits(const Limits& limits) {
  return limit(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1) && limit(RLIMIT_AS, limits.memory) &&
         limit(RLIMIT_STACK, limits.stack) && limit(RLIMIT_NOFILE, limits.open_files) &&
         limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_MEMLOCK, 0) &&
         limit(RLIMIT_NPROC, 0);
}

// The child of vfork: only system calls, no memory of its own, and no way back but _exit.
[[noreturn]] void become_worker(const Ends& ends, const Limits& limits, sock_filter* filter, std::size_t size,
                                pid_t judge, Progress& progress) {
  const auto stop_at = [&](int stage) {
    progress.stage = stage;
    progress.error = errno;
    _exit(126);
  };
  default_signals();
  if (setsid() < 0) stop_at(1);
  if (!place_descriptors(ends)) stop_at(2);
  if (chdir("/") != 0) stop_at(3);
  offer_to_be_ended_first();  // before the change of user, to whom /proc/self does not belong
  // Before the limits: a user who may have no further process cannot be changed into.
  if (layers_here().another_user && !become_nobody()) stop_at(4);
  if (!set_limits(limits)) stop_at(5);
  prctl(PR_SET_PDEATHSIG, SIGKILL);    // which a change of user takes back
  if (getppid() != judge) _exit(126);  // it has gone in the meantime
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) stop_at(6);
  if (ends.fence >= 0 && !landlock_restrict_self(kFence)) stop_at(7);
  const auto self = static_cast<std::uint32_t>(getpid());
  for (std::size_t i = 0; i < size; ++i)
    if (filter[i].k == kOwnProcess) filter[i].k = self;
  const sock_fprog program{static_cast<unsigned short>(size), filter};
  if (size > 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) stop_at(8);
  char name[] = "student";
  char* const arguments[] = {name, nullptr};
  char* const environment[] = {nullptr};
  syscall(SYS_execveat, kProgram, "", arguments, environment, AT_EMPTY_PATH);
  stop_at(kStarting);
  __builtin_unreachable();
}

void make_nonblocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

}  // namespace

void Descriptor::reset(int fd) {
  if (fd_ >= 0) close(fd_);
  fd_ = fd;
}

Sandbox::Sandbox(const std::filesystem::path& program, const Limits& limits)
    : program_(sealed_copy(program)), filter_(worker_filter(kProgram)), limits_(limits) {
  if (layers_here().landlock) fence_ = landlock_fence();
  if (layers_here().seccomp) return;
  filter_.clear();
  if (!weak_is_allowed())
    throw std::runtime_error(
        "there is no seccomp here, without which nothing keeps a submission from the machine, so nothing is "
        "graded. "
        "To check your own work all the same: --weak");
}

Sandbox::Started Sandbox::start() const {
  int channel[2], output[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) != 0) fail("could not make a channel");
  Descriptor judge_channel(channel[0]), worker_channel(channel[1]);
  if (pipe2(output, O_CLOEXEC) != 0) fail("could not make a pipe");
  Descriptor judge_output(output[0]), worker_output(output[1]);

  Progress progress;
  std::vector<sock_filter> filter = filter_;  // the child writes its process id into it
  const Ends ends{worker_channel.get(), worker_output.get(), program_.get(), fence_.get()};
  const pid_t judge = getpid();
  // vfork: a plain fork would copy the judge's page tables, and leave its memory for the worker to search.
  const pid_t pid = vfork();
  if (pid < 0) fail("could not start a process");
  if (pid == 0) become_worker(ends, limits_, filter.data(), filter.size(), judge, progress);
  if (progress.error != 0) {
    waitpid(pid, nullptr, 0);
    errno = progress.error;
    if (progress.stage == kStarting)
      throw ProgramRefused(std::string("the program could not be started: ") + std::strerror(errno));
    fail(std::string("the sandbox could not be closed, ") +
         kStages[static_cast<std::size_t>(progress.stage)]);
  }
  make_nonblocking(judge_channel.get());
  make_nonblocking(judge_output.get());
  return {pid, std::move(judge_channel), std::move(judge_output)};
}

}  // namespace downhill::judge
