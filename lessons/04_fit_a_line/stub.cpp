// SPDX-License-Identifier: MIT
// Page:  lessons/04_fit_a_line/README.md      Contract: lessons/04_fit_a_line/fit_a_line.hpp
// Check: ./downhill check 04                  Stuck:    ./downhill hint 4.2
#include "fit_a_line.hpp"

namespace downhill::fit_a_line {

// What each function promises stands in fit_a_line.hpp. All of them refuse to work with no points, or with x
// and y of different size: a helper of your own, above the first function, can do that and the errors for
// all.

// TODO(4.1) The error of each point, predicted − actual. Then the mean of the squares.
double cost(const Line& line, const Vector& x, const Vector& y) { kit::todo("4.1 cost", line, x, y); }

// TODO(4.2) Two slopes, each a mean over the points: the three factors of lesson 01 for m, and for b.
Line gradient(const Line& line, const Vector& x, const Vector& y) { kit::todo("4.2 gradient", line, x, y); }

// TODO(4.3) The squares again: half of their total.
double half_sum_loss(const Line& line, const Vector& x, const Vector& y) {
  kit::todo("4.3 half_sum_loss", line, x, y);
}

// TODO(4.4) The two slopes of that. What becomes of the factor that deriving a square brings?
Line half_sum_gradient(const Line& line, const Vector& x, const Vector& y) {
  kit::todo("4.4 half_sum_gradient", line, x, y);
}

// TODO(4.5) Refuse negative steps. Then, that many times: both slopes of the cost where the line stands, then
// both moves against them.
Line fit_by_descent(const Vector& x, const Vector& y, const Line& start, double learning_rate, int steps) {
  kit::todo("4.5 fit_by_descent", x, y, start, learning_rate, steps);
}

// TODO(4.6) Refuse points whose x are all equal. Then the formula of the contract: first the means, then the
// distances from them, then m, then b.
Line fit_exactly(const Vector& x, const Vector& y) { kit::todo("4.6 fit_exactly", x, y); }

}  // namespace downhill::fit_a_line
