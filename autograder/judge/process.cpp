// SPDX-License-Identifier: MIT
#include "judge/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "judge/confinement.hpp"
#include "judge/descriptor.hpp"
#include "judge/interruption.hpp"
#include "judge/layers.hpp"
#include "judge/process_time.hpp"
#include "judge/time_share.hpp"

extern char** environ;

namespace downhill::judge {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kLongestPause{32};  // between two looks at a child that is expected to end

[[noreturn]] void fail(const Command& command, int error) {
  throw std::runtime_error("could not run " + command.arguments.at(0) + ": " + std::strerror(error));
}

struct Pipe {
  Descriptor read_end, write_end;
  // Behind a fence a socket: a pipe can be opened once more, by whatever name /proc has for it, and then be
  // read from for ever.
  explicit Pipe(bool fenced) {
    int ends[2];
    if ((fenced ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) : pipe2(ends, O_CLOEXEC)) != 0)
      throw std::runtime_error(std::string("could not make a pipe: ") + std::strerror(errno));
    read_end.reset(ends[0]);
    write_end.reset(ends[1]);
  }
};

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (const std::string& s : strings) result.push_back(const_cast<char*>(s.c_str()));
  result.push_back(nullptr);
  return result;
}

// As a shell would find it.
std::string found_in_path(const std::string& program, const std::string& path) {
  if (program.find('/') != program.npos) return program;
  std::istringstream folders(path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const std::string file = folder + "/" + program; access(file.c_str(), X_OK) == 0) return file;
  return program;
}

// Why a child did not come as far as its program. It shares our memory until then.
struct Failure {
  volatile int error = 0;
};

struct Start {
  const char *program, *folder;  // no folder: null
  char *const *arguments, *const *environment;
  int out, err, lifeline;
  pid_t parent;
  bool own_group;
  const Fence* fence;
};

// From here on, the end of our parent is that of our group: children of a compiler's too, which no signal at
// a parent's death reaches. Nothing is ever written to the lifeline; whoever holds its other end is alive. A
// kernel that does not know this (not Linux's own) lets such children go on to their limits.
void hold_on_to(int lifeline) {
  const int flags = fcntl(lifeline, F_GETFL);
  if (fcntl(lifeline, F_SETFD, 0) == 0 && fcntl(lifeline, F_SETOWN, -getpid()) == 0 &&
      fcntl(lifeline, F_SETSIG, SIGKILL) == 0)
    fcntl(lifeline, F_SETFL, flags | O_ASYNC);
}

// Nothing of ours, and nothing of whoever called us, such as a list of grades that a shell reads from.
bool keep_no_descriptors_but(int lifeline) {
  constexpr int kKept = STDERR_FILENO + 1;
  return dup2(lifeline, kKept) >= 0 && fcntl(kKept, F_SETFD, 0) == 0 &&
         syscall(SYS_close_range, kKept + 1u, ~0u, 0u) == 0;
}

// The child of vfork: only system calls, and no way back but _exit.
[[noreturn]] void become(const Start& start, Failure& failure) {
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (start.own_group) default_signals();
  bool ready = nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(start.out, STDOUT_FILENO) >= 0 &&
               dup2(start.err, STDERR_FILENO) >= 0;
  ready = ready && (start.folder == nullptr || chdir(start.folder) == 0);
  ready = ready && (!start.own_group || setpgid(0, 0) == 0);
  if (start.own_group) hold_on_to(start.lifeline);
  // Whatever ends us, even SIGKILL, ends it too; what has children of its own is given time to end them.
  ready = ready && prctl(PR_SET_PDEATHSIG, start.own_group ? SIGKILL : SIGTERM) == 0;
  if (ready && getppid() != start.parent) _exit(126);     // it has gone in the meantime
  if (start.fence != nullptr) offer_to_be_ended_first();  // it reads hostile text
  ready =
      ready && (start.fence == nullptr || (start.fence->put_up() && keep_no_descriptors_but(start.lifeline)));
  if (ready) execve(start.program, start.arguments, start.environment);
  failure.error = errno;
  _exit(126);
}

pid_t start(const Command& command, const Pipe& out, const Pipe& err, const Pipe& lifeline) {
  std::signal(SIGCHLD, SIG_DFL);  // ignored by whoever started us, it would cost our children's exit status
  const char* const known = std::getenv("PATH");
  const std::string path = known != nullptr ? known : "/usr/bin:/bin";
  std::vector<std::string> plain{"PATH=" + path, "LC_ALL=C.UTF-8"};
  if (weak_is_allowed() && command.fence == nullptr) plain.emplace_back("DOWNHILL_WEAK=1");  // for the judge
  if (command.fence != nullptr) plain.push_back("TMPDIR=" + command.folder.string());
  const std::vector<std::string> arguments = command.fence != nullptr
                                                 ? command.fence->command(command.arguments, command.folder)
                                                 : command.arguments;
  const std::string program = found_in_path(arguments.at(0), path);
  const auto argument_pointers = pointers(arguments), plain_pointers = pointers(plain);
  // A group of its own, so that a compiler's children end with it; what the user may interrupt stays in ours.
  const Start how{.program = program.c_str(),
                  .folder = command.folder.empty() ? nullptr : command.folder.c_str(),
                  .arguments = argument_pointers.data(),
                  .environment = command.keep_environment ? environ : plain_pointers.data(),
                  .out = out.write_end.get(),
                  .err = err.write_end.get(),
                  .lifeline = lifeline.read_end.get(),
                  .parent = getpid(),
                  .own_group = !command.keep_environment,
                  .fence = command.fence};
  Failure failure;
  const pid_t pid = vfork();
  if (pid < 0) fail(command, errno);
  if (pid == 0) become(how, failure);
  if (failure.error != 0) {
    waitpid(pid, nullptr, 0);
    fail(command, failure.error);
  }
  return pid;
}

struct Child {
  const Command& command;
  pid_t pid;

  // What has children of its own is given time to end them.
  void end_at_request() const { send(command.keep_environment ? SIGTERM : SIGKILL); }
  void end_now(Finished& finished) const {
    send(SIGKILL);
    wait(finished, 0);
  }
  bool has_ended(Finished& finished) const { return wait(finished, WNOHANG); }

 private:
  void send(int signal) const { kill(command.keep_environment ? pid : -pid, signal); }
  bool wait(Finished& finished, int how) const {
    siginfo_t end{};
    int result;
    while ((result = waitid(P_PID, static_cast<id_t>(pid), &end, WEXITED | WNOWAIT | how)) < 0 &&
           errno == EINTR) {
    }
    if (result < 0) return true;        // gone, and somebody else was told how
    if (end.si_pid == 0) return false;  // it goes on
    finished.wanted_seconds = ran_or_waited(pid).value_or(Seconds{0}).count();  // while it can still be asked
    int status = 0;
    rusage usage{};
    while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status)) finished.status = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) finished.signal = WTERMSIG(status);
    finished.cpu_seconds = cpu_seconds(usage);
    finished.took_little_memory = took_little_memory(usage);
    return true;
  }
};

// Reads what there is; closes the pipe at its end.
void drain(Descriptor& from, std::string& to, std::size_t most) {
  std::array<char, 1 << 16> buffer;
  const ssize_t n = read(from.get(), buffer.data(), buffer.size());
  if (n > 0)
    to.append(buffer.data(), std::min(static_cast<std::size_t>(n), most - std::min(most, to.size())));
  else if (n == 0 || errno != EINTR)
    from.reset();
}

// What it says within this time, or until an interruption.
void read_what_comes(Descriptor& out, Descriptor& err, int interruption, milliseconds time,
                     const Command& command, Finished& finished) {
  std::array<pollfd, 3> waiting{{{out.get(), POLLIN, 0}, {err.get(), POLLIN, 0}, {interruption, POLLIN, 0}}};
  poll(waiting.data(), waiting.size(), static_cast<int>(time.count()));
  const std::size_t shown = finished.out.size();
  if (waiting[0].revents != 0) drain(out, finished.out, command.most_output);
  if (command.in_sight) std::cerr << std::string_view(finished.out).substr(shown) << std::flush;
  if (waiting[1].revents != 0) drain(err, finished.err, command.most_output);
}

}  // namespace

void default_signals() {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) sigaction(signal, &standard, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

double cpu_seconds(const rusage& usage) {
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void offer_to_be_ended_first() {
  const int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;  // there is no /proc
  [[maybe_unused]] const auto written = write(file, "1000", 4);
  close(file);
}

bool took_little_memory(const rusage& usage) {
  constexpr long kLittle = 256 << 10;  // KiB; an honest compiler has 150 MB, a worker 20
  return usage.ru_maxrss < kLittle;
}

Finished run(const Command& command) {
  const bool fenced = command.fence != nullptr;
  Pipe out(fenced), err(fenced), lifeline(fenced);
  const Child child{command, start(command, out, err, lifeline)};
  for (Descriptor* childs : {&out.write_end, &err.write_end, &lifeline.read_end}) childs->reset();

  Finished finished;
  const auto deadline = std::min(Clock::now() + command.time, TimeShare::end());
  bool asked_to_end = false;
  for (milliseconds pause{1};;) {
    if (Interruption::came() && !std::exchange(asked_to_end, true)) child.end_at_request();
    // It may have closed its pipes and go on, or have ended and left them to others.
    const bool may_have_ended = asked_to_end || (out.read_end.get() < 0 && err.read_end.get() < 0);
    if (may_have_ended && child.has_ended(finished)) break;
    auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
    finished.timed_out = left <= 0ms;
    if (finished.timed_out) {
      child.end_now(finished);
      break;
    }
    if (may_have_ended) left = std::min(left, std::exchange(pause, std::min(2 * pause, kLongestPause)));
    const int interruption = asked_to_end ? -1 : Interruption::descriptor();
    read_what_comes(out.read_end, err.read_end, interruption, left, command, finished);
  }
  if (Interruption::came())
    throw Interrupted("the run was stopped before " + command.arguments.at(0) + " had ended");
  if (fenced && layers_here().compilers == "Landlock")  // bubblewrap keeps it to itself
    TimeShare::note_compiler(Seconds(finished.cpu_seconds), Seconds(finished.wanted_seconds));
  if (finished.timed_out && deadline == TimeShare::end()) TimeShare::exceed();
  return finished;
}

}  // namespace downhill::judge
