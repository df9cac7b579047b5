// SPDX-License-Identifier: MIT
#include "forward_pass.hpp"
#include "judge/student.hpp"

namespace downhill::forward_pass {
namespace {
using namespace judge;

struct Network {
  Matrix W1;
  Vector w2;
};
const Network page{Matrix{{1, -1}, {1, 1}}, Vector{{2, -1}}};
const Network second{Matrix{{2, -3}, {4, 0.5}}, Vector{{1.5, -2}}};
const Network tall{Matrix{{1, 2}, {-1, 0.5}, {4, -3}}, Vector{{0.5, 3}}};

Vector drawn(Hidden& hidden, Index size) { return hidden.vector(size, -3, 3); }
Network drawn(Hidden& hidden, Index inputs, Index units) {
  return {hidden.matrix(inputs, units, -3, 3), drawn(hidden, units)};
}

/// What a network says, way by way: from each input through each hidden unit.
double said_by(const Network& network, const Vector& x) {
  double sum = 0;
  for (Index i = 0; i < network.W1.rows(); ++i)
    for (Index j = 0; j < network.W1.cols(); ++j) sum += x(i) * network.W1(i, j) * network.w2(j);
  return sum;
}

// By hand: (2 + 3, −2 + 3), (1 − 6, −1.5 − 0.75), (2.5 − 1, −3.75 − 0.125), (1.5 + 2 + 2, 3 − 1 − 1.5).
TEST(ForwardPass, AHiddenUnitAddsUpWhatFlowsIntoIt) {
  EXPECT_THAT(student<hidden_values>(Vector{{2.0, 3.0}}, page.W1), IsClose({5, 1}, kRounding));
  EXPECT_THAT(student<hidden_values>(Vector{{0.5, -1.5}}, second.W1), IsClose({-5, -2.25}, kRounding));
  EXPECT_THAT(student<hidden_values>(Vector{{1.25, -0.25}}, second.W1), IsClose({1.5, -3.875}, kRounding));
  EXPECT_THAT(student<hidden_values>(Vector{{1.5, -2.0, 0.5}}, tall.W1), IsClose({5.5, 0.5}, kRounding));
  EXPECT_THAT(student<hidden_values>(Vector{{0.5, -2.0, 0.75}}, tall.W1), IsClose({5.5, -2.25}, kRounding));
  EXPECT_THROW(student<hidden_values>(Vector{{2.0, 3.0, 4.0}}, page.W1), std::invalid_argument);
  EXPECT_THROW(student<hidden_values>(Vector{{2.0, 3.0}}, tall.W1), std::invalid_argument);

  // An input of 1 alone shows the weights that leave it.
  Hidden hidden;
  const Network wide = drawn(hidden, 3, 5);
  for (Index i = 0; i < 3; ++i)
    EXPECT_THAT(student<hidden_values>(Vector::Unit(3, i), wide.W1),
                IsClose(Vector(wide.W1.row(i).transpose()), kRounding));
}

// By hand, with h as above: 5 · 2 − 1 · 1, 5 · 3 − 2 · 1, 0.5 · 2.5 + 1.5, −5 · 1.5 + 2.25 · 2, 2 · 1.5
// + 4.625 · 2, 5.5 · 0.5 + 0.5 · 3.
TEST(ForwardPass, PredictionOfTheWorkedExample) {
  EXPECT_THAT(student<predict>(Vector{{2.0, 3.0}}, page.W1, page.w2), IsClose(9, kRounding));
  EXPECT_THAT(student<predict>(Vector{{2.0, 3.0}}, page.W1, Vector{{3, -2}}), IsClose(13, kRounding));
  EXPECT_THAT(student<predict>(Vector{{1.0, -0.5}}, page.W1, Vector{{2.5, -1}}), IsClose(2.75, kRounding));
  EXPECT_THAT(student<predict>(Vector{{0.5, -1.5}}, second.W1, second.w2), IsClose(-3, kRounding));
  EXPECT_THAT(student<predict>(Vector{{1.5, -0.25}}, second.W1, second.w2), IsClose(12.25, kRounding));
  EXPECT_THAT(student<predict>(Vector{{1.5, -2.0, 0.5}}, tall.W1, tall.w2), IsClose(4.25, kRounding));
  EXPECT_THROW(student<predict>(Vector{{2.0}}, page.W1, page.w2), std::invalid_argument);
  EXPECT_THROW(student<predict>(Vector{{2.0, 3.0}}, page.W1, Vector{{2.0}}), std::invalid_argument);
  EXPECT_THROW(student<predict>(Vector{{2.0, 3.0}}, page.W1, Vector{{2.0, 3.0, 4.0}}), std::invalid_argument);

  // Inputs and output weights of 1 alone single out one weight of W1.
  Hidden hidden;
  const Network wide = drawn(hidden, 3, 5);
  const double x = hidden.uniform(0.5, 3), w = hidden.uniform(0.5, 3);
  for (Index i = 0; i < 3; ++i)
    for (Index j = 0; j < 5; ++j)
      EXPECT_THAT(student<predict>(x * Vector::Unit(3, i), wide.W1, w * Vector::Unit(5, j)),
                  IsClose(x * w * wide.W1(i, j), kRounding));
}

// Twice the output's weights, twice the prediction: 18 for 9. Nothing in, nothing out.
TEST(ForwardPass, WithoutActivationsAPredictionIsLinear) {
  EXPECT_THAT(student<predict>(Vector{{2.0, 3.0}}, page.W1, 2 * page.w2), IsClose(18, kRounding));
  EXPECT_THAT(student<predict>(Vector{{0.0, 0.0}}, page.W1, page.w2), IsClose(0, kRounding));
  Hidden hidden;
  for (const Index inputs : {1, 2, 4})
    for (const Index units : {1, 3}) {
      const Network network = drawn(hidden, inputs, units);
      const Vector x = drawn(hidden, inputs), y = drawn(hidden, inputs);
      const double a = hidden.uniform(-2, 2), b = hidden.uniform(-2, 2);
      const double one = student<predict>(x, network.W1, network.w2),
                   other = student<predict>(y, network.W1, network.w2);
      EXPECT_THAT(one, IsClose(said_by(network, x), kRounding));
      EXPECT_THAT(student<predict>(a * x + b * y, network.W1, network.w2),
                  IsClose(a * one + b * other, kRounding));
      const Network more{network.W1, drawn(hidden, units)}, sum{network.W1, network.w2 + a * more.w2};
      EXPECT_THAT(student<predict>(x, sum.W1, sum.w2),
                  IsClose(one + a * student<predict>(x, more.W1, more.w2), kRounding));
    }
  // Where all weights of W1 are c, each unit has c times the sum of the inputs.
  const Vector x = drawn(hidden, 4), w2 = drawn(hidden, 3);
  const double c = hidden.uniform(0.5, 3);
  EXPECT_THAT(student<predict>(x, Matrix::Constant(4, 3, c), w2), IsClose(c * x.sum() * w2.sum(), kRounding));
}

// By hand: 9 − 13, 13 − 13, 17 − 13.
TEST(ForwardPass, AnErrorIsNegativeWhereTooLittleIsSaid) {
  EXPECT_THAT(student<error>(9.0, 13.0), IsClose(-4, kRounding));
  EXPECT_THAT(student<error>(13.0, 13.0), IsClose(0, kRounding));
  EXPECT_THAT(student<error>(17.0, 13.0), IsClose(4, kRounding));
  EXPECT_THAT(student<error>(-2.5, 1.25), IsClose(-3.75, kRounding));
  Hidden hidden;
  const double actual = hidden.uniform(-9, 9), off = hidden.uniform(1, 9);
  EXPECT_THAT(student<error>(actual + off, actual), IsClose(off, kRounding));
  EXPECT_THAT(student<error>(actual - off, actual), IsClose(-off, kRounding));
}

// By hand: collapsed, the page's network is 3 x₁ + 1 x₂, the second 9 x₁ + 5 x₂.
TEST(ForwardPass, ABatchHasARowForEachSample) {
  EXPECT_THAT(student<predict_batch>(Matrix{{2, 3}, {0.5, -1}}, page.W1, page.w2),
              IsClose({9, 0.5}, kRounding));
  EXPECT_THAT(student<predict_batch>(Matrix{{1.5, -2.5}, {0.5, 3}}, second.W1, second.w2),
              IsClose({1, 19.5}, kRounding));
  EXPECT_THAT(student<predict_batch>(Matrix{{2, 3}, {0, 1}, {1, 0}, {-1, 2}}, page.W1, page.w2),
              IsClose({9, 1, 3, -1}, kRounding));
  EXPECT_THAT(student<predict_batch>(Matrix{{1.5, -2, 0.5}}, tall.W1, tall.w2),
              IsClose({4.25}, kRounding));  // as above
  EXPECT_THAT(student<predict_batch>(Matrix{{1.5, -0.25}, {1, 1}, {-1, 0}}, second.W1, second.w2),
              IsClose({12.25, 14, -9}, kRounding));
  EXPECT_THROW(student<predict_batch>(Matrix{{2, 3, 4}}, page.W1, page.w2), std::invalid_argument);
  EXPECT_THROW(student<predict_batch>(Matrix{{2}, {3}}, page.W1, page.w2), std::invalid_argument);
  EXPECT_THROW(student<predict_batch>(Matrix{{2, 3}}, page.W1, Vector{{2.0}}), std::invalid_argument);
  Hidden hidden;  // inputs and output weights of 1 alone single out a column of W1
  const Network network = drawn(hidden, 4, 3);
  const double x = hidden.uniform(0.5, 3);
  for (Index j = 0; j < 3; ++j)
    EXPECT_THAT(student<predict_batch>(x * Matrix::Identity(4, 4), network.W1, Vector::Unit(3, j)),
                IsClose(Vector(x * network.W1.col(j)), kRounding));
}

// Each row alone; the rows turned round, the predictions turned round.
TEST(ForwardPass, ASampleDoesNotMindItsNeighbours) {
  EXPECT_THAT(student<predict_batch>(Matrix{{1, 0}, {0, 1}}, second.W1, second.w2),
              IsClose({9, 5}, kRounding));
  EXPECT_THAT(student<predict_batch>(Matrix(0, 2), second.W1, second.w2),
              IsClose(Vector(0), kRounding));  // nobody asked
  Hidden hidden;
  const Network network = drawn(hidden, 3, 4);
  const Matrix inputs = drawn(hidden, 15).reshaped(5, 3);
  Vector alone(5);
  for (Index row = 0; row < 5; ++row) alone(row) = said_by(network, inputs.row(row).transpose());
  EXPECT_THAT(student<predict>(inputs.row(2).transpose(), network.W1, network.w2),
              IsClose(alone(2), kRounding));
  EXPECT_THAT(student<predict_batch>(inputs, network.W1, network.w2), IsClose(alone, kRounding));
  EXPECT_THAT(student<predict_batch>(inputs.colwise().reverse(), network.W1, network.w2),
              IsClose(alone.reverse(), kRounding));
  const double c = hidden.uniform(0.5, 3);  // the weight of all, so that sums are all that counts
  EXPECT_THAT(student<predict_batch>(inputs, Matrix::Constant(3, 4, c), network.w2),
              IsClose(Vector(c * network.w2.sum() * inputs.rowwise().sum()), kRounding));
}

// By hand: 1 · 2 + 1 · 1 and 1 · 2 − 1 · 1; 2 · 1.5 + 3 · 2 and 4 · 1.5 − 0.5 · 2; 0.5 + 6, −0.5 + 1.5, 2
// − 9.
TEST(ForwardPass, TwoLinearLayersSayNoMoreThanOne) {
  EXPECT_THAT(student<collapsed_weights>(page.W1, page.w2), IsClose({3, 1}, kRounding));
  EXPECT_THAT(student<collapsed_weights>(second.W1, second.w2), IsClose({9, 5}, kRounding));
  EXPECT_THAT(student<collapsed_weights>(tall.W1, tall.w2), IsClose({6.5, 1, -7}, kRounding));
  EXPECT_THAT(student<collapsed_weights>(second.W1, page.w2), IsClose({7, 7.5}, kRounding));
  Hidden hidden;
  for (int i = 0; i < 3; ++i) {
    const Network network = drawn(hidden, 4, 3);
    const Vector x = drawn(hidden, 4);
    const Vector collapsed = student<collapsed_weights>(network.W1, network.w2);
    ASSERT_EQ(collapsed.size(), 4);
    const double said = said_by(network, x);
    EXPECT_THAT(x.dot(collapsed), IsClose(said, kRounding));
    EXPECT_THAT(student<predict>(x, network.W1, network.w2), IsClose(said, kRounding));
  }
  const Network network = drawn(hidden, 4, 3);  // with one unit connected, its weights are all that is left
  const double w = hidden.uniform(0.5, 3);
  for (Index j = 0; j < 3; ++j)
    EXPECT_THAT(student<collapsed_weights>(network.W1, w * Vector::Unit(3, j)),
                IsClose(Vector(w * network.W1.col(j)), kRounding));
}

// By hand: 0.5 · 0.5 and −3 · 0.5.
TEST(ForwardPass, SizesThatDoNotFitAreRefused) {
  EXPECT_THAT(student<collapsed_weights>(Matrix{{0.5}, {-3}}, Vector{{0.5}}),
              IsClose({0.25, -1.5}, kRounding));
  EXPECT_THROW(student<collapsed_weights>(page.W1, Vector{{2.0}}), std::invalid_argument);
  EXPECT_THROW(student<collapsed_weights>(tall.W1, Vector{{2.0, 3.0, 4.0}}), std::invalid_argument);
  Hidden hidden;
  const double one = hidden.uniform(0.5, 3), other = hidden.uniform(0.5, 3), w = hidden.uniform(0.5, 3);
  EXPECT_THAT(student<collapsed_weights>(Matrix{{one}, {-other}}, Vector{{w}}),
              IsClose({one * w, -other * w}, kRounding));
}

}  // namespace
}  // namespace downhill::forward_pass
