// SPDX-License-Identifier: MIT
#include "judge/exchange.hpp"

#include <cmath>
#include <cstring>

#include "judge/hidden.hpp"
#include "judge/message.hpp"
#include "judge/session.hpp"

namespace downhill::judge {
namespace {

// The doubles among the bytes that a function called back with, added up: in whatever order it asked.
double sum_of_numbers(std::string_view bytes) {
  constexpr double kSmallest = 1e-300;  // what is smaller is a length or a shape, read as a double
  double sum = 0;
  for (std::size_t i = 0; i + sizeof(double) <= bytes.size(); i += sizeof(double)) {
    double x;
    std::memcpy(&x, bytes.data() + i, sizeof x);
    if (std::isfinite(x) && std::abs(x) > kSmallest) sum += x;
  }
  return sum;
}

// Words of the worker's: long enough for any honest ones, short enough to be shown.
std::string shortened(std::string words) {
  constexpr std::size_t kMost = 4000;
  if (words.size() > kMost) words.resize(kMost);
  return words;
}

}  // namespace

Exchange::Exchange(std::string_view function) {
  call_.function = wire::short_name(function);
  call_.hidden = Hidden::active();
  Session::current().before_call(call_.function);
  request_.text(function);
}

Exchange::~Exchange() { Session::current().log(std::move(call_)); }

void Exchange::no_answer(Outcome outcome, const std::string& why) {
  call_.outcome = outcome;
  Session::current().met(outcome, why);
  throw NoAnswer(why);
}

void Exchange::answer_was_garbage(const wire::Malformed& why) {
  no_answer(Outcome::garbage, call_.words + " gave an answer that cannot be read: " + why.what());
}

std::uint32_t Exchange::publish(std::function<std::string(wire::Reader&)> function) {
  published_.push_back(std::move(function));
  return static_cast<std::uint32_t>(published_.size() - 1);
}

std::string Exchange::call_back(std::uint32_t, const std::string&) {
  throw wire::Malformed("a function came back, and contracts return none");
}

void Exchange::serve_callback(const std::string& body) {
  wire::Kind kind = wire::Kind::callback_value;
  std::string reply;
  try {
    wire::Reader in(body, *this);
    const auto id = in.scalar<std::uint32_t>();
    if (id >= published_.size()) throw wire::Malformed("no such callback");
    call_.evaluations += 1;
    call_.evaluated_at += sum_of_numbers(in.rest());
    reply = published_[id](in);
  } catch (const NoAnswer&) {
    throw;  // the check's function asked the student in turn, in vain
  } catch (const wire::Malformed& why) {
    answer_was_garbage(why);
  } catch (const std::exception& error) {
    kind = wire::Kind::callback_threw;
    reply = error.what();
    callback_threw_ = std::current_exception();
  }
  Session::current().worker().send(kind, reply);
}

wire::Reader Exchange::ask() try {
  WorkerProcess& worker = Session::current().worker();
  worker.send(wire::Kind::call, request_.bytes());
  for (;;) {
    auto [kind, body] = worker.receive();
    switch (kind) {
      case wire::Kind::callback:
        serve_callback(body);
        break;
      case wire::Kind::value:
        if (callback_threw_) std::rethrow_exception(callback_threw_);
        answer_ = std::move(body);
        return {answer_, *this};
      case wire::Kind::todo:
        call_.detail = shortened(std::move(body));
        no_answer(Outcome::todo, call_.detail + " is not written yet");
      case wire::Kind::missing:
        no_answer(Outcome::missing,
                  call_.function + " is not in the file, or has another name or other parameters");
      case wire::Kind::threw: {
        if (callback_threw_) std::rethrow_exception(callback_threw_);
        const auto cut = body.find('\n');
        rethrow(shortened(body.substr(0, cut)), cut == body.npos ? "" : shortened(body.substr(cut + 1)));
      }
      default:
        worker.stop(Outcome::garbage, "an answer of an unknown kind was written to the judge's channel");
    }
  }
} catch (const WorkerEnded& end) {
  no_answer(end.outcome, "called  " + call_.words + "\nthen    " + end.what());
}

void Exchange::rethrow(const std::string& type, const std::string& what) {
  if (type == "std::bad_alloc" || type == "std::bad_array_new_length")
    no_answer(Outcome::out_of_memory, call_.words + " asked for more memory than a lesson needs");
  call_.outcome = Outcome::threw;
  call_.detail = type;
  call_.thrown = what;
  if (type == "std::invalid_argument") throw std::invalid_argument(what);
  if (type == "std::out_of_range") throw std::out_of_range(what);
  if (type == "std::domain_error") throw std::domain_error(what);
  if (type == "std::length_error") throw std::length_error(what);
  if (type == "std::logic_error") throw std::logic_error(what);
  if (type == "std::runtime_error") throw std::runtime_error(what);
  no_answer(Outcome::threw, threw_message(call_));
}

}  // namespace downhill::judge
