// SPDX-License-Identifier: MIT
// The types that every contract speaks in.
#pragma once
#include "kit/eigen_assert.hpp"
// Eigen's assertions have to be replaced before Eigen is first included.
#include <Eigen/Core>

namespace downhill {

using Vector = Eigen::VectorXd;        ///< A column of doubles, of any length.
using RowVector = Eigen::RowVectorXd;  ///< A row of doubles, of any length.
using Matrix = Eigen::MatrixXd;        ///< Doubles, rows × columns, of any size; stored column by column.
using Index = Eigen::Index;            ///< Counts and positions: signed, so that n − 1 of nothing is −1.

}  // namespace downhill
