// SPDX-License-Identifier: MIT
// Pictures as a training wants them: some rows as numbers from 0 to 1, straight from their bytes.
#pragma once
#include <vector>

#include "datasets/idx.hpp"
#include "kit/types.hpp"

namespace downhill::train {

/// Writes the named pictures, a row each, and their labels. @throws std::out_of_range if there is no such
/// picture
inline void take(const datasets::Pictures& pictures, const std::vector<Index>& rows, Matrix& inputs,
                 std::vector<int>& labels) {
  constexpr double kOfWhite = 1.0 / 255;
  const Index size = pictures.images.size(), count = static_cast<Index>(rows.size());
  std::vector<const std::uint8_t*> bytes;
  labels.clear();
  for (const Index row : rows) {
    labels.push_back(pictures.labels.at(static_cast<std::size_t>(row)));
    bytes.push_back(pictures.images.pixels.data() + row * size);
  }
  inputs.resize(count, size);
  for (Index pixel = 0; pixel < size; ++pixel) {  // column by column, as a Matrix lies in memory
    double* const column = inputs.data() + pixel * count;
    for (Index i = 0; i < count; ++i) column[i] = bytes[static_cast<std::size_t>(i)][pixel] * kOfWhite;
  }
}

}  // namespace downhill::train
