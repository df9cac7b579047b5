// SPDX-License-Identifier: MIT
// Lesson 03: N predictions, N actual values, one number that says how far off they are. The error of each is
//   eᵢ = predictedᵢ − actualᵢ.
// Rival conventions: actual − predicted: the same losses, but every slope changes its sign.
#pragma once
#include "kit/kit.hpp"

namespace downhill::loss {

/// The error of each prediction, with its sign: predicted − actual, N numbers; none if there are none.
/// @throws std::invalid_argument if predicted and actual differ in size
Vector errors(const Vector& predicted, const Vector& actual);

/// The squares of all errors, added up: Σ eᵢ². In the squared unit of the predictions.
/// Rival conventions: SSE or RSS; with a half in front it is the half sum of lesson 04.
/// @throws std::invalid_argument if there are no predictions, or predicted and actual differ in size
double total_squared_error(const Vector& predicted, const Vector& actual);

/// The mean of the squared errors: Σ eᵢ² / N. In the squared unit of the predictions.
/// Rival conventions: MSE, L2 loss. Statistics often divides by N − 1, or by N less the number of weights.
/// @throws std::invalid_argument if there are no predictions, or predicted and actual differ in size
double mean_squared_error(const Vector& predicted, const Vector& actual);

/// The root of the mean of the squared errors: one number for all of them, in the unit of the predictions.
/// Rival conventions: RMSE, RMS error.
/// @throws std::invalid_argument if there are no predictions, or predicted and actual differ in size
double root_mean_squared_error(const Vector& predicted, const Vector& actual);

/// The mean squared error of a model with two weights, w₁ x₁ + w₂ x₂, over data that stay as they are, for
/// every pair of weights: row i, column j holds that of first_weights(i) and second_weights(j).
/// @param inputs   N × 2: a row for each sample, its x₁ and x₂
/// @param targets  N: the actual values
/// @return as many rows as first_weights has numbers, as many columns as second_weights
/// @throws std::invalid_argument if inputs has no rows, not two columns, or not as many rows as targets
Matrix loss_grid(const Matrix& inputs, const Vector& targets, const Vector& first_weights,
                 const Vector& second_weights);

}  // namespace downhill::loss
