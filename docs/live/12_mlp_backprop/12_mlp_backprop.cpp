// SPDX-License-Identifier: MIT
// A network that learns the two moons: its training, step by step, and the map of its answers.
#include "docs/live/contours.hpp"
#include "docs/live/live.hpp"
#include "kit/data.hpp"
#include "solutions/12_mlp_backprop/mlp_backprop.cpp"
#include "solutions/13_mini_batches/mini_batches.cpp"

namespace downhill::mlp_backprop {
namespace {

using live::Numbers;

const kit::Labelled& moons() {
  static const kit::Labelled moons = kit::moons();
  return moons;
}

// Even draws, a row after the other. The bound is Glorot and Bengio's.
Matrix random_weights(std::mt19937& random, Index rows, Index columns) {
  const double most = std::sqrt(6.0 / static_cast<double>(rows + columns));
  const auto draw = [&] { return kit::uniform(random, -most, most); };
  const Matrix drawn = Matrix::NullaryExpr(columns, rows, draw);
  return drawn.transpose();
}

// What is being trained.
struct Training {
  Mlp network;
  int steps = 0;
  std::mt19937 random{1};
  std::vector<Index> left{};  // rows of this epoch that have not been taken yet

  // The next rows of a shuffled epoch; a smaller batch at its end.
  std::vector<Index> next_batch(std::size_t size) {
    if (left.empty()) left = mini_batches::permutation(moons().inputs.rows(), random);
    const auto count = static_cast<std::ptrdiff_t>(std::min(size, left.size()));
    const std::vector<Index> batch(left.end() - count, left.end());
    left.resize(left.size() - batch.size());
    return batch;
  }
};
Training training;

/// Rows (x, y, class).
Numbers samples() {
  Numbers rows;
  for (Index i = 0; i < moons().inputs.rows(); ++i)
    rows.insert(rows.end(), {moons().inputs(i, 0), moons().inputs(i, 1),
                             static_cast<double>(moons().labels[static_cast<std::size_t>(i)])});
  return rows;
}

/// Steps so far, the loss of all samples, and how many are on their own side.
Numbers progress() {
  const Cache cache = forward(training.network, moons().inputs);
  double right = 0;
  for (Index row = 0; const int label : moons().labels) right += (cache.P(row++, 1) > 0.5) == (label == 1);
  return {static_cast<double>(training.steps), cross_entropy(cache.Z2, moons().labels), right};
}

/// A new network; seed 2 with 8 hidden units is the still figure's.
Numbers begin(int seed, int hidden) {
  std::mt19937 random(static_cast<unsigned>(seed));
  const Matrix W1 = random_weights(random, 2, hidden);
  training = {{W1, RowVector::Zero(hidden), random_weights(random, hidden, 2), RowVector::Zero(2)}};
  return progress();
}

/// So many steps of descent, each on a batch of so many samples.
Numbers train(double learning_rate, int batch_size, int steps) {
  const Matrix& X = moons().inputs;
  for (int step = 0; step < steps; ++step, ++training.steps) {
    if (batch_size >= X.rows()) {
      const Cache cache = forward(training.network, X);
      mlp_backprop::step(training.network, backward(training.network, X, moons().labels, cache),
                         learning_rate);
      continue;
    }
    const std::vector<Index> rows = training.next_batch(static_cast<std::size_t>(batch_size));
    const Matrix batch = X(rows, Eigen::all);
    std::vector<int> labels;
    for (const Index row : rows) labels.push_back(moons().labels[static_cast<std::size_t>(row)]);
    const Cache cache = forward(training.network, batch);
    mlp_backprop::step(training.network, backward(training.network, batch, labels, cache), learning_rate);
  }
  return progress();
}

/// Where a class has a share above 0.5, 0.7, 0.9.
Numbers region(int of_class, const Vector& low, const Vector& high) {
  constexpr int kColumns = 40, kRows = 26;
  const auto other = [&](double x, double y) {
    return forward(training.network, Matrix{{x, y}}).P(0, 1 - of_class);
  };
  return live::contours(other, low, high, Vector{{0.5, 0.3, 0.1}}, kColumns, kRows);
}

}  // namespace

DOWNHILL_LIVE(samples)
DOWNHILL_LIVE(begin)
DOWNHILL_LIVE(train)
DOWNHILL_LIVE(region)

}  // namespace downhill::mlp_backprop
