// SPDX-License-Identifier: MIT
// What ./downhill train runs: the capstone and its parts, a student's or the reference, over real pictures.
// One process and no sandbox. tool/train.cpp compiles it together with the code, for this machine, and has
// the options' help.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>

#include "13_mini_batches/mini_batches.hpp"
#include "25_capstone/capstone.hpp"
#include "report/write_whole.hpp"
#include "tool/train/curves.hpp"
#include "tool/train/pictures.hpp"
#include "tool/train/progress_line.hpp"
#include "tool/train/runs.hpp"

namespace downhill::train {
namespace {

using capstone::Method;

volatile std::sig_atomic_t stopped = 0;

/// Ctrl-C is noted, and ends the training; a second one ends the process.
void note_interruption() {
  struct sigaction action {};
  action.sa_handler = [](int) { stopped = 1; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

/// "--epochs 5 …", as tool/train.cpp writes them.
class Options {
 public:
  Options(int argc, char** argv) {
    for (int i = 1; i + 1 < argc; i += 2) values_[argv[i]] = argv[i + 1];
  }
  std::string text(const char* name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? "" : found->second;
  }
  double number(const char* name) const { return std::stod(text(name)); }

 private:
  std::map<std::string, std::string> values_;
};

/// A rate that suits, where none is given.
double usual_rate(Method method) {
  switch (method) {
    case Method::sgd:
      return 0.1;
    case Method::momentum:
      return 0.05;
    default:
      return 0.001;
  }
}

std::vector<capstone::Settings> settings_in(const Options& options) {
  std::vector<Method> methods{Method::sgd, Method::momentum, Method::rmsprop, Method::adam};
  if (options.text("--optimiser") != "all") methods = {method_named(options.text("--optimiser"))};
  std::vector<capstone::Settings> all;
  for (const Method method : methods) {
    const double rate = options.number("--rate");
    all.push_back(
        {.method = method,
         .learning_rate = rate > 0 ? rate : usual_rate(method),
         .decay = options.text("--decay") == "cosine" ? capstone::Decay::cosine : capstone::Decay::none,
         .batch_size = static_cast<Index>(options.number("--batch")),
         .epochs = static_cast<int>(options.number("--epochs")),
         .seed = static_cast<std::uint32_t>(options.number("--seed"))});
  }
  return all;
}

constexpr int kClasses = 10;

datasets::Pictures pictures_in(const Options& options, const char* images, const char* labels) {
  return datasets::read_pictures(options.text(images), options.text(labels), kClasses);
}

/// Of all pictures, some hundreds at a time.
double accuracy_on(const datasets::Pictures& pictures, const capstone::Shape& shape, const Vector& weights) {
  constexpr Index kAtATime = 500;
  Matrix inputs;
  std::vector<int> labels;
  double right = 0;
  for (Index begin = 0; begin < pictures.images.count; begin += kAtATime) {
    std::vector<Index> rows;
    for (Index row = begin; row < std::min(begin + kAtATime, pictures.images.count); ++row)
      rows.push_back(row);
    take(pictures, rows, inputs, labels);
    right += capstone::accuracy(shape, weights, inputs, labels) * static_cast<double>(labels.size());
  }
  return right / static_cast<double>(pictures.images.count);
}

/// Trains, and writes down how it goes.
class Training {
 public:
  Training(const datasets::Pictures& training, const datasets::Pictures& test, const capstone::Shape& shape,
           const capstone::Settings& settings, bool named)
      : training_(training),
        test_(test),
        run_{.shape = shape, .settings = settings},
        updates_(
            std::max<Index>(1, mini_batches::batch_count(training.images.count, settings.batch_size, false))),
        line_(named ? padded(name_of(settings.method)) : "", settings.epochs, training.images.count) {}

  Run go() {
    try {
      run_.weights = capstone::train(
          run_.shape, run_.settings, training_.images.count,
          [this](const std::vector<Index>& rows, Matrix& inputs, std::vector<int>& labels) {
            take(training_, rows, inputs, labels);
            rows_ = static_cast<Index>(rows.size());
          },
          [this](const capstone::Moment& moment, const Vector& weights) {
            note(moment, weights);
            return stopped == 0;
          });
    } catch (const std::runtime_error& error) {  // a loss that is no number
      line_.clear();
      if (run_.weights.size() == 0) throw;
      std::fprintf(stderr, "%s. A smaller --rate may hold. Kept: the weights of the last whole epoch.\n",
                   error.what());
    }
    line_.clear();
    return run_;
  }

 private:
  static std::string padded(std::string name) {
    constexpr std::size_t kLongest = 10;
    name.resize(std::max(name.size(), kLongest), ' ');
    return name;
  }

  void note(const capstone::Moment& moment, const Vector& weights) {
    constexpr Index kPoints = 10;  // of the loss, an epoch
    const Index done = moment.update + 1;
    const double epochs = static_cast<double>(done) / static_cast<double>(updates_);
    epoch_loss_ += moment.loss * static_cast<double>(rows_);
    epoch_rows_ += rows_;
    recent_loss_ += moment.loss;
    ++recent_;
    line_.step(rows_, recent_loss_ / static_cast<double>(recent_));
    if (recent_ >= std::max<Index>(1, updates_ / kPoints)) {
      run_.losses.push_back({epochs, recent_loss_ / static_cast<double>(recent_)});
      recent_loss_ = 0, recent_ = 0;
    }
    if (done % updates_ == 0 || stopped != 0) end_epoch(moment.epoch, epochs, weights);
  }

  void end_epoch(int epoch, double epochs, const Vector& weights) {
    line_.pause();
    run_.weights = weights;
    const double share = accuracy_on(test_, run_.shape, weights);
    run_.accuracies.push_back({epochs, share});
    line_.epoch(epoch, epoch_loss_ / static_cast<double>(epoch_rows_), share);
    epoch_loss_ = 0, epoch_rows_ = 0;
    line_.go_on();
  }

  const datasets::Pictures& training_;
  const datasets::Pictures& test_;
  Run run_;
  Index updates_;  // of an epoch
  ProgressLine line_;
  double epoch_loss_ = 0, recent_loss_ = 0;
  Index epoch_rows_ = 0, recent_ = 0, rows_ = 0;
};

std::vector<Run> train_all(const Options& options, const datasets::Pictures& test) {
  const datasets::Pictures training = pictures_in(options, "--images", "--labels");
  if (training.images.rows != test.images.rows || training.images.columns != test.images.columns)
    throw std::runtime_error("the pictures of " + options.text("--images") + " and " +
                             options.text("--test-images") + " differ in size");
  const auto all = settings_in(options);
  const capstone::Shape shape{training.images.size(), static_cast<Index>(options.number("--hidden")),
                              kClasses};
  std::printf("%lld pictures to learn from, %lld to be judged by; a network %lld-%lld-%d, seed %s.\n",
              static_cast<long long>(training.images.count), static_cast<long long>(test.images.count),
              static_cast<long long>(shape.inputs), static_cast<long long>(shape.hidden), kClasses,
              options.text("--seed").c_str());
  std::fflush(stdout);
  std::vector<Run> runs;
  for (const capstone::Settings& settings : all) {
    if (stopped != 0) break;
    runs.push_back(Training(training, test, shape, settings, all.size() > 1).go());
  }
  if (stopped != 0) std::puts("Stopped. What was learnt until then is kept.");
  return runs;
}

void conclude(const Options& options, const std::vector<Run>& runs, const datasets::Pictures& test) {
  for (const Run& run : runs)
    if (run.shape.inputs == test.images.size() && run.shape.classes == kClasses)
      std::printf("%-9s rate %g: test accuracy %.2f %%\n", name_of(run.settings.method).c_str(),
                  run.settings.learning_rate, 100 * accuracy_on(test, run.shape, run.weights));
  if (const std::string file = options.text("--save"); !file.empty()) {
    save_runs(file, runs);
    std::printf("weights and curves: %s\n", file.c_str());
  }
  report::write_whole(options.text("--figure"), curves(runs));
  std::printf("figure: %s\n", options.text("--figure").c_str());
}

int run(const Options& options) {
  note_interruption();
  const datasets::Pictures test = pictures_in(options, "--test-images", "--test-labels");
  const std::string load = options.text("--load");
  conclude(options, load.empty() ? train_all(options, test) : load_runs(load), test);
  return 0;
}

}  // namespace
}  // namespace downhill::train

int main(int argc, char** argv) {
  try {
    return downhill::train::run(downhill::train::Options(argc, argv));
  } catch (const downhill::kit::Todo& todo) {
    const std::string lesson(todo.task, std::strcspn(todo.task, "."));
    std::fprintf(stderr, "Task %s is not written yet, and the long run needs it: ./downhill check %s\n",
                 todo.task, lesson.c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "downhill train: %s\n", error.what());
  }
  return 1;
}
