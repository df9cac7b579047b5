// SPDX-License-Identifier: MIT
// The untrusted side: answers the judge's questions until the channel is closed. The sandbox is in force
// before this process begins, and nothing here is relied upon to keep it: this code only helps an honest
// student's mistakes to be told apart.
#include <cxxabi.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <typeinfo>
#include <utility>

#include "kit/todo.hpp"
#include "worker/exports.hpp"

namespace downhill::worker {
namespace {

using wire::Frame;
using wire::Kind;

constexpr int kJudgeIsGone = 0, kCannotAnswer = 3, kCrashed = 4;

template <class Transfer, class Byte>
bool transfer_all(Transfer transfer, Byte* data, std::size_t n) {
  while (n > 0) {
    const ssize_t k = transfer(wire::kChannel, data, n);
    if (k <= 0) return false;
    data += k;
    n -= static_cast<std::size_t>(k);
  }
  return true;
}

std::uint32_t question_now = wire::kNoQuestion;  // the number of the one that is being answered

void send(Kind kind, std::string_view body) {
  std::fflush(stdout);  // what was printed is there before the answer is
  const Frame head{question_now, kind, body.size()};
  std::string frame(reinterpret_cast<const char*>(&head), sizeof head);
  frame += body;
  if (!transfer_all(::write, frame.data(), frame.size())) _exit(kCannotAnswer);
}

struct Message {
  std::uint32_t question;
  Kind kind;
  std::string body;
};
Message receive() {
  Frame head{};
  if (!transfer_all(::read, reinterpret_cast<char*>(&head), sizeof head)) _exit(kJudgeIsGone);
  std::string body(head.size, '\0');
  if (!transfer_all(::read, body.data(), body.size())) _exit(kJudgeIsGone);
  return {head.question, head.kind, std::move(body)};
}

// ── how it ends, where it does not end well

char* stack_top = nullptr;

// Only what is allowed in a signal handler: no memory, no locks.
[[noreturn]] void last_words(Kind kind, const void* body, std::size_t size) {
  const Frame head{question_now, kind, size};
  if (transfer_all(::write, reinterpret_cast<const char*>(&head), sizeof head))
    transfer_all(::write, static_cast<const char*>(body), size);
  _exit(kCrashed);
}

bool at_the_end_of_the_stack(const char* address) {
  constexpr std::ptrdiff_t kAround = 1 << 20;
  constexpr std::ptrdiff_t kNothing = 128 << 20;  // Linux maps nothing so close below the stack's top
  rlimit stack{};
  getrlimit(RLIMIT_STACK, &stack);
  const std::ptrdiff_t depth = stack_top - address, full = static_cast<std::ptrdiff_t>(stack.rlim_cur);
  return depth > full - kAround && depth < kNothing;
}

void on_signal(int signal, siginfo_t* info, void*) {
  if (signal == SIGSYS) last_words(Kind::forbidden, &info->si_syscall, sizeof info->si_syscall);
  constexpr std::uintptr_t kNextToZero = 1 << 16;
  wire::Crash crash{signal, 0, 0};
  if (signal == SIGSEGV || signal == SIGBUS) {
    crash.stack_overflow = at_the_end_of_the_stack(static_cast<const char*>(info->si_addr));
    const bool address_known = info->si_code != SI_KERNEL;  // else it is given as 0
    crash.null_pointer = address_known && reinterpret_cast<std::uintptr_t>(info->si_addr) < kNextToZero;
  }
  last_words(Kind::crashed, &crash, sizeof crash);
}

// Before any constructor of the student's: what has a number below 101 is the library's own.
[[gnu::constructor(101)]] void catch_signals() {
  static char stack[1 << 14];  // a handler needs a stack of its own when the stack is what is full
  stack_top = static_cast<char*>(__builtin_frame_address(0));
  const stack_t alternative{stack, 0, sizeof stack};
  sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS})
    sigaction(signal, &action, nullptr);
}

// Line by line, so that what was printed before a crash is not lost with it.
[[gnu::constructor(101)]] void print_each_line_at_once() { std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ); }

// ── answering

// "std::invalid_argument", a line break, what().
std::string current_exception_text() {
  constexpr std::size_t kMost = 2000;
  const std::type_info* const type = abi::__cxa_current_exception_type();
  int status = 0;
  char* const name = type != nullptr ? abi::__cxa_demangle(type->name(), nullptr, nullptr, &status) : nullptr;
  std::string text = name != nullptr ? name : "something";
  std::free(name);
  try {
    throw;
  } catch (const std::exception& error) {
    return text + "\n" + std::string(error.what()).substr(0, kMost);
  } catch (...) {
    return text + "\n";  // no text in it
  }
}

void answer(const Message& question);

class Judge : public wire::Peer {
 public:
  std::uint32_t publish(std::function<std::string(wire::Reader&)>) override {
    throw wire::Malformed("a function cannot be returned");
  }
  std::string call_back(std::uint32_t id, const std::string& arguments) override {
    send(Kind::callback, std::string(reinterpret_cast<const char*>(&id), sizeof id) + arguments);
    for (;;) {
      Message message = receive();
      if (message.kind == Kind::callback_value) return std::move(message.body);
      if (message.kind == Kind::callback_threw) throw std::runtime_error(message.body);
      answer(message);  // the check's function asks the student in turn
    }
  }
} judge;

const Entry* find(std::string_view name) {
  for (const Entry* entry = Entry::first(); entry != nullptr; entry = entry->next())
    if (entry->name() == name || wire::short_name(entry->name()) == name) return entry;
  return nullptr;
}

std::string names_of_all() {
  std::string names;
  for (const Entry* entry = Entry::first(); entry != nullptr; entry = entry->next())
    names += std::string(wire::short_name(entry->name())) + "\n";
  return names;
}

void call(const std::string& body) {
  wire::Reader in(body, judge);
  const auto name = wire::get<std::string>(in);
  const Entry* const entry = find(name);
  if (entry == nullptr || !entry->present()) return send(Kind::missing, name);
  wire::Writer out(judge);
  entry->call(in, out);
  send(Kind::value, out.bytes());
}

void try_call(const std::string& body, int digits) {
  const auto cut = body.find('\n');
  const std::string name = body.substr(0, cut);
  const Entry* const entry = find(name);
  if (entry == nullptr || !entry->present()) return send(Kind::missing, name);
  send(Kind::value, entry->call_with_text(std::string_view(body).substr(cut + 1), digits));
}

void answer_as_it_comes(const Message& question) {
  try {
    switch (question.kind) {
      case Kind::call:
        return call(question.body);
      case Kind::try_call:
        return try_call(question.body, wire::kDigits);
      case Kind::try_exactly:
        return try_call(question.body, wire::kEveryDigit);
      case Kind::list:
        return send(Kind::value, names_of_all());
      default:
        _exit(kCannotAnswer);
    }
  } catch (const kit::Todo& todo) {
    send(Kind::todo, todo.task);
  } catch (const std::bad_alloc&) {
    constexpr std::string_view kText = "std::bad_alloc\n";
    last_words(Kind::threw, kText.data(), kText.size());  // there may be no memory left for more
  } catch (...) {
    send(Kind::threw, current_exception_text());
  }
}

void answer(const Message& question) {
  const std::uint32_t before = std::exchange(question_now, question.question);
  answer_as_it_comes(question);
  question_now = before;
}

}  // namespace
}  // namespace downhill::worker

int main() {
  for (;;) downhill::worker::answer(downhill::worker::receive());
}
