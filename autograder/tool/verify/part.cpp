// SPDX-License-Identifier: MIT
#include "tool/verify/part.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <thread>

#include "report/terminal.hpp"

namespace downhill::verify {

using report::Ink;
using report::painted;

void Part::expect(std::size_t steps) {
  const std::scoped_lock lock(mutex_);
  steps_ += steps;
  draw();
}

void Part::step() {
  const std::scoped_lock lock(mutex_);
  ++done_;
  draw();
}

void Part::fault(const std::string& sentence) {
  const std::scoped_lock lock(mutex_);
  faults_.push_back(sentence);
}

void Part::fault(const std::filesystem::path& file, int line, const std::string& sentence) {
  fault(file.string() + (line > 0 ? ":" + std::to_string(line) : "") + ": " + sentence);
}

void Part::draw() const {
  constexpr std::size_t kWidth = 24;
  if (!terminal_.interactive || steps_ == 0) return;
  const std::size_t full = std::min(kWidth, kWidth * done_ / steps_);
  std::printf("\r\033[K  %s  %s%s %zu of %zu", name_.c_str(), std::string(full, '#').c_str(),
              std::string(kWidth - full, '.').c_str(), done_, steps_);
  std::fflush(stdout);
}

std::size_t Part::finish(const std::string& summary) {
  if (terminal_.interactive) std::fputs("\r\033[K", stdout);
  const std::string sign =
      faults_.empty() ? painted("✓", Ink::green, terminal_.colour) : painted("✗", Ink::red, terminal_.colour);
  std::printf("  %s %-9s %s\n", sign.c_str(), name_.c_str(),
              painted(summary, Ink::dim, terminal_.colour).c_str());
  for (const std::string& sentence : faults_) std::printf("      %s\n", sentence.c_str());
  std::fflush(stdout);
  return faults_.size();
}

void two_at_a_time(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::array<std::exception_ptr, 2> thrown;
  const auto run = [&](std::size_t me) {
    try {
      for (std::size_t i; (i = next++) < count;) work(i);
    } catch (...) {
      thrown[me] = std::current_exception();
      next = count;
    }
  };
  std::thread other(run, 1);
  run(0);
  other.join();
  for (const std::exception_ptr& exception : thrown)
    if (exception) std::rethrow_exception(exception);
}

}  // namespace downhill::verify
