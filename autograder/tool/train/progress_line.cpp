// SPDX-License-Identifier: MIT
#include "tool/train/progress_line.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <utility>

namespace downhill::train {
namespace {

/// 80 200: three digits, and a group of three after a thin space.
std::string grouped(double x) {
  std::string text = std::to_string(static_cast<long long>(std::round(x / 100) * 100));
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, " ");
  return text;
}

std::string duration(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace

ProgressLine::ProgressLine(std::string name, int epochs, Index rows)
    : name_(std::move(name)), epochs_(epochs), rows_(rows) {
  const char* const terminal = std::getenv("TERM");
  interactive_ = isatty(STDOUT_FILENO) != 0 && terminal != nullptr && std::string(terminal) != "dumb";
}

double ProgressLine::seconds() const {
  return std::chrono::duration<double>(before_ + (Clock::now() - started_)).count();
}

std::string ProgressLine::speed_and_time_left() const {
  const double speed = static_cast<double>(done_) / std::max(seconds(), 1e-9);
  const double left = static_cast<double>(rows_ * epochs_ - done_) / std::max(speed, 1e-9);
  return grouped(speed) + " samples/s   " + duration(left) + " left";
}

void ProgressLine::step(Index rows, double loss) {
  constexpr auto kOften = std::chrono::milliseconds(100);
  done_ += rows;
  const auto now = Clock::now();
  if (!interactive_ || now - shown_ < kOften) return;
  shown_ = now;
  const int percent = static_cast<int>(100 * (done_ - rows_ * epoch_) / rows_);
  std::printf("\r\033[K%sepoch %d of %d, %d %%   loss %.4f   %s", name_.c_str(), epoch_ + 1, epochs_, percent,
              loss, speed_and_time_left().c_str());
  std::fflush(stdout);
}

void ProgressLine::pause() {
  before_ += Clock::now() - started_;
  started_ = Clock::now();
}
void ProgressLine::go_on() { started_ = Clock::now(); }

void ProgressLine::epoch(int epoch, double loss, double accuracy) {
  clear();
  epoch_ = epoch + 1;
  std::printf("%sepoch %d of %d   loss %.4f   test accuracy %.2f %%   %s\n", name_.c_str(), epoch_, epochs_,
              loss, 100 * accuracy, speed_and_time_left().c_str());
  std::fflush(stdout);
}

void ProgressLine::clear() const {
  if (interactive_) std::fputs("\r\033[K", stdout);
}

}  // namespace downhill::train
