// SPDX-License-Identifier: MIT
// Lesson 21 weight by weight, with one root of a quotient in place of a quotient of roots.
#include "adadelta.hpp"

namespace downhill::adadelta {

void Adadelta::step(Vector& weights, const Vector& gradient) {
  if (!(beta >= 0 && beta < 1) || !(epsilon >= 0)) throw std::invalid_argument("beta or epsilon");
  const Index n = weights.size();
  if (squares.size() == 0) squares.setZero(n);
  if (squared_moves.size() == 0) squared_moves.setZero(n);
  if (gradient.size() != n || squares.size() != n || squared_moves.size() != n)
    throw std::invalid_argument("sizes differ");
  for (Index i = 0; i < n; ++i) {
    double &e = squares[i], &d = squared_moves[i];
    const double g = gradient[i];
    e = beta * e + (1 - beta) * g * g;
    const double ratio = (d + epsilon) / (e + epsilon);
    weights[i] -= std::sqrt(ratio) * g;
    d += (1 - beta) * (ratio * g * g - d);
  }
}

}  // namespace downhill::adadelta
