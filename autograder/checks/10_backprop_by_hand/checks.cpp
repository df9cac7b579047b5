// SPDX-License-Identifier: MIT
#include "backprop_by_hand.hpp"
#include "judge/student.hpp"

namespace downhill::backprop_by_hand {
namespace {

using namespace judge;

// A network with its input, and what forward makes of it, by hand: so a wrong forward costs backward nothing.
struct Example {
  Network network;  // W1, w2
  Vector input;
  Cache cache;  // z, h, s, y
  double target;
};

// The page's network: z = (1·1, 1·3), s = 1·1 + 3·2 = 7, error 3, output slope 2·3 = 6.
const Network page_network{Matrix{{0, 2}, {1, 3}}, Vector{{1, 2}}};
const Example page{page_network, Vector{{0, 1}}, {Vector{{1, 3}}, Vector{{1, 3}}, 7, 7}, 4};
// z = (2·1.5 − 1, 2·0.5 + 0.5), s = 2·0.5 + 1.5·1, error −1.25, output slope −2.5.
const Network second_network{Matrix{{1.5, 0.5}, {1, -0.5}}, Vector{{0.5, 1}}};
const Example second{second_network, Vector{{2, -1}}, {Vector{{2, 1.5}}, Vector{{2, 1.5}}, 2.5, 2.5}, 3.75};

// The second hidden unit is off, z < 0. Errors 1 − 4 = −3 and 1 − 1.75 = −0.75, output slopes −6 and −1.5.
const Network off_network{Matrix{{0, 2}, {1, -3}}, Vector{{1, 2}}};
const Example unit_off{off_network, Vector{{0, 1}}, {Vector{{1, -3}}, Vector{{1, 0}}, 1, 1}, 4};
const Network off_network_too{Matrix{{1.5, 0.5}, {1, 2.5}}, Vector{{0.5, 1}}};
const Example unit_off_too{off_network_too, Vector{{2, -1}}, {Vector{{2, -1.5}}, Vector{{2, 0}}, 1, 1}, 1.75};

// The first hidden unit is at its kink, z = 0: −2·0.5 + 1·1, and 0·0 + 0·1. Output slopes 2.5 and 3.
const Network kink_network{Matrix{{-2, 1}, {1, 1.5}}, Vector{{1.5, 2.25}}};
const Example at_kink{kink_network, Vector{{0.5, 1}}, {Vector{{0, 2}}, Vector{{0, 2}}, 4.5, 4.5}, 3.25};
const Network kink_network_too{Matrix{{0, 2}, {0, 3}}, Vector{{2.5, 2}}};
const Example at_kink_too{kink_network_too, Vector{{0, 1}}, {Vector{{0, 3}}, Vector{{0, 3}}, 6, 6}, 4.5};

// The output is off: s = 1 − 6 and 1 − 2.25; and at its kink: s = 3 − 3. Prediction 0, output slope 0.
const Network cold{page_network.W1, Vector{{1, -2}}}, cold_too{second_network.W1, Vector{{0.5, -1.5}}};
const Network cool{page_network.W1, Vector{{3, -1}}};
const Example output_off{cold, page.input, {page.cache.z, page.cache.h, -5, 0}, 4};
const Example output_off_too{cold_too, second.input, {second.cache.z, second.cache.h, -1.25, 0}, 3.75};
const Example output_at_kink{cool, page.input, {page.cache.z, page.cache.h, 0, 0}, 4};

Vector student_node_slopes(const Example& example) {
  return student<node_slopes>(example.network, example.cache, example.target);
}

void expect_forward(const Example& example) {
  const Cache cache = student<forward>(example.network, example.input);
  EXPECT_THAT(cache.z, IsClose(example.cache.z, kRounding));
  EXPECT_THAT(cache.h, IsClose(example.cache.h, kRounding));
  EXPECT_THAT(cache.s, IsClose(example.cache.s, kRounding));
  EXPECT_THAT(cache.y, IsClose(example.cache.y, kRounding));
}

void expect_slopes(const Example& example, const Gradients& expected) {
  const Gradients slopes = student<backward>(example.network, example.input, example.cache, example.target);
  EXPECT_THAT(slopes.dW1, IsClose(expected.dW1, kRounding));
  EXPECT_THAT(slopes.dw2, IsClose(expected.dw2, kRounding));
}

/// The same in a unit of its own: without biases, c times the input gives c times everything.
Example in_unit(double c, const Example& example) {
  const Cache& one = example.cache;
  return {
      example.network, c * example.input, {c * one.z, c * one.h, c * one.s, c * one.y}, c * example.target};
}

/// A network made for a cache that is drawn first: away from the kinks, and with one unit at least that is
/// on.
Example drawn_backwards(Hidden& hidden) {
  const auto size = [&] { return hidden.uniform(0.2, 3); };
  const auto either = [&] { return hidden.uniform(-1, 1) < 0 ? -size() : size(); };
  const Vector x{{either(), either()}};
  const Index on = hidden.uniform(0, 1) < 0.5 ? 0 : 1, other = 1 - on;
  const double said = hidden.uniform(0, 1) < 0.25 ? 0 : size();
  Cache cache{.z = Vector(2), .h = Vector::Zero(2), .s = said == 0 ? -size() : said, .y = said};
  cache.z(on) = cache.h(on) = size();
  cache.z(other) = either();
  if (cache.z(other) > 0) cache.h(other) = cache.z(other);

  Network network{Matrix(2, 2), Vector(2)};
  for (Index j = 0; j < 2; ++j) {
    const double part = either();  // what the first input brings to the unit
    network.W1.col(j) << part / x(0), (cache.z(j) - part) / x(1);
  }
  network.w2(other) = either();
  network.w2(on) = (cache.s - cache.h(other) * network.w2(other)) / cache.h(on);
  return {network, x, cache, either()};
}

TEST(BackpropByHand, ReluAndItsSlopeAreZeroUpToZero) {
  EXPECT_THAT(student<relu>(2.5), IsClose(2.5, kRounding));
  EXPECT_THAT(student<relu>(0.0), IsClose(0, kRounding));
  EXPECT_THAT(student<relu>(-2.5), IsClose(0, kRounding));
  EXPECT_THAT(student<relu_slope>(2.5), IsClose(1, kRounding));
  EXPECT_THAT(student<relu_slope>(0.0), IsClose(0, kRounding));
  EXPECT_THAT(student<relu_slope>(-2.5), IsClose(0, kRounding));

  Hidden hidden;
  const double z = hidden.uniform(0.1, 5);
  EXPECT_THAT(student<relu>(z), IsClose(z, kRounding));
  EXPECT_THAT(student<relu>(-z), IsClose(0, kRounding));
  EXPECT_THAT(student<relu_slope>(z), IsClose(1, kRounding));
  EXPECT_THAT(student<relu_slope>(-z), IsClose(0, kRounding));
}

TEST(BackpropByHand, ForwardKeepsEveryValueOnTheWay) {
  for (const Example& example : {page, second, unit_off, unit_off_too, output_off, output_off_too})
    expect_forward(example);

  Hidden hidden;
  const double c = hidden.uniform(0.1, 5);
  for (const Example& example : {page, second, unit_off_too}) expect_forward(in_unit(c, example));
  for (int i = 0; i < 5; ++i) expect_forward(drawn_backwards(hidden));
}

TEST(BackpropByHand, TheSquaredErrorHasTwiceTheErrorAsSlope) {
  EXPECT_THAT(student<loss>(page.network, page.input, 4.0), IsClose(9, kRounding));        // 3²
  EXPECT_THAT(student<loss>(page.network, page.input, 4.75), IsClose(5.0625, kRounding));  // 2.25²
  EXPECT_THAT(student<loss>(page.network, page.input, 10.5), IsClose(12.25, kRounding));   // (−3.5)²
  EXPECT_THAT(student<loss>(unit_off_too.network, unit_off_too.input, 1.75), IsClose(0.5625, kRounding));
  EXPECT_THAT(student<output_slope>(page.cache, 4.0), IsClose(6, kRounding));
  EXPECT_THAT(student<output_slope>(page.cache, 4.75), IsClose(4.5, kRounding));
  EXPECT_THAT(student<output_slope>(second.cache, 3.75), IsClose(-2.5, kRounding));
  EXPECT_THAT(student<output_slope>(unit_off_too.cache, 1.75), IsClose(-1.5, kRounding));

  Hidden hidden;
  const double error = hidden.uniform(0.5, 5);
  EXPECT_THAT(student<loss>(page.network, page.input, 7 - error), IsClose(error * error, kRounding));
  EXPECT_THAT(student<output_slope>(page.cache, 7 - error), IsClose(2 * error, kRounding));
  EXPECT_THAT(student<output_slope>(page.cache, 7 + error), IsClose(-2 * error, kRounding));
}

TEST(BackpropByHand, ANodesSlopeIsItsWeightTimesTheSlopeItFeeds) {
  EXPECT_THAT(student_node_slopes(page), IsClose({6, 12}, kRounding));                // (1, 2) · 6
  EXPECT_THAT(student_node_slopes(second), IsClose({-1.25, -2.5}, kRounding));        // (0.5, 1) · −2.5
  EXPECT_THAT(student_node_slopes(unit_off), IsClose({-6, -12}, kRounding));          // (1, 2) · −6
  EXPECT_THAT(student_node_slopes(unit_off_too), IsClose({-0.75, -1.5}, kRounding));  // (0.5, 1) · −1.5
  EXPECT_THAT(student_node_slopes(at_kink), IsClose({3.75, 5.625}, kRounding));       // (1.5, 2.25) · 2.5

  // An error of a half has the slope 1, which leaves the weights themselves.
  Hidden hidden;
  const Network network{.W1 = page.network.W1, .w2 = Vector{{hidden.uniform(-5, 5), hidden.uniform(-5, 5)}}};
  EXPECT_THAT(student<node_slopes>(network, page.cache, 6.5), IsClose(network.w2, kRounding));
}

TEST(BackpropByHand, SlopesOfTheWorkedExample) {
  // W1: x times the node slopes, (0, 1) × (6, 12). w2: h times the output slope, (1, 3) · 6.
  expect_slopes(page, {.dW1 = Matrix{{0, 0}, {6, 12}}, .dw2 = Vector{{6, 18}}});
  // (2, −1) × (−1.25, −2.5), and (2, 1.5) · −2.5.
  expect_slopes(second, {.dW1 = Matrix{{-2.5, -5}, {1.25, 2.5}}, .dw2 = Vector{{-5, -3.75}}});
  // What enters a weight and what leaves the network, both c times as much: slopes that are c² times as
  // large.
  Hidden hidden;
  const double c = hidden.uniform(0.5, 3);
  expect_slopes(in_unit(c, page), {.dW1 = c * c * Matrix{{0, 0}, {6, 12}}, .dw2 = c * c * Vector{{6, 18}}});
  expect_slopes(in_unit(c, second),
                {.dW1 = c * c * Matrix{{-2.5, -5}, {1.25, 2.5}}, .dw2 = c * c * Vector{{-5, -3.75}}});
}

TEST(BackpropByHand, AUnitThatIsOffPassesNoSlopeBack) {
  // The node slopes of the check above, without those of the unit that is off; times x.
  expect_slopes(unit_off, {.dW1 = Matrix{{0, 0}, {-6, 0}}, .dw2 = Vector{{-6, 0}}});
  expect_slopes(unit_off_too, {.dW1 = Matrix{{-1.5, 0}, {0.75, 0}}, .dw2 = Vector{{-3, 0}}});
  expect_slopes(at_kink, {.dW1 = Matrix{{0, 2.8125}, {0, 5.625}}, .dw2 = Vector{{0, 5}}});
  expect_slopes(at_kink_too, {.dW1 = Matrix{{0, 0}, {0, 6}}, .dw2 = Vector{{0, 9}}});
  // An output that is off has no slope to give, whatever the target.
  EXPECT_THAT(student<output_slope>(output_off.cache, -4.0), IsClose(0, kRounding));
  for (const Example& example : {output_off, output_off_too, output_at_kink})
    expect_slopes(example, {.dW1 = Matrix::Zero(2, 2), .dw2 = Vector::Zero(2)});
  Hidden hidden;
  const double c = hidden.uniform(0.5, 3);
  expect_slopes(in_unit(c, unit_off_too),
                {.dW1 = c * c * Matrix{{-1.5, 0}, {0.75, 0}}, .dw2 = c * c * Vector{{-3, 0}}});
  expect_slopes(in_unit(c, at_kink),
                {.dW1 = c * c * Matrix{{0, 2.8125}, {0, 5.625}}, .dw2 = c * c * Vector{{0, 5}}});
}

// Where no unit is at its kink, only one gradient has all of this. A layer scaled by c scales y by c, so that
// Σ w ∂y/∂w = y, in either layer (Euler); what scales all that flows into a unit does the same as what scales
// the weight behind it; and two weights to one node have slopes like what flows through them.
TEST(BackpropByHand, ScalingALayerScalesThePrediction) {
  Hidden hidden;
  for (int i = 0; i < 20; ++i) {
    const Example at = drawn_backwards(hidden);
    const auto& [W1, w2] = at.network;
    const Gradients slopes = student<backward>(at.network, at.input, at.cache, at.target);
    ASSERT_EQ(slopes.dW1.rows(), 2);
    ASSERT_EQ(slopes.dW1.cols(), 2);
    ASSERT_EQ(slopes.dw2.size(), 2);
    const double euler = 2 * (at.cache.y - at.target) * at.cache.y;
    EXPECT_THAT(W1.cwiseProduct(slopes.dW1).sum(), IsClose(euler, kRounding));
    EXPECT_THAT(w2.dot(slopes.dw2), IsClose(euler, kRounding));
    EXPECT_THAT(slopes.dw2(0) * at.cache.h(1), IsClose(slopes.dw2(1) * at.cache.h(0), kRounding));
    for (Index j = 0; j < 2; ++j) {
      EXPECT_THAT(W1.col(j).dot(slopes.dW1.col(j)), IsClose(w2(j) * slopes.dw2(j), kRounding));
      EXPECT_THAT(slopes.dW1(0, j) * at.input(1), IsClose(slopes.dW1(1, j) * at.input(0), kRounding));
    }
  }
}

TEST(BackpropByHand, AMoveIsTheRateTimesTheSlopeDownhill) {
  Network network = page.network;
  student<apply>(network, {.dW1 = Matrix{{0, 0}, {6, 12}}, .dw2 = Vector{{6, 18}}}, 0.01);
  EXPECT_THAT(network.W1, IsClose(Matrix{{0, 2}, {0.94, 2.88}}, kRounding));  // 1 − 0.06, 3 − 0.12
  EXPECT_THAT(network.w2, IsClose({0.94, 1.82}, kRounding));                  // 1 − 0.06, 2 − 0.18

  network = second.network;
  student<apply>(network, {.dW1 = Matrix{{-2.5, -5}, {1.25, 2.5}}, .dw2 = Vector{{-5, -3.75}}}, 0.04);
  EXPECT_THAT(network.W1, IsClose(Matrix{{1.6, 0.7}, {0.95, -0.6}}, kRounding));
  EXPECT_THAT(network.w2, IsClose({0.7, 1.15}, kRounding));

  // Where the slopes are the weights themselves, a move shrinks them all alike.
  Hidden hidden;
  const double rate = hidden.uniform(0.1, 0.9);
  network = second.network;
  student<apply>(network, {.dW1 = network.W1, .dw2 = network.w2}, rate);
  EXPECT_THAT(network.W1, IsClose((1 - rate) * second.network.W1, kRounding));
  EXPECT_THAT(network.w2, IsClose((1 - rate) * second.network.w2, kRounding));
}

TEST(BackpropByHand, SizesThatDoNotFitAreRefused) {
  Hidden hidden;  // a file that refuses nothing yet may still have its slip recognised by its numbers
  const Vector three = Vector::Ones(3);
  const Network wide{.W1 = page.network.W1, .w2 = three};
  const double c = hidden.uniform(0.5, 3);
  EXPECT_THAT(student<forward>(page.network, c * page.input).y,
              IsClose(c * page.cache.y, kRounding));  // but this fits
  EXPECT_THROW(student<forward>(page.network, three), std::invalid_argument);
  EXPECT_THROW(student<forward>(wide, page.input), std::invalid_argument);

  const Cache narrow{.z = Vector::Ones(1), .h = Vector::Ones(1), .s = 1, .y = 1};
  EXPECT_THROW(student<backward>(page.network, three, page.cache, 4.0), std::invalid_argument);
  EXPECT_THROW(student<backward>(wide, page.input, page.cache, 4.0), std::invalid_argument);
  EXPECT_THROW(student<backward>(page.network, page.input, narrow, 4.0), std::invalid_argument);

  Network network = page.network;
  EXPECT_THROW(student<apply>(network, {.dW1 = Matrix::Zero(2, 3), .dw2 = Vector::Zero(2)}, 0.01),
               std::invalid_argument);
  EXPECT_THROW(student<apply>(network, {.dW1 = Matrix::Zero(2, 2), .dw2 = three}, 0.01),
               std::invalid_argument);
}

TEST(BackpropByHand, AllSlopesAreFoundBeforeAnyWeightMoves) {
  Network network = page.network;
  student<learn>(network, page.input, page.target, 0.01);
  EXPECT_THAT(network.W1, IsClose(Matrix{{0, 2}, {0.94, 2.88}}, kRounding));
  EXPECT_THAT(network.w2, IsClose({0.94, 1.82}, kRounding));
  EXPECT_THAT(student<forward>(network, page.input).y, IsClose(6.1252, kRounding));  // 0.94² + 2.88 · 1.82

  network = second.network;
  student<learn>(network, second.input, second.target, 0.04);
  EXPECT_THAT(network.W1, IsClose(Matrix{{1.6, 0.7}, {0.95, -0.6}}, kRounding));
  EXPECT_THAT(network.w2, IsClose({0.7, 1.15}, kRounding));

  Hidden hidden;
  for (int i = 0; i < 5; ++i) {
    const Example at = drawn_backwards(hidden);
    const Gradients slopes = student<backward>(at.network, at.input, at.cache, at.target);
    ASSERT_EQ(slopes.dW1.size(), 4);
    ASSERT_EQ(slopes.dW1.rows() + slopes.dw2.size(), 4);
    const double rate = hidden.uniform(0.01, 0.1);
    network = at.network;
    student<learn>(network, at.input, at.target, rate);
    EXPECT_THAT(network.W1, IsClose(at.network.W1 - rate * slopes.dW1, kRounding));
    EXPECT_THAT(network.w2, IsClose(at.network.w2 - rate * slopes.dw2, kRounding));
  }
  const double c = hidden.uniform(0.5, 3);  // slopes c² times as large, at a rate that makes up for it
  network = page.network;
  student<learn>(network, c * page.input, c * page.target, 0.01 / (c * c));
  EXPECT_THAT(network.W1, IsClose(Matrix{{0, 2}, {0.94, 2.88}}, kRounding));
  EXPECT_THAT(network.w2, IsClose({0.94, 1.82}, kRounding));
}

}  // namespace
}  // namespace downhill::backprop_by_hand
