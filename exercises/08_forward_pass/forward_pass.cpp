// SPDX-License-Identifier: MIT
// Page:  lessons/08_forward_pass/README.md      Contract: lessons/08_forward_pass/forward_pass.hpp
// Check: ./downhill check 08                    Stuck:    ./downhill hint 8.1
#include "forward_pass.hpp"

namespace downhill::forward_pass {

// TODO(8.1) Refuse an input that does not fit (kit::require does it in one line). Then a value for each hidden unit.
Vector hidden_values(const Vector& input, const Matrix& W1) { kit::todo("8.1 hidden_values", input, W1); }

// TODO(8.2) Refuse output weights that do not fit. Then the hidden values, and what the output makes of them.
double predict(const Vector& input, const Matrix& W1, const Vector& w2) {
  kit::todo("8.2 predict", input, W1, w2);
}

// TODO(8.3) How far off, and on which side.
double error(double predicted, double actual) { kit::todo("8.3 error", predicted, actual); }

// TODO(8.4) Refuse what does not fit. Then a prediction for each row.
Vector predict_batch(const Matrix& inputs, const Matrix& W1, const Vector& w2) {
  kit::todo("8.4 predict_batch", inputs, W1, w2);
}

// TODO(8.5) Refuse what does not fit. Then, for each input: by how much does the prediction grow when this input grows
// by 1? It has a way through every hidden unit.
Vector collapsed_weights(const Matrix& W1, const Vector& w2) { kit::todo("8.5 collapsed_weights", W1, w2); }

}  // namespace downhill::forward_pass
