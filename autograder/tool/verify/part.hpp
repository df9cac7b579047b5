// SPDX-License-Identifier: MIT
// What is looked at, and what is said about it.
#pragma once
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "tool/context.hpp"

namespace downhill::verify {

/// One thing that is looked at ("slips"): a bar while that takes long, then a line, and under it what is
/// wrong. Threads may step and find faults at once.
class Part {
 public:
  Part(const tool::Terminal& terminal, std::string name) : terminal_(terminal), name_(std::move(name)) {}

  /// So many steps come.
  void expect(std::size_t steps);
  /// One of them is done.
  void step();
  /// A sentence that says what is wrong and what to do next.
  void fault(const std::string& sentence);
  /// The same with the file, and the line if it is known.
  void fault(const std::filesystem::path& file, int line, const std::string& sentence);

  const std::vector<std::string>& faults() const { return faults_; }

  /// Prints the line; returns the number of faults.
  std::size_t finish(const std::string& summary);

 private:
  void draw() const;

  const tool::Terminal& terminal_;
  std::string name_;
  std::mutex mutex_;
  std::size_t steps_ = 0, done_ = 0;
  std::vector<std::string> faults_;
};

/// Calls work(0) … work(count − 1), two at a time. What one of them throws is thrown once all have ended.
void two_at_a_time(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace downhill::verify
