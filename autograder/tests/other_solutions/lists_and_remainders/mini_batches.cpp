// SPDX-License-Identifier: MIT
// Lesson 13 with plain loops: lists that grow, and remainders in place of rounding.
#include "mini_batches.hpp"

namespace downhill::mini_batches {

std::vector<Index> permutation(Index n, std::mt19937& random) {
  if (n < 0) throw std::invalid_argument("permutation: n is " + std::to_string(n));
  std::vector<Index> order;
  for (Index i = 0; i < n; ++i) order.push_back(i);
  for (Index i = n - 1; i >= 1; --i) {
    const Index j = kit::uniform_below(random, static_cast<std::uint64_t>(i) + 1);
    const Index other = order[static_cast<std::size_t>(j)];
    order[static_cast<std::size_t>(j)] = order[static_cast<std::size_t>(i)];
    order[static_cast<std::size_t>(i)] = other;
  }
  return order;
}

Index batch_count(Index rows, Index batch_size, bool drop_last) {
  if (rows < 0) throw std::invalid_argument("batch_count: rows is " + std::to_string(rows));
  if (batch_size <= 0)
    throw std::invalid_argument("batch_count: batch_size is " + std::to_string(batch_size));
  Index count = (rows - rows % batch_size) / batch_size;
  if (rows % batch_size != 0 && !drop_last) ++count;
  return count;
}

std::vector<Range> batch_ranges(Index rows, Index batch_size, bool drop_last) {
  std::vector<Range> ranges(static_cast<std::size_t>(batch_count(rows, batch_size, drop_last)));
  Index begin = 0;
  for (Range& range : ranges) {
    range.begin = begin;
    range.end = begin + batch_size > rows ? rows : begin + batch_size;
    begin = range.end;
  }
  return ranges;
}

std::vector<std::vector<Index>> epoch_batches(Index rows, Index batch_size, bool drop_last,
                                              std::mt19937& random) {
  std::vector<std::vector<Index>> batches(static_cast<std::size_t>(batch_count(rows, batch_size, drop_last)));
  Index place = 0;
  for (const Index row : permutation(rows, random)) {
    const auto batch = static_cast<std::size_t>(place++ / batch_size);
    if (batch < batches.size()) batches[batch].push_back(row);
  }
  return batches;
}

Batch take_rows(const Matrix& inputs, const Vector& targets, const std::vector<Index>& rows) {
  if (inputs.rows() != targets.size()) throw std::invalid_argument("take_rows: inputs and targets differ");
  Batch batch;
  batch.inputs.resize(static_cast<Index>(rows.size()), inputs.cols());
  batch.targets.resize(static_cast<Index>(rows.size()));
  Index to = 0;
  for (const Index from : rows) {
    if (from < 0 || from >= inputs.rows()) throw std::invalid_argument("take_rows: no such row");
    for (Index column = 0; column < inputs.cols(); ++column) batch.inputs(to, column) = inputs(from, column);
    batch.targets[to++] = targets[from];
  }
  return batch;
}

}  // namespace downhill::mini_batches
