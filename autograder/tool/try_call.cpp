// SPDX-License-Identifier: MIT
#include "tool/try_call.hpp"

#include "judge/worker_process.hpp"
#include "report/terminal.hpp"

namespace downhill::tool {
namespace {

// "std::invalid_argument", a line break, what(): as one line.
Tried threw(const std::string& body) {
  constexpr std::string_view kBadText = "downhill::wire::BadText";
  const auto cut = body.find('\n');
  const std::string type = body.substr(0, cut), what = cut == body.npos ? "" : body.substr(cut + 1);
  if (type == kBadText) return {judge::Outcome::threw, what, true, ""};
  if (type == "std::bad_alloc" || type == "std::bad_array_new_length")
    return {judge::Outcome::out_of_memory, "it asked for more memory than a lesson needs", false, ""};
  return {judge::Outcome::threw, type + ": " + what, false, ""};
}

Tried answer_of(judge::WorkerProcess& worker) {
  const judge::WorkerProcess::Message answer = worker.receive();
  switch (answer.kind) {
    case wire::Kind::value:
      return {judge::Outcome::value, answer.body, false, ""};
    case wire::Kind::todo:
      return {judge::Outcome::todo, answer.body, false, ""};
    case wire::Kind::missing:
      return {judge::Outcome::missing, answer.body, false, ""};
    case wire::Kind::threw:
      return threw(answer.body);
    default:
      return {judge::Outcome::garbage, "an answer of an unknown kind", false, ""};
  }
}

Tried ask(const judge::Sandbox& sandbox, wire::Kind kind, const std::string& body) {
  judge::WorkerProcess worker(sandbox);
  Tried tried;
  try {
    worker.send(kind, body);
    tried = answer_of(worker);
  } catch (const judge::WorkerEnded& end) {
    tried = {end.outcome, end.what(), false, ""};
  }
  tried.printed = worker.output();
  return tried;
}

}  // namespace

Tried try_call(const judge::Sandbox& sandbox, const std::string& function, const std::string& arguments,
               Digits digits) {
  const wire::Kind kind = digits == Digits::six ? wire::Kind::try_call : wire::Kind::try_exactly;
  return ask(sandbox, kind, function + "\n" + arguments);
}

std::vector<std::string> functions_of(const judge::Sandbox& sandbox) {
  const Tried names = ask(sandbox, wire::Kind::list, "");
  if (names.outcome != judge::Outcome::value)
    throw std::runtime_error("the worker did not list its functions: " + names.text);
  constexpr std::size_t kMost = 100;  // no contract has so many; a worker that lies may
  std::vector<std::string> all;
  for (const std::string_view name : report::lines_of(names.text))
    if (all.size() < kMost) all.emplace_back(name);
  return all;
}

}  // namespace downhill::tool
