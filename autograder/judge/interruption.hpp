// SPDX-License-Identifier: MIT
#pragma once
#include <csignal>
#include <ctime>
#include <stdexcept>

namespace downhill::judge {

/// Ctrl-C and its kin (SIGINT, SIGTERM, SIGHUP), once this has lived: they end nothing by themselves. They
/// are noted, whoever polls descriptor() is woken, and run() ends its program and throws Interrupted. One
/// that whoever started us has switched off, as nohup does, stays off. The same again within two seconds is
/// the same request (timeout(1) asks a process, and then its group); later, the process ends at once.
class Interruption {
 public:
  Interruption();
  static bool came() { return came_ != 0; }
  static int descriptor() { return pipe_[0]; }  ///< −1 before the first of these

 private:
  static void note(int signal);
  static inline volatile std::sig_atomic_t came_ = 0;
  static inline volatile std::time_t first_ = 0;
  static inline int pipe_[2] = {-1, -1};
};

/// A program was ended from outside: it came to no end of its own, and what it said is no verdict.
struct Interrupted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace downhill::judge
