// SPDX-License-Identifier: MIT
// Lesson 12: a network with one hidden layer and softmax, all samples of a batch at once.
// Sources: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature,
// 1986; Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990, for
// softmax.
#pragma once
#include "kit/kit.hpp"

namespace downhill::mlp_backprop {

/// d inputs, h hidden units with relu, k classes with softmax. Its gradients have the same shapes: there W1
/// holds ∂L/∂W1, and so on. (PyTorch stores its weights the other way round, outputs × inputs.)
struct Mlp {
  Matrix W1{};     ///< d × h: row i holds the weights that leave input i
  RowVector b1{};  ///< h: a bias for each hidden unit
  Matrix W2{};     ///< h × k: row j holds the weights that leave hidden unit j
  RowVector b2{};  ///< k: a bias for each class
};

/// All values of a forward pass over N samples, a row for each: the way back needs them.
struct Cache {
  Matrix Z1{};  ///< N × h: what flows into each hidden unit
  Matrix H{};   ///< N × h: what it passes on, relu(Z1)
  Matrix Z2{};  ///< N × k: the logits, one for each class; any numbers
  Matrix P{};   ///< N × k: the probabilities of the classes, softmax of Z2; each row adds up to 1
};

/// Softmax of each row: p_j = e^(z_j) / Σ e^(z_c), the sum over the row's classes c. Finite for every finite
/// Z: logits of 1000 are as good as any.
/// @param Z N × k
/// @returns N × k
/// @throws std::invalid_argument if Z has no columns
Matrix softmax_rows(const Matrix& Z);

/// The mean over all rows of −ln p, p being the softmax of the row at its label. Worked out from the logits,
/// so that it stays finite where p rounds to 0: 1000 for the logits (1000, 0) and label 1.
/// Rival conventions: the sum in place of the mean (PyTorch: reduction = "sum").
/// @param Z2 N × k, at least one row and one column
/// @param labels N classes, from 0 to k − 1
/// @throws std::invalid_argument if there is no row, no column, not one label a row, or no such class
double cross_entropy(const Matrix& Z2, const std::vector<int>& labels);

/// N × classes: a row for each label, 1 at that class and 0 elsewhere.
/// @throws std::invalid_argument if a label is not a class, 0 … classes − 1
Matrix one_hot(const std::vector<int>& labels, Index classes);

/// From inputs to probabilities: Z1 = X W1 + b1, H = relu(Z1), Z2 = H W2 + b2, P = softmax(Z2). The biases
/// are added to every row.
/// @param X N × d, a row for each sample
/// @throws std::invalid_argument unless X, W1, b1, W2 and b2 fit each other
Cache forward(const Mlp& network, const Matrix& X);

/// The gradients of the mean cross-entropy for all weights and biases. relu′(0) is 0. Moves nothing, and
/// keeps nothing: asked twice, it answers the same.
/// @param X, cache N samples, and what forward made of them
/// @param labels N classes, from 0 to k − 1
/// @returns ∂L/∂W1, ∂L/∂b1, ∂L/∂W2, ∂L/∂b2, in the shapes of network
/// @throws std::invalid_argument unless X, labels, W1, W2, Z1, H and P fit each other, N is at least 1, and
///         each label is a class
Mlp backward(const Mlp& network, const Matrix& X, const std::vector<int>& labels, const Cache& cache);

/// One step of plain descent: each weight and each bias moves by −α times its slope.
/// @param learning_rate α, positive
/// @throws std::invalid_argument unless network and gradients have the same shapes
void step(Mlp& network, const Mlp& gradients, double learning_rate);

}  // namespace downhill::mlp_backprop
