// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "kit/data.hpp"
#include "perceptron.hpp"

namespace downhill::perceptron {
namespace {

// Descent on the thirteen rows, from zeros.
kit::Paths descent() {
  constexpr int kSteps = 10000;
  constexpr double kRate = 0.5, kApart = 1.17;
  const auto [X, y] = kit::rows13();
  Neuron neuron{Vector::Zero(2), 0};
  std::vector<RowVector> costs, marks;
  double next = 1;  // steps are shown on a logarithmic axis
  for (int steps = 0; steps <= kSteps; ++steps) {
    const Cost cost = cost_and_gradient(neuron, X, y);
    const RowVector row{{static_cast<double>(steps), cost.J}};
    if (steps == 0 || steps == 10 || steps == kSteps) marks.push_back(row);
    if (steps >= next || steps == kSteps) {
      costs.push_back(row);
      next *= kApart;
    }
    if (steps < kSteps) step(neuron, cost, kRate);
  }
  const auto stacked = [](const std::vector<RowVector>& rows) {
    Matrix all(std::ssize(rows), 2);
    for (Index r = 0; const RowVector& row : rows) all.row(r++) = row;
    return all;
  };
  Matrix data(X.rows(), 3), last(1, 3);
  data << X, y;
  last << neuron.w.transpose(), neuron.b;
  return {{"rows", data}, {"cost", stacked(costs)}, {"marks", stacked(marks)}, {"neuron", last}};
}

// Rows (z, loss from the logit, loss cut off, squared error) for target 1.
Matrix losses() {
  constexpr int kLow = -40, kHigh = 10;
  Matrix points(kHigh - kLow + 1, 4);
  for (int z = kLow; z <= kHigh; ++z) {
    const double a = sigmoid(z);
    points.row(z - kLow) << z, cross_entropy_from_logit(z, 1), cross_entropy(a, 1), (a - 1) * (a - 1);
  }
  return points;
}

}  // namespace

/// Of the thirteen rows: "rows" (first, second, class); "cost" and, for steps 0, 10 and 10000, "marks": rows
/// (step, cost); "neuron", the last w and b. "losses": rows (z, loss from the logit, cut off, squared).
kit::Paths paths() {
  kit::Paths paths = descent();
  paths.push_back({"losses", losses()});
  return paths;
}

}  // namespace downhill::perceptron
