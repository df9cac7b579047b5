// SPDX-License-Identifier: MIT
// What ./downhill verify runs: downhill-verify [LESSON…] [--live] [--record] [--few-slips]. A program of its
// own, because nobody needs it for a first verdict.
#include <cstdio>
#include <exception>

#include "tool/commands.hpp"
#include "tool/verify/verify.hpp"

namespace downhill::verify {
namespace {

using report::Exit;
using tool::Context;

// A part that cannot be looked at is a fault as well: the next one may still be.
template <class Look>
std::size_t look_at(const Context& context, const char* name, Look look) {
  Part part(context.terminal, name);
  std::string summary = "not looked at";
  try {
    summary = look(part);
  } catch (const std::exception& error) {
    part.fault(error.what());
  }
  return part.finish(summary);
}

struct Options : tool::VerifyOptions {
  bool few_slips = false;
};

std::size_t verify_lesson(const Context& context, const report::Lesson& lesson, const Options& options) {
  const Subject subject{context, lesson, options.record, options.few_slips};
  std::printf("%s\n", lesson.name.c_str());
  std::size_t faults = 0;
  using Look = std::string (*)(const Subject&, Part&);
  const std::pair<const char*, Look> parts[] = {{"stub", verify_stub},
                                                {"solution", verify_solution},
                                                {"slips", verify_slips},
                                                {"figures", verify_figures},
                                                {"page", verify_page}};
  for (const auto& [name, look] : parts)
    faults += look_at(context, name, [&, look = look](Part& part) { return look(subject, part); });
  return faults;
}

std::size_t verify_live_figures(const Context& context, const Options& options) {
  const LiveOptions live{.record = options.record, .compile = options.lessons.empty() && !options.few_slips};
  return look_at(context, "live", [&](Part& part) { return verify_live(context, live, part); });
}

Exit verify_all(const Context& context, const Options& options) {
  if (options.live) return verify_live_figures(context, options) == 0 ? Exit::all_passed : Exit::not_all;
  const auto lessons = context.lessons(options.lessons);
  context.workshop.make(targets_for(context, lessons),
                        [] { std::fputs("Building checks and figures …\n", stderr); });
  std::size_t faults = 0;
  for (const report::Lesson* lesson : lessons) faults += verify_lesson(context, *lesson, options);
  std::printf("all lessons\n");
  faults += look_at(context, "files", [&](Part& part) { return verify_files(context, part); });
  faults += look_at(context, "datasets",
                    [&](Part& part) { return verify_datasets(context, options.record, part); });
  faults += verify_live_figures(context, options);
  faults += look_at(context, "documents",
                    [&](Part& part) { return verify_documents(context, options.record, part); });
  std::printf("\n%zu lesson(s), %s\n", lessons.size(),
              faults == 0 ? "no faults" : (std::to_string(faults) + " fault(s)").c_str());
  return faults == 0 ? Exit::all_passed : Exit::not_all;
}

Options options_in(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--record")
      options.record = true;
    else if (std::string_view(argv[i]) == "--live")
      options.live = true;
    else if (std::string_view(argv[i]) == "--few-slips")
      options.few_slips = true;
    else
      options.lessons.emplace_back(argv[i]);
  }
  return options;
}

Exit run(int argc, char** argv) {
  try {
    return verify_all(Context::open(), options_in(argc, argv));
  } catch (const tool::UsageError& error) {
    std::fprintf(stderr, "downhill: %s\n", error.what());
    return Exit::usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "downhill: %s\n", error.what());
    return Exit::kit_fault;
  }
}

}  // namespace

}  // namespace downhill::verify

int main(int argc, char** argv) { return static_cast<int>(downhill::verify::run(argc, argv)); }
