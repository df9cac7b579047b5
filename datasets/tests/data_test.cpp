// SPDX-License-Identifier: MIT
// What the cards say of the data sets. Not for students, because a shuffle is a lesson.
#include "kit/data.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace downhill::kit {
namespace {

TEST(DataSets, Rows13StandInRows1153) {
  const Samples some = rows13(), all = rows1153();
  ASSERT_EQ(all.inputs.rows(), 1153);
  for (Index i = 0; const int row : data::kPrinted) {
    EXPECT_EQ(some.inputs.row(i), all.inputs.row(row));
    EXPECT_EQ(some.targets(i++), all.targets(row));
  }
}
TEST(DataSets, Rows13ShuffledAreThoseOfAShuffle) {
  std::vector<int> order(1153);
  for (int i = 0; i < 1153; ++i) order[static_cast<std::size_t>(i)] = i;
  std::mt19937 random(1542);
  for (std::size_t last = 1152; last > 0; --last)
    std::swap(order[last], order[uniform_below(random, last + 1)]);
  const Samples some = rows13_shuffled(), all = rows1153();
  for (Index i = 0; const int place : data::kPrinted) {
    EXPECT_EQ(some.inputs.row(i), all.inputs.row(order[static_cast<std::size_t>(place)]));
    EXPECT_EQ(some.targets(i++), all.targets(order[static_cast<std::size_t>(place)]));
  }
}
// The numbers that were worked out on the lectures' own thirteen rows; see rows13.md.
TEST(DataSets, Rows13HaveTheLecturesSlopesAtZero) {
  const Samples rows = rows13();
  const Vector errors = Vector::Constant(13, 0.5) - rows.targets;
  EXPECT_NEAR((rows.inputs.transpose() * errors / 13)(0), 0.182885, 5e-7);
  EXPECT_NEAR((rows.inputs.transpose() * errors / 13)(1), 0.119346, 5e-7);
  EXPECT_NEAR(errors.mean(), 0.269231, 5e-7);
}
TEST(DataSets, EveryClassIsAsLargeAsTheOthers) {
  for (const auto& [set, classes] : {std::pair{moons(), 2}, {spirals(), 3}, {digits_training(), 10}}) {
    for (int label = 0; label < classes; ++label)
      EXPECT_EQ(std::ranges::count(set.labels, label) * classes,
                static_cast<std::ptrdiff_t>(set.labels.size()));
  }
}

}  // namespace
}  // namespace downhill::kit
