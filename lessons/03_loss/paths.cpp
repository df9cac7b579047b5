// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "loss.hpp"

namespace downhill::loss {
namespace {

// Rows (w₁, w₂, loss), a row for each pair of weights.
kit::Path surface(const std::string& name, const Matrix& inputs, const Vector& targets, const Vector& first,
                  const Vector& second) {
  const Matrix grid = loss_grid(inputs, targets, first, second);
  Matrix points(first.size() * second.size(), 3);
  for (Index i = 0; i < first.size(); ++i)
    for (Index j = 0; j < second.size(); ++j)
      points.row(i * second.size() + j) << first(i), second(j), grid(i, j);
  return {name, points};
}

}  // namespace

/// "squares": rows (actual, predicted, error) of the three points. "losses": total, mean, root mean. "one
/// row", "three rows": rows (w₁, w₂, loss) of the models that the contours are of.
kit::Paths paths() {
  const Vector predicted{{20.0, 8.0, 1.0}}, actual{{10.0, 3.0, 6.0}};
  Matrix squares(3, 3);
  squares << actual, predicted, errors(predicted, actual);
  const Vector from_zero{{0.0, 1.0, 2.0}}, around_three{{2.0, 3.0, 4.0}}, around_two{{1.0, 2.0, 3.0}};
  return {
      {"squares", squares},
      {"losses", Matrix{{total_squared_error(predicted, actual)},
                        {mean_squared_error(predicted, actual)},
                        {root_mean_squared_error(predicted, actual)}}},
      surface("one row", Matrix{{3.0, 4.0}}, Vector{{6.0}}, from_zero, from_zero),
      surface("three rows", Matrix{{1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}}, Vector{{2.0, 1.0, 6.0}}, around_three,
              around_two),
  };
}

}  // namespace downhill::loss
