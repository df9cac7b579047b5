// SPDX-License-Identifier: MIT
// Draws the figures of one lesson, whose figure.cpp it is linked with:
//   figure --worker PROGRAM --out FOLDER                    the worker's paths, as the page shows them
//   figure --worker PROGRAM --expected FILE --out FOLDER    the worker's paths over those of a paths.json
//   figure --worker PROGRAM --paths                         the worker's paths as JSON, to stdout
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

#include "judge/worker_process.hpp"
#include "kit/paths.hpp"
#include "report/escape.hpp"
#include "report/write_whole.hpp"
#include "tool/figure_of_lesson.hpp"
#include "tool/paths_json.hpp"
#include "wire/wire.hpp"

namespace downhill::tool {
namespace {

// Paths have no functions in them.
class NoCallbacks : public wire::Peer {
 public:
  std::uint32_t publish(std::function<std::string(wire::Reader&)>) override {
    throw wire::Malformed("a function");
  }
  std::string call_back(std::uint32_t, const std::string&) override { throw wire::Malformed("a function"); }
};

kit::Paths ask_for_paths(const std::string& program) {
  judge::Limits limits;
  limits.cpu_seconds = 4;
  const judge::Sandbox sandbox(program, limits);
  judge::WorkerProcess worker(sandbox);
  NoCallbacks peer;
  wire::Writer question(peer);
  question.text(kFigureOfLesson.paths);
  worker.send(wire::Kind::call, question.bytes());
  const auto answer = worker.receive();
  const std::string text = report::escaped_line(answer.body.substr(0, 500), 500);
  if (answer.kind == wire::Kind::todo)
    throw std::runtime_error("nothing to draw yet: " + text + " is not written");
  if (answer.kind == wire::Kind::threw) throw std::runtime_error("nothing to draw: the code threw " + text);
  if (answer.kind != wire::Kind::value) throw std::runtime_error("nothing to draw: the worker gave no paths");
  wire::Reader in(answer.body, peer);
  auto paths = wire::get<kit::Paths>(in);
  in.done();
  return paths;
}

struct Options {
  std::string worker, expected, out;
  bool paths = false;
};

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--paths") {
      options.paths = true;
      continue;
    }
    std::string* const value = name == "--worker"     ? &options.worker
                               : name == "--expected" ? &options.expected
                               : name == "--out"      ? &options.out
                                                      : nullptr;
    if (value == nullptr || i + 1 >= argc)
      throw std::runtime_error("figure: " + name + " is no option, or has no value");
    *value = argv[++i];
  }
  return options;
}

void run(const Options& options) {
  // Through the text of paths.json, so that what is drawn of it later is the same to the byte.
  const std::string mine_as_json = paths_as_json(ask_for_paths(options.worker));
  if (options.paths) {
    std::cout << mine_as_json;
    return;
  }
  const kit::Paths mine = paths_from_json(mine_as_json);
  const auto drawings = options.expected.empty() ? kFigureOfLesson.draw(mine, nullptr)
                                                 : kFigureOfLesson.draw(read_paths(options.expected), &mine);
  for (const kit::Drawing& drawing : drawings) {
    const auto file = std::filesystem::path(options.out) / (drawing.name + ".svg");
    report::write_whole(file, drawing.svg);
    std::cout << file.string() << "\n";
  }
}

}  // namespace
}  // namespace downhill::tool

int main(int argc, char** argv) {
  try {
    downhill::tool::run(downhill::tool::parse(argc, argv));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
