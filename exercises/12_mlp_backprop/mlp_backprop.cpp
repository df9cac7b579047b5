// SPDX-License-Identifier: MIT
// Page:  lessons/12_mlp_backprop/README.md      Contract: lessons/12_mlp_backprop/mlp_backprop.hpp
// Check: ./downhill check 12                    Stuck:    ./downhill hint 12.1
#include "mlp_backprop.hpp"

namespace downhill::mlp_backprop {

// TODO(12.1) Each row becomes shares that add up to 1: e to the power of each logit, over the row's sum of those.
//   Subtract the row's largest logit first. That changes no share, and no power is too large for a double.
//   Refuse a matrix without columns: kit::require(condition, "softmax_rows", "what is wrong").
Matrix softmax_rows(const Matrix& Z) { kit::todo("12.1 softmax_rows", Z); }

// TODO(12.2) The mean over the rows of −ln of the share that the row's label got. Do not take the logarithm of
//   a share: it may have become 0. The page has the form that works with the logits alone.
//   Refuse no rows, no columns, another number of labels than rows, and a label that is no class.
double cross_entropy(const Matrix& Z2, const std::vector<int>& labels) {
  kit::todo("12.2 cross_entropy", Z2, labels);
}

// TODO(12.3) A row of zeros for each label, with a 1 at its class. Refuse a label that is no class.
Matrix one_hot(const std::vector<int>& labels, Index classes) { kit::todo("12.3 one_hot", labels, classes); }

// TODO(12.4) One line for each equation of the way forward: Z1, H, Z2, P, all kept in the Cache.
//   Refuse sizes that do not fit first: X and the rows of W1, b1 and the columns of W1, and so on.
Cache forward(const Mlp& network, const Matrix& X) { kit::todo("12.4 forward", network, X); }

// TODO(12.5) All gradients, from the last layer to the first:
//   a. the slopes of the mean loss for the logits Z2;
//   b. from these, those of W2 and b2;
//   c. and, one layer back, those of Z1: through the weights, then through relu;
//   d. from these, those of W1 and b1.
//   Refuse sizes that do not fit, an empty batch, and a label that is no class.
Mlp backward(const Mlp& network, const Matrix& X, const std::vector<int>& labels, const Cache& cache) {
  kit::todo("12.5 backward", network, X, labels, cache);
}

// TODO(12.6) Move all weights and all biases against their slopes. Refuse gradients of another shape.
void step(Mlp& network, const Mlp& gradients, double learning_rate) {
  kit::todo("12.6 step", network, gradients, learning_rate);
}

}  // namespace downhill::mlp_backprop
