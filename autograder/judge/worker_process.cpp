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
#include <random>
#include <thread>
#include <utility>

#include "judge/process.hpp"

namespace downhill::judge {
namespace {

// Between closing the channel and being gone: as much asleep, or as much of processor time.
constexpr Seconds kTimeToDie{0.1};
constexpr std::chrono::microseconds kMoment{500};
constexpr Seconds kLongestDeath{10};  // by the clock
constexpr const char* kSlept = "no answer came: it slept, or waited for something that never comes";
constexpr const char* kEndedForOthers =
    "the system ended the program, though it had taken little: this machine has too little memory";
constexpr Seconds kLong{5};  // by the clock: who has slept for most of it sleeps in short pieces
constexpr Seconds kLately{1};
constexpr const char* kUsedUp = "it used up its processor time: a loop without an end, or far too many steps";
constexpr std::size_t kDeepest = 100;  // questions within callbacks within questions

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
  SleepWatch sleep(pid);
  const Seconds used = processor_time(pid);
  const auto began = WorkerProcess::Clock::now();
  int status = 0;
  const auto goes_on = [&] {
    if (sleep.finds_it_asleep()) sleep.count(kMoment);
    return sleep.asleep() > kTimeToDie || processor_time(pid) - used > kTimeToDie ||
           WorkerProcess::Clock::now() - began > kLongestDeath;
  };
  do {
    if (wait4(pid, &status, WNOHANG, &usage) == pid) return status;
    std::this_thread::sleep_for(kMoment);
  } while (!goes_on());
  // One that is already on its way out keeps the status that it had chosen.
  kill(pid, SIGKILL);
  wait4(pid, &status, 0, &usage);
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return std::nullopt;
  return status;
}

std::uint32_t drawn_at_random() {
  thread_local std::random_device device;
  return device() | 1u;  // never kNoQuestion
}

bool is_question(wire::Kind kind) {
  using enum wire::Kind;
  return kind == call || kind == try_call || kind == try_exactly || kind == list;
}
bool is_answer(wire::Kind kind) {
  using enum wire::Kind;
  return kind == value || kind == todo || kind == threw || kind == missing;
}
// What a worker that has come to grief says last, perhaps before anything was asked.
bool is_end(wire::Kind kind) { return kind == wire::Kind::crashed || kind == wire::Kind::forbidden; }

}  // namespace

WorkerProcess::WorkerProcess(const Sandbox& sandbox)
    : WorkerProcess(sandbox.start(), sandbox.limits(), drawn_at_random) {}

WorkerProcess::WorkerProcess(Sandbox::Started started, const Limits& limits, NextNumber next_number)
    : pid_(started.pid),
      channel_(std::move(started.channel)),
      printed_(std::move(started.output)),
      limits_(limits),
      next_number_(next_number),
      sleep_(started.pid) {}

WorkerProcess::~WorkerProcess() { end(); }

void WorkerProcess::send(wire::Kind kind, std::string_view body) {
  if (is_question(kind) && open_questions_.size() == kDeepest)
    stop(Outcome::timed_out,
         "no answer came: it calls back, and is asked there, and calls back, without an end");
  if (is_question(kind)) open_questions_.push_back(next_number_());
  const wire::Frame head{open_questions_.empty() ? wire::kNoQuestion : open_questions_.back(), kind,
                         body.size()};
  std::string frame(reinterpret_cast<const char*>(&head), sizeof head);
  frame += body;
  for (std::size_t done = 0; done < frame.size();) {
    const ssize_t n =
        ::send(channel_.get(), frame.data() + done, frame.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0)
      done += static_cast<std::size_t>(n);
    else if (errno == EAGAIN)
      wait_for(POLLOUT);
    else if (errno != EINTR)
      return;  // it has ended; the next receive() says how
  }
}

// Before anything of the body is taken.
void WorkerProcess::check(const wire::Frame& head) {
  if (head.size > wire::kMostBytes)
    stop(Outcome::garbage, "something else than an answer was written to the judge's channel");
  said_ += sizeof head + head.size;
  if (said_ > limits_.said)
    stop(Outcome::garbage,
         "more than " + std::to_string(limits_.said >> 20) + " MiB of answers and callbacks came from it");
  if (is_end(head.kind) || (!open_questions_.empty() && head.question == open_questions_.back())) return;
  stop(Outcome::garbage, "something was written to the judge's channel that does not answer what was asked");
}

WorkerProcess::Message WorkerProcess::receive() {
  wire::Frame head{};
  read_all(reinterpret_cast<char*>(&head), sizeof head);
  check(head);
  std::string body;
  while (body.size() < head.size) {  // piece by piece: memory only for what has really come
    const std::size_t old = body.size();
    body.resize(old + std::min<std::size_t>(head.size - old, 1u << 20));
    read_all(body.data() + old, body.size() - old);
  }
  look_at_the_clocks();  // also at those of one that never stops talking
  heard_of_ = true;
  if (is_answer(head.kind)) open_questions_.pop_back();
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

void WorkerProcess::wait_for(short events) {
  for (;;) {
    look_at_the_clocks();
    std::array<pollfd, 2> waiting{{{channel_.get(), events, 0}, {printed_.get(), POLLIN, 0}}};
    // Only of one that sleeps now is the kernel's account complete: what it waits at this moment is not in it
    // yet.
    const Seconds so_far = Clock::now() - began_;
    if (so_far > kLong && sleep_.finds_it_asleep() && poll(waiting.data(), waiting.size(), 0) == 0 &&
        sleep_.neither_of_us_ran() > so_far / 2)
      stop(Outcome::timed_out, kSlept);
    const auto time = sleep_.until_next_look();
    const int news = poll(waiting.data(), waiting.size(), static_cast<int>(time.count()));
    if (news > 0) last_news_ = Clock::now();
    if (waiting[1].revents != 0) take_what_is_printed();
    if (waiting[0].revents != 0) return;
    if (news > 0 || !sleep_.finds_it_asleep()) continue;
    // It may have answered in the meantime, and sleep until it is asked again.
    if (poll(waiting.data(), waiting.size(), 0) == 0) sleep_.count(time);
  }
}

void WorkerProcess::look_at_the_clocks() {
  const Seconds so_far = Clock::now() - began_;
  if (sleep_.asleep() > limits_.asleep) stop(Outcome::timed_out, kSlept);
  if (own_processor_time() - judge_began_ > limits_.judge)
    stop(Outcome::timed_out, "no answer came: it calls back without an end, or far too often");
  if (processor_time(pid_) > Seconds(limits_.cpu_seconds)) stop(Outcome::timed_out, kUsedUp);
  if (so_far < limits_.by_the_clock) return;
  // Of one that ran a moment ago the kernel's account is complete, too.
  const bool ran_lately = Clock::now() - last_news_ < kLately;
  if (ran_lately && sleep_.neither_of_us_ran() > so_far / 2) stop(Outcome::timed_out, kSlept);
  if (sleep_.can_tell())
    stop(Outcome::infra_error, "this machine is too busy: it left the program too little processor time");
  stop(Outcome::timed_out, "no answer came in time: a loop without an end, or a wait");
}

void WorkerProcess::read_all(char* to, std::size_t n) {
  while (n > 0) {
    const ssize_t k = recv(channel_.get(), to, n, MSG_DONTWAIT);
    if (k > 0) {
      to += k;
      n -= static_cast<std::size_t>(k);
    } else if (k < 0 && errno == EAGAIN) {
      wait_for(POLLIN);
    } else if (k == 0 || errno != EINTR) {
      explain_end();
    }
  }
}

void WorkerProcess::take_what_is_printed() {
  drain_output();
  if (output_size_ > kOutputAllowed)
    stop(Outcome::too_much_output, "more than " + std::to_string(kOutputAllowed >> 20) + " MiB were printed");
}

void WorkerProcess::drain_output() {
  std::array<char, 1 << 16> buffer;
  while (output_size_ <= kOutputAllowed) {
    const ssize_t n = read(printed_.get(), buffer.data(), buffer.size());
    if (n < 0) return;             // nothing more for now
    if (n == 0) printed_.reset();  // closed on the other side
    if (n == 0) return;
    const auto size = static_cast<std::size_t>(n);
    output_.append(buffer.data(), std::min(size, kOutputKept - std::min(kOutputKept, output_.size())));
    output_size_ += size;
  }
}

const std::string& WorkerProcess::output() {
  if (printed_.get() >= 0) drain_output();
  return output_;
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
  if (signal == SIGXCPU || (signal == SIGKILL && used >= static_cast<double>(limits_.cpu_seconds)))
    throw WorkerEnded(Outcome::timed_out, kUsedUp);
  if (signal == SIGKILL &&
      took_little_memory(usage))  // its own doing it cannot be: raise(SIGKILL) is forbidden
    throw WorkerEnded(Outcome::infra_error, kEndedForOthers);
  if (signal == SIGKILL)
    throw WorkerEnded(Outcome::out_of_memory, "the system ended it, most likely for memory");
  if (signal == SIGSYS)
    throw WorkerEnded(Outcome::forbidden, "a system call that is not available in a lesson");
  // The worker tells of every other one itself: this is the kernel, which could not load the program.
  if (signal == SIGSEGV && !heard_of_)
    throw WorkerEnded(
        Outcome::out_of_memory,
        "the program was ended before it said a word, most likely because its static variables are larger "
        "than a lesson's memory");
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
