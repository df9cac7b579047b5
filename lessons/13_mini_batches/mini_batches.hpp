// SPDX-License-Identifier: MIT
// Lesson 13: a data set in random order, cut into batches. Rows are counted from 0, and a batch is a list of
// row numbers: the data itself is not moved until somebody takes the rows.
#pragma once
#include "kit/kit.hpp"

namespace downhill::mini_batches {

/// The numbers 0 … n − 1, each once, in an order drawn from random: every order is as likely as any other.
///
/// Begins with 0, 1, …, n − 1. Then, from the last place down to place 1: what stands there changes places
/// with what stands at a place drawn evenly from the first up to this very one, by kit::uniform_below. So it
/// takes n − 1 draws, and the same generator gives the same order on every machine. With seed 42 and n = 10:
/// 1 3 9 7 6 0 8 4 5 2.
///
/// Source: Fisher and Yates, 1938; this form is Durstenfeld's, "Algorithm 235: Random permutation", 1964.
/// Rival conventions: std::shuffle, which draws as well; but what it makes of a seed differs from library to
/// library.
/// @param n      0 or more
/// @param random moved on by its draws
/// @throws std::invalid_argument if n is negative
std::vector<Index> permutation(Index n, std::mt19937& random);

/// How many batches of batch_size rows make an epoch, the whole of all rows. If the rows do not come out
/// even, the last batch is shorter; drop_last leaves that one out. 0 if there are no rows.
/// @param rows       0 or more
/// @param batch_size 1 or more; may be larger than rows
/// @throws std::invalid_argument if rows is negative or batch_size is not positive
Index batch_count(Index rows, Index batch_size, bool drop_last);

/// The places begin, begin + 1, …, end − 1: end itself is outside, so that ranges fit together without a gap
/// and end − begin is their size.
/// Rival conventions: the last place that is inside, in place of end.
struct Range {
  Index begin = 0;  ///< its first place
  Index end = 0;    ///< the place behind its last
};

/// Where the batches lie, in order: batch_size places each, beginning at place 0; the last range ends with
/// the rows and may be shorter. As many as batch_count says.
/// @throws std::invalid_argument as batch_count does
std::vector<Range> batch_ranges(Index rows, Index batch_size, bool drop_last);

/// The batches of one epoch: one permutation of all rows, cut at batch_ranges. Each row is in one batch, or,
/// with drop_last, in none if it came last. The next call goes on with the same generator, so the next epoch
/// has another order.
/// Rival conventions: drawing each batch anew, with replacement: cheaper to write, but it leaves out some
/// rows of every epoch and takes others twice.
/// @param random moved on by the draws of one permutation
/// @throws std::invalid_argument as batch_count does
std::vector<std::vector<Index>> epoch_batches(Index rows, Index batch_size, bool drop_last,
                                              std::mt19937& random);

/// Some rows of a data set: as many rows of inputs as targets.
struct Batch {
  Matrix inputs{};   ///< a sample a row
  Vector targets{};  ///< what should be said of it
};

/// The named rows of a data set, in the order in which they are named; inputs and targets stay together.
/// @param inputs  samples × columns
/// @param targets one for each row of inputs
/// @param rows    any number of row numbers, each from 0 to inputs.rows() − 1; may repeat
/// @throws std::invalid_argument if inputs and targets differ in rows, or there is no row of such a number
Batch take_rows(const Matrix& inputs, const Vector& targets, const std::vector<Index>& rows);

}  // namespace downhill::mini_batches
