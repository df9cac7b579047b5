// SPDX-License-Identifier: MIT
#include "judge/time_share.hpp"

namespace downhill::judge {

void TimeShare::exceed() {
  exceeded_ = true;
  throw OutOfTime("the lesson's share of the time is over");
}

void TimeShare::note_compiler(Seconds got, Seconds wanted) {
  got_ += got;
  wanted_ += wanted;
}

bool TimeShare::machine_is_too_busy() {
  constexpr Seconds kTooLittleToTell{1};
  return wanted_ > kTooLittleToTell && got_ < wanted_ / 4;
}

}  // namespace downhill::judge
