// SPDX-License-Identifier: MIT
// Page:  lessons/03_loss/README.md      Contract: lessons/03_loss/loss.hpp
// Check: ./downhill check 03            Stuck:    ./downhill hint 3.2
#include "loss.hpp"

namespace downhill::loss {

// What each function promises stands in loss.hpp. Each may call those above it.

// TODO(3.1) Refuse sizes that differ. Then predicted − actual, one error for each.
Vector errors(const Vector& predicted, const Vector& actual) { kit::todo("3.1 errors", predicted, actual); }

// TODO(3.2) Refuse to judge no predictions at all. Then square each error and add up the squares.
double total_squared_error(const Vector& predicted, const Vector& actual) {
  kit::todo("3.2 total_squared_error", predicted, actual);
}

// TODO(3.3) The total, shared out among the predictions. Mind what is refused.
double mean_squared_error(const Vector& predicted, const Vector& actual) {
  kit::todo("3.3 mean_squared_error", predicted, actual);
}

// TODO(3.4) Back from squares to the predictions' own unit: one number for all of them.
double root_mean_squared_error(const Vector& predicted, const Vector& actual) {
  kit::todo("3.4 root_mean_squared_error", predicted, actual);
}

// TODO(3.5) Refuse what the contract refuses. Then, for each first weight (a row) and each second weight (a
// column):
//   a. let the model predict all rows of inputs with these two weights;
//   b. the mean squared error of that goes into the grid.
Matrix loss_grid(const Matrix& inputs, const Vector& targets, const Vector& first_weights,
                 const Vector& second_weights) {
  kit::todo("3.5 loss_grid", inputs, targets, first_weights, second_weights);
}

}  // namespace downhill::loss
