// SPDX-License-Identifier: MIT
#include "mini_batches.hpp"

namespace downhill::mini_batches {

std::vector<Index> permutation(Index n, std::mt19937& random) {
  kit::require(n >= 0, "permutation", "n must not be negative");

  std::vector<Index> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  for (std::size_t left = order.size(); left > 1; --left)  // places that are still to be drawn
    std::swap(order[left - 1], order[kit::uniform_below(random, left)]);
  return order;
}

Index batch_count(Index rows, Index batch_size, bool drop_last) {
  kit::require(rows >= 0, "batch_count", "rows must not be negative");
  kit::require(batch_size > 0, "batch_count", "batch_size must be positive");

  if (drop_last) return rows / batch_size;      // ⌊n / B⌋
  return (rows + batch_size - 1) / batch_size;  // ⌈n / B⌉
}

std::vector<Range> batch_ranges(Index rows, Index batch_size, bool drop_last) {
  const Index count = batch_count(rows, batch_size, drop_last);

  std::vector<Range> ranges;
  for (Index k = 0; k < count; ++k)
    ranges.push_back({k * batch_size, std::min((k + 1) * batch_size, rows)});  // [k B, (k + 1) B)
  return ranges;
}

std::vector<std::vector<Index>> epoch_batches(Index rows, Index batch_size, bool drop_last,
                                              std::mt19937& random) {
  const std::vector<Range> ranges = batch_ranges(rows, batch_size, drop_last);
  const std::vector<Index> order = permutation(rows, random);

  std::vector<std::vector<Index>> batches;
  for (const Range& range : ranges)
    batches.emplace_back(order.begin() + range.begin, order.begin() + range.end);
  return batches;
}

Batch take_rows(const Matrix& inputs, const Vector& targets, const std::vector<Index>& rows) {
  kit::require(
      inputs.rows() == targets.size(), "take_rows",
      std::to_string(inputs.rows()) + " rows of inputs, but " + std::to_string(targets.size()) + " targets");
  for (const Index row : rows)
    kit::require(row >= 0 && row < inputs.rows(), "take_rows", "there is no row " + std::to_string(row));

  return {inputs(rows, Eigen::all), targets(rows)};
}

}  // namespace downhill::mini_batches
