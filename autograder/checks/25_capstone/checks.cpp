// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "capstone.hpp"
#include "judge/student.hpp"
#include "kit/data.hpp"

namespace downhill::capstone {
namespace {
using namespace judge;
using testing::SizeIs;

/// What a network says of each row, by what the contract says of a network.
Matrix logits(const Shape& shape, const Vector& weights, const Matrix& inputs) {
  const auto& [inputs_of_each, units, classes] = shape;
  Matrix W1(inputs_of_each, units), W2(units, classes);
  RowVector b1(units), b2(classes);
  kit::unflatten(weights, W1, b1, W2, b2);
  const Matrix hidden = ((inputs * W1).rowwise() + b1).cwiseMax(0.0);
  return (hidden * W2).rowwise() + b2;
}

/// The mean of −ln p, p being the label's share of all e^z.
double loss_of(const Shape& shape, const Vector& weights, const Matrix& inputs,
               const std::vector<int>& labels) {
  const Matrix parts = logits(shape, weights, inputs).array().exp();
  double sum = 0;
  for (Index row = 0; row < inputs.rows(); ++row)
    sum += std::log(parts(row, labels.at(static_cast<std::size_t>(row))) / parts.row(row).sum());
  return -sum / static_cast<double>(inputs.rows());
}

// The raw numbers of std::mt19937 for seed 42 are 1608637542, 3421126067, …, for seed 7 327741615, …; from a
// separate computation, as are −r + 2r · raw / 2³² of them. r is √(6/5), and √(6/4) and √(6/3).
TEST(InitialWeights, WeightsAreSmallAndRandomAndBiasesZero) {
  std::mt19937 random(42), seven(7), moved(42);
  moved.discard(12);
  EXPECT_THAT(student<initial_weights>(Shape{2, 3, 2}, random),
              IsClose({-0.274868837819, 0.649693126866, 0.987465581733, -0.693559630854, 0.508273252912,
                       0.612772273721, 0, 0, 0, 0.216149913676, 0.212188072476, -0.753625404181,
                       -0.118674482354, -0.753678236919, -0.876411038423, 0, 0},
                      kRounding));
  EXPECT_EQ(random(), moved()) << "the next number of the generator: twelve had to be drawn";
  EXPECT_THAT(
      student<initial_weights>(Shape{3, 1, 2}, seven),
      IsClose({-1.03782849487, -0.667880139175, 0.685658218841, 0, -0.512023861706, -0.174205019065, 0, 0},
              kRounding));
  for (const Shape& shape : {Shape{0, 3, 2}, Shape{2, 0, 2}, Shape{2, 3, 0}})
    EXPECT_THROW(student<initial_weights>(shape, random), std::invalid_argument);

  Hidden hidden;
  std::mt19937 any(static_cast<std::uint32_t>(hidden.uniform(0, 1e9)));
  const Vector weights = student<initial_weights>(Shape{40, 20, 10}, any);
  ASSERT_EQ(weights.size(), 800 + 20 + 200 + 10);
  EXPECT_EQ(weights.segment(800, 20), Vector::Zero(20));
  EXPECT_EQ(weights.tail(10), Vector::Zero(10));
  const double largest = weights.head(800).cwiseAbs().maxCoeff(),
               of_second = weights.segment(820, 200).cwiseAbs().maxCoeff();
  EXPECT_TRUE(largest > 0.9 * std::sqrt(0.1) && largest <= std::sqrt(0.1))
      << "the largest of W1 is " << largest;
  EXPECT_TRUE(of_second > 0.9 * std::sqrt(0.2) && of_second <= std::sqrt(0.2))
      << "the largest of W2 is " << of_second;
}

// The network of lesson 12, flat, on its two rows and on the first of them with the other label.
const Shape kSmall{2, 3, 2};
const Vector kWeights{{1, 0.5, -1, 1, 0.5, -1, 0, 0.5, 0, 1, 0.5, -1, -1, 0, 0.5, 0.1, -0.1}};

/// What was in the gradient before does not matter.
void expect_batch(const Matrix& inputs, const std::vector<int>& labels, Vector& gradient, double loss,
                  const Vector& slopes) {
  EXPECT_THAT(student<batch_loss>(kSmall, kWeights, inputs, labels, gradient), IsClose(loss, kRounding));
  EXPECT_THAT(gradient, IsClose(slopes, kRounding));
}

// All from a separate computation.
TEST(BatchLoss, TheLossIsThatOfLesson12WithTheGradientInTheOrderOfTheWeights) {
  Vector gradient = Vector::Constant(17, 3.0);
  expect_batch(Matrix{{1, 2}, {2, -1}}, {0, 1}, gradient, 0.4025986544065252,
               Vector{{1.09263440747, -0.563901171622, -0.00175839678875, -0.0035167935775, -0.824750995969,
                       0.412375497984, 0.542800410157, -0.00175839678875, -0.412375497984, 0.405341910829,
                       -0.00527519036625, 0.549833997312, -0.405341910829, 0.00527519036625, -0.549833997312,
                       0.271400205079, -0.271400205079}});
  expect_batch(Matrix{{1, 2}}, {1}, gradient, 4.957058439431459,
               Vector{{1.98593282569, 3.97186565138, 0.496483206423, 0.992966412845, 0, 0, 1.98593282569,
                       0.496483206423, 0, 1.98593282569, 1.48944961927, 0, -1.98593282569, -1.48944961927, 0,
                       0.992966412845, -0.992966412845}});
  gradient.setConstant(17, -0.7);
  expect_batch(
      Matrix{{0.5, -1.5}, {1, 2}, {2, -1}}, {1, 1, 0}, gradient, 1.879992602789,
      Vector{{0.0617562716466, 1.62406588559, 0.165494402141, 0.330988804282, 0.429844482784, -0.164118441634,
              0.361866940105, 0.165494402141, 0.184439961537, 0.43689460722, 0.496483206423, -0.252693788684,
              -0.43689460722, -0.496483206423, 0.252693788684, 0.208028829924, -0.208028829924}});
  Vector none;
  EXPECT_THAT(student<batch_loss>(kSmall, kWeights, Matrix{{1, 2}}, std::vector{0}, none),
              IsClose(0.0070584394314590, kRounding));  // 4.957058439431459 less z₁ − z₂, which is 4.95
  EXPECT_EQ(none.size(), 17);
  EXPECT_THROW(
      student<batch_loss>(kSmall, kWeights.head(16).eval(), Matrix{{1, 2}}, std::vector{1}, gradient),
      std::invalid_argument);
  EXPECT_THROW(student<batch_loss>(kSmall, kWeights, Matrix{{1, 2}}, std::vector{2}, gradient),
               std::invalid_argument);

  Hidden hidden;
  const Vector weights = hidden.vector(17, -1, 1);
  const Matrix once = hidden.matrix(3, 2, -2, 2), twice = once.replicate(2, 1);
  Vector of_once, of_twice;
  const double loss = student<batch_loss>(kSmall, weights, once, std::vector{1, 0, 1}, of_once);
  EXPECT_THAT(loss, IsClose(loss_of(kSmall, weights, once, {1, 0, 1}), kRounding));
  // Along W2 and b2 alone, the last 8 of 17, the loss has no kinks.
  constexpr double kStep = 1e-5, kSlope = 1e-6;  // central differences err by the order of h²
  ASSERT_EQ(of_once.size(), 17);
  Vector direction = Vector::Zero(17);
  direction.tail(8) = hidden.vector(8, -1, 1);
  const double above = loss_of(kSmall, weights + kStep * direction, once, {1, 0, 1});
  const double below = loss_of(kSmall, weights - kStep * direction, once, {1, 0, 1});
  EXPECT_THAT((above - below) / (2 * kStep), IsClose(of_once.dot(direction), kSlope));
  // A batch twice over has the same mean, and the same slopes.
  EXPECT_THAT(student<batch_loss>(kSmall, weights, twice, std::vector{1, 0, 1, 1, 0, 1}, of_twice),
              IsClose(loss, kRounding));
  EXPECT_THAT(of_twice, IsClose(of_once, kRounding));
}

/// A network that knows nothing gives every class about 1/k. Inputs are small, so its outputs are too.
void expect_the_loss_of_guessing(Hidden& hidden) {
  constexpr double kSpread = 0.1;  // outputs that differ by a few tenths at most
  for (const Index classes : {2, 3, 10}) {
    std::mt19937 random(static_cast<std::uint32_t>(hidden.uniform(0, 1e9)));
    const Shape shape{8, 16, classes};
    const Vector weights = student<initial_weights>(shape, random);
    const Matrix inputs = hidden.matrix(2 * classes, 8, 0, 0.1);
    std::vector<int> labels;
    for (int row = 0; row < 2 * classes; ++row) labels.push_back(row / 2);
    Vector gradient;
    EXPECT_THAT(student<batch_loss>(shape, weights, inputs, labels, gradient),
                IsClose(std::log(classes), kSpread));
    EXPECT_GT(weights.size(), 0);
  }
}

// Along any direction the loss rises by gradient · direction. Hidden units are far from their kinks: inputs
// add less than 1.6 to biases of 2.5 and −2.5.
TEST(BatchLoss, TheLossBeginsAtThatOfGuessingAndFallsAsItsGradientSays) {
  constexpr double kStep = 1e-5,
                   kSlope = 1e-6;  // the error of central differences, which is of the order of h²
  Hidden hidden;
  expect_the_loss_of_guessing(hidden);
  const Shape shape{4, 5, 3};
  Vector weights = hidden.vector(4 * 5 + 5 + 5 * 3 + 3, -0.4, 0.4);
  for (Index unit = 0; unit < 5; ++unit) weights(20 + unit) = unit == 2 ? -2.5 : 2.5;
  const Matrix inputs = hidden.matrix(6, 4, -1, 1);
  const std::vector labels{0, 1, 2, 2, 0, 1};
  Vector gradient;
  EXPECT_THAT(student<batch_loss>(shape, weights, inputs, labels, gradient),
              IsClose(loss_of(shape, weights, inputs, labels), kRounding));
  ASSERT_EQ(gradient.size(), weights.size());
  for (int trial = 0; trial < 12; ++trial) {
    const Vector direction = hidden.vector(weights.size(), -1, 1);
    const double above = loss_of(shape, weights + kStep * direction, inputs, labels);
    const double below = loss_of(shape, weights - kStep * direction, inputs, labels);
    EXPECT_THAT((above - below) / (2 * kStep), IsClose(gradient.dot(direction), kSlope));
  }
}

// W1 and W2 multiply seven inputs by a half and by 1.5, b1 lifts them so that relu leaves them alone, b2
// lowers all: the class is the place of the largest input.
const Shape kSeven{7, 7, 7};
Vector as_they_are() {
  Vector weights(7 * 7 + 7 + 7 * 7 + 7);
  weights << 0.5 * Matrix::Identity(7, 7).reshaped(), Vector::Constant(7, 5.5),
      1.5 * Matrix::Identity(7, 7).reshaped(), Vector::Constant(7, -100.5);
  return weights;
}

/// A row for each pair: the largest inputs at both places, or at one if they are the same; the smallest at
/// place 3.
Matrix rows_that_peak_at(const std::vector<std::pair<Index, Index>>& places) {
  Matrix inputs = Matrix::Constant(static_cast<Index>(places.size()), 7, 0.3);
  inputs.col(3).setConstant(-1.75);
  for (Index row = 0; const auto& [one, other] : places) {
    inputs(row, one) = 2.75;
    inputs(row++, other) = 2.75;
  }
  return inputs;
}

TEST(Classify, TheAnswerIsTheClassOfTheLargestProbability) {
  const auto expect_classes = [](const std::vector<std::pair<Index, Index>>& peaks,
                                 const std::vector<int>& classes) {
    EXPECT_THAT(student<classify>(kSeven, as_they_are(), rows_that_peak_at(peaks)), IsList(classes));
  };
  expect_classes({{4, 4}, {2, 2}, {6, 6}, {5, 5}}, {4, 2, 6, 5});
  expect_classes({{1, 1}, {0, 0}}, {1, 0});
  expect_classes({{1, 5}, {2, 4}, {0, 6}}, {1, 2, 0});  // of equals, the first
  expect_classes({{4, 6}, {1, 1}}, {4, 1});
  EXPECT_THROW(student<classify>(kSeven, as_they_are(), Matrix{{0, 1}}), std::invalid_argument);

  Hidden hidden;
  const Matrix inputs = hidden.matrix(20, 7, -4, 4);
  const std::vector<int> classes = student<classify>(kSeven, as_they_are(), inputs);
  ASSERT_THAT(classes, SizeIs(20));
  for (Index row = 0; row < 20; ++row)
    EXPECT_EQ(inputs(row, std::clamp(classes[static_cast<std::size_t>(row)], 0, 6)),
              inputs.row(row).maxCoeff());
}

// By hand: the classes of these rows are 4, 2, 6 and 5, and in the third call 1, 5 and 6.
TEST(Accuracy, AccuracyIsTheShareOfRightRows) {
  const auto expect_share = [](const Matrix& inputs, const std::vector<int>& labels, double share) {
    EXPECT_THAT(student<accuracy>(kSeven, as_they_are(), inputs, labels), IsClose(share, kRounding));
  };
  const Matrix four = rows_that_peak_at({{4, 4}, {2, 2}, {6, 6}, {5, 5}});
  expect_share(four, {4, 2, 6, 1}, 0.75);
  expect_share(four, {4, 1, 6, 1}, 0.5);
  expect_share(rows_that_peak_at({{1, 1}, {5, 5}, {6, 6}}), {1, 5, 4}, 2.0 / 3);
  expect_share(four, {4, 2, 6, 5}, 1);
  EXPECT_THROW(student<accuracy>(kSeven, as_they_are(), four, std::vector{4, 2, 6}), std::invalid_argument);
  EXPECT_THROW(student<accuracy>(kSeven, as_they_are(), Matrix(0, 7), std::vector<int>{}),
               std::invalid_argument);

  Hidden hidden;
  const Matrix more = rows_that_peak_at({{6, 6}, {5, 5}, {4, 4}, {2, 2}, {1, 1}, {0, 0}, {6, 6}, {4, 4}});
  std::vector labels{6, 5, 4, 2, 1, 0, 6, 4};
  double right = 8;
  for (int& label : labels)
    if (hidden.uniform(0, 1) < 0.5) label = 3, right -= 1;
  expect_share(more, labels, right / 8);
}

// By hand: the cosine of a quarter of the half wave is √½.
TEST(RateAt, TheRateGoesDownAlongHalfAWave) {
  const double quarter = std::sqrt(0.5);
  EXPECT_THAT(student<rate_at>(0.1, Decay::cosine, 1, 4), IsClose(0.05 * (1 + quarter), kRounding));
  EXPECT_THAT(student<rate_at>(0.1, Decay::cosine, 3, 4), IsClose(0.05 * (1 - quarter), kRounding));
  EXPECT_THAT(student<rate_at>(0.1, Decay::cosine, 0, 4), IsClose(0.1, kRounding));
  EXPECT_THAT(student<rate_at>(0.1, Decay::cosine, 2, 4), IsClose(0.05, kRounding));
  EXPECT_THAT(student<rate_at>(0.006, Decay::cosine, 2, 3), IsClose(0.0015, kRounding));
  EXPECT_THAT(student<rate_at>(0.3, Decay::none, 3, 4), IsClose(0.3, kRounding));
  EXPECT_THAT(student<rate_at>(0.02, Decay::none, 5, 8), IsClose(0.02, kRounding));
  for (const Decay decay : {Decay::none, Decay::cosine})
    for (const Index update : {-1, 4})
      EXPECT_THROW(student<rate_at>(0.1, decay, update, 4), std::invalid_argument);

  // What one half of the wave loses, the other has not yet lost. And (1 + cos 2x) / 2 is cos² x: with
  // 2x = π u / 50, the share that is left at update u is cos²(π u / 100).
  Hidden hidden;
  const double first = hidden.uniform(0.001, 1);
  const auto drawn = static_cast<Index>(hidden.uniform(1, 50));
  for (const Index update : {Index{1}, Index{13}, Index{30}, Index{49}, drawn}) {
    const double rate = student<rate_at>(first, Decay::cosine, update, 50);
    const double root = std::cos(std::acos(-1) * static_cast<double>(update) / 100);
    EXPECT_THAT(rate, IsClose(first * root * root, kRounding));
    EXPECT_THAT(rate + student<rate_at>(first, Decay::cosine, 50 - update, 50), IsClose(first, kRounding));
  }
}

/// A data set that is asked for rows, and remembers which.
struct Rows {
  kit::Labelled set;
  std::vector<std::vector<Index>> fetched{};

  Fetch asked() {
    return [this](const std::vector<Index>& rows, Matrix& inputs, std::vector<int>& labels) {
      if (std::ssize(rows) > set.inputs.rows())
        throw std::length_error("more rows are to be fetched than there are");
      fetched.push_back(rows);
      inputs.setZero(std::ssize(rows), set.inputs.cols());
      labels.assign(rows.size(), 0);
      for (std::size_t i = 0; const Index row : rows) {
        ASSERT_TRUE(row >= 0 && row < set.inputs.rows()) << "there is no row " << row << " to fetch";
        inputs.row(static_cast<Index>(i)) = set.inputs.row(row);
        labels[i++] = set.labels[static_cast<std::size_t>(row)];
      }
    };
  }
};

/// All that is told of a training.
struct Diary {
  std::vector<Moment> moments{};
  std::vector<Vector> weights{};
  Index most = 1'000'000;  ///< updates that are watched before it is told to stop

  Watch written() {
    return [this](const Moment& moment, const Vector& now) {
      moments.push_back(moment);
      weights.push_back(now);
      return static_cast<Index>(moments.size()) < most;
    };
  }
};

kit::Labelled ten_rows() {
  kit::Labelled set{.inputs = Matrix(10, 2), .labels = {}};
  for (int row = 0; row < 10; ++row) {
    set.inputs.row(row) << 0.3 * row - 1.2, 0.8 - 0.1 * (row * row % 7);
    set.labels.push_back(row % 3 == 0 ? 1 : 0);
  }
  return set;
}

/// Nine updates with Adam along a half wave.
Settings three_epochs(std::uint32_t seed) {
  return {.learning_rate = 0.01, .decay = Decay::cosine, .batch_size = 4, .epochs = 3, .seed = seed};
}

TEST(Train, EachEpochSeesEveryRowOnceInANewOrder) {
  Rows rows{ten_rows()};
  Diary diary;
  const Vector weights = student<train>(kSmall, three_epochs(1), 10, rows.asked(), diary.written());
  ASSERT_THAT(rows.fetched, SizeIs(9)) << "batches that were fetched";
  std::set<std::vector<Index>> orders;
  for (std::size_t epoch = 0; epoch < 3; ++epoch) {
    std::vector<Index> order;
    for (std::size_t batch = 0; batch < 3; ++batch) {
      const std::vector<Index>& taken = rows.fetched[3 * epoch + batch];
      EXPECT_THAT(taken, SizeIs(batch == 2 ? 2 : 4)) << "rows of batch " << batch;
      order.insert(order.end(), taken.begin(), taken.end());
    }
    orders.insert(order);
    std::ranges::sort(order);
    EXPECT_THAT(order, IsList(std::vector<Index>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})) << "epoch " << epoch;
  }
  EXPECT_THAT(orders, SizeIs(3)) << "different orders in three epochs";

  ASSERT_THAT(diary.moments, SizeIs(9)) << "updates that were told of";
  for (int update = 0; const Moment& moment : diary.moments) {
    EXPECT_EQ(moment.update, update);
    EXPECT_EQ(moment.epoch, update++ / 3);
  }
  EXPECT_THAT(weights, IsClose(diary.weights.back(), kRounding));

  Hidden hidden;
  Rows again{ten_rows()};
  Diary other;
  student<train>(kSmall, three_epochs(static_cast<std::uint32_t>(hidden.uniform(0, 1e9))), 10, again.asked(),
                 other.written());
  ASSERT_THAT(again.fetched, SizeIs(9)) << "batches that were fetched";
  std::vector<Index> all = again.fetched[0];
  for (std::size_t batch = 1; batch < 3; ++batch)
    all.insert(all.end(), again.fetched[batch].begin(), again.fetched[batch].end());
  std::ranges::sort(all);
  EXPECT_THAT(all, IsList(std::vector<Index>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

// The weights are from a separate computation, with its own generator, network, order of rows and Adam.
TEST(Train, TheSeedSettlesATrainingAndWatchStopsIt) {
  constexpr double kAfterNineSteps = 1e-7;  // rounding, through quotients of small slopes
  Rows rows{ten_rows()};
  Diary one, two, short_one{.most = 2}, short_two{.most = 1};
  EXPECT_THAT(student<train>(kSmall, three_epochs(1), 10, rows.asked(), one.written()),
              IsClose({-0.21370486485, 1.0506714656, 0.450953664156, 0.908925992364, -1.08197062133,
                       -0.831945198104, -0.0359309575762, -0.0359961630401, -0.0281742069289, -0.471902306526,
                       1.05656580727, -0.764779962965, -0.539365423083, -0.856364205892, -0.235719377552,
                       -0.0359762556861, 0.0359762556861},
                      kAfterNineSteps));
  EXPECT_THAT(student<train>(kSmall, three_epochs(2), 10, rows.asked(), two.written()),
              IsClose({-0.140228142509, -0.68995059096, -1.02496924023, 0.919841206323, 0.119619553661,
                       0.958768393044, 0, -0.018478504373, -0.0189125231016, -0.141701536845,
                       -0.0515322656076, -0.200390468222, -0.393184968398, -0.353598575036, -0.731188157684,
                       -0.0186413600888, 0.0186413600888},
                      kAfterNineSteps));

  rows.fetched.clear();
  ASSERT_THAT(one.weights, SizeIs(9));
  ASSERT_THAT(two.weights, SizeIs(9));
  EXPECT_THAT(student<train>(kSmall, three_epochs(1), 10, rows.asked(), short_one.written()),
              IsClose(one.weights[1], kRounding));
  EXPECT_THAT(student<train>(kSmall, three_epochs(2), 10, rows.asked(), short_two.written()),
              IsClose(two.weights[0], kRounding));
  EXPECT_THAT(rows.fetched, SizeIs(3)) << "batches that were fetched until watch said stop";

  std::mt19937 random(1);
  EXPECT_THAT(student<train>(kSmall, Settings{.epochs = 0}, 10, rows.asked(), one.written()),
              IsClose(student<initial_weights>(kSmall, random), kRounding));
  for (const auto& [refused, count] :
       {std::pair{Settings{.batch_size = 0}, 10}, {Settings{.epochs = -1}, 10}, {Settings{}, 0}})
    EXPECT_THROW(student<train>(kSmall, refused, count, rows.asked(), one.written()), std::invalid_argument);

  Hidden hidden;  // the first weight is the generator's first draw
  const auto seed = static_cast<std::uint32_t>(hidden.uniform(0, 1e9));
  std::mt19937 drawn(seed);
  const Vector start =
      student<train>(kSmall, Settings{.epochs = 0, .seed = seed}, 10, rows.asked(), one.written());
  ASSERT_EQ(start.size(), 17);
  EXPECT_THAT(start(0), IsClose(kit::uniform(drawn, -std::sqrt(1.2), std::sqrt(1.2)), kRounding));
}

/// The loss of all ten rows and its gradient, as the student's own functions have them.
double full_loss(const Vector& weights, Vector& gradient) {
  const kit::Labelled set = ten_rows();
  return student<batch_loss>(kSmall, weights, set.inputs, set.labels, gradient);
}

/// The first two steps of an optimiser by its equations, for slopes a and b, at rates 0.2 and 0.15.
std::pair<Eigen::ArrayXd, Eigen::ArrayXd> two_steps(Method method, const Eigen::ArrayXd& a,
                                                    const Eigen::ArrayXd& b) {
  switch (method) {
    case Method::sgd:
      return {0.2 * a, 0.15 * b};
    case Method::momentum:
      return {0.2 * a, 0.15 * (0.9 * a + b)};
    case Method::rmsprop:
      return {0.2 * a / (0.1 * a * a + 1e-8).sqrt(), 0.15 * b / (0.09 * a * a + 0.1 * b * b + 1e-8).sqrt()};
    default:  // Adam: 1 − 0.9² = 0.19, 1 − 0.999² = 0.001999
      return {0.2 * a / (a.abs() + 1e-8),
              0.15 * ((0.09 * a + 0.1 * b) / 0.19) /
                  (((0.000999 * a * a + 0.001 * b * b) / 0.001999).sqrt() + 1e-8)};
  }
}

// One batch of all rows, so that an epoch is an update, and three of them: half a wave in three updates has
// the rates 0.2, 0.15 and 0.05. Slopes as batch_loss has them.
TEST(Train, EachUpdateIsAStepOfTheOptimiserAtARateOfItsOwn) {
  constexpr double kQuotient = 1e-7;  // slopes near 0, divided by themselves
  constexpr double kFaint = 1e-2;     // a network that has learnt nothing is far from the lowest point
  constexpr std::array kMethods{Method::sgd, Method::momentum, Method::rmsprop, Method::adam};
  std::vector<Diary> diaries;
  for (const std::uint32_t seed : {5u, 6u})
    for (const Method method : kMethods) {
      Rows rows{ten_rows()};
      Diary& diary = diaries.emplace_back();
      const Settings settings{.method = method,
                              .learning_rate = 0.2,
                              .decay = Decay::cosine,
                              .batch_size = 10,
                              .epochs = 3,
                              .seed = seed};
      student<train>(kSmall, settings, 10, rows.asked(), diary.written());
      ASSERT_THAT(diary.moments, SizeIs(3));
      for (std::size_t update = 0; const double rate : {0.2, 0.15, 0.05})
        EXPECT_THAT(diary.moments[update++].learning_rate, IsClose(rate, kRounding));
    }

  Hidden from_the_records;  // which are about train here
  for (std::size_t i = 0; i < diaries.size(); ++i) {
    std::mt19937 random(i < kMethods.size() ? 5 : 6);
    const Vector start = student<initial_weights>(kSmall, random), first = diaries[i].weights[0];
    Vector g, h;
    EXPECT_THAT(diaries[i].moments[0].loss, IsClose(full_loss(start, g), kRounding));
    EXPECT_THAT(diaries[i].moments[1].loss, IsClose(full_loss(first, h), kRounding));
    for (const Vector& vector : {start, first, g, h}) ASSERT_EQ(vector.size(), 17);
    EXPECT_GT(g.cwiseAbs().maxCoeff(), kFaint) << "the largest slope: where none is, no step tells anything";
    const auto [one, two] = two_steps(kMethods[i % kMethods.size()], g.array(), h.array());
    EXPECT_THAT(first, IsClose((start.array() - one).matrix(), kQuotient));
    EXPECT_THAT(diaries[i].weights[1], IsClose((first.array() - two).matrix(), kQuotient));
  }

  Rows rows{ten_rows()};
  Diary plain;
  const double rate = from_the_records.uniform(0.1, 1);
  const Settings once{.method = Method::sgd, .learning_rate = rate, .batch_size = 10, .epochs = 1, .seed = 5};
  student<train>(kSmall, once, 10, rows.asked(), plain.written());
  ASSERT_THAT(plain.weights, SizeIs(1));
  std::mt19937 random(5);
  Vector g;
  const Vector start = student<initial_weights>(kSmall, random);
  full_loss(start, g);
  ASSERT_EQ(g.size(), start.size());
  EXPECT_THAT(plain.weights[0], IsClose(Vector(start - rate * g), kRounding));
}

/// The share of rows that a network with these weights reads: whether training has come to something is not
/// for the student's own accuracy to say.
double share_read(const Shape& shape, const Vector& weights, const kit::Labelled& set) {
  const auto& [inputs, units, classes] = shape;
  if (weights.size() != inputs * units + units + units * classes + classes) return 0;
  const Matrix said = logits(shape, weights, set.inputs);
  double read = 0;
  for (Index row = 0; row < said.rows(); ++row) {
    Index largest = 0;
    said.row(row).maxCoeff(&largest);
    read += largest == set.labels[static_cast<std::size_t>(row)] ? 1 : 0;
  }
  return read / static_cast<double>(said.rows());
}

// Guessing is right once in ten times. Over sixty seeds the reference read at least 0.84 of the test after
// five epochs with Adam, and 0.42, 0.51 and 0.60 after two with the other three.
TEST(Train, EveryMethodLearnsToReadDigits) {
  constexpr double kBegun = 0.25, kReads = 0.7;
  const Shape shape{64, 32, 10};
  const kit::Labelled test = kit::digits_test();
  Rows rows{kit::digits_training()};
  Hidden hidden;
  const auto share = [&](Method method, double rate, int epochs) {
    const auto seed = static_cast<std::uint32_t>(hidden.uniform(0, 1e9));
    const Settings settings{
        .method = method, .learning_rate = rate, .batch_size = 20, .epochs = epochs, .seed = seed};
    const Watch nothing = [](const Moment&, const Vector&) { return true; };
    return share_read(shape, student<train>(shape, settings, 600, rows.asked(), nothing), test);
  };
  EXPECT_GT(share(Method::adam, 0.01, 5), kReads) << "the share of the test after five epochs with Adam";
  EXPECT_GT(share(Method::sgd, 0.5, 2), kBegun) << "after two epochs of plain descent";
  EXPECT_GT(share(Method::momentum, 0.05, 2), kBegun) << "after two epochs with a heavy ball";
  EXPECT_GT(share(Method::rmsprop, 0.01, 2), kBegun) << "after two epochs with RMSProp";
}

}  // namespace
}  // namespace downhill::capstone
