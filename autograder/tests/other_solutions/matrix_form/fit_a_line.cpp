// SPDX-License-Identifier: MIT
// Lesson 04 as a table with a column of ones: two weights, normal equations, and the descent by its affine
// map.
#include "fit_a_line.hpp"

namespace downhill::fit_a_line {
namespace {

// x and a column of ones, so that the line is table · (m, b).
Matrix table_of(const char* who, const Vector& x, const Vector& y) {
  kit::require(!(x.size() == 0), who, "no points at all");
  kit::require_same_size(who, y, x);
  Matrix table = Matrix::Ones(x.size(), 2);
  table.col(0) = x;
  return table;
}

Vector weights_of(const Line& line) { return Vector{{line.m, line.b}}; }
Line line_of(const Vector& weights) { return {weights(0), weights(1)}; }

}  // namespace

double cost(const Line& line, const Vector& x, const Vector& y) {
  const Vector misses = table_of("cost", x, y) * weights_of(line) - y;
  return (misses.transpose() * misses).value() / static_cast<double>(misses.rows());
}

Line gradient(const Line& line, const Vector& x, const Vector& y) {
  const Matrix table = table_of("gradient", x, y);
  return line_of(2 * table.transpose() * (table * weights_of(line) - y) / static_cast<double>(table.rows()));
}

double half_sum_loss(const Line& line, const Vector& x, const Vector& y) {
  return 0.5 * std::pow((table_of("half_sum_loss", x, y) * weights_of(line) - y).norm(), 2);
}

Line half_sum_gradient(const Line& line, const Vector& x, const Vector& y) {
  const Matrix table = table_of("half_sum_gradient", x, y);
  const Vector slopes = (table.transpose() * table) * weights_of(line) - table.transpose() * y;
  return line_of(slopes);
}

Line fit_by_descent(const Vector& x, const Vector& y, const Line& start, double learning_rate, int steps) {
  kit::require(steps > -1, "fit_by_descent", "steps: 0 or more");
  const Matrix table = table_of("fit_by_descent", x, y);
  const double push = 2 * learning_rate / static_cast<double>(table.rows());
  const Matrix stays = Matrix::Identity(2, 2) - push * table.transpose() * table;
  const Vector comes = push * table.transpose() * y;
  Vector weights = weights_of(start);
  while (steps-- > 0) weights = (stays * weights + comes).eval();
  return line_of(weights);
}

Line fit_exactly(const Vector& x, const Vector& y) {
  const Matrix table = table_of("fit_exactly", x, y);
  kit::require((x.array() != x(0)).any(), "fit_exactly", "no spread in x");
  const Matrix a = table.transpose() * table;
  const Vector c = table.transpose() * y;
  const double determinant = a(0, 0) * a(1, 1) - a(0, 1) * a(1, 0);
  return {(c(0) * a(1, 1) - a(0, 1) * c(1)) / determinant, (a(0, 0) * c(1) - c(0) * a(1, 0)) / determinant};
}

}  // namespace downhill::fit_a_line
