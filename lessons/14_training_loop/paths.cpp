// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "training_loop.hpp"

namespace downhill::training_loop {
namespace {

using Batches = std::vector<std::vector<Index>>;

const Batches kAll{{0, 1, 2, 3}}, kPairs{{0, 1}, {2, 3}}, kSingles{{0}, {1}, {2}, {3}};

// Four points and the line m x + b: inputs with a column of ones, targets.
struct Problem {
  Matrix inputs;
  Vector targets;

  BatchLoss loss() const {
    return [this](const Vector& weights, const std::vector<Index>& rows, Vector& gradient) {
      return mean_squared_error(inputs, targets, weights, rows, gradient);
    };
  }
  double loss_of_all(const Vector& weights) const {
    Vector gradient;
    return mean_squared_error(inputs, targets, weights, kAll.front(), gradient);
  }
};

Problem on_a_line() { return {Matrix{{1, 1}, {2, 1}, {3, 1}, {4, 1}}, Vector{{3, 5, 7, 9}}}; }
Problem off_the_line() { return {Matrix{{0, 1}, {1, 1}, {2, 1}, {3, 1}}, Vector{{1, 3, 2, 5}}}; }

// Rows (m, b): the start, then the place after each update.
Matrix places(const Problem& problem, const Batches& batches, int epochs) {
  constexpr double kRate = 0.05;
  GradientDescent descent{.learning_rate = kRate};
  Vector weights = Vector::Zero(2);
  std::vector<Vector> way{weights};
  const Step step = [&](Vector& at, const Vector& gradient) {
    descent.step(at, gradient);
    way.push_back(at);
  };
  train(
      weights, epochs, [&](int) { return batches; }, problem.loss(), step);
  Matrix points(static_cast<Index>(way.size()), 2);
  for (std::size_t i = 0; i < way.size(); ++i) points.row(static_cast<Index>(i)) = way[i].transpose();
  return points;
}

// Rows (epoch, loss of all rows above the least that there is), before the first epoch and after each.
Matrix losses(const Problem& problem, const Batches& batches, double least) {
  constexpr int kEpochs = 200;
  constexpr double kRate = 0.03;
  GradientDescent descent{.learning_rate = kRate};
  const Step step = [&](Vector& at, const Vector& gradient) { descent.step(at, gradient); };
  Vector weights = Vector::Zero(2);
  Matrix points(kEpochs + 1, 2);
  points.row(0) << 0, problem.loss_of_all(weights) - least;
  for (int epoch = 1; epoch <= kEpochs; ++epoch) {
    run_epoch(weights, batches, problem.loss(), step);
    points.row(epoch) << epoch, problem.loss_of_all(weights) - least;
  }
  return points;
}

// One epoch over the points on a line, at rate 0.01: one row (m, b, mean loss, loss of all rows afterwards).
Matrix one_epoch(const Batches& batches) {
  const Problem problem = on_a_line();
  GradientDescent descent{.learning_rate = 0.01};
  const Step step = [&](Vector& at, const Vector& gradient) { descent.step(at, gradient); };
  Vector weights = Vector::Zero(2);
  const EpochReport report = run_epoch(weights, batches, problem.loss(), step);
  Matrix row(1, 4);
  row << weights.transpose(), report.mean_loss, problem.loss_of_all(weights);
  return row;
}

// Epochs until the points on a line are learnt, at rate 0.05.
double epochs_until_learnt(const Batches& batches) {
  constexpr double kLearnt = 1e-6, kRate = 0.05;
  constexpr int kMost = 1000;
  const Problem problem = on_a_line();
  GradientDescent descent{.learning_rate = kRate};
  const Step step = [&](Vector& at, const Vector& gradient) { descent.step(at, gradient); };
  Vector weights = Vector::Zero(2);
  int epochs = 0;
  for (; epochs < kMost && !(problem.loss_of_all(weights) < kLearnt); ++epochs)
    run_epoch(weights, batches, problem.loss(), step);
  return epochs;
}

}  // namespace

/// Ways of one batch of all rows, of pairs and of single rows. "way all" and so on: rows (m, b) off the line,
/// rate 0.05. "on all" and so on: rows (epoch, loss above the least) of points on a line, rate 0.03; "off
/// all": of points off any line. "epoch all", "epoch pairs", "epoch three and one", "epoch online",
/// "epoch backwards": one row (m, b, mean loss, loss afterwards), rate 0.01. "epochs at rate 0.05":
/// of all, pairs and single rows, until points on a line are learnt. "levels": where the three ways of "off"
/// are in the end.
kit::Paths paths() {
  constexpr double kLeast = 0.675;  // of the points off the line, at m = b = 1.1
  kit::Paths paths;
  Matrix levels(3, 1);
  Index row = 0;
  for (const auto& [name, batches] : {std::pair{"all", kAll}, {"pairs", kPairs}, {"online", kSingles}}) {
    paths.push_back({std::string("way ") + name, places(off_the_line(), batches, 40)});
    paths.push_back({std::string("on ") + name, losses(on_a_line(), batches, 0)});
    paths.push_back({std::string("off ") + name, losses(off_the_line(), batches, kLeast)});
    paths.push_back({std::string("epoch ") + name, one_epoch(batches)});
    levels(row++, 0) = paths[paths.size() - 2].points.bottomRightCorner(1, 1).sum();
  }
  paths.push_back({"epoch three and one", one_epoch({{0, 1, 2}, {3}})});
  paths.push_back({"epoch backwards", one_epoch({{3}, {2}, {1}, {0}})});
  paths.push_back(
      {"epochs at rate 0.05",
       Matrix{{epochs_until_learnt(kAll)}, {epochs_until_learnt(kPairs)}, {epochs_until_learnt(kSingles)}}});
  paths.push_back({"levels", levels});
  return paths;
}

}  // namespace downhill::training_loop
