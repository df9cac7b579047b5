// SPDX-License-Identifier: MIT
#include <limits>

#include "judge/student.hpp"
#include "training_loop.hpp"

namespace downhill::training_loop {
namespace {
using namespace judge;
using testing::IsEmpty;

using Rows = std::vector<Index>;
using Batches = std::vector<Rows>;

const Batches kAll{{0, 1, 2, 3}}, kPairs{{0, 1}, {2, 3}}, kThreeAndOne{{0, 1, 2}, {3}},
    kSingles{{0}, {1}, {2}, {3}}, kBackwards{{3}, {2}, {1}, {0}};

/// The points (1, 3), (2, 5), (3, 7), (4, 9) and a model m x + b, with a note of what it was asked. Their
/// line is 2x + 1, so the errors are (m − 2) x + (b − 1).
class Line {
 public:
  BatchLoss loss() {
    return [this](const Vector& weights, const Rows& rows, Vector& gradient) {
      return answer(weights, rows, gradient);
    };
  }
  Step step(double rate) {
    return [this, rate](Vector& weights, const Vector& gradient) {
      gradients.push_back(gradient);
      if (gradient.size() == weights.size()) weights -= rate * gradient;
    };
  }
  bool adds = false;  ///< to the gradient that it is handed, in place of writing it
  Batches asked{};
  std::vector<Vector> asked_at{}, written{}, gradients{};

 private:
  double answer(const Vector& weights, const Rows& rows, Vector& gradient) {
    asked.push_back(rows);
    asked_at.push_back(weights);
    const bool fits = weights.size() == 2 && !rows.empty() &&
                      std::all_of(rows.begin(), rows.end(), [](Index row) { return row >= 0 && row < 4; });
    if (!fits || (adds && gradient.size() != 2))
      throw std::invalid_argument("the loss was asked for rows or weights that there are not");
    // The mean of (p x + q)², with p = m − 2 and q = b − 1, from the means of x and x².
    const double p = weights(0) - 2, q = weights(1) - 1, share = 1.0 / static_cast<double>(rows.size());
    double x = 0, xx = 0;
    for (const Index row : rows) {
      x += share * static_cast<double>(row + 1);
      xx += share * static_cast<double>((row + 1) * (row + 1));
    }
    const Vector slopes{{2 * p * xx + 2 * q * x, 2 * p * x + 2 * q}};
    if (adds)
      gradient += slopes;
    else
      gradient = slopes;
    written.push_back(slopes);
    return p * p * xx + 2 * p * q * x + q * q;
  }
};

/// One epoch over the line from (0, 0) at rate 0.01 leaves these weights.
void expect_epoch(const Batches& batches, const Vector& weights_after, int updates) {
  Line line;
  Vector weights = Vector::Zero(2);
  const EpochReport report = student<run_epoch>(weights, batches, line.loss(), line.step(0.01));
  EXPECT_THAT(weights, IsClose(weights_after, kRounding));
  EXPECT_EQ(report.updates, updates);
}

// By hand: 2 + 0.24, 1 − 0.05, 0.3 + 0.000002; a second step knows nothing of the first.
TEST(GradientDescent, EachStepGoesAgainstTheGradientAndIsForgotten) {
  Student<GradientDescent> slow{{.learning_rate = 0.01}}, fast{{.learning_rate = 0.5}};
  Vector weights{{2.0}}, three{{1.0, -1.5, 0.3}};
  slow.step(weights, Vector{{-24.0}});
  EXPECT_THAT(weights, IsClose({2.24}, kRounding));
  slow.step(weights, Vector{{-19.68}});
  EXPECT_THAT(weights, IsClose({2.4368}, kRounding));
  fast.step(three, Vector{{0.1, 0.0, -0.0001}});
  EXPECT_THAT(three, IsClose({0.95, -1.5, 0.30005}, kRounding));
  EXPECT_THROW(fast.step(three, Vector{{1.0, 2.0}}), std::invalid_argument);

  Hidden hidden;
  const double rate = hidden.uniform(0.01, 0.9);  // the object's own comes back from the student
  Student<GradientDescent> any{{.learning_rate = rate}};
  const Vector start{{hidden.uniform(-5, 5), hidden.uniform(-5, 5)}},
      gradient{{hidden.uniform(-9, 9), hidden.uniform(-9, 9)}};
  Vector moved = start;
  any.step(moved, gradient);
  any.step(moved, gradient);
  EXPECT_THAT(moved, IsClose(start - 2 * rate * gradient, kRounding));
}

// By hand. At (0, 0) the errors are −3, −5, −7, −9, and 9 + 25 + 49 + 81 = 4 · 41; at (1, 1) they are −x.
TEST(MeanSquaredError, TheLossIsTheMeanOverTheRowsOfTheBatch) {
  const Matrix inputs{{1, 1}, {2, 1}, {3, 1}, {4, 1}};
  const Vector targets{{3, 5, 7, 9}}, zero{{0.0, 0.0}}, one{{1.0, 1.0}};
  const auto expect = [&](const Vector& weights, const Rows& rows, double loss, const Vector& slopes) {
    Vector gradient{{100.0, -200.0}};  // is overwritten
    EXPECT_THAT(student<mean_squared_error>(inputs, targets, weights, rows, gradient),
                IsClose(loss, kRounding));
    EXPECT_THAT(gradient, IsClose(slopes, kRounding));
  };
  expect(zero, {0, 1, 2, 3}, 41, Vector{{-35.0, -12.0}});
  expect(zero, {0, 1}, 17, Vector{{-13.0, -8.0}});
  expect(zero, {3}, 81, Vector{{-72.0, -18.0}});
  expect(one, {0, 1, 2, 3}, 7.5, Vector{{-15.0, -5.0}});
  expect(one, {2, 0}, 5, Vector{{-10.0, -4.0}});
  expect(one, {1, 1, 3}, 8, Vector{{-16.0, -16.0 / 3}});
  expect(Vector{{2.0, 1.0}}, {1, 2, 3}, 0, zero);

  Vector of_another_size{{7.0}};
  EXPECT_THAT(student<mean_squared_error>(Matrix{{0.5, -1, 2}, {1, 1, 1}}, Vector{{1, 2}},
                                          Vector{{2.0, 1.0, -0.25}}, {0}, of_another_size),
              IsClose(2.25, kRounding));  // 1 − 1 − 0.5 − 1 = −1.5
  EXPECT_THAT(of_another_size, IsClose({-1.5, 3, -6}, kRounding));

  Hidden hidden;  // errors of d, above and below in turn
  const double d = hidden.uniform(0.5, 3);
  const Vector any{{hidden.uniform(-2, 2), hidden.uniform(-2, 2)}}, beside{{d, -d, d, -d}};
  Vector gradient;
  EXPECT_THAT(student<mean_squared_error>(inputs, Vector(inputs * any - beside), any, {0, 1, 2}, gradient),
              IsClose(d * d, kRounding));
  EXPECT_THAT(gradient, IsClose({2 * d * (1 - 2 + 3) / 3, 2 * d / 3}, kRounding));
}

// The loss of one row is the square of its error, that of a batch the mean of those; and the loss is a
// parabola in each weight, of which a difference quotient over any distance has the slope.
TEST(MeanSquaredError, TheGradientIsThatOfTheLoss) {
  const Matrix inputs{{1, 1}, {2, 1}, {3, 1}, {4, 1}};
  const Vector targets{{3, 5, 7, 9}}, weights{{0.5, -1.0}};
  Vector gradient;
  EXPECT_THAT(student<mean_squared_error>(inputs, targets, weights, {1, 3}, gradient),
              IsClose(44.5, kRounding));  // errors −5 and −8
  EXPECT_THAT(gradient, IsClose({-42, -13}, kRounding));
  EXPECT_THROW(student<mean_squared_error>(inputs, targets, weights, {}, gradient), std::invalid_argument);
  EXPECT_THROW(student<mean_squared_error>(inputs, targets, Vector{{1.0, 2.0}}, {}, gradient),
               std::invalid_argument);
  EXPECT_THROW(student<mean_squared_error>(inputs, targets, weights, {4}, gradient), std::invalid_argument);
  EXPECT_THROW(student<mean_squared_error>(inputs, targets, weights, {0, -1}, gradient),
               std::invalid_argument);
  EXPECT_THROW(student<mean_squared_error>(inputs, Vector{{3, 5, 7}}, weights, {0}, gradient),
               std::invalid_argument);
  EXPECT_THROW(student<mean_squared_error>(inputs, targets, Vector{{0.5}}, {0}, gradient),
               std::invalid_argument);

  Hidden hidden;
  const Matrix any = hidden.matrix(9, 3, -3, 3);
  const Vector wanted = hidden.vector(9, -9, 9), at = hidden.vector(3, -2, 2);
  const Rows rows{8, 2, 5, 3};
  Vector slopes, unused;
  const double loss = student<mean_squared_error>(any, wanted, at, rows, slopes);
  double sum_of_four = 0;
  for (const Index index : rows) {
    const double alone = student<mean_squared_error>(any, wanted, at, {index}, unused);
    EXPECT_THAT(alone, IsClose(std::pow(any.row(index) * at - wanted(index), 2), kRounding));
    sum_of_four += alone;
  }
  EXPECT_THAT(4 * loss, IsClose(sum_of_four, kRounding));
  ASSERT_EQ(slopes.size(), 3);
  for (Index i = 0; i < 3; ++i) {
    const Vector up = at + Vector::Unit(3, i), down = at - Vector::Unit(3, i);
    const double quotient = (student<mean_squared_error>(any, wanted, up, rows, unused) -
                             student<mean_squared_error>(any, wanted, down, rows, unused)) /
                            2;
    EXPECT_THAT(slopes(i), IsClose(quotient, kRounding));
  }
}

// By hand for all and for pairs: 0.35 = 0.01 · 35 and so on; the others from a separate computation with
// fractions.
TEST(RunEpoch, EachBatchLeadsToOneUpdate) {
  expect_epoch(kAll, Vector{{0.35, 0.12}}, 1);
  expect_epoch(kPairs, Vector{{0.6619, 0.2293}}, 2);
  expect_epoch(kThreeAndOne, Vector{{0.86613333333333333, 0.25986666666666667}}, 2);
  expect_epoch(kSingles, Vector{{1.11793184, 0.40310896}}, 4);
  expect_epoch(kBackwards, Vector{{1.13997488, 0.35902288}}, 4);
  expect_epoch({{2, 0}, {3, 1}}, Vector{{0.646, 0.2236}}, 2);
  expect_epoch({{1, 3, 2}, {0, 2}, {1}}, Vector{{0.7767146666666667, 0.2894906666666667}}, 3);

  // A step of rate ½ towards (2, 1) itself: what is left is halved each time, whatever the rows say.
  Hidden hidden;
  const Vector start{{hidden.uniform(-5, 5), hidden.uniform(-5, 5)}}, goal{{2.0, 1.0}};
  const Step halve = [&](Vector& weights, const Vector& gradient) {
    if (gradient.size() == 2 && weights.size() == 2) weights = (weights + goal) / 2;
  };
  Line line;
  Vector weights = start;
  EXPECT_EQ(student<run_epoch>(weights, {{0}, {1, 2}, {3}, {2}, {0, 3}}, line.loss(), halve).updates, 5);
  EXPECT_THAT(weights, IsClose(goal + (start - goal) / 32, kRounding));
}

// From the same computation; 41 is the loss at the start. 0.5039 is (9 · 128 · 0.5 + 1 · 5) / 1153, where the
// mean of the ten losses would be 0.95.
TEST(RunEpoch, TheMeanLossIsFromBeforeTheUpdatesByBatchSize) {
  const auto expect_mean_loss = [](const Batches& batches, double mean_loss) {
    Line line;
    Vector weights = Vector::Zero(2);
    EXPECT_THAT(student<run_epoch>(weights, batches, line.loss(), line.step(0.01)).mean_loss,
                IsClose(mean_loss, kRounding));
  };
  expect_mean_loss(kAll, 41);
  expect_mean_loss(kPairs, 36.800225);
  expect_mean_loss(kThreeAndOne, 36.72334444444444);
  expect_mean_loss(kSingles, 27.081914775376);
  expect_mean_loss({{3}, {0, 2, 1}}, 29.6375);

  // Any losses, each for a batch of another size, and weights that nobody looks at.
  std::vector<double> losses;
  std::size_t next = 0;
  const BatchLoss listed = [&](const Vector&, const Rows&, Vector& gradient) {
    gradient = Vector::Ones(1);
    return losses.at(next++);
  };
  const Step nothing = [](Vector&, const Vector&) {};
  Vector weights{{1.0}};
  for (int round = 0; round < 3; ++round) {
    Hidden hidden;
    Batches batches;
    double weighed = 0, rows = 0;
    losses.clear();
    next = 0;
    for (int i = 0; i < 8; ++i) {
      const double size = std::floor(hidden.uniform(1, 30));
      batches.emplace_back(static_cast<std::size_t>(size), 0);
      losses.push_back(hidden.uniform(0, 5));
      weighed += losses.at(losses.size() - 1) * size;
      rows += size;
    }
    EXPECT_THAT(student<run_epoch>(weights, batches, listed, nothing).mean_loss * rows,
                IsClose(weighed, kRounding));
  }
  losses = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 5};
  next = 0;
  Batches nine_and_a_row(9, Rows(128, 0));
  nine_and_a_row.push_back({0});
  EXPECT_THAT(student<run_epoch>(weights, nine_and_a_row, listed, nothing).mean_loss,
              IsClose(0.5039028620988725, kRounding));
}

// A loss is what costs: it is asked once a batch, where the weights are by then. By hand for the pairs: the
// second is asked at (0.13, 0.08).
TEST(RunEpoch, TheLossIsAskedOnceForEachBatchAtTheNewestWeights) {
  Line line;
  Vector weights = Vector::Zero(2);
  student<run_epoch>(weights, kPairs, line.loss(), line.step(0.01));
  EXPECT_THAT(line.asked, IsList(kPairs)) << "the rows that the loss was asked for, in turn";
  ASSERT_EQ(line.asked_at.size(), 2u) << "how often the loss was asked";
  EXPECT_THAT(line.asked_at.at(0), IsClose({0, 0}, kRounding));
  EXPECT_THAT(line.asked_at.at(1), IsClose({0.13, 0.08}, kRounding));

  Line other;
  weights = Vector{{1.0, 2.0}};
  student<run_epoch>(weights, kBackwards, other.loss(), other.step(0));
  EXPECT_THAT(weights, IsClose({1, 2}, kRounding)) << "with a step that moves nothing";
  EXPECT_THAT(other.asked, IsList(kBackwards));
  ASSERT_EQ(other.gradients.size(), 4u) << "how often a step was taken";
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_THAT(other.gradients.at(i), IsClose(other.written.at(i), kRounding));

  Hidden hidden;
  const Vector start{{hidden.uniform(-5, 5), hidden.uniform(-5, 5)}};
  Line drawn;
  weights = start;
  EXPECT_EQ(student<run_epoch>(weights, kThreeAndOne, drawn.loss(), drawn.step(0)).updates, 2);
  EXPECT_THAT(weights, IsClose(start, kRounding)) << "with a step that moves nothing";
  EXPECT_THAT(drawn.asked, IsList(kThreeAndOne));
  for (const Vector& at : drawn.asked_at) EXPECT_THAT(at, IsClose(start, kRounding));
}

// A loss that adds its slopes to the gradient gives the same epochs, if each gradient starts at zeros.
// Without, by a separate computation: (0.7919, 0.3093) for the pairs.
TEST(RunEpoch, EachBatchGetsAGradientOfZeros) {
  const auto expect = [](const Batches& batches, const Vector& weights_after) {
    Line line;
    line.adds = true;
    Vector weights = Vector::Zero(2);
    student<run_epoch>(weights, batches, line.loss(), line.step(0.01));
    EXPECT_THAT(weights, IsClose(weights_after, kRounding));
  };
  expect(kPairs, Vector{{0.6619, 0.2293}});
  expect(kSingles, Vector{{1.11793184, 0.40310896}});
  expect(kThreeAndOne, Vector{{0.86613333333333333, 0.25986666666666667}});

  Hidden hidden;  // as far from (2, 1) as the start, times a share: so is where the epoch ends
  const double share = hidden.uniform(0.2, 0.9);
  const Vector goal{{2.0, 1.0}}, after{{0.6619, 0.2293}};
  Line line;
  line.adds = true;
  Vector weights = (1 - share) * goal;
  student<run_epoch>(weights, kPairs, line.loss(), line.step(0.01));
  EXPECT_THAT(weights, IsClose(goal + share * (after - goal), kRounding));
}

// The first batch is sound: its loss leads to a step. That of the second is not, and its step would spread
// it.
TEST(RunEpoch, TheEpochStopsBeforeTheStepOfALossThatIsNoNumber) {
  Line sound;
  Vector weights = Vector::Zero(2);
  EXPECT_THAT(student<run_epoch>(weights, kPairs, sound.loss(), sound.step(0.01)).mean_loss,
              IsClose(36.800225, kRounding));
  double start = 0;
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    Line line;
    int calls = 0;
    const BatchLoss breaks = [&](const Vector& at, const Rows& rows, Vector& gradient) {
      const double loss = line.loss()(at, rows, gradient);
      return ++calls == 2 ? bad : loss;
    };
    Vector from_here{{start += 0.5, 1.0}};
    EXPECT_THROW(student<run_epoch>(from_here, kPairs, breaks, line.step(0.01)), std::runtime_error);
    EXPECT_EQ(line.gradients.size(), 1u) << "steps that were taken";
  }
  Line line;
  EXPECT_THROW(student<run_epoch>(weights, {}, line.loss(), line.step(0.01)), std::invalid_argument);
  const Step nothing = [](Vector&, const Vector&) {};
  const BatchLoss two = [](const Vector&, const Rows&, Vector&) { return 2.0; };
  EXPECT_THROW(student<run_epoch>(weights, {{}}, two, nothing), std::invalid_argument);
  EXPECT_THROW(student<run_epoch>(weights, {{0, 1}, {}, {2}}, two, nothing), std::invalid_argument);

  Hidden hidden;  // from a share of the way to (2, 1) all losses are the square of that share
  const double share = hidden.uniform(0.2, 0.9);
  Line again;
  weights = (1 - share) * Vector{{2.0, 1.0}};
  EXPECT_THAT(student<run_epoch>(weights, kPairs, again.loss(), again.step(0.01)).mean_loss,
              IsClose(share * share * 36.800225, kRounding));
}

// From the same computation with fractions: pairs, then backwards, then three and one.
TEST(Train, EachEpochGetsItsOwnBatchesInTurn) {
  const Batches orders[] = {kPairs, kBackwards, kThreeAndOne};
  std::vector<int> epochs;
  const EpochBatches in_turn = [&](int epoch) {
    epochs.push_back(epoch);
    return orders[std::clamp(epoch, 0, 2)];
  };
  Line line;
  Vector elsewhere{{0.5, -1.0}};
  student<train>(elsewhere, 2, in_turn, line.loss(), line.step(0.01));
  EXPECT_THAT(elsewhere, IsClose({1.843268988584, -0.534466495016}, kRounding));
  epochs.clear();
  Vector weights = Vector::Zero(2);
  const auto reports = student<train>(weights, 3, in_turn, line.loss(), line.step(0.01));
  EXPECT_THAT(weights, IsClose({1.7093743616372736, 0.5575610564001984}, kRounding));
  EXPECT_THAT(epochs, IsList(std::vector{0, 1, 2})) << "the epochs whose batches were asked for";
  ASSERT_EQ(reports.size(), 3u);
  EXPECT_THAT(reports.at(0).mean_loss, IsClose(36.800225, kRounding));
  EXPECT_THAT(reports.at(1).mean_loss, IsClose(13.139866762885516, kRounding));
  EXPECT_THAT(reports.at(2).mean_loss, IsClose(3.6521173860704326, kRounding));
  EXPECT_EQ(reports.at(1).updates, 4);

  const auto always = [](const Batches& batches) { return [batches](int) { return batches; }; };
  Vector two_epochs = Vector::Zero(2);
  EXPECT_EQ(student<train>(two_epochs, 2, always(kAll), line.loss(), line.step(0.01)).size(), 2u);
  EXPECT_THAT(two_epochs, IsClose({0.6415, 0.2201}, kRounding));
  Vector still{{4.0, 5.0}};
  EXPECT_THAT(student<train>(still, 0, always(kAll), line.loss(), line.step(0.01)), IsEmpty());
  EXPECT_THAT(still, IsClose({4, 5}, kRounding));
  EXPECT_THROW(student<train>(still, -1, always(kAll), line.loss(), line.step(0.01)), std::invalid_argument);
  EXPECT_THROW(student<train>(still, -5, always(kSingles), line.loss(), line.step(0.01)),
               std::invalid_argument);
  EXPECT_THROW(student<train>(still, 2, always({}), line.loss(), line.step(0.01)), std::invalid_argument);

  // A step of one unit: the weight counts the updates, and the loss reports them.
  Hidden hidden;
  const int count = static_cast<int>(hidden.uniform(4, 12)), size = static_cast<int>(hidden.uniform(2, 6));
  const double start = hidden.uniform(-5, 5);
  const Step one_on = [](Vector& at, const Vector&) { at.array() += 1; };
  const BatchLoss where = [](const Vector& at, const Rows&, Vector&) { return at.sum(); };
  Vector counter{{start}};
  const auto counted = student<train>(
      counter, count, [&](int epoch) { return Batches(static_cast<std::size_t>(epoch + size), Rows{0}); },
      where, one_on);
  ASSERT_EQ(counted.size(), static_cast<std::size_t>(count));
  double before = start;
  for (int epoch = 0; epoch < count; ++epoch) {
    const int updates = epoch + size;
    EXPECT_EQ(counted.at(static_cast<std::size_t>(epoch)).updates, updates);
    EXPECT_THAT(counted.at(static_cast<std::size_t>(epoch)).mean_loss,
                IsClose(before + (updates - 1) / 2.0, kRounding));
    before += updates;
  }
  EXPECT_THAT(counter, IsClose({before}, kRounding));
}

// The four points lie on a line, so all three ways end there: from (0, 0) at rate 0.05, by a separate
// computation, after 316 epochs of one step, 127 of two and 9 of four. A start that is a fifth nearer or
// farther moves that by some 15, 6 and 4.
TEST(Train, TheLineIsFoundOnlineInPairsAndAllAtOnce) {
  constexpr double kLearnt = 1e-6;  // of a loss of some 41 at the start
  Hidden hidden;
  struct Way {
    Batches batches;
    int too_few, enough;
  };
  for (const Way& way : {Way{kAll, 200, 400}, Way{kPairs, 80, 160}, Way{kSingles, 3, 15}}) {
    Line line;
    const EpochBatches same = [&](int) { return way.batches; };
    Vector weights = hidden.uniform(-0.2, 0.2) * Vector{{2.0, 1.0}};
    const auto first = student<train>(weights, way.too_few, same, line.loss(), line.step(0.05));
    ASSERT_EQ(first.size(), static_cast<std::size_t>(way.too_few));
    EXPECT_GT(first.at(first.size() - 1).mean_loss, kLearnt);
    const auto rest = student<train>(weights, way.enough - way.too_few, same, line.loss(), line.step(0.05));
    ASSERT_EQ(rest.size(), static_cast<std::size_t>(way.enough - way.too_few));
    EXPECT_LT(rest.at(rest.size() - 1).mean_loss, kLearnt);
    ASSERT_EQ(weights.size(), 2);
    EXPECT_LT((weights - Vector{{2.0, 1.0}}).norm(), 0.01);
  }
}

}  // namespace
}  // namespace downhill::training_loop
