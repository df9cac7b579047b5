// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "mini_batches.hpp"

namespace downhill::mini_batches {
namespace {

// Rows (row of the data set, batch): where each batch begins and ends.
Matrix stairs(const std::vector<Range>& ranges) {
  Matrix points(2 * static_cast<Index>(ranges.size()), 2);
  Index batch = 0;
  for (const auto& [begin, end] : ranges) {
    const double number = static_cast<double>(batch);
    points.row(2 * batch) << static_cast<double>(begin), number;
    points.row(2 * batch + 1) << static_cast<double>(end), number;
    ++batch;
  }
  return points;
}

// Rows (batch, place in it, row of the data set).
Matrix places(const std::vector<std::vector<Index>>& batches) {
  std::vector<Index> place_of, batch_of, row_of;
  for (std::size_t batch = 0; batch < batches.size(); ++batch)
    for (std::size_t place = 0; place < batches[batch].size(); ++place) {
      batch_of.push_back(static_cast<Index>(batch));
      place_of.push_back(static_cast<Index>(place));
      row_of.push_back(batches[batch][place]);
    }
  Matrix points(static_cast<Index>(row_of.size()), 3);
  for (std::size_t i = 0; i < row_of.size(); ++i)
    points.row(static_cast<Index>(i)) << static_cast<double>(batch_of[i]), static_cast<double>(place_of[i]),
        static_cast<double>(row_of[i]);
  return points;
}

kit::Paths shuffled_epochs() {
  constexpr Index kRows = 40, kBatch = 8;
  std::mt19937 random(42);
  const auto first = epoch_batches(kRows, kBatch, false, random);
  const auto second = epoch_batches(kRows, kBatch, false, random);
  return {{"epoch 0", places(first)}, {"epoch 1", places(second)}};
}

// Points about the line 2x + 1, with a target up to 1 off it.
Batch noisy_line(Index count) {
  std::mt19937 random(1);
  Batch all{.inputs = Matrix(count, 1), .targets = Vector(count)};
  for (Index i = 0; i < count; ++i) {
    const double x = 4 * static_cast<double>(i) / static_cast<double>(count - 1);
    all.inputs(i, 0) = x;
    all.targets(i) = 2 * x + 1 + kit::uniform(random, -1, 1);
  }
  return all;
}

// How the mean squared error of m x changes with m, at m = 0.
double slope_of(const Batch& batch) {
  return -2 * (batch.inputs.col(0).array() * batch.targets.array()).mean();
}

// For each batch size the slopes of one epoch's batches, rows (batch, slope).
kit::Paths slopes() {
  constexpr Index kRows = 32;
  const Batch all = noisy_line(kRows);
  std::mt19937 random(42);
  kit::Paths paths;
  for (Index size = 1; size <= kRows; size *= 2) {
    const auto batches = epoch_batches(kRows, size, false, random);
    Matrix points(static_cast<Index>(batches.size()), 2);
    for (std::size_t i = 0; i < batches.size(); ++i)
      points.row(static_cast<Index>(i)) << static_cast<double>(i),
          slope_of(take_rows(all.inputs, all.targets, batches[i]));
    paths.push_back({"batches of " + std::to_string(size), points});
  }
  return paths;
}

}  // namespace

/// "ranges": of 1153 rows in batches of 128, rows (row of the data set, batch), two for each batch. "epoch 0"
/// and "epoch 1": 40 rows in batches of 8, rows (batch, place in it, row of the data set). "batches of 1", of
/// 2, 4, 8, 16 and 32: rows (batch, slope) of one epoch of 32 rows.
kit::Paths paths() {
  kit::Paths paths{{"ranges", stairs(batch_ranges(1153, 128, false))}};
  for (const kit::Path& path : shuffled_epochs()) paths.push_back(path);
  for (const kit::Path& path : slopes()) paths.push_back(path);
  return paths;
}

}  // namespace downhill::mini_batches
