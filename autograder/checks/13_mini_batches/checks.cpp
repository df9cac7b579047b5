// SPDX-License-Identifier: MIT
#include <map>
#include <numeric>

#include "judge/student.hpp"
#include "mini_batches.hpp"

namespace downhill::mini_batches {
namespace {
using namespace judge;
using Rows = std::vector<Index>;
using Batches = std::vector<Rows>;

Index whole(Hidden& hidden, double low, double high) { return static_cast<Index>(hidden.uniform(low, high)); }
std::mt19937 generator(Hidden& hidden) {
  return std::mt19937(static_cast<std::uint32_t>(hidden.uniform(1, 1e9)));
}

Rows first(Index n) {
  Rows rows(static_cast<std::size_t>(n));
  std::iota(rows.begin(), rows.end(), Index{0});
  return rows;
}
Rows sorted(Rows rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}
Rows joined(const std::vector<Rows>& batches) {
  Rows all;
  for (const Rows& batch : batches) all.insert(all.end(), batch.begin(), batch.end());
  return all;
}
std::vector<Index> sizes(const std::vector<Rows>& batches) {
  std::vector<Index> all;
  for (const Rows& batch : batches) all.push_back(static_cast<Index>(batch.size()));
  return all;
}
/// Rows for so many full batches, and fewer than another one.
struct Cut {
  Index full, batch_size, left;
  Index rows() const { return full * batch_size + left; }
  /// Of the batches.
  std::vector<Index> sizes(bool drop_last) const {
    std::vector<Index> all(static_cast<std::size_t>(full), batch_size);
    all.push_back(left);
    if (drop_last) all.pop_back();
    return all;
  }
};
Cut cut(Hidden& hidden, double least, double most) {
  const Index batch_size = whole(hidden, least, most);
  return {whole(hidden, 3, 12), batch_size, whole(hidden, 1, static_cast<double>(batch_size))};
}

using Pairs = std::vector<std::pair<Index, Index>>;
Pairs pairs(const std::vector<Range>& ranges) {
  Pairs all;
  for (const auto& [begin, end] : ranges) all.emplace_back(begin, end);
  return all;
}

// The first order of each seed is the course's own; all come from a separate computation, mt19937 included.
TEST(Permutation, OneSeedGivesOneOrder) {
  std::mt19937 random(42), other(1), third(5), fourth(7);
  EXPECT_THAT(student<permutation>(10, random), IsList(Rows{1, 3, 9, 7, 6, 0, 8, 4, 5, 2}));
  EXPECT_THAT(student<permutation>(10, random), IsList(Rows{9, 8, 2, 5, 1, 0, 7, 6, 4, 3}));
  EXPECT_THAT(student<permutation>(10, random), IsList(Rows{6, 2, 8, 3, 9, 1, 0, 5, 4, 7}));
  EXPECT_THAT(student<permutation>(10, other), IsList(Rows{0, 8, 2, 7, 6, 1, 3, 4, 9, 5}));
  EXPECT_THAT(student<permutation>(5, third), IsList(Rows{0, 3, 4, 2, 1}));
  EXPECT_THAT(student<permutation>(7, fourth), IsList(Rows{0, 3, 6, 2, 1, 4, 5}));
  Hidden hidden;
  std::mt19937 drawn_from = generator(hidden), twin = drawn_from;
  const Rows order = student<permutation>(9, drawn_from);
  ASSERT_THAT(sorted(order), IsList(first(9)));
  EXPECT_EQ(order.at(8), Index{kit::uniform_below(twin, 9)}) << "what stands last was drawn first";
}

// What stands last was drawn first and is not touched again; n − 1 draws take n − 1 raw numbers, but for one
// time in millions.
TEST(Permutation, EveryNumberComesOnce) {
  std::mt19937 random(2024);
  EXPECT_THAT(student<permutation>(7, random), IsList(Rows{1, 5, 3, 0, 4, 2, 6}));
  EXPECT_THAT(student<permutation>(1, random), IsList(Rows{0}));
  EXPECT_THAT(student<permutation>(0, random), IsList(Rows{}));
  EXPECT_THROW(student<permutation>(-1, random), std::invalid_argument);
  EXPECT_THROW(student<permutation>(-10, random), std::invalid_argument);

  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const Index n = whole(hidden, 20, 200);
    std::mt19937 drawn_from = generator(hidden), twin = drawn_from;
    const Rows order = student<permutation>(n, drawn_from);
    ASSERT_THAT(sorted(order), IsList(first(n)));
    EXPECT_EQ(order.at(order.size() - 1), Index{kit::uniform_below(twin, static_cast<std::uint64_t>(n))});
    twin.discard(static_cast<unsigned long long>(n) - 2);
    EXPECT_TRUE(drawn_from == twin) << "it should have drawn n - 1 numbers, no more and no fewer";
  }
}

// 300 orders of three: 50 of each are expected, give or take 6. The seed is fixed, and so is the outcome.
TEST(Permutation, EveryOrderComesEquallyOften) {
  constexpr int kOrders = 300, kFewest = 30, kMost = 70;
  std::mt19937 random(3);
  std::map<Rows, int> counts;
  for (int i = 0; i < kOrders; ++i) ++counts[student<permutation>(3, random)];
  EXPECT_EQ(counts.size(), 6u) << "orders of three numbers";
  for (const auto& [order, count] : counts) {
    EXPECT_GE(count, kFewest) << "times that " << testing::PrintToString(order) << " came";
    EXPECT_LE(count, kMost) << "times that " << testing::PrintToString(order) << " came";
  }
  Hidden hidden;
  std::mt19937 drawn_from = generator(hidden), twin = drawn_from;
  const Rows order = student<permutation>(3, drawn_from);
  ASSERT_THAT(sorted(order), IsList(first(3)));
  EXPECT_EQ(order.at(2), Index{kit::uniform_below(twin, 3)}) << "what stands last was drawn first";
}

// By hand: 9 · 128 = 1152, so row 1153 needs a tenth batch.
TEST(BatchCount, AShortBatchIsABatchToo) {
  EXPECT_EQ(student<batch_count>(1153, 128, false), 10);
  EXPECT_EQ(student<batch_count>(1153, 128, true), 9);
  EXPECT_EQ(student<batch_count>(1152, 128, false), 9);
  EXPECT_EQ(student<batch_count>(1152, 128, true), 9);
  EXPECT_EQ(student<batch_count>(10, 4, false), 3);
  EXPECT_EQ(student<batch_count>(10, 4, true), 2);
  EXPECT_EQ(student<batch_count>(8, 4, false), 2);
  EXPECT_EQ(student<batch_count>(12, 4, true), 3);
  EXPECT_THROW(student<batch_count>(-6, 4, false), std::invalid_argument);
  EXPECT_THROW(student<batch_count>(-7, 3, true), std::invalid_argument);
  EXPECT_THROW(student<batch_count>(10, -4, false), std::invalid_argument);
  EXPECT_THROW(student<batch_count>(10, -3, true), std::invalid_argument);
  EXPECT_EQ(student<batch_count>(100, 128, false), 1);
  EXPECT_EQ(student<batch_count>(100, 128, true), 0);
  EXPECT_EQ(student<batch_count>(0, 128, false), 0);
  EXPECT_THROW(student<batch_count>(10, 0, false), std::invalid_argument);

  Hidden hidden;
  for (int i = 0; i < 4; ++i) {
    const Cut some = cut(hidden, 2, 90);
    EXPECT_EQ(student<batch_count>(some.rows(), some.batch_size, false), some.full + 1);
    EXPECT_EQ(student<batch_count>(some.rows(), some.batch_size, true), some.full);
  }
}

// By hand: multiples of 128. Some lectures let the third batch begin with row 257.
TEST(BatchRanges, TheThirdBatchBeginsWithRow256) {
  EXPECT_THAT(pairs(student<batch_ranges>(1153, 128, false)), IsList(Pairs{{0, 128},
                                                                           {128, 256},
                                                                           {256, 384},
                                                                           {384, 512},
                                                                           {512, 640},
                                                                           {640, 768},
                                                                           {768, 896},
                                                                           {896, 1024},
                                                                           {1024, 1152},
                                                                           {1152, 1153}}));
  EXPECT_THAT(pairs(student<batch_ranges>(10, 4, false)), IsList(Pairs{{0, 4}, {4, 8}, {8, 10}}));
  EXPECT_THAT(pairs(student<batch_ranges>(10, 4, true)), IsList(Pairs{{0, 4}, {4, 8}}));
  EXPECT_THAT(pairs(student<batch_ranges>(8, 4, true)), IsList(Pairs{{0, 4}, {4, 8}}));
  EXPECT_THAT(pairs(student<batch_ranges>(6, 2, false)), IsList(Pairs{{0, 2}, {2, 4}, {4, 6}}));
  EXPECT_THAT(pairs(student<batch_ranges>(11, 3, false)), IsList(Pairs{{0, 3}, {3, 6}, {6, 9}, {9, 11}}));
  EXPECT_THAT(pairs(student<batch_ranges>(3, 5, false)), IsList(Pairs{{0, 3}}));
  EXPECT_THAT(pairs(student<batch_ranges>(3, 1, false)), IsList(Pairs{{0, 1}, {1, 2}, {2, 3}}));
  Hidden hidden;
  const Cut some = cut(hidden, 2, 40);
  const auto ranges = pairs(student<batch_ranges>(some.rows(), some.batch_size, false));
  ASSERT_EQ(static_cast<Index>(ranges.size()), some.full + 1);
  EXPECT_EQ(ranges.at(2).first, 2 * some.batch_size) << "where the third batch begins";
  EXPECT_EQ(ranges.at(ranges.size() - 1).second, some.rows()) << "where the last one ends";
}

// Each range begins where the one before it ends, the first at 0; together they are all rows, or all full
// batches of them.
TEST(BatchRanges, NeighboursLeaveNoGapAndDoNotOverlap) {
  EXPECT_THAT(pairs(student<batch_ranges>(9, 2, true)), IsList(Pairs{{0, 2}, {2, 4}, {4, 6}, {6, 8}}));
  EXPECT_THAT(pairs(student<batch_ranges>(3, 5, true)), IsList(Pairs{}));
  EXPECT_THAT(pairs(student<batch_ranges>(0, 5, false)), IsList(Pairs{}));
  EXPECT_THROW(student<batch_ranges>(-1, 5, false), std::invalid_argument);
  EXPECT_THROW(student<batch_ranges>(5, -2, false), std::invalid_argument);
  EXPECT_THROW(student<batch_ranges>(5, 0, false), std::invalid_argument);

  Hidden hidden;
  for (int i = 0; i < 4; ++i) {
    const Cut some = cut(hidden, 2, 40);
    for (const bool drop_last : {false, true}) {
      Index covered = 0;
      std::vector<Index> lengths;
      for (const Range& range : student<batch_ranges>(some.rows(), some.batch_size, drop_last)) {
        ASSERT_EQ(range.begin, covered);
        lengths.push_back(range.end - range.begin);
        covered = range.end;
      }
      EXPECT_THAT(lengths, IsList(some.sizes(drop_last)));
    }
    const Rows even(static_cast<std::size_t>(some.full), some.batch_size);
    Rows lengths;
    for (const Range& range : student<batch_ranges>(some.full * some.batch_size, some.batch_size, true))
      lengths.push_back(range.end - range.begin);
    EXPECT_THAT(lengths, IsList(even)) << "where the rows come out even, no batch is to be dropped";
  }
}

// The orders of the first check, cut by hand, and some more from the same separate computation.
TEST(EpochBatches, EachEpochIsOneOrderCutInPieces) {
  std::mt19937 random(42), other(1), third(7), fourth(5);
  EXPECT_THAT(student<epoch_batches>(10, 4, false, random),
              IsList(Batches{{1, 3, 9, 7}, {6, 0, 8, 4}, {5, 2}}));
  EXPECT_THAT(student<epoch_batches>(10, 4, true, other), IsList(Batches{{0, 8, 2, 7}, {6, 1, 3, 4}}));
  EXPECT_THAT(student<epoch_batches>(7, 3, false, third), IsList(Batches{{0, 3, 6}, {2, 1, 4}, {5}}));
  EXPECT_THAT(student<epoch_batches>(5, 8, false, fourth), IsList(Batches{{0, 3, 4, 2, 1}}));
  EXPECT_THAT(student<epoch_batches>(5, 8, true, fourth), IsList(Batches{}));
  EXPECT_THROW(student<epoch_batches>(5, -1, false, fourth), std::invalid_argument);
  EXPECT_THROW(student<epoch_batches>(5, 0, false, fourth), std::invalid_argument);

  Hidden hidden;
  for (const bool drop_last : {false, true}) {
    const Cut some = cut(hidden, 7, 40);
    std::mt19937 drawn_from = generator(hidden);
    const auto batches = student<epoch_batches>(some.rows(), some.batch_size, drop_last, drawn_from);
    EXPECT_THAT(sizes(batches), IsList(some.sizes(drop_last)));
    const Rows all = sorted(joined(batches));
    EXPECT_TRUE(std::adjacent_find(all.begin(), all.end()) == all.end()) << "a row was in the epoch twice";
    ASSERT_FALSE(all.empty());
    EXPECT_TRUE(all.at(0) >= 0 && all.at(all.size() - 1) < some.rows()) << "rows go from 0 to n - 1";
  }
}

// The second order of seed 42 stands in the first check; row 212 comes last in the order of 1153 with seed 7,
// from the same separate computation.
TEST(EpochBatches, TheNextEpochHasAnotherOrder) {
  std::mt19937 random(42);
  EXPECT_THAT(student<epoch_batches>(10, 5, false, random),
              IsList(Batches{{1, 3, 9, 7, 6}, {0, 8, 4, 5, 2}}));
  EXPECT_THAT(student<epoch_batches>(10, 5, false, random),
              IsList(Batches{{9, 8, 2, 5, 1}, {0, 7, 6, 4, 3}}));

  {
    Hidden hidden;
    const Index rows = whole(hidden, 30, 200), batch_size = whole(hidden, 4, 20);
    std::mt19937 drawn_from = generator(hidden), again = drawn_from;
    const Rows one = joined(student<epoch_batches>(rows, batch_size, false, drawn_from));
    const Rows two = joined(student<epoch_batches>(rows, batch_size, false, drawn_from));
    EXPECT_NE(one, two) << "two epochs from one generator had the same order";
    EXPECT_EQ(joined(student<epoch_batches>(rows, batch_size, false, again)), one)
        << "the same seed gave another order";
    EXPECT_EQ(sorted(one), first(rows));
    EXPECT_EQ(sorted(two), first(rows));
  }

  std::mt19937 other(7);
  const auto batches = student<epoch_batches>(1153, 128, false, other);
  EXPECT_THAT(sizes(batches), IsList(Rows{128, 128, 128, 128, 128, 128, 128, 128, 128, 1}));
  EXPECT_THAT(batches.at(9), IsList(Rows{212}));
  EXPECT_THAT(sorted(joined(batches)), IsList(first(1153)));
}

// By hand on the line 2x + 1. In the hidden data each target is a sum of its own inputs: so it is after any
// choice of rows, but not once inputs and targets have gone separate ways.
TEST(TakeRows, TargetsStayWithTheirInputs) {
  const Matrix line{{1, 1}, {2, 1}, {3, 1}, {4, 1}};
  const Batch some = student<take_rows>(line, Vector{{3, 5, 7, 9}}, {3, 0, 2});
  EXPECT_THAT(some.inputs, IsClose(Matrix{{4, 1}, {1, 1}, {3, 1}}, kRounding));
  EXPECT_THAT(some.targets, IsClose({9, 3, 7}, kRounding));
  const Batch twice = student<take_rows>(Matrix{{0.5, -1.5, 2.5}, {3.5, 4.5, -5.5}, {6.5, 7.25, 8.75}},
                                         Vector{{-0.25, 0.75, 1.25}}, {1, 2, 1, 0});
  EXPECT_THAT(
      twice.inputs,
      IsClose(Matrix{{3.5, 4.5, -5.5}, {6.5, 7.25, 8.75}, {3.5, 4.5, -5.5}, {0.5, -1.5, 2.5}}, kRounding));
  EXPECT_THAT(twice.targets, IsClose({0.75, 1.25, 0.75, -0.25}, kRounding));
  const Batch none = student<take_rows>(line, Vector{{3, 5, 7, 9}}, {});
  EXPECT_EQ(none.inputs.rows(), 0);
  EXPECT_EQ(none.targets.size(), 0);

  Hidden hidden;
  const Index count = whole(hidden, 20, 60);
  Matrix inputs(count, 3);
  for (Index row = 0; row < count; ++row)
    inputs.row(row) << static_cast<double>(row), hidden.uniform(-5, 5), hidden.uniform(-5, 5);
  Rows rows(12);
  for (Index& row : rows) row = whole(hidden, 0, static_cast<double>(count));
  const Batch batch = student<take_rows>(inputs, inputs.rowwise().sum(), rows);
  ASSERT_EQ(batch.inputs.rows(), 12);
  ASSERT_EQ(batch.inputs.cols(), 3);
  EXPECT_THAT(batch.inputs.col(0), IsClose(std::vector<double>(rows.begin(), rows.end()), kRounding));
  EXPECT_THAT(batch.targets, IsClose(batch.inputs.rowwise().sum(), kRounding));
}

TEST(TakeRows, RowsThatAreNotThereAreRefused) {
  const Matrix line{{1, 1}, {2, 1}, {3, 1}, {4, 1}};
  const Vector targets{{3, 5, 7, 9}};
  EXPECT_THAT(student<take_rows>(line, targets, {1, 3}).targets, IsClose({5, 9}, kRounding));
  EXPECT_THROW(student<take_rows>(line, Vector{{3, 5, 7}}, {2, 0}), std::invalid_argument);
  EXPECT_THROW(student<take_rows>(line, Vector{{3, 5, 7, 9, 11}}, {2, 0}), std::invalid_argument);
  EXPECT_THROW(student<take_rows>(line, Vector{{3, 5}}, {1}), std::invalid_argument);
  EXPECT_THROW(student<take_rows>(line, targets, {4}), std::invalid_argument);
  EXPECT_THROW(student<take_rows>(line, targets, {0, -1}), std::invalid_argument);
  EXPECT_THROW(student<take_rows>(line, targets, {0, 7, 1}), std::invalid_argument);
  Hidden hidden;
  const Vector drawn{
      {hidden.uniform(1, 2), hidden.uniform(3, 4), hidden.uniform(5, 6), hidden.uniform(7, 8)}};
  EXPECT_THAT(student<take_rows>(line, drawn, {3, 1}).targets, IsClose({drawn(3), drawn(1)}, kRounding));
}

}  // namespace
}  // namespace downhill::mini_batches
