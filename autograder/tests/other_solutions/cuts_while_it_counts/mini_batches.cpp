// SPDX-License-Identifier: MIT
// Lesson 13 the other way round: ranges are cut off what is left, and counted afterwards; rows are taken by a
// product with a matrix of zeros and ones.
#include "mini_batches.hpp"

namespace downhill::mini_batches {
namespace {

std::vector<Range> cut(Index rows, Index batch_size, bool drop_last) {
  std::vector<Range> ranges;
  Range next{.begin = 0, .end = batch_size};
  for (; next.end <= rows; next = {next.end, next.end + batch_size}) ranges.push_back(next);
  if (next.begin < rows && !drop_last) ranges.push_back({next.begin, rows});
  return ranges;
}

}  // namespace

std::vector<Index> permutation(Index n, std::mt19937& random) {
  kit::require(n >= 0, "permutation", "n is negative");
  std::vector<Index> order(static_cast<std::size_t>(n));
  std::generate(order.begin(), order.end(), [next = Index{0}]() mutable { return next++; });
  for (auto last = order.rbegin(); last != order.rend(); ++last) {
    const auto open = static_cast<std::uint64_t>(order.rend() - last);
    if (open > 1) std::iter_swap(last, order.begin() + kit::uniform_below(random, open));
  }
  return order;
}

Index batch_count(Index rows, Index batch_size, bool drop_last) {
  return static_cast<Index>(batch_ranges(rows, batch_size, drop_last).size());
}

std::vector<Range> batch_ranges(Index rows, Index batch_size, bool drop_last) {
  kit::require(rows >= 0, "batch_ranges", "rows is negative");
  kit::require(batch_size >= 1, "batch_ranges", "batch_size is less than 1");
  return cut(rows, batch_size, drop_last);
}

std::vector<std::vector<Index>> epoch_batches(Index rows, Index batch_size, bool drop_last,
                                              std::mt19937& random) {
  const auto ranges = batch_ranges(rows, batch_size, drop_last);
  const auto order = permutation(rows, random);
  std::vector<std::vector<Index>> batches(ranges.size());
  std::transform(ranges.begin(), ranges.end(), batches.begin(), [&](const Range& range) {
    std::vector<Index> batch;
    std::copy_n(order.begin() + range.begin, range.end - range.begin, std::back_inserter(batch));
    return batch;
  });
  return batches;
}

Batch take_rows(const Matrix& inputs, const Vector& targets, const std::vector<Index>& rows) {
  kit::require_same_size("take_rows", targets, inputs.rowwise().sum());
  const bool all_there =
      std::all_of(rows.begin(), rows.end(), [&](Index row) { return 0 <= row && row < targets.size(); });
  kit::require(all_there, "take_rows", "there are not so many rows");
  Matrix selects = Matrix::Zero(static_cast<Index>(rows.size()), targets.size());
  for (std::size_t i = 0; i < rows.size(); ++i) selects(static_cast<Index>(i), rows[i]) = 1;
  return {.inputs = selects * inputs, .targets = selects * targets};
}

}  // namespace downhill::mini_batches
