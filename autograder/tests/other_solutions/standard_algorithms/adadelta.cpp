// SPDX-License-Identifier: MIT
// Lesson 21 with std:: algorithms and two small functions for the root mean square and the average.
#include "adadelta.hpp"

namespace downhill::adadelta {
namespace {

void average(Vector& squares, const Vector& news, double beta) {
  std::transform(squares.begin(), squares.end(), news.begin(), squares.begin(),
                 [beta](double old, double x) { return beta * old + (1 - beta) * x * x; });
}

Vector rms(const Vector& squares, double epsilon) {
  Vector roots(squares.size());
  std::transform(squares.begin(), squares.end(), roots.begin(),
                 [epsilon](double x) { return std::sqrt(x + epsilon); });
  return roots;
}

}  // namespace

void Adadelta::step(Vector& weights, const Vector& gradient) {
  kit::require(0 <= beta && beta < 1 && epsilon >= 0, "Adadelta::step", "options");
  kit::require_same_size("Adadelta::step", gradient, weights);
  if (squares.size() == 0) squares = 0 * weights;
  if (squared_moves.size() == 0) squared_moves = 0 * weights;
  kit::require_same_size("Adadelta::step", squares, weights);
  kit::require_same_size("Adadelta::step", squared_moves, weights);
  average(squares, gradient, beta);
  const Vector downhill =
      rms(squared_moves, epsilon).cwiseProduct(gradient.cwiseQuotient(rms(squares, epsilon)));
  average(squared_moves, downhill, beta);
  weights = weights - downhill;
}

}  // namespace downhill::adadelta
