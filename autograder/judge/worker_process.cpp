// SPDX-License-Identifier: MIT
#include "judge/worker_process.hpp"

#include <poll.h>
#include <seccomp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "judge/process.hpp"

namespace downhill::judge {
namespace {

constexpr auto kTimeToDie = std::chrono::milliseconds(200);  // between closing the channel and being gone

std::string cause_of(int signal) {
  switch (signal) {
    case SIGSEGV:
    case SIGBUS:
      return "memory was used that is not there: a pointer into nowhere, or an index outside an array";
    case SIGFPE:
      return "a whole number was divided by zero";
    case SIGILL:
    case SIGTRAP:
      return "a function that should return a value ended without a return";
    case SIGABRT:
      return "the program called abort, perhaps through a failed assertion or an exception that nobody "
             "caught";
    default:
      return std::string("signal ") + strsignal(signal);
  }
}

std::string cause_of(const wire::Crash& crash) {
  if (crash.stack_overflow != 0)
    return "the stack is full: a function calls itself without an end, or a local array is far too large";
  if (crash.null_pointer != 0) return "a null pointer was used";
  return cause_of(crash.signal);
}

std::string name_of_system_call(std::string_view body) {
  std::int32_t number = -1;
  if (body.size() == sizeof number) std::memcpy(&number, body.data(), sizeof number);
  char* const name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);
  std::string text = name != nullptr ? name : "number " + std::to_string(number);
  std::free(name);
  return text;
}

// Of a process that has closed its channel: how it ended, or nothing if it went on.
std::optional<int> status_at_end(pid_t pid, rusage& usage) {
  const auto patience = WorkerProcess::Clock::now() + kTimeToDie;
  int status = 0;
  pid_t gone = 0;
  while ((gone = wait4(pid, &status, WNOHANG, &usage)) == 0 && WorkerProcess::Clock::now() < patience)
    usleep(500);
  if (gone == pid) return status;
  // One that is already on its way out, on a busy machine, keeps the status that it had chosen.
  kill(pid, SIGKILL);
  wait4(pid, &status, 0, &usage);
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return std::nullopt;
  return status;
}

}  // namespace

WorkerProcess::WorkerProcess(const Sandbox& sandbox, Clock::time_point deadline)
    : deadline_(deadline), cpu_limit_(static_cast<double>(sandbox.limits().cpu_seconds)) {
  Sandbox::Started started = sandbox.start();
  pid_ = started.pid;
  channel_ = std::move(started.channel);
  printed_ = std::move(started.output);
}

WorkerProcess::~WorkerProcess() { end(); }

void WorkerProcess::send(wire::Kind kind, std::string_view body) {
  const wire::Frame head{wire::kMagic, kind, body.size()};
  std::string frame(reinterpret_cast<const char*>(&head), sizeof head);
  frame += body;
  for (std::size_t done = 0; done < frame.size();) {
    const ssize_t n =
        ::send(channel_.get(), frame.data() + done, frame.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0)
      done += static_cast<std::size_t>(n);
    else if (errno == EAGAIN) {
      if (const Ready ready = wait_for(POLLOUT); ready != Ready::channel) give_up(ready);
    } else {
      return;  // it has ended; the next receive() says how
    }
  }
}

WorkerProcess::Message WorkerProcess::receive() {
  if (Clock::now() >= deadline_) give_up(Ready::deadline);  // also of one that never stops talking
  wire::Frame head{};
  read_all(reinterpret_cast<char*>(&head), sizeof head);
  if (head.magic != wire::kMagic || head.size > wire::kMostBytes)
    stop(Outcome::garbage, "something else than an answer was written to the judge's channel");
  std::string body;
  while (body.size() < head.size) {  // piece by piece: memory only for what has really come
    const std::size_t old = body.size();
    body.resize(old + std::min<std::size_t>(head.size - old, 1u << 20));
    read_all(body.data() + old, body.size() - old);
  }
  heard_of_ = true;
  switch (head.kind) {
    case wire::Kind::crashed: {
      wire::Crash crash{};
      if (body.size() == sizeof crash) std::memcpy(&crash, body.data(), sizeof crash);
      stop(Outcome::crashed, cause_of(crash));
    }
    case wire::Kind::forbidden:
      stop(Outcome::forbidden,
           "the system call " + name_of_system_call(body) + " is not available in a lesson");
    default:
      return {head.kind, std::move(body)};
  }
}

void WorkerProcess::stop(Outcome outcome, const std::string& why) {
  end();
  throw WorkerEnded(outcome, why);
}

WorkerProcess::Ready WorkerProcess::wait_for(short events) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    if (left <= 0) return Ready::deadline;
    std::array<pollfd, 2> waiting{{{channel_.get(), events, 0}, {printed_.get(), POLLIN, 0}}};
    poll(waiting.data(), waiting.size(), static_cast<int>(left));
    if (waiting[1].revents != 0 && !drain_output()) return Ready::too_much_output;
    if (waiting[0].revents != 0) return Ready::channel;
  }
}

void WorkerProcess::read_all(char* to, std::size_t n) {
  while (n > 0) {
    const ssize_t k = recv(channel_.get(), to, n, MSG_DONTWAIT);
    if (k > 0) {
      to += k;
      n -= static_cast<std::size_t>(k);
    } else if (k < 0 && errno == EAGAIN) {
      if (const Ready ready = wait_for(POLLIN); ready != Ready::channel) give_up(ready);
    } else if (k == 0 || errno != EINTR) {
      explain_end();
    }
  }
}

// False when it has printed too much.
bool WorkerProcess::drain_output() {
  std::array<char, 1 << 16> buffer;
  for (ssize_t n; (n = read(printed_.get(), buffer.data(), buffer.size())) != 0;) {
    if (n < 0) return true;  // nothing more for now
    const auto size = static_cast<std::size_t>(n);
    output_.append(buffer.data(), std::min(size, kOutputKept - std::min(kOutputKept, output_.size())));
    output_size_ += size;
    if (output_size_ > kOutputAllowed) return false;
  }
  printed_.reset();  // closed on the other side
  return true;
}

const std::string& WorkerProcess::output() {
  if (printed_.get() >= 0) drain_output();
  return output_;
}

void WorkerProcess::give_up(Ready reason) {
  if (reason == Ready::too_much_output)
    stop(Outcome::too_much_output, "more than " + std::to_string(kOutputAllowed >> 10) + " KiB were printed");
  stop(Outcome::timed_out, "no answer came in time: a loop without an end, or a wait");
}

// The channel is closed: how did the process end?
void WorkerProcess::explain_end() {
  if (pid_ < 0) throw WorkerEnded(Outcome::garbage, "the program had been ended before this was asked");
  rusage usage{};
  const std::optional<int> status = status_at_end(pid_, usage);
  pid_ = -1;
  const double used = cpu_seconds(usage);
  end();
  if (!status)
    throw WorkerEnded(Outcome::garbage, "the judge's channel was closed while the program went on");
  if (WIFEXITED(*status))
    throw WorkerEnded(Outcome::exited_early, "the program ended itself, with exit status " +
                                                 std::to_string(WEXITSTATUS(*status)) +
                                                 ", before it answered");
  const int signal = WTERMSIG(*status);
  if (signal == SIGXCPU || (signal == SIGKILL && used >= cpu_limit_))
    throw WorkerEnded(Outcome::timed_out,
                      "it used up its processor time: a loop without an end, or far too many steps");
  if (signal == SIGKILL)
    throw WorkerEnded(Outcome::out_of_memory, "the system ended it, most likely for memory");
  if (signal == SIGSYS)
    throw WorkerEnded(Outcome::forbidden, "a system call that is not available in a lesson");
  // The worker tells of every other one itself: this is the kernel, which could not load the program.
  if (signal == SIGSEGV && !heard_of_)
    throw WorkerEnded(
        Outcome::out_of_memory,
        "the program could not be started: its static variables are larger than a lesson's memory");
  throw WorkerEnded(Outcome::crashed, cause_of(signal));
}

void WorkerProcess::end() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  if (printed_.get() >= 0) drain_output();
  printed_.reset();
  channel_.reset();
}

}  // namespace downhill::judge
