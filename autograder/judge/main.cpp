// SPDX-License-Identifier: MIT
// The judge of one lesson: a GoogleTest process that holds the lesson's checks and asks a worker.
//   judge --worker PROGRAM --canary PROGRAM [--recorded FILE] [--seed N] [--calls | --every-call]
// writes its verdicts to stdout as JSON; with --calls, the calls that it made instead, to be recorded; with
// --every-call also those that are not recorded, such as hidden ones.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "judge/hidden.hpp"
#include "judge/records.hpp"
#include "judge/session.hpp"

namespace downhill::judge {
namespace {

struct Options {
  std::string worker, canary, recorded;
  std::uint32_t seed = 1;
  bool calls = false, every_call = false;
};

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&]() -> std::string {
      if (i + 1 >= argc) throw std::runtime_error("the judge's option " + name + " needs a value");
      return argv[++i];
    };
    if (name == "--worker")
      options.worker = value();
    else if (name == "--canary")
      options.canary = value();
    else if (name == "--recorded")
      options.recorded = value();
    else if (name == "--seed")
      options.seed = static_cast<std::uint32_t>(std::stoul(value()));
    else if (name == "--calls")
      options.calls = true;
    else if (name == "--every-call")
      options.calls = options.every_call = true;
    else
      throw std::runtime_error("the judge has no option " + name);
  }
  return options;
}

// A worker that is known to be good: if it cannot answer, the machine is at fault, not the student.
void try_canary(const std::string& program) {
  const Sandbox sandbox(program);
  WorkerProcess canary(sandbox);
  canary.send(wire::Kind::list, "");
  if (canary.receive().kind != wire::Kind::value) throw std::runtime_error("the canary gave no answer");
}

// Reads the record only if there is something to name: it is the largest file of a lesson.
void name_slips(Verdicts& verdicts, const Run& run, const std::string& file) {
  std::set<std::string> failed;
  for (const Verdict& verdict : verdicts.checks)
    if (verdict.status != "pass") failed.insert(verdict.check);
  if (file.empty() || failed.empty()) return;
  const Recorded recorded = read_recorded(file);
  const auto named = recognise(run, failed, recorded);
  for (Verdict& verdict : verdicts.checks)
    for (const Slip& slip : recorded.slips)
      if (const auto found = named.find(verdict.check); found != named.end() && found->second == slip.name) {
        verdict.slip = slip.name;
        verdict.slip_sentence = slip.says;
      }
}

std::string judge(const Options& options) {
  Hidden::seed(options.seed);
  try_canary(options.canary);
  const Sandbox sandbox(options.worker);
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  auto* const session =
      new Session([&] { return std::make_unique<WorkerProcess>(sandbox); });  // GoogleTest deletes it
  listeners.Append(session);
  const int failed = RUN_ALL_TESTS();  // which of them is in the verdicts
  if (session->verdicts().empty())
    throw std::runtime_error("no check was run (GoogleTest said " + std::to_string(failed) + ")");

  if (options.calls)
    return run_as_json(session->run(), options.every_call ? Keep::every_call : Keep::recorded);
  Verdicts verdicts{"", session->verdicts()};
  name_slips(verdicts, session->run(), options.recorded);
  return verdicts_as_json(verdicts);
}

}  // namespace
}  // namespace downhill::judge

int main(int argc, char** argv) {
  using namespace downhill::judge;
  int no_arguments = 1;
  testing::InitGoogleTest(&no_arguments, argv);
  std::string answer;
  try {
    answer = judge(parse(argc, argv));
  } catch (const std::exception& error) {
    answer = verdicts_as_json({error.what(), {}});
  }
  std::cout << answer << std::endl;
  return std::cout ? EXIT_SUCCESS : EXIT_FAILURE;
}
