// SPDX-License-Identifier: MIT
// Lesson 23 number by number: the minus side is tried first, and the best directions are picked one after the
// other.
#include "random_search.hpp"

namespace downhill::random_search {
namespace {

Vector moved(Vector place, const Vector& direction, double by) {
  for (Index i = 0; i < place.size(); ++i) place(i) += by * direction(i);
  return place;
}

double length_squared(const Vector& v) {
  double sum = 0;
  for (Index i = v.size() - 1; i >= 0; --i) sum += v(i) * v(i);
  return sum;
}

void check(const Vector& weights, const Vector& delta) {
  if (weights.size() != delta.size()) throw std::invalid_argument("delta has another size than the weights");
  if (length_squared(delta) == 0) throw std::invalid_argument("delta is all zeros");
}

}  // namespace

Vector directional_estimate(const LossFunction& loss, const Vector& weights, const Vector& delta) {
  check(weights, delta);
  const double below = loss(moved(weights, delta, -1)), above = loss(moved(weights, delta, 1));
  const double length = std::sqrt(length_squared(delta)), slope = (above - below) / 2 / length;
  return moved(Vector::Zero(delta.size()), delta, slope / length);
}

Vector finite_difference_step(const LossFunction& loss, const Vector& weights, const Vector& delta,
                              double learning_rate) {
  check(weights, delta);
  const double below = loss(moved(weights, delta, -1)), above = loss(moved(weights, delta, 1));
  return moved(weights, delta, learning_rate * (below - above));
}

Vector ars_step(const LossFunction& loss, const Vector& weights, const Matrix& directions, double nu,
                double learning_rate, Index keep) {
  const Index N = directions.rows();
  if (directions.cols() != weights.size() || !(nu > 0) || keep < 1 || keep > N)
    throw std::invalid_argument("ars_step: directions, nu or keep");
  std::vector<double> above, below;
  for (Index k = 0; k < N; ++k) {
    const Vector direction = directions.row(k);
    below.push_back(loss(moved(weights, direction, -nu)));
    above.push_back(loss(moved(weights, direction, nu)));
  }
  std::vector<bool> kept(static_cast<std::size_t>(N), false);
  double mean = 0;
  for (Index picked = 0; picked < keep; ++picked) {
    std::size_t best = kept.size();
    for (std::size_t k = 0; k < kept.size(); ++k)
      if (!kept[k] &&
          (best == kept.size() || std::min(above[k], below[k]) < std::min(above[best], below[best])))
        best = k;
    kept[best] = true;
    mean += (above[best] + below[best]) / static_cast<double>(2 * keep);
  }
  double variance = 0;
  Vector sum = Vector::Zero(weights.size());
  for (std::size_t k = 0; k < kept.size(); ++k) {
    if (!kept[k]) continue;
    for (const double result : {above[k], below[k]})
      variance += (result - mean) * (result - mean) / static_cast<double>(2 * keep);
    sum = moved(sum, directions.row(static_cast<Index>(k)), above[k] - below[k]);
  }
  if (variance == 0) return weights;
  return moved(weights, sum, -learning_rate / static_cast<double>(keep) / std::sqrt(variance));
}

}  // namespace downhill::random_search
