// SPDX-License-Identifier: MIT
#include "judge/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <stdexcept>

#include "judge/descriptor.hpp"

extern char** environ;

namespace downhill::judge {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const Command& command, int error) {
  throw std::runtime_error("could not run " + command.arguments.at(0) + ": " + std::strerror(error));
}

struct Pipe {
  Descriptor read_end, write_end;
  Pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
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

pid_t start(const Command& command, const Pipe& out, const Pipe& err) {
  std::signal(SIGCHLD, SIG_DFL);  // ignored by whoever started us, it would cost our children's exit status
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write_end.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end.get(), STDERR_FILENO);
  if (!command.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());

  const char* const path = std::getenv("PATH");
  const std::vector<std::string> plain{std::string("PATH=") + (path != nullptr ? path : "/usr/bin:/bin"),
                                       "LC_ALL=C.UTF-8"};
  // A group of its own, so that a compiler's children end with it; what the user may interrupt stays in ours.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  if (!command.keep_environment) posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, command.arguments.at(0).c_str(), &actions, &attributes,
                                 pointers(command.arguments).data(),
                                 command.keep_environment ? environ : pointers(plain).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) fail(command, error);
  return pid;
}

// Reads what there is; closes the pipe at its end.
void drain(Descriptor& from, std::string& to, std::size_t most) {
  std::array<char, 1 << 16> buffer;
  const ssize_t n = read(from.get(), buffer.data(), buffer.size());
  if (n > 0)
    to.append(buffer.data(), std::min(static_cast<std::size_t>(n), most - std::min(most, to.size())));
  else if (n == 0 || errno != EINTR)
    from.reset();
}

}  // namespace

double cpu_seconds(const rusage& usage) {
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Finished run(const Command& command) {
  Pipe out, err;
  const pid_t pid = start(command, out, err);
  out.write_end.reset();
  err.write_end.reset();

  Finished finished;
  const auto deadline = Clock::now() + command.time;
  while (out.read_end.get() >= 0 || err.read_end.get() >= 0) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      finished.timed_out = true;
      kill(command.keep_environment ? pid : -pid, SIGKILL);
      break;
    }
    std::array<pollfd, 2> waiting{{{out.read_end.get(), POLLIN, 0}, {err.read_end.get(), POLLIN, 0}}};
    poll(waiting.data(), waiting.size(), static_cast<int>(left));
    const std::size_t shown = finished.out.size();
    if (waiting[0].revents != 0) drain(out.read_end, finished.out, command.most_output);
    if (command.in_sight) std::cerr << std::string_view(finished.out).substr(shown) << std::flush;
    if (waiting[1].revents != 0) drain(err.read_end, finished.err, command.most_output);
  }
  int status = 0;
  rusage usage{};
  while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) finished.status = WEXITSTATUS(status);
  finished.cpu_seconds = cpu_seconds(usage);
  return finished;
}

}  // namespace downhill::judge
