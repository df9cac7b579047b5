// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "kit/data.hpp"
#include "mlp_backprop.hpp"

namespace downhill::mlp_backprop {
namespace {

// The page's.
Mlp page_network() {
  return {Matrix{{1, -1, 0.5}, {0.5, 1, -1}}, RowVector{{0, 0.5, 0}}, Matrix{{1, -1}, {0.5, 0}, {-1, 0.5}},
          RowVector{{0.1, -0.1}}};
}

// Rows (rows, columns) of all matrices of a forward and a backward pass.
Matrix shapes() {
  const Mlp network = page_network();
  const Matrix X{{1, 2}, {2, -1}, {1, 2}, {2, -1}};  // the page's samples, twice
  const std::vector<int> labels{0, 1, 0, 1};
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

// Even draws, a row after the other. The bound is Glorot and Bengio's, √6 over the root of 2 + 8.
Matrix random_weights(std::mt19937& random, Index rows, Index columns) {
  const double most = std::sqrt(0.6);
  const auto draw = [&] { return kit::uniform(random, -most, most); };
  const Matrix drawn = Matrix::NullaryExpr(columns, rows, draw);
  return drawn.transpose();
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

// A network with a hidden layer, as training starts it.
Mlp random_network(unsigned seed) {
  constexpr Index kHidden = 8;
  std::mt19937 random(seed);
  const Matrix W1 = random_weights(random, 2, kHidden);
  return {W1, RowVector::Zero(kHidden), random_weights(random, kHidden, 2), RowVector::Zero(2)};
}

// (step, loss, right answers, samples)
RowVector stage(int steps, const Cache& cache, const std::vector<int>& labels) {
  return RowVector{{static_cast<double>(steps), cross_entropy(cache.Z2, labels), right_answers(cache, labels),
                    static_cast<double>(labels.size())}};
}

constexpr int kSteps = 500;
constexpr double kRate = 0.5;

kit::Paths moons_paths() {
  constexpr int kEvery = 10;
  const auto [X, labels] = kit::moons();
  Mlp network = random_network(2);
  Matrix points(X.rows(), 3), losses(kSteps / kEvery + 1, 2), stages(3, 4);
  points << X, Eigen::Map<const Eigen::VectorXi>(labels.data(), X.rows()).cast<double>();
  kit::Paths paths;
  for (int steps = 0; steps <= kSteps; ++steps) {
    const Cache cache = forward(network, X);
    if (steps % kEvery == 0) losses.row(steps / kEvery) << steps, cross_entropy(cache.Z2, labels);
    if (steps == 0 || steps == 10 || steps == kSteps) {
      stages.row(static_cast<Index>(paths.size())) = stage(steps, cache, labels);
      paths.push_back({"region " + std::to_string(steps), region(network)});
    }
    step(network, backward(network, X, labels, cache), kRate);
  }
  paths.push_back({"moons", points});
  paths.push_back({"loss", losses});
  paths.push_back({"stages", stages});
  return paths;
}

// The same from another start, which ends with some samples on the wrong side.
Matrix stuck() {
  const auto [X, labels] = kit::moons();
  Mlp network = random_network(3);
  for (int steps = 0; steps < kSteps; ++steps)
    step(network, backward(network, X, labels, forward(network, X)), kRate);
  return stage(kSteps, forward(network, X), labels);
}

}  // namespace

/// "shapes": rows (rows, columns) of X, W1, b1, Z1, H, W2, b2, P and the gradients of W1, b1, W2, b2, of a
/// batch of four. Of the two moons: "moons", rows (x, y, class); "region 0", "region 10" and "region 500",
/// the share of class 1 over the map after so many steps; "loss", rows (step, loss); "stages", rows (step,
/// loss, right answers, samples); "stuck", such a row from another start.
kit::Paths paths() {
  kit::Paths paths = moons_paths();
  paths.push_back({"stuck", stuck()});
  paths.push_back({"shapes", shapes()});
  return paths;
}

}  // namespace downhill::mlp_backprop
