// SPDX-License-Identifier: MIT
// Page:  lessons/13_mini_batches/README.md      Contract: lessons/13_mini_batches/mini_batches.hpp
// Check: ./downhill check 13                    Stuck:    ./downhill hint 13.1
#include "mini_batches.hpp"

namespace downhill::mini_batches {

// What each function promises stands in mini_batches.hpp. kit::require refuses in one line what does not fit
// (lessons/kit/require.hpp).

// TODO(13.1) Refuse a negative n. Write down 0, 1, …, n − 1. Then, from the last place down to place 1:
//   a. draw a place from the first up to this one; kit::uniform_below (lessons/kit/random.hpp) draws;
//   b. let the two change places.
std::vector<Index> permutation(Index n, std::mt19937& random) { kit::todo("13.1 permutation", n, random); }

// TODO(13.2) Refuse what the contract refuses. How many batches are full? Is there a short one besides?
Index batch_count(Index rows, Index batch_size, bool drop_last) {
  kit::todo("13.2 batch_count", rows, batch_size, drop_last);
}

// TODO(13.3) As many ranges as there are batches. Each begins where the one before it ended; none ends beyond
// the rows.
std::vector<Range> batch_ranges(Index rows, Index batch_size, bool drop_last) {
  kit::todo("13.3 batch_ranges", rows, batch_size, drop_last);
}

// TODO(13.4) One permutation of all rows, cut at the ranges.
std::vector<std::vector<Index>> epoch_batches(Index rows, Index batch_size, bool drop_last,
                                              std::mt19937& random) {
  kit::todo("13.4 epoch_batches", rows, batch_size, drop_last, random);
}

// TODO(13.5) Refuse inputs and targets of different length, and rows that are not there. Then copy what is
// named, from both.
Batch take_rows(const Matrix& inputs, const Vector& targets, const std::vector<Index>& rows) {
  kit::todo("13.5 take_rows", inputs, targets, rows);
}

}  // namespace downhill::mini_batches
