// SPDX-License-Identifier: MIT
// Lesson 10: all slopes of a small ReLU network, found from the output back to the first layer.
// Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature,
// 1986.
#pragma once
#include "kit/kit.hpp"

namespace downhill::backprop_by_hand {

/// relu(z): z where z is positive, 0 elsewhere.
double relu(double z);

/// relu′(z): 1 where z is positive, 0 elsewhere. At the kink, z = 0, there is no slope: here it counts as 0,
/// as in PyTorch and TensorFlow; any value from 0 to 1 could be defended.
double relu_slope(double z);

/// A network with one layer of hidden units, one output, relu in all of them, and no biases.
struct Network {
  Matrix
      W1{};  ///< inputs × hidden: row i holds the weights that leave input i. PyTorch stores hidden × inputs.
  Vector w2{};  ///< hidden: the weights into the output
};

/// All values of a forward pass: the way back needs them.
struct Cache {
  Vector z{};    ///< hidden: what flows into each hidden unit
  Vector h{};    ///< hidden: what each of them passes on
  double s = 0;  ///< what flows into the output
  double y = 0;  ///< what the output says: the prediction
};

/// The slope of the loss for each weight, in the shapes of Network.
struct Gradients {
  Matrix dW1{};  ///< ∂L/∂W1, inputs × hidden
  Vector dw2{};  ///< ∂L/∂w2, hidden
};

/// From input to prediction: z = W1ᵀ x, h = relu(z), s = h · w2, y = relu(s).
/// @param input one number for each row of W1
/// @throws std::invalid_argument unless input has W1's rows and w2 its columns
Cache forward(const Network& network, const Vector& input);

/// The squared error L = (y − t)² of the network's prediction y. Some books halve it, and with it every
/// slope.
/// @throws std::invalid_argument as forward does
double loss(const Network& network, const Vector& input, double target);

/// ∂L/∂s = 2 (y − t) relu′(s): what the loss gains for each unit that s grows.
double output_slope(const Cache& cache, double target);

/// ∂L/∂h = w2 ∂L/∂s, hidden: the slope for each hidden unit's *output* h, so no relu′(z) is in it yet.
/// Many books write δ for ∂L/∂z, which does have it.
Vector node_slopes(const Network& network, const Cache& cache, double target);

/// The slopes of L = (y − t)² for all weights: the value that enters a weight × relu′ of the unit that it
/// feeds × the slope of that unit's output. Moves nothing.
/// @param input, cache the input, and what forward made of it
/// @throws std::invalid_argument unless the sizes of network, input, z and h fit each other
Gradients backward(const Network& network, const Vector& input, const Cache& cache, double target);

/// One move: W1 ← W1 − α ∂L/∂W1, w2 ← w2 − α ∂L/∂w2.
/// @param learning_rate α, positive
/// @throws std::invalid_argument unless network and gradients have the same shapes
void apply(Network& network, const Gradients& gradients, double learning_rate);

/// One step of learning from one example: all slopes at the old weights, then one move of all weights.
/// @throws std::invalid_argument as forward does
void learn(Network& network, const Vector& input, double target, double learning_rate);

}  // namespace downhill::backprop_by_hand
