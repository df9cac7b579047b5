// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "capstone.hpp"
#include "kit/data.hpp"

namespace downhill::capstone {
namespace {

const Shape kShape{.inputs = 64, .hidden = 32, .classes = 10};

// One training on the drawn digits: what it cost, and what it was good for.
struct Run {
  std::string name;
  Settings settings;
};

const std::vector<Run> kRuns{{"sgd", {.method = Method::sgd, .learning_rate = 0.5}},
                             {"momentum", {.method = Method::momentum, .learning_rate = 0.05}},
                             {"rmsprop", {.method = Method::rmsprop, .learning_rate = 0.01}},
                             {"adam", {.method = Method::adam, .learning_rate = 0.01}}};

constexpr int kEpochs = 6;
constexpr Index kBatch = 20, kUpdates = 30;  // of an epoch

class Training {
 public:
  explicit Training(const Run& run) : run_(run) {
    run_.settings.batch_size = kBatch;
    run_.settings.epochs = kEpochs;
    std::mt19937 random(run_.settings.seed);
    accuracy_(0, 1) = accuracy(kShape, initial_weights(kShape, random), test_.inputs, test_.labels);
    weights_ = train(
        kShape, run_.settings, training_.inputs.rows(),
        [this](const std::vector<Index>& rows, Matrix& inputs, std::vector<int>& labels) {
          inputs = training_.inputs(rows, Eigen::all);
          labels.clear();
          for (const Index row : rows) labels.push_back(training_.labels.at(static_cast<std::size_t>(row)));
        },
        [this](const Moment& moment, const Vector& weights) {
          note(moment, weights);
          return true;
        });
  }

  const Vector& weights() const { return weights_; }
  const kit::Labelled& test() const { return test_; }
  kit::Paths paths() const { return {{"loss " + run_.name, loss_}, {"accuracy " + run_.name, accuracy_}}; }
  /// Mean loss of the last epoch, and the share of the test that is right in the end.
  Eigen::RowVector2d end() const {
    return {loss_.bottomRows(kUpdates / kMean).col(1).mean(), accuracy_(kEpochs, 1)};
  }

 private:
  static constexpr Index kMean = 6;  // losses that make a point

  void note(const Moment& moment, const Vector& weights) {
    const Index done = moment.update + 1;
    const Index point = moment.update / kMean;
    if (point < loss_.rows()) {
      loss_(point, 0) = static_cast<double>(done) / kUpdates;
      loss_(point, 1) += moment.loss / kMean;
    }
    if (done % kUpdates == 0 && done / kUpdates <= kEpochs)
      accuracy_.row(done / kUpdates) << static_cast<double>(done / kUpdates),
          accuracy(kShape, weights, test_.inputs, test_.labels);
  }

  Run run_;
  kit::Labelled training_ = kit::digits_training(), test_ = kit::digits_test();
  Matrix loss_ = Matrix::Zero(kEpochs * kUpdates / kMean, 2);
  Matrix accuracy_ = Matrix::Zero(kEpochs + 1, 2);
  Vector weights_;
};

// Rows (label, what the network says) of the first twenty digits of the test.
Matrix said_of_twenty(const Training& training) {
  constexpr Index kCount = 20;
  const kit::Labelled& test = training.test();
  const std::vector<int> said = classify(kShape, training.weights(), test.inputs.topRows(kCount));
  Matrix points(kCount, 2);
  for (Index i = 0; i < kCount; ++i)
    points.row(i) << test.labels.at(static_cast<std::size_t>(i)), said.at(static_cast<std::size_t>(i));
  return points;
}

}  // namespace

/// Four trainings on the drawn digits, 64-32-10, 6 epochs in batches of 20, called sgd, momentum, rmsprop and
/// adam: "loss …" (epoch, mean loss of the six batches before), "accuracy …" (epoch, share of the test that
/// is right). "ends": a row for each, mean loss of its last epoch and share. "said": of the first twenty
/// digits of the test, the label and what Adam's network says.
kit::Paths paths() {
  kit::Paths paths;
  Matrix ends(static_cast<Index>(kRuns.size()), 2), said;
  for (Index row = 0; const Run& run : kRuns) {
    const Training training(run);
    for (const kit::Path& path : training.paths()) paths.push_back(path);
    ends.row(row++) = training.end();
    said = said_of_twenty(training);
  }
  paths.push_back({"ends", ends});
  paths.push_back({"said", said});
  return paths;
}

}  // namespace downhill::capstone
