// SPDX-License-Identifier: MIT
// Lesson 08: what a small network says. Inputs, one layer of hidden units, one output; no biases, and no
// activation function, or the identity, which is the same. Source: Goodfellow, Bengio, Courville, Deep
// Learning, chapter 6.
#pragma once
#include "kit/kit.hpp"

namespace downhill::forward_pass {

/// The hidden values h = W1ᵀ x: each unit adds up the inputs, each times the weight between the two.
/// @param input  x, a number for each input
/// @param W1  inputs × hidden: row i holds the weights that leave input i, column j those that enter unit j
/// @returns h, a number for each hidden unit
/// @throws std::invalid_argument unless input has a number for each row of W1
/// Rival conventions: hidden × inputs, and W x (PyTorch).
Vector hidden_values(const Vector& input, const Matrix& W1);

/// What the network says, y = h · w2: the hidden values, each times its weight, added up.
/// @param input, W1  as for hidden_values
/// @param w2  the output's weights, one for each hidden unit
/// @throws std::invalid_argument as hidden_values, and unless w2 has a number for each column of W1
double predict(const Vector& input, const Matrix& W1, const Vector& w2);

/// Predicted minus actual: negative where the network says too little.
/// Rival conventions: actual − predicted, which turns the sign.
double error(double predicted, double actual);

/// What the network says to many samples.
/// @param inputs  samples × inputs: each row is one sample; any number of rows
/// @param W1, w2  as for predict
/// @returns a prediction for each sample, in their order
/// @throws std::invalid_argument unless inputs has a column for each row of W1, and w2 a number for each
///         column of W1
/// Rival conventions: a column for each sample.
Vector predict_batch(const Matrix& inputs, const Matrix& W1, const Vector& w2);

/// The weights of the model without hidden units that says the same as this network to every input: their sum
/// of products with the input is the network's prediction.
/// @returns a weight for each input
/// @throws std::invalid_argument unless w2 has a number for each column of W1
Vector collapsed_weights(const Matrix& W1, const Vector& w2);

}  // namespace downhill::forward_pass
