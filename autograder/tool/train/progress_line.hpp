// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <string>

#include "kit/types.hpp"

namespace downhill::train {

/// What a training says on its way: a line after each epoch, and on a terminal one that changes in between.
class ProgressLine {
 public:
  /// @param rows  of an epoch
  ProgressLine(std::string name, int epochs, Index rows);

  /// So many more rows are done, at this mean loss of late.
  void step(Index rows, double loss);
  /// While the clock should not run: between epochs, when accuracy is measured.
  void pause();
  void go_on();
  /// An epoch is over.
  void epoch(int epoch, double loss, double accuracy);
  /// Takes the line that changes away.
  void clear() const;

 private:
  using Clock = std::chrono::steady_clock;
  double seconds() const;
  std::string speed_and_time_left() const;

  std::string name_;
  int epochs_, epoch_ = 0;
  Index rows_, done_ = 0;
  bool interactive_;
  Clock::time_point started_ = Clock::now(), shown_{};
  Clock::duration before_{};
};

}  // namespace downhill::train
