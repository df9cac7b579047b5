// SPDX-License-Identifier: MIT
// Lesson 23 with a record for each direction, sorted, and the variance as mean of squares minus square of
// mean, around the first result; the estimate through a direction of length 1.
#include "random_search.hpp"

namespace downhill::random_search {
namespace {

struct Record {
  double better, above, below;
  Index row;
};

double rise(const LossFunction& loss, const Vector& weights, const Vector& delta) {
  kit::require(weights.size() == delta.size() && delta.cwiseAbs().sum() > 0, "random_search",
               "delta does not fit");
  const double above = loss(weights + delta);
  return above - loss(weights - delta);
}

}  // namespace

Vector directional_estimate(const LossFunction& loss, const Vector& weights, const Vector& delta) {
  const double difference = rise(loss, weights, delta);
  return 0.5 * difference / delta.norm() * delta.normalized();
}

Vector finite_difference_step(const LossFunction& loss, const Vector& weights, const Vector& delta,
                              double learning_rate) {
  Vector there = weights;
  there -= rise(loss, weights, delta) * learning_rate * delta;
  return there;
}

Vector ars_step(const LossFunction& loss, const Vector& weights, const Matrix& directions, double nu,
                double learning_rate, Index keep) {
  kit::require(directions.cols() == weights.size(), "ars_step", "directions and weights differ");
  kit::require(nu > 0 && keep > 0 && keep <= directions.rows(), "ars_step", "nu or keep out of range");
  std::vector<Record> records;
  for (Index row = 0; row < directions.rows(); ++row) {
    const Vector far = nu * directions.row(row).transpose();
    const double above = loss(weights + far), below = loss(weights - far);
    records.push_back({std::min(above, below), above, below, row});
  }
  std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
    return std::pair(a.better, a.row) < std::pair(b.better, b.row);
  });
  records.erase(records.begin() + keep, records.end());

  const double count = 2.0 * static_cast<double>(keep), zero = records.front().above;
  double sum = 0, squares = 0;
  Vector way = Vector::Zero(weights.size());
  for (const auto& [better, above, below, row] : records) {
    sum += (above - zero) + (below - zero);
    squares += (above - zero) * (above - zero) + (below - zero) * (below - zero);
    way += (above - below) * directions.row(row).transpose();
  }
  const double variance = squares / count - (sum / count) * (sum / count);
  return variance <= 0 ? weights : Vector(weights - 2 * learning_rate / count / std::sqrt(variance) * way);
}

}  // namespace downhill::random_search
