// SPDX-License-Identifier: MIT
#include "random_search.hpp"

namespace downhill::random_search {

Vector directional_estimate(const LossFunction& loss, const Vector& weights, const Vector& delta) {
  kit::require_same_size("directional_estimate", weights, delta);
  kit::require(delta.squaredNorm() > 0, "directional_estimate", "delta leads nowhere");

  const double difference = loss(weights + delta) - loss(weights - delta);  // L₊ − L₋
  return difference / (2 * delta.squaredNorm()) * delta;  // (L₊ − L₋) / (2 ‖δ‖²) · δ
}

Vector finite_difference_step(const LossFunction& loss, const Vector& weights, const Vector& delta,
                              double learning_rate) {
  kit::require_same_size("finite_difference_step", weights, delta);
  kit::require(delta.squaredNorm() > 0, "finite_difference_step", "delta leads nowhere");

  const double difference = loss(weights + delta) - loss(weights - delta);  // L₊ − L₋
  return weights - learning_rate * difference * delta;                      // w − α (L₊ − L₋) δ
}

Vector ars_step(const LossFunction& loss, const Vector& weights, const Matrix& directions, double nu,
                double learning_rate, Index keep) {
  const Index N = directions.rows();
  kit::require(
      directions.cols() == weights.size(), "ars_step",
      std::to_string(directions.cols()) + " columns for " + std::to_string(weights.size()) + " weights");
  kit::require(nu > 0, "ars_step", "nu must be positive");
  kit::require(keep >= 1 && keep <= N, "ars_step", "keep must lie in 1 … " + std::to_string(N));

  Matrix results(N, 2);  // L₊ and L₋ of each direction
  for (Index k = 0; k < N; ++k) {
    const Vector trial = nu * directions.row(k).transpose();
    results.row(k) << loss(weights + trial), loss(weights - trial);
  }
  std::vector<Index> best(static_cast<std::size_t>(N));
  std::iota(best.begin(), best.end(), 0);
  const auto lower = [&](Index a, Index b) { return results.row(a).minCoeff() < results.row(b).minCoeff(); };
  std::stable_sort(best.begin(), best.end(), lower);
  best.resize(static_cast<std::size_t>(keep));

  const Matrix kept = results(best, Eigen::all);
  const double sigma = std::sqrt((kept.array() - kept.mean()).square().mean());
  const Vector sum = directions(best, Eigen::all).transpose() * (kept.col(0) - kept.col(1));  // Σ (L₊ − L₋) δ
  if (sigma == 0) return weights;
  return weights - learning_rate / (static_cast<double>(keep) * sigma) * sum;  // w − α / (b σ) · Σ …
}

}  // namespace downhill::random_search
