// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "forward_pass.hpp"

namespace downhill::forward_pass {
namespace {

constexpr double kTarget = 13;
const Vector kInput{{2.0, 3.0}}, kBefore{{2.0, -1.0}}, kAfter{{3.0, -2.0}};
const Matrix kW1{{1.0, -1.0}, {1.0, 1.0}};

// Rows (first output weight, error), the second output weight being −1.
Matrix errors_by_weight() {
  constexpr int kCount = 41;
  constexpr double kHighest = 4;
  Matrix points(kCount, 2);
  for (int i = 0; i < kCount; ++i) {
    const double weight = kHighest * i / (kCount - 1);
    const double said = predict(kInput, kW1, Vector{{weight, -1.0}});
    points.row(i) << weight, downhill::forward_pass::error(said, kTarget);
  }
  return points;
}

}  // namespace

/// Of W1 = [1 −1; 1 1] and the input (2, 3), target 13. "hidden": a column. "before" and "after": one row
/// (prediction, error), with the output weights (2, −1) and (3, −2). "errors": rows (first output weight,
/// error).
kit::Paths paths() {
  const double before = predict(kInput, kW1, kBefore), after = predict(kInput, kW1, kAfter);
  return {{"hidden", hidden_values(kInput, kW1)},
          {"before", Matrix{{before, downhill::forward_pass::error(before, kTarget)}}},
          {"after", Matrix{{after, downhill::forward_pass::error(after, kTarget)}}},
          {"errors", errors_by_weight()}};
}

}  // namespace downhill::forward_pass
