// SPDX-License-Identifier: MIT
#include "judge/time_share.hpp"

namespace downhill::judge {

void TimeShare::exceed() {
  exceeded_ = true;
  throw OutOfTime("the lesson's share of the time is over");
}

void TimeShare::note_compiler(const Finished& finished, Clock::duration by_the_clock) {
  processor_time_ += std::chrono::duration<double>(finished.cpu_seconds);
  by_the_clock_ += by_the_clock;
}

bool TimeShare::machine_is_too_busy() {
  constexpr std::chrono::seconds kTooLittleToTell{1};
  return by_the_clock_ > kTooLittleToTell && processor_time_ < by_the_clock_ / 4;
}

}  // namespace downhill::judge
