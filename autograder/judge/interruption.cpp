// SPDX-License-Identifier: MIT
#include "judge/interruption.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace downhill::judge {

Interruption::Interruption() {
  if (pipe_[0] < 0 && pipe2(pipe_, O_CLOEXEC | O_NONBLOCK) != 0)
    throw std::runtime_error("could not make a pipe");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = note;
    sigaction(signal, &action, nullptr);
  }
}

void Interruption::note(int signal) {
  const int kept = errno;  // of whatever the signal came between
  constexpr std::time_t kSameRequest = 2;  // seconds
  const std::time_t now = std::time(nullptr);
  if (came_ == 0) first_ = now;
  came_ = 1;
  [[maybe_unused]] const auto woken = write(pipe_[1], "", 1);
  errno = kept;
  if (now - first_ <= kSameRequest) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace downhill::judge
