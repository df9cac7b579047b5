// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "judge/student.hpp"
#include "mlp_backprop.hpp"

namespace downhill::mlp_backprop {
namespace {

using namespace judge;
using Labels = std::vector<int>;

// A network with a batch, and what forward makes of it: so a wrong forward costs backward nothing.
struct Example {
  Mlp network;
  Matrix X;
  Labels labels;
  Cache cache;
  Mlp gradients;
};

// The page's network, 2-3-2. Z1, H and Z2 by hand; P and the gradients from a separate computation.
const Mlp page_network{Matrix{{1, -1, 0.5}, {0.5, 1, -1}}, RowVector{{0, 0.5, 0}},
                       Matrix{{1, -1}, {0.5, 0}, {-1, 0.5}}, RowVector{{0.1, -0.1}}};
const Example page{page_network,
                   Matrix{{1, 2}, {2, -1}},
                   {0, 1},
                   {Matrix{{2, 1.5, -1.5}, {1.5, -2.5, 2}}, Matrix{{2, 1.5, 0}, {1.5, 0, 2}},
                    Matrix{{2.85, -2.1}, {-0.4, -0.6}},
                    Matrix{{0.992966412845, 0.007033587155}, {0.549833997312, 0.450166002688}}},
                   {Matrix{{1.09263440747, -0.00175839678875, -0.824750995969},
                           {-0.563901171622, -0.0035167935775, 0.412375497984}},
                    RowVector{{0.542800410157, -0.00175839678875, -0.412375497984}},
                    Matrix{{0.405341910829, -0.405341910829},
                           {-0.00527519036625, 0.00527519036625},
                           {0.549833997312, -0.549833997312}},
                    RowVector{{0.271400205079, -0.271400205079}}}};

// 2-3-3, all by hand. H W2 is the same for each class of a row, so the classes have the shares of
// e^b2 = (2, 1, 1) in every row: P = (1/2, 1/4, 1/4).
const Mlp shares_network{Matrix{{0.5, 0.5, -0.5}, {0.5, 0.5, -1}}, RowVector{{0.5, 0.5, 0}},
                         Matrix{{1, -1, 0.5}, {-1, 1, -0.5}, {0.5, 0.5, 0.5}},
                         RowVector{{std::log(2), 0, 0}}};
const Matrix shares{{0.5, 0.25, 0.25}, {0.5, 0.25, 0.25}};

// ∂L/∂Z2 = [1/4 1/8 −3/8; −1/4 1/8 1/8], ∂L/∂H = [−1/16 1/16 0; −5/16 5/16 0], but the second sample has the
// first two units off.
const Example second{
    shares_network,
    Matrix{{2, 1}, {0, -2}},
    {2, 0},
    {Matrix{{2, 2, -2}, {-0.5, -0.5, 2}}, Matrix{{2, 2, 0}, {0, 0, 2}},
     Matrix{{std::log(2), 0, 0}, {1 + std::log(2), 1, 1}}, shares},
    {Matrix{{-0.125, 0.125, 0}, {-0.0625, 0.0625, 0}}, RowVector{{-0.0625, 0.0625, 0}},
     Matrix{{0.5, 0.25, -0.75}, {0.5, 0.25, -0.75}, {-0.5, 0.25, 0.25}}, RowVector{{0, 0.25, -0.25}}}};

// One sample has all hidden units at their kink, z = 0, and so nothing but b2 learns from it.
const Matrix log_shares{{std::log(2), 0, 0}, {std::log(2), 0, 0}};
const Matrix from_one_sample{{0.5, 0.25, -0.75}, {0.5, 0.25, -0.75}, {0, 0, 0}};
const Example kink_last{shares_network,
                        Matrix{{2, 1}, {-2, 1}},
                        {2, 0},
                        {Matrix{{2, 2, -2}, {0, 0, 0}}, Matrix{{2, 2, 0}, {0, 0, 0}}, log_shares, shares},
                        {Matrix{{-0.125, 0.125, 0}, {-0.0625, 0.0625, 0}}, RowVector{{-0.0625, 0.0625, 0}},
                         from_one_sample, RowVector{{0, 0.25, -0.25}}}};
const Example kink_first{shares_network,
                         Matrix{{-2, 1}, {2, 1}},
                         {1, 2},
                         {Matrix{{0, 0, 0}, {2, 2, -2}}, Matrix{{0, 0, 0}, {2, 2, 0}}, log_shares, shares},
                         {Matrix{{-0.125, 0.125, 0}, {-0.0625, 0.0625, 0}}, RowVector{{-0.0625, 0.0625, 0}},
                          from_one_sample, RowVector{{0.5, -0.25, -0.25}}}};

// 1-1-2, for forward alone: logits (−0.25, −1.625) and (0.25, −1.875), which differ by 1.375 and 2.125.
double first_of_two(double difference) { return 1 / (1 + std::exp(-difference)); }
const Example negative_logits{
    {Matrix{{1}}, RowVector{{-0.5}}, Matrix{{-0.5, 0.25}}, RowVector{{0.5, -2}}},
    Matrix{{2}, {1}},
    {0, 1},
    {Matrix{{1.5}, {0.5}}, Matrix{{1.5}, {0.5}}, Matrix{{-0.25, -1.625}, {0.25, -1.875}},
     Matrix{{first_of_two(1.375), first_of_two(-1.375)}, {first_of_two(2.125), first_of_two(-2.125)}}},
    {}};

void expect_network(const Mlp& got, const Mlp& expected, double allowed) {
  EXPECT_THAT(got.W1, IsClose(expected.W1, allowed));
  EXPECT_THAT(got.b1, IsClose(expected.b1, allowed));
  EXPECT_THAT(got.W2, IsClose(expected.W2, allowed));
  EXPECT_THAT(got.b2, IsClose(expected.b2, allowed));
}

void expect_forward(const Example& example) {
  const Cache cache = student<forward>(example.network, example.X);
  EXPECT_THAT(cache.Z1, IsClose(example.cache.Z1, kRounding));
  EXPECT_THAT(cache.H, IsClose(example.cache.H, kRounding));
  EXPECT_THAT(cache.Z2, IsClose(example.cache.Z2, kRounding));
  EXPECT_THAT(cache.P, IsClose(example.cache.P, kRounding));
}

void expect_gradients(const Example& example) {
  expect_network(student<backward>(example.network, example.X, example.labels, example.cache),
                 example.gradients, kRounding);
}

// The same batch, twice as long: the rows, and then the rows again.
Matrix twice(const Matrix& rows) { return rows.replicate(2, 1); }
Labels twice(Labels labels) {
  const Labels once = labels;
  labels.insert(labels.end(), once.begin(), once.end());
  return labels;
}

Matrix drawn(Hidden& hidden, Index rows, Index columns) { return hidden.matrix(rows, columns, -1.5, 1.5); }
Labels drawn_labels(Hidden& hidden, Index count, int classes) {
  Labels labels;
  for (Index i = 0; i < count; ++i) labels.push_back(static_cast<int>(hidden.uniform(0, classes)));
  return labels;
}

/// Weights with in · weights = out. Row n of `in` has a number in column n, and none in the others' columns.
Matrix weights_between(Hidden& hidden, const Matrix& in, const Matrix& out) {
  const Index rest = in.cols() - in.rows();
  Matrix weights = drawn(hidden, in.cols(), out.cols());
  const Matrix left = out - in.rightCols(rest) * weights.bottomRows(rest);
  for (Index n = 0; n < in.rows(); ++n) weights.row(n) = left.row(n) / in(n, n);
  return weights;
}

/// N samples whose every value is drawn, and then a network in which they come about. N is at most d and h,
/// and what flows into a hidden unit is away from the kink.
Example drawn_backwards(Hidden& hidden, Index d, Index h, int k, Index N) {
  Matrix X = drawn(hidden, N, d), Z1(N, h), H = Matrix::Zero(N, h);
  const Matrix b1 = drawn(hidden, 1, h), b2 = drawn(hidden, 1, k), parts = drawn(hidden, N, k).array() + 2;
  for (Index n = 0; n < N; ++n) {
    X.row(n).head(N).setZero();
    X(n, n) = hidden.uniform(0.5, 2);
    for (Index j = 0; j < h; ++j) {
      const double size = hidden.uniform(0.2, 1.5);
      const bool on = n == j || (j >= N && hidden.uniform(0, 1) < 0.5);
      Z1(n, j) = on ? size : -size;
      if (on) H(n, j) = size;
    }
  }
  const Matrix Z2 = parts.array().log(), all = parts.rowwise().sum().replicate(1, k);
  const Matrix W1 = weights_between(hidden, X, Z1 - b1.replicate(N, 1)),
               W2 = weights_between(hidden, H, Z2 - b2.replicate(N, 1));
  return {{W1, b1, W2, b2}, X, drawn_labels(hidden, N, k), {Z1, H, Z2, parts.cwiseQuotient(all)}, {}};
}

/// One of the samples alone.
Example sample(const Example& batch, Index n) {
  const Cache& cache = batch.cache;
  return {batch.network,
          batch.X.row(n),
          {batch.labels.at(std::size_t(n))},
          {cache.Z1.row(n), cache.H.row(n), cache.Z2.row(n), cache.P.row(n)},
          {}};
}

Mlp student_backward(const Example& at) { return student<backward>(at.network, at.X, at.labels, at.cache); }

bool have_the_same_shapes(const Mlp& a, const Mlp& b) {
  const auto same = [](const auto& one, const auto& other) {
    return one.rows() == other.rows() && one.cols() == other.cols();
  };
  return same(a.W1, b.W1) && same(a.b1, b.b1) && same(a.W2, b.W2) && same(a.b2, b.b2);
}

// The quotient is off by kNudge² times a third derivative below one, and by rounding, 1e-16 / kNudge.
constexpr double kNudge = 1e-4, kQuotient = 1e-6;

/// The slopes of −ln p for the logits of a single sample, by trying: a logit that is higher by z multiplies
/// its class's part by e^z, and p is the label's part over the sum of all.
RowVector slopes_of_logits(const Example& at) {
  const RowVector parts = at.cache.P;
  const auto loss = [&](Index nudged, double by) {
    RowVector moved = parts;
    moved(nudged) *= std::exp(by);
    return std::log(moved.sum() / moved(at.labels.at(0)));
  };
  RowVector slopes(parts.size());
  for (Index c = 0; c < parts.size(); ++c) slopes(c) = (loss(c, kNudge) - loss(c, -kNudge)) / (2 * kNudge);
  return slopes;
}

/// What holds of the gradients of one sample, which together leave no other. b2 is added to the logits
/// themselves; a bias is a weight whose input is 1; and what scales all that flows into a unit does the same
/// as what scales all that flows out of it, so that weights times their slopes have the same sum on either
/// side.
void expect_slopes_of_a_sample(const Example& at) {
  const auto& [W1, b1, W2, b2] = at.network;
  const Mlp slopes = student_backward(at);
  ASSERT_TRUE(have_the_same_shapes(slopes, at.network)) << "a slope for each weight";
  EXPECT_THAT(slopes.b2, IsClose(slopes_of_logits(at), kQuotient));
  for (Index i = 0; i < W1.rows(); ++i)
    EXPECT_THAT(slopes.W1.row(i), IsClose(at.X(0, i) * slopes.b1, kRounding));
  for (Index j = 0; j < W1.cols(); ++j) {
    EXPECT_THAT(slopes.W2.row(j), IsClose(at.cache.H(0, j) * slopes.b2, kRounding));
    EXPECT_THAT(W1.col(j).dot(slopes.W1.col(j)) + b1(j) * slopes.b1(j),
                IsClose(W2.row(j).dot(slopes.W2.row(j)), kRounding));
  }
}

// By hand: logits ln 1, ln 2, ln 5 are shares of 1, 2 and 5 in 8. A row (z, 0) has 1 / (1 + e⁻ᶻ) first.
TEST(MlpBackprop, SoftmaxMakesSharesOfEachRow) {
  const double ln2 = std::log(2), ln5 = std::log(5), three = first_of_two(3), one = first_of_two(1);
  EXPECT_THAT(student<softmax_rows>(Matrix{{0, ln2, ln5}, {ln5, ln2, 0}}),
              IsClose(Matrix{{0.125, 0.25, 0.625}, {0.625, 0.25, 0.125}}, kRounding));
  EXPECT_THAT(student<softmax_rows>(Matrix{{3, 0}, {0, 1}, {7, 7}}),
              IsClose(Matrix{{three, 1 - three}, {1 - one, one}, {0.5, 0.5}}, kRounding));
  EXPECT_THAT(student<softmax_rows>(Matrix{{-ln5, 0, 0, -ln2}}),
              IsClose(Matrix{{2 / 27.0, 10 / 27.0, 10 / 27.0, 5 / 27.0}}, kRounding));
  EXPECT_THROW(student<softmax_rows>(Matrix(2, 0)), std::invalid_argument);
  Hidden hidden;
  for (const Index rows : {1, 2, 5}) {
    Matrix parts = drawn(hidden, rows, 4).array() + 2, logits = parts.array().log();
    for (Index r = 0; r < rows; ++r) parts.row(r) /= parts.row(r).sum();
    EXPECT_THAT(student<softmax_rows>(logits), IsClose(parts, kRounding));
  }
}

// A shift of a row changes nothing, however large: (1003, 1000) is (3, 0). And e^709 is all that a double
// holds.
TEST(MlpBackprop, SoftmaxOfLargeLogitsIsFinite) {
  const double three = first_of_two(3), one = first_of_two(1);
  EXPECT_THAT(student<softmax_rows>(Matrix{{710, 709}, {3, 0}}),
              IsClose(Matrix{{one, 1 - one}, {three, 1 - three}}, kRounding));
  EXPECT_THAT(student<softmax_rows>(Matrix{{709, 710}, {0, 1}}),
              IsClose(Matrix{{1 - one, one}, {1 - one, one}}, kRounding));
  EXPECT_THAT(student<softmax_rows>(Matrix{{1003, 1000}, {-1000, -1003}, {1000, 0}}),
              IsClose(Matrix{{three, 1 - three}, {three, 1 - three}, {1, 0}}, kRounding));
  {
    Hidden hidden;
    const double z = hidden.uniform(-3, 3), share = first_of_two(z);
    EXPECT_THAT(student<softmax_rows>(Matrix{{900 + z, 900}, {-900, z - 900}}),
                IsClose(Matrix{{share, 1 - share}, {1 - share, share}}, kQuotient));  // 900 + z is rounded
  }
  // −ln p of the two: 1000 and 0, mean 500; and 2000 + ln(1 + …) = 2000.
  EXPECT_THAT(student<cross_entropy>(Matrix{{1000, 0}, {1000, 0}}, Labels{1, 0}), IsClose(500, kRounding));
  EXPECT_THAT(student<cross_entropy>(Matrix{{-1000, 1000, -1000}}, Labels{2}), IsClose(2000, kRounding));
}

// By hand: of shares 1, 2, 5 in 8 the losses are ln 8, ln 4 and ln 1.6. k equal logits have ln k.
TEST(MlpBackprop, CrossEntropyIsTheMeanOfMinusLogP) {
  const double ln2 = std::log(2), ln5 = std::log(5);
  const Matrix parts{{0, ln2, ln5}, {ln5, ln2, 0}, {ln2, 0, ln5}};
  EXPECT_THAT(student<cross_entropy>(parts, Labels{0, 1, 2}),
              IsClose((std::log(8) + std::log(4) + std::log(1.6)) / 3, kRounding));
  EXPECT_THAT(student<cross_entropy>(parts, Labels{2, 2, 0}),
              IsClose((std::log(1.6) + std::log(8) + std::log(4)) / 3, kRounding));
  EXPECT_THAT(student<cross_entropy>(page.cache.Z2, page.labels), IsClose(0.4025986544065252, kRounding));
  EXPECT_THAT(student<cross_entropy>(Matrix{{0, ln2, ln5}}, Labels{1}), IsClose(std::log(4), kRounding));
  EXPECT_THAT(student<cross_entropy>(Matrix::Constant(4, 10, 0.25), Labels{3, 9, 0, 3}),
              IsClose(std::log(10), kRounding));
  Hidden hidden;
  for (const int classes : {2, 3, 5}) {
    const Matrix parts_drawn = drawn(hidden, 4, classes).array() + 2;
    const Labels labels = drawn_labels(hidden, 4, classes);
    double product = 1;
    for (Index r = 0; r < 4; ++r)
      product *= parts_drawn(r, labels.at(std::size_t(r))) / parts_drawn.row(r).sum();
    const Matrix logits = parts_drawn.array().log();
    EXPECT_THAT(student<cross_entropy>(logits, labels), IsClose(-std::log(product) / 4, kRounding));
  }
}

TEST(MlpBackprop, OneHotHasASingleOneInEachRow) {
  EXPECT_THAT(student<one_hot>(Labels{2, 0}, 3), IsClose(Matrix{{0, 0, 1}, {1, 0, 0}}, kRounding));
  EXPECT_THAT(student<one_hot>(Labels{3, 2, 2}, 4),
              IsClose(Matrix{{0, 0, 0, 1}, {0, 0, 1, 0}, {0, 0, 1, 0}}, kRounding));
  EXPECT_THAT(student<one_hot>(Labels{0}, 2), IsClose(Matrix{{1, 0}}, kRounding));
  EXPECT_THROW(student<one_hot>(Labels{0, 3}, 3), std::invalid_argument);
  EXPECT_THROW(student<one_hot>(Labels{-1, 2}, 3), std::invalid_argument);
  Hidden hidden;
  const Labels labels = drawn_labels(hidden, 6, 5);
  Matrix expected = Matrix::Zero(6, 5);
  for (Index r = 0; r < 6; ++r) expected(r, labels.at(std::size_t(r))) = 1;
  EXPECT_THAT(student<one_hot>(labels, 5), IsClose(expected, kRounding));
}

TEST(MlpBackprop, ForwardKeepsEveryMatrixOnTheWay) {
  for (const Example& example : {page, second, kink_last, kink_first, negative_logits})
    expect_forward(example);
  Hidden hidden;
  for (const auto& [d, h, k, N] : {std::array{3, 5, 2, 1}, {4, 3, 5, 3}, {2, 2, 3, 2}})
    expect_forward(drawn_backwards(hidden, d, h, k, N));
}

// The second sample of `second` has units that are off; in the last two, one sample has units at their kink.
TEST(MlpBackprop, OnlyUnitsThatAreOnPassSlopesBack) {
  for (const Example& example : {page, second, kink_last, kink_first}) expect_gradients(example);
  Hidden hidden;
  for (int i = 0; i < 3; ++i) expect_slopes_of_a_sample(drawn_backwards(hidden, 2, 5, 3, 1));
}

TEST(MlpBackprop, ABiasLearnsLikeAWeightWhoseInputIsOne) {
  Hidden hidden;
  for (const auto& [d, h, k] : {std::array{2, 3, 2}, {3, 4, 3}, {1, 2, 4}, {4, 1, 2}})
    ASSERT_NO_FATAL_FAILURE(expect_slopes_of_a_sample(drawn_backwards(hidden, d, h, k, 1)));
  // A shift of all logits changes no probability, so the slopes of a row of W2, and of b2, add up to 0.
  const Example at = drawn_backwards(hidden, 4, 5, 3, 4);
  const Mlp slopes = student_backward(at);
  EXPECT_THAT(slopes.W2.rowwise().sum(), IsClose(Vector::Zero(5), kRounding));
  EXPECT_THAT(slopes.b2.sum(), IsClose(0, kRounding));
  EXPECT_GT(slopes.W2.cwiseAbs().sum(), kNudge) << "but they are not all 0";
}

// The mean over a batch and over the same batch twice is the same, and that of its samples. Asking again
// changes nothing either.
TEST(MlpBackprop, ABatchTwiceAsLongHasTheSameGradients) {
  for (const Example& example : {page, second}) {
    expect_gradients(example);
    expect_gradients(example);
    const Cache& cache = example.cache;
    expect_gradients({example.network,
                      twice(example.X),
                      twice(example.labels),
                      {twice(cache.Z1), twice(cache.H), twice(cache.Z2), twice(cache.P)},
                      example.gradients});
  }
  Hidden hidden;
  const Example at = drawn_backwards(hidden, 3, 4, 3, 3);
  const auto& [Z1, H, Z2, P] = at.cache;
  const Mlp mean = student_backward(at);
  ASSERT_TRUE(have_the_same_shapes(mean, at.network)) << "a slope for each weight";
  const Cache cache{twice(Z1), twice(H), twice(Z2), twice(P)};
  expect_network(student<backward>(at.network, twice(at.X), twice(at.labels), cache), mean, kRounding);
  EXPECT_THAT(student<cross_entropy>(twice(Z2), twice(at.labels)),
              IsClose(student<cross_entropy>(Z2, at.labels), kRounding));
  Mlp sum{0 * mean.W1, 0 * mean.b1, 0 * mean.W2, 0 * mean.b2};  // of the slopes of each sample alone
  for (Index n = 0; n < 3; ++n) {
    const Mlp one = student_backward(sample(at, n));
    ASSERT_TRUE(have_the_same_shapes(one, mean)) << "a slope for each weight";
    sum = {sum.W1 + one.W1, sum.b1 + one.b1, sum.W2 + one.W2, sum.b2 + one.b2};
  }
  expect_network({3 * mean.W1, 3 * mean.b1, 3 * mean.W2, 3 * mean.b2}, sum, kRounding);
  RowVector of_logits = RowVector::Zero(3);  // b2 is added to them
  for (Index n = 0; n < 3; ++n) of_logits += slopes_of_logits(sample(at, n)) / 3;
  EXPECT_THAT(mean.b2, IsClose(of_logits, kQuotient));
}

// By hand: a share of the gradients that are given. Then learning, with losses from a separate computation.
TEST(MlpBackprop, EveryStepMovesAllWeightsAndLowersTheLoss) {
  Mlp network = second.network;
  student<step>(network, second.gradients, 0.4);
  expect_network(
      network,
      {Matrix{{0.55, 0.45, -0.5}, {0.525, 0.475, -1}}, RowVector{{0.525, 0.475, 0}},
       Matrix{{0.8, -1.1, 0.8}, {-1.2, 0.9, -0.2}, {0.7, 0.4, 0.4}}, RowVector{{std::log(2), -0.1, 0.1}}},
      kRounding);
  network = kink_first.network;
  student<step>(network, kink_first.gradients, 0.2);
  expect_network(network,
                 {Matrix{{0.525, 0.475, -0.5}, {0.5125, 0.4875, -1}}, RowVector{{0.5125, 0.4875, 0}},
                  Matrix{{0.9, -1.05, 0.65}, {-1.1, 0.95, -0.35}, {0.5, 0.5, 0.5}},
                  RowVector{{std::log(2) - 0.1, 0.05, 0.05}}},
                 kRounding);
  {
    Hidden hidden;  // slopes that are the weights themselves shrink them all alike
    const double rate = hidden.uniform(0.1, 0.9);
    network = page.network;
    student<step>(network, page.network, rate);
    const Mlp& old = page.network;
    expect_network(network,
                   {(1 - rate) * old.W1, (1 - rate) * old.b1, (1 - rate) * old.W2, (1 - rate) * old.b2},
                   kRounding);
  }
  network = page.network;
  for (const double loss : {0.13349070124364915, 0.08046850342956163, 0.05873253459069977}) {
    const Cache cache = student<forward>(network, page.X);
    student<step>(network, student<backward>(network, page.X, page.labels, cache), 0.1);
    EXPECT_THAT(student<cross_entropy>(student<forward>(network, page.X).Z2, page.labels),
                IsClose(loss, kRounding));
  }
}

TEST(MlpBackprop, SizesThatDoNotFitAreRefused) {
  Hidden hidden;  // a file that refuses nothing yet may still have its slip recognised by its numbers
  const Mlp& fits = page.network;
  const RowVector lift{{hidden.uniform(-2, 2), hidden.uniform(-2, 2)}};
  EXPECT_THAT(student<forward>(Mlp{fits.W1, fits.b1, fits.W2, fits.b2 + lift}, page.X).Z2,
              IsClose(Matrix(page.cache.Z2.rowwise() + lift), kRounding));  // but this fits
  const Matrix wide = Matrix::Ones(2, 3);
  const RowVector long_row = RowVector::Ones(4);
  EXPECT_THROW(student<forward>(fits, wide), std::invalid_argument);
  EXPECT_THROW(student<forward>(Mlp{fits.W1, long_row, fits.W2, fits.b2}, page.X), std::invalid_argument);
  EXPECT_THROW(student<forward>(Mlp{fits.W1, fits.b1, wide, fits.b2}, page.X), std::invalid_argument);
  EXPECT_THROW(student<forward>(Mlp{fits.W1, fits.b1, fits.W2, long_row}, page.X), std::invalid_argument);

  const Cache& cache = page.cache;
  EXPECT_THROW(student<backward>(fits, wide, page.labels, cache), std::invalid_argument);
  EXPECT_THROW(student<backward>(fits, page.X, Labels{0, 1, 1}, cache), std::invalid_argument);
  EXPECT_THROW(student<backward>(fits, page.X, Labels{0, 2}, cache), std::invalid_argument);
  EXPECT_THROW(student<backward>(fits, page.X, page.labels, Cache{wide, wide, cache.Z2, wide}),
               std::invalid_argument);
  EXPECT_THROW(student<backward>(fits, Matrix(0, 2), Labels{},
                                 Cache{Matrix(0, 3), Matrix(0, 3), Matrix(0, 2), Matrix(0, 2)}),
               std::invalid_argument);

  EXPECT_THROW(student<cross_entropy>(cache.Z2, Labels{0}), std::invalid_argument);
  EXPECT_THROW(student<cross_entropy>(cache.Z2, Labels{0, 2}), std::invalid_argument);
  EXPECT_THROW(student<cross_entropy>(Matrix(0, 2), Labels{}), std::invalid_argument);

  Mlp network = fits;
  EXPECT_THROW(student<step>(network, Mlp{fits.W2, fits.b1, fits.W2, fits.b2}, 0.1), std::invalid_argument);
  EXPECT_THROW(student<step>(network, Mlp{fits.W1, fits.b1, fits.W1, fits.b2}, 0.1), std::invalid_argument);
  EXPECT_THROW(student<step>(network, Mlp{fits.W1, long_row, fits.W2, fits.b2}, 0.1), std::invalid_argument);
}

}  // namespace
}  // namespace downhill::mlp_backprop
