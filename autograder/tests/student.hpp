// SPDX-License-Identifier: MIT
// The commands as a student runs them, for tests: in a course of its own, on a terminal or not.
#pragma once
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "tests/temporary_course.hpp"

namespace downhill::tool {

class StudentTest : public testing::Test {
 protected:
  StudentTest() { setenv("NO_COLOR", "1", 1); }

  /// Writes a task of lesson 01 as a student would.
  void solve(const std::string& todo, const std::string& line) const {
    std::string text = read_text(course_.exercise());
    const std::size_t at = text.find("kit::todo(\"" + todo);
    ASSERT_NE(at, text.npos) << todo;
    text.replace(at, text.find(';', at) + 1 - at, line);
    write_text(course_.exercise(), text);
  }

  TemporaryCourse course_;
};
/// The tool on a terminal of its own.
class OnATerminal {
 public:
  explicit OnATerminal(const std::vector<std::string>& arguments, unsigned short rows = 40,
                       unsigned short columns = 80) {
    winsize size{};
    size.ws_row = rows;
    size.ws_col = columns;
    std::vector<char*> argv{const_cast<char*>(DOWNHILL_TOOL)};
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    pid_ = forkpty(&fd_, nullptr, nullptr, &size);
    if (pid_ == 0) {
      execv(DOWNHILL_TOOL, argv.data());
      _exit(127);
    }
  }
  ~OnATerminal() {
    if (pid_ > 0) kill(pid_, SIGKILL), waitpid(pid_, nullptr, 0);
    close(fd_);
  }
  OnATerminal(const OnATerminal&) = delete;
  OnATerminal& operator=(const OnATerminal&) = delete;

  void type(const std::string& text) const {
    if (write(fd_, text.data(), text.size()) < 0) ADD_FAILURE() << "could not type";
  }
  /// What is shown up to and with these words; to the end, if they do not come.
  std::string read_to(const std::string& words) const {
    std::string text;
    pollfd waiting{fd_, POLLIN, 0};
    while (text.find(words) == text.npos && poll(&waiting, 1, 60'000) > 0) {
      char c = 0;
      if (read(fd_, &c, 1) != 1) break;
      text += c;
    }
    return text;
  }
  std::string rest() const { return read_to("\x01"); }
  int status() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
  int fd_ = -1;
};

}  // namespace downhill::tool
