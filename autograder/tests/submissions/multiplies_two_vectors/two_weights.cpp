// SPDX-License-Identifier: MIT
// predict multiplies two columns, which is no product of matrices.
#include "two_weights.hpp"

namespace downhill::two_weights {
namespace {

void check(const char* who, const Vector& a, const Vector& b) {
  if (a.size() != b.size()) throw std::invalid_argument(std::string(who) + ": sizes");
}

}  // namespace

double predict(const Vector& weights, const Vector& input) {
  check("predict", weights, input);
  return weights * input;
}

Vector gradient(const Vector& weights, const Vector& input, double target) {
  const double error = predict(weights, input) - target;
  Vector slopes(input.size());
  for (Index i = 0; i < input.size(); ++i) slopes(i) = 2 * input(i) * error;
  return slopes;
}

Vector update(const Vector& weights, const Vector& gradient, double learning_rate) {
  check("update", weights, gradient);
  Vector moved = weights;
  for (Index i = 0; i < moved.size(); ++i) moved(i) -= gradient(i) * learning_rate;
  return moved;
}

std::vector<double> error_history(Vector weights, const Vector& input, double target, double learning_rate,
                                  int steps) {
  if (steps < 0) throw std::invalid_argument("error_history: steps");
  std::vector<double> history;
  for (int i = 0; i <= steps; ++i) {
    history.push_back(predict(weights, input) - target);
    weights = update(weights, gradient(weights, input, target), learning_rate);
  }
  return history;
}

}  // namespace downhill::two_weights
