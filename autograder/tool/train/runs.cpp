// SPDX-License-Identifier: MIT
#include "tool/train/runs.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <sstream>
#include <utility>

#include "report/write_whole.hpp"

namespace downhill::train {
namespace {

constexpr const char* kSchema = "downhill/train/1";
constexpr std::array<std::pair<capstone::Method, const char*>, 4> kNames{
    {{capstone::Method::sgd, "sgd"},
     {capstone::Method::momentum, "momentum"},
     {capstone::Method::rmsprop, "rmsprop"},
     {capstone::Method::adam, "adam"}}};

std::string digits(double x) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, x).ptr};
}

/// One word after the other; says in which line it stopped making sense.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& file) : name_(file.string()), in_(file, std::ios::binary) {
    if (!in_)
      throw std::runtime_error("could not read " + name_ + ": there is no such file, or it may not be read");
  }

  std::string word() {
    while (words_ >> std::ws, words_.eof()) {
      std::string line;
      if (!std::getline(in_, line)) refuse("it ends here");
      ++line_;
      words_ = std::istringstream(line);
    }
    std::string word;
    words_ >> word;
    return word;
  }
  void expect(const std::string& wanted) {
    if (const std::string found = word(); found != wanted) refuse("it should say " + wanted);
  }
  double number() {
    const std::string text = word();
    double x = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(x))
      refuse("a number is wanted");
    return x;
  }
  Index count(Index most) {
    const double x = number();
    if (x != std::floor(x) || x < 0 || x > static_cast<double>(most))
      refuse("a whole number from 0 to " + std::to_string(most) + " is wanted");
    return static_cast<Index>(x);
  }
  [[noreturn]] void refuse(const std::string& reason) const {
    throw std::runtime_error("could not read " + name_ + ", line " + std::to_string(line_) + ": " + reason);
  }

 private:
  std::string name_;
  std::ifstream in_;
  std::istringstream words_;
  int line_ = 0;
};

constexpr Index kMostPoints = 1'000'000, kMostUnits = 1'000'000, kMostWeights = 100'000'000;

std::vector<Point> points(Reader& in, const char* name) {
  in.expect(name);
  std::vector<Point> all;
  for (Index left = in.count(kMostPoints); left > 0; --left) {
    const double epoch = in.number();
    all.push_back({epoch, in.number()});
  }
  return all;
}

Run run(Reader& in) {
  Run run;
  in.expect("run");
  run.settings.method = method_named(in.word());
  run.settings.learning_rate = in.number();
  run.settings.decay = in.count(1) == 1 ? capstone::Decay::cosine : capstone::Decay::none;
  run.settings.batch_size = in.count(kMostUnits);
  run.settings.epochs = static_cast<int>(in.count(kMostUnits));
  run.settings.seed = static_cast<std::uint32_t>(in.count((Index{1} << 32) - 1));
  in.expect("shape");
  for (Index* const size : {&run.shape.inputs, &run.shape.hidden, &run.shape.classes})
    *size = in.count(kMostUnits);
  run.losses = points(in, "losses");
  run.accuracies = points(in, "accuracies");
  in.expect("weights");
  const auto& [d, h, k] = run.shape;
  const Index count = in.count(kMostWeights);
  if (count != d * h + h + h * k + k) in.refuse("so many weights do not fit the network's shape");
  std::vector<double> weights;  // which grows with the file, not with what it announces
  for (Index i = 0; i < count; ++i) weights.push_back(in.number());
  run.weights = Eigen::Map<const Vector>(weights.data(), count);
  return run;
}

void write(std::string& text, const char* name, const std::vector<Point>& points) {
  text += std::string(name) + " " + std::to_string(points.size()) + "\n";
  for (const Point& point : points) text += digits(point.epoch) + " " + digits(point.value) + "\n";
}

}  // namespace

std::string name_of(capstone::Method method) {
  for (const auto& [known, name] : kNames)
    if (known == method) return name;
  throw std::logic_error("name_of: no such method");
}

capstone::Method method_named(const std::string& name) {
  for (const auto& [method, known] : kNames)
    if (name == known) return method;
  throw std::runtime_error("there is no optimiser " + name + "; there are sgd, momentum, rmsprop and adam");
}

void save_runs(const std::filesystem::path& file, const std::vector<Run>& runs) {
  std::string text = std::string(kSchema) + "\nruns " + std::to_string(runs.size()) + "\n";
  for (const Run& run : runs) {
    const capstone::Settings& how = run.settings;
    text += "run " + name_of(how.method) + " " + digits(how.learning_rate) + " " +
            (how.decay == capstone::Decay::cosine ? "1 " : "0 ") + std::to_string(how.batch_size) + " " +
            std::to_string(how.epochs) + " " + std::to_string(how.seed) + "\nshape " +
            std::to_string(run.shape.inputs) + " " + std::to_string(run.shape.hidden) + " " +
            std::to_string(run.shape.classes) + "\n";
    write(text, "losses", run.losses);
    write(text, "accuracies", run.accuracies);
    text += "weights " + std::to_string(run.weights.size()) + "\n";
    for (const double weight : run.weights) text += digits(weight) + "\n";
  }
  report::write_whole(file, text);
}

std::vector<Run> load_runs(const std::filesystem::path& file) {
  constexpr Index kMostRuns = 100;
  Reader in(file);
  in.expect(kSchema);
  in.expect("runs");
  std::vector<Run> runs;
  for (Index left = in.count(kMostRuns); left > 0; --left) runs.push_back(run(in));
  return runs;
}

}  // namespace downhill::train
