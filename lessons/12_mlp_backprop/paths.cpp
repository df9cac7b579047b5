// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "mlp_backprop.hpp"

namespace downhill::mlp_backprop {
namespace {

struct Batch {
  Matrix X;
  std::vector<int> labels;
};

// The page's samples, twice.
Batch page_batch() { return {Matrix{{1, 2}, {2, -1}, {1, 2}, {2, -1}}, {0, 1, 0, 1}}; }
Mlp page_network() {
  return {Matrix{{1, -1, 0.5}, {0.5, 1, -1}}, RowVector{{0, 0.5, 0}}, Matrix{{1, -1}, {0.5, 0}, {-1, 0.5}},
          RowVector{{0.1, -0.1}}};
}

// Rows (rows, columns) of all matrices of a forward and a backward pass.
Matrix shapes() {
  const Mlp network = page_network();
  const auto [X, labels] = page_batch();
  const Cache cache = forward(network, X);
  const Mlp gradients = backward(network, X, labels, cache);
  const auto shape = [](const auto& matrix) {
    return RowVector{{static_cast<double>(matrix.rows()), static_cast<double>(matrix.cols())}};
  };
  Matrix all(12, 2);
  all << shape(X), shape(network.W1), shape(network.b1), shape(cache.Z1), shape(cache.H), shape(network.W2),
      shape(network.b2), shape(cache.P), shape(gradients.W1), shape(gradients.b1), shape(gradients.W2),
      shape(gradients.b2);
  return all;
}

// Two half circles that reach into each other, with some noise; even samples are of class 0.
Batch moons(std::mt19937& random) {
  constexpr int kCount = 80;
  constexpr double kPi = 3.14159265358979324, kNoise = 0.15;
  Batch batch{Matrix(kCount, 2), {}};
  for (int i = 0; i < kCount; ++i) {
    const double angle = kit::uniform(random, 0, kPi), x = std::cos(angle), y = std::sin(angle);
    batch.labels.push_back(i % 2);
    batch.X.row(i) << (i % 2 == 0 ? x : 1 - x), (i % 2 == 0 ? y : 0.5 - y);
    for (double& coordinate : batch.X.row(i)) coordinate += kit::uniform(random, -kNoise, kNoise);
  }
  return batch;
}

// Evenly from ±√(6 / (rows + columns)), as Glorot and Bengio have it.
Matrix random_weights(std::mt19937& random, Index rows, Index columns) {
  const double most = std::sqrt(6.0 / static_cast<double>(rows + columns));
  Matrix weights(rows, columns);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < columns; ++j) weights(i, j) = kit::uniform(random, -most, most);
  return weights;
}

// The share of class 1 over the map: a row for each y from −1 to 1.5, a column for each x from −1.5 to 2.5.
Matrix region(const Mlp& network) {
  constexpr Index kRows = 41, kColumns = 25;
  Matrix shares(kRows, kColumns);
  for (Index row = 0; row < kRows; ++row) {
    Matrix places(kColumns, 2);
    places.col(0) = Vector::LinSpaced(kColumns, -1.5, 2.5);
    places.col(1).setConstant(-1 + 2.5 * static_cast<double>(row) / (kRows - 1));
    shares.row(row) = forward(network, places).P.col(1).transpose();
  }
  return shares;
}

double right_answers(const Cache& cache, const std::vector<int>& labels) {
  double right = 0;
  Index row = 0;
  for (const int label : labels) right += (cache.P(row++, 1) > 0.5) == (label == 1);
  return right;
}

kit::Paths moons_paths() {
  constexpr Index kHidden = 6;
  constexpr int kSteps = 500, kEvery = 10;
  constexpr double kRate = 0.5;
  std::mt19937 random(2);
  const auto [X, labels] = moons(random);
  Mlp network{random_weights(random, 2, kHidden), RowVector::Zero(kHidden),
              random_weights(random, kHidden, 2), RowVector::Zero(2)};
  Matrix points(X.rows(), 3), losses(kSteps / kEvery + 1, 2), stages(3, 4);
  points << X, Eigen::Map<const Eigen::VectorXi>(labels.data(), X.rows()).cast<double>();
  kit::Paths paths;
  for (int step_number = 0; step_number <= kSteps; ++step_number) {
    const Cache cache = forward(network, X);
    const double loss = cross_entropy(cache.Z2, labels);
    if (step_number % kEvery == 0) losses.row(step_number / kEvery) << step_number, loss;
    if (step_number == 0 || step_number == 10 || step_number == kSteps) {
      stages.row(static_cast<Index>(paths.size())) << step_number, loss, right_answers(cache, labels),
          static_cast<double>(X.rows());
      paths.push_back({"region " + std::to_string(step_number), region(network)});
    }
    step(network, backward(network, X, labels, cache), kRate);
  }
  paths.push_back({"moons", points});
  paths.push_back({"loss", losses});
  paths.push_back({"stages", stages});
  return paths;
}

}  // namespace

/// "shapes": rows (rows, columns) of X, W1, b1, Z1, H, W2, b2, P and the gradients of W1, b1, W2, b2, of a
/// batch of four. Of the two moons: "moons", rows (x, y, class); "region 0", "region 10" and "region 500",
/// the share of class 1 over the map after so many steps; "loss", rows (step, loss); "stages", rows (step,
/// loss, right answers, samples).
kit::Paths paths() {
  kit::Paths paths = moons_paths();
  paths.push_back({"shapes", shapes()});
  return paths;
}

}  // namespace downhill::mlp_backprop
