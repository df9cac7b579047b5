// SPDX-License-Identifier: MIT
// The references walk where PyTorch's optimisers walk: 200 steps each, as libraries/trajectories.py recorded
// them. That also says which problems, and why some were left out. docs/libraries.md has the equations side
// by side.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "14_training_loop/training_loop.hpp"
#include "16_momentum/momentum.hpp"
#include "18_adagrad/adagrad.hpp"
#include "19_rprop/rprop.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "21_adadelta/adadelta.hpp"
#include "22_adam/adam.hpp"

namespace downhill::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// Of a weight x: times max(1, |x|), but of one that stays small throughout times the largest that it becomes.
// The same equation in another order of operations differs by an ulp or two a step, 200 of which are some
// 1e-14.
constexpr double kTolerance = 1e-12;
// Other equations are further away than any rounding.
constexpr double kOther = 1e-6;
constexpr Index kSteps = 200;
// What a wrong ε is off by, where it has to be noticed.
constexpr double kWrongEpsilon = 1.001;

std::string text_of(const std::string& file) {
  std::ifstream stream(std::string(DOWNHILL_SOURCE_DIR "/") + file, std::ios::binary);
  if (!stream) throw std::runtime_error("there is no " + file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

const json& recorded() {
  static const json file = json::parse(text_of("autograder/tests/libraries/trajectories.json"));
  return file;
}

Vector vector_in(const json& numbers) {
  const auto list = numbers.get<std::vector<double>>();
  return Vector::Map(list.data(), static_cast<Index>(list.size()));
}

// ── the problems, as in trajectories.py

using Slope = std::function<Vector(const Vector& weights, Index step)>;

Vector listed(const std::string& name, Index step) {
  return vector_in(recorded().at("slopes").at(name).at(static_cast<std::size_t>(step)));
}

Slope slope_of(const std::string& problem) {
  if (problem == "one weight")
    return [](const Vector& w, Index) { return Vector::Constant(1, 6 * (3 * w(0) - 10)); };
  if (problem == "ravine") return [](const Vector& w, Index) { return Vector{{w(0), 25 * w(1)}}; };
  if (problem != "noisy bowl") return [problem](const Vector&, Index step) { return listed(problem, step); };
  return [](const Vector& w, Index step) {
    const Matrix a{{4, 1, 0, 0}, {1, 3, 1, 0}, {0, 1, 2, 1}, {0, 0, 1, 5}};
    Vector slope = listed("noise", step) - Vector{{1, -2, 3, 10}};
    for (Index i = 0; i < 4; ++i)
      for (Index j = 0; j < 4; ++j) slope(i) += a(i, j) * w(j);
    return slope;
  };
}

// ── the references. Options of a run whose rate changes are looked up at each step.

using Walk = std::function<void(Vector& weights, const Vector& gradient, double share_of_rate)>;

template <class Optimiser>
Walk walk_of(Optimiser optimiser) {
  return [optimiser](Vector& weights, const Vector& gradient, double share) mutable {
    if constexpr (requires { optimiser.learning_rate; }) {
      const double rate = optimiser.learning_rate;
      optimiser.learning_rate = rate * share;
      optimiser.step(weights, gradient);
      optimiser.learning_rate = rate;
    } else {
      optimiser.step(weights, gradient);
    }
  };
}

Walk reference(const std::string& name, const json& options) {
  const auto o = [&](const char* option) { return options.at(option).get<double>(); };
  if (name == "GradientDescent") return walk_of(training_loop::GradientDescent{o("learning_rate")});
  if (name == "HeavyBall") return walk_of(momentum::HeavyBall{o("learning_rate"), o("beta")});
  if (name == "Momentum") return walk_of(momentum::Momentum{o("learning_rate"), o("beta")});
  if (name == "AdaGrad") return walk_of(adagrad::AdaGrad{o("learning_rate"), o("epsilon")});
  if (name == "Rprop")
    return walk_of(rprop::Rprop{.initial_step = o("initial_step"),
                                .growth = o("growth"),
                                .shrinkage = o("shrinkage"),
                                .smallest_step = o("smallest_step"),
                                .largest_step = o("largest_step")});
  if (name == "RMSProp") return walk_of(rmsprop::RMSProp{o("learning_rate"), o("beta"), o("epsilon")});
  if (name == "Adadelta") return walk_of(adadelta::Adadelta{o("beta"), o("epsilon")});
  if (name == "Adam") return walk_of(adam::Adam{o("learning_rate"), o("beta1"), o("beta2"), o("epsilon")});
  throw std::runtime_error("no reference is called " + name);
}

// The weights after each step that was recorded.
std::vector<Vector> path_of(const json& run, const json& options) {
  const std::string problem = run.at("problem");
  const Slope slope = slope_of(problem);
  const Walk walk = reference(run.at("ours"), options);
  const Index half_rate_from = run.value("half_rate_from", kSteps);
  const auto steps = recorded().at("steps").get<std::set<Index>>();
  Vector weights = vector_in(recorded().at("starts").at(problem));
  std::vector<Vector> path;
  for (Index step = 0; step < kSteps; ++step) {
    walk(weights, slope(weights, step), step < half_rate_from ? 1 : 0.5);
    if (steps.contains(step + 1)) path.push_back(weights);
  }
  return path;
}

// The largest difference, in terms of what kTolerance is of.
double distance(const std::vector<Vector>& path, const json& expected) {
  if (path.size() != expected.size()) throw std::runtime_error("other steps were recorded");
  Vector largest = Vector::Zero(path.front().size());
  for (const json& weights : expected) largest = largest.cwiseMax(vector_in(weights).cwiseAbs());
  double most = 0;
  for (std::size_t k = 0; k < path.size(); ++k) {
    const Vector right = vector_in(expected[k]);
    for (Index i = 0; i < right.size(); ++i) {
      const double scale = std::max(std::min(1.0, largest(i)), std::abs(right(i)));
      const double apart = std::abs(path[k](i) - right(i)) / scale;
      if (!(apart <= most)) most = apart;  // NaN too
    }
  }
  return most;
}

std::string name_of(const json& run) {
  return run.at("ours").get<std::string>() + run.at("options").dump() + " against " +
         run.at("library").get<std::string>() + " on " + run.at("problem").get<std::string>();
}

class Libraries : public testing::TestWithParam<std::string> {
 protected:
  static std::vector<json> runs(bool that_agree) {
    std::vector<json> ours;
    for (const json& run : recorded().at("runs"))
      if (run.at("ours") == GetParam() && run.at("agrees") == that_agree) ours.push_back(run);
    return ours;
  }
};

TEST_P(Libraries, TakeOurPathUnderTheArgumentsOfThePage) {
  for (const json& run : runs(true))
    EXPECT_LE(distance(path_of(run, run.at("options")), run.at("weights")), kTolerance) << name_of(run);
}

TEST_P(Libraries, TakeAnotherPathUnderOtherArguments) {
  for (const json& run : runs(false))
    EXPECT_GT(distance(path_of(run, run.at("options")), run.at("weights")), kOther) << name_of(run);
}

TEST_P(Libraries, WereAskedOnEveryProblem) {
  std::set<std::string> problems, all;
  for (const json& run : runs(true)) problems.insert(run.at("problem"));
  for (const auto& [problem, start] : recorded().at("starts").items()) all.insert(problem);
  EXPECT_EQ(problems, all);
}

// The test itself: an ε that is a thousandth off has to be seen, and where it is seen it stands where it
// should.
class LibrariesWithEpsilon : public Libraries {};

TEST_P(LibrariesWithEpsilon, DifferWhereItIsSlightlyOff) {
  for (const json& run : runs(true)) {
    json options = run.at("options");
    if (run.at("problem") != "tiny" || options.at("epsilon") == 0) continue;
    options["epsilon"] = options.at("epsilon").get<double>() * kWrongEpsilon;
    EXPECT_GT(distance(path_of(run, options), run.at("weights")), kTolerance) << name_of(run);
  }
}

std::string named(const testing::TestParamInfo<std::string>& optimiser) { return optimiser.param; }

INSTANTIATE_TEST_SUITE_P(PyTorch, Libraries,
                         testing::Values("GradientDescent", "HeavyBall", "Momentum", "AdaGrad", "Rprop",
                                         "RMSProp", "Adadelta", "Adam"),
                         named);
INSTANTIATE_TEST_SUITE_P(PyTorch, LibrariesWithEpsilon,
                         testing::Values("AdaGrad", "RMSProp", "Adadelta", "Adam"), named);

TEST(LibrariesPage, PrintsWhatWasRecorded) {
  const std::string page = text_of("docs/libraries.md");
  for (const auto& [what, number] : recorded().at("page").items())
    EXPECT_THAT(page, HasSubstr(number.get<std::string>())) << what;
}

}  // namespace
}  // namespace downhill::tests
