// SPDX-License-Identifier: MIT
// A worker that is none: all that it will ever say stands on the judge's channel before anything is asked.
// What reads it is the judge itself.
#pragma once
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "judge/session.hpp"
#include "wire/wire.hpp"

namespace downhill::tests {

/// A message as it stands on the channel. The judge's questions have the numbers 1, 2, 3, …
inline std::string frame(wire::Kind kind, std::string_view body, std::uint32_t question = 1) {
  const wire::Frame head{question, kind, body.size()};
  return std::string(reinterpret_cast<const char*>(&head), sizeof head) + std::string(body);
}

/// The bytes of some values, one after the other.
template <class... T>
std::string bytes_of(const T&... values) {
  struct : wire::Peer {
    std::uint32_t publish(std::function<std::string(wire::Reader&)>) override { return 0; }
    std::string call_back(std::uint32_t, const std::string&) override { return ""; }
  } nobody;
  wire::Writer out(nobody);
  (wire::put(out, values), ...);
  return out.bytes();
}

struct Forged {
  std::string said, printed;
  judge::Limits limits{};
};

inline std::uint32_t questions_so_far = 0;

inline std::unique_ptr<judge::WorkerProcess> worker_of(const Forged& forged) {
  constexpr int kRoom = 1 << 20;
  int channel[2], output[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) != 0 || pipe2(output, O_CLOEXEC) != 0)
    throw std::runtime_error("no channel");
  judge::Sandbox::Started started{-1, judge::Descriptor(channel[0]), judge::Descriptor(output[0])};
  const judge::Descriptor its_channel(channel[1]), its_output(output[1]);
  setsockopt(its_channel.get(), SOL_SOCKET, SO_SNDBUF, &kRoom, sizeof kRoom);
  for (const int end : {channel[0], channel[1], output[0], output[1]}) fcntl(end, F_SETFL, O_NONBLOCK);
  // Into buffers that have room for all of it.
  const bool all = write(its_channel.get(), forged.said.data(), forged.said.size()) ==
                       static_cast<ssize_t>(forged.said.size()) &&
                   write(its_output.get(), forged.printed.data(), forged.printed.size()) ==
                       static_cast<ssize_t>(forged.printed.size());
  if (!all) throw std::runtime_error("more than a channel holds");
  questions_so_far = 0;
  return std::make_unique<judge::WorkerProcess>(std::move(started), forged.limits,
                                                [] { return ++questions_so_far; });
}

/// One check that asks such a worker.
class ForgedCheck {
 public:
  explicit ForgedCheck(const Forged& forged) : session_([forged] { return worker_of(forged); }) {}

  /// The verdict, as after GoogleTest has run a check with this body.
  const judge::Verdict& run(const std::function<void()>& body) {
    session_.begin("Forged.Check");
    bool passed = true;
    try {
      body();
    } catch (const std::exception& error) {  // in GoogleTest's words, which name no file
      passed = false;
      session_.failed(
          {testing::TestPartResult::kNonFatalFailure, nullptr, -1,
           ("C++ exception with description \"" + std::string(error.what()) + "\" thrown in the test body.")
               .c_str()});
    }
    session_.end(passed);
    return session_.verdicts().back();
  }
  const judge::Session& session() const { return session_; }

 private:
  judge::Session session_;
};

}  // namespace downhill::tests
