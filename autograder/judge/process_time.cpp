// SPDX-License-Identifier: MIT
#include "judge/process_time.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <sstream>
#include <string>

#include "judge/descriptor.hpp"

namespace downhill::judge {
namespace {

constexpr int kShortest = 10, kLongest = 30;  // milliseconds between two looks

Seconds reading_of(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::string about(pid_t pid, const char* file) {
  const Descriptor open_file(
      open(("/proc/" + std::to_string(pid) + "/" + file).c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 512> buffer;
  const ssize_t n = read(open_file.get(), buffer.data(), buffer.size());
  return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0))};
}

// "1234 (a name) S …": the letter after the name, which may have brackets in it. 0 if it is not to be had.
char state_of(pid_t pid) {
  const std::string text = about(pid, "stat");
  const auto end_of_name = text.rfind(')');
  return end_of_name == text.npos || end_of_name + 2 >= text.size() ? '\0' : text[end_of_name + 2];
}

}  // namespace

Seconds processor_time(pid_t pid) {
  clockid_t clock{};
  return pid > 0 && clock_getcpuclockid(pid, &clock) == 0 ? reading_of(clock) : Seconds{};
}

Seconds own_processor_time() { return reading_of(CLOCK_PROCESS_CPUTIME_ID); }

// "1000000 500000 7": nanoseconds in which it ran, and in which it waited to run.
std::optional<Seconds> ran_or_waited(pid_t pid) {
  std::istringstream text(about(pid, "schedstat"));
  std::int64_t ran = 0, waited = 0;
  if (!(text >> ran >> waited) || ran == 0) return std::nullopt;
  return std::chrono::nanoseconds(ran + waited);
}

std::chrono::milliseconds SleepWatch::until_next_look() {
  return std::chrono::milliseconds(std::uniform_int_distribution(kShortest, kLongest)(random_));
}

bool SleepWatch::finds_it_asleep() {
  const char state = state_of(pid_);
  can_tell_ = can_tell_ && state != 0;
  return state == 'S' || state == 'T' || state == 't';
}

Seconds SleepWatch::neither_of_us_ran() const {
  const auto its = ran_or_waited(pid_), ours = ran_or_waited(getpid());
  if (!its || !ours) return {};
  return Clock::now() - began_ - *its - (*ours - ours_before_);
}

}  // namespace downhill::judge
