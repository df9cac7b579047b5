// SPDX-License-Identifier: MIT
// One question to the worker: the arguments go out, callbacks are served, the answer comes back or the check
// ends.
#pragma once
#include <deque>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "judge/call.hpp"
#include "judge/session.hpp"
#include "wire/name.hpp"
#include "wire/wire.hpp"
#include "wire/words.hpp"

namespace downhill::judge {

class Exchange : public wire::Peer {
 public:
  explicit Exchange(std::string_view function);
  /// Hands the call to the session's log.
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  wire::Writer& request() { return request_; }
  Call& call() { return call_; }

  /// Sends the request and returns the body of the answer.
  /// @throws NoAnswer when there is none
  /// @throws a standard exception that the student's function threw, as itself
  wire::Reader ask();

  /// The answer was not what its type says. @throws NoAnswer always
  [[noreturn]] void answer_was_garbage(const wire::Malformed& why);

 private:
  std::uint32_t publish(std::function<std::string(wire::Reader&)> function) override;
  std::string call_back(std::uint32_t id, const std::string& arguments) override;
  void serve_callback(const std::string& body);
  [[noreturn]] void no_answer(Outcome outcome, const std::string& why);
  [[noreturn]] void rethrow(const std::string& type, const std::string& what);

  std::deque<std::function<std::string(wire::Reader&)>> published_;
  wire::Writer request_{*this};
  std::string answer_;
  std::exception_ptr callback_threw_;
  Call call_;
};

/// Calls a function of the student's by its full name, with arguments of the contract's types; reference
/// parameters are written back.
template <class R, class... P>
R ask(std::string_view function, P&&... arguments) {
  Exchange exchange(function);
  Call& call = exchange.call();
  Numbers asked(call.in), answered(call.out);
  wire::Words words;
  [[maybe_unused]] const auto note = [&](const auto& x) {
    wire::put(exchange.request(), x);
    wire::put(asked, x);
    wire::put(words, x);
  };
  (note(arguments), ...);
  call.words = call.function + "(" + words.str() + ")";

  wire::Reader in = exchange.ask();
  try {
    const auto copy_back = [&] {
      (
          [&] {
            if constexpr (wire::comes_back<P>) {
              arguments = wire::get<P>(in);
              wire::put(answered, arguments);
            }
          }(),
          ...);
      in.done();
    };
    if constexpr (std::is_void_v<R>) {
      copy_back();
    } else {
      auto result = wire::get<R>(in);
      wire::put(answered, result);
      copy_back();
      return result;
    }
  } catch (const wire::Malformed& why) {
    exchange.answer_was_garbage(why);
  }
}

}  // namespace downhill::judge
