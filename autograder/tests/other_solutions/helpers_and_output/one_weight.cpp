// SPDX-License-Identifier: MIT
// Lesson 01 with a helper type, recursion, and a line of output wherever something happens.
#include "one_weight.hpp"

#include <cstdio>
#include <deque>
#include <iostream>

namespace {

class Model {
 public:
  Model(double weight, double input) : weight_(weight), input_(input) {}
  [[nodiscard]] double output() const { return weight_ * input_; }
  [[nodiscard]] double error(double target) const { return output() - target; }

 private:
  double weight_, input_;
};

void say(const char* what, double x) { std::printf("%s %g\n", what, x); }

// The path from here on, newest weight last.
std::deque<double> path_from(double weight, double input, double target, double rate, int steps) {
  if (steps == 0) return {weight};
  const double next = weight - rate * (Model(weight, input).error(target) * input +
                                       Model(weight, input).error(target) * input);
  auto path = path_from(next, input, target, rate, steps - 1);
  path.push_front(weight);
  return path;
}

}  // namespace

double downhill::one_weight::predict(double weight, double input) {
  say("predict", weight);
  return Model(weight, input).output();
}

double downhill::one_weight::slope(double weight, double input, double target) {
  std::cout << "slope at " << weight << "\n";
  const double error = Model(weight, input).error(target);
  return error * input + error * input;
}

double downhill::one_weight::update(double weight, double slope, double learning_rate) {
  std::cerr << "update" << std::endl;
  weight += -slope * learning_rate;
  return weight;
}

std::vector<double> downhill::one_weight::descend(double weight, double input, double target,
                                                  double learning_rate, int steps) {
  kit::require(!(steps < 0), "descend", "a path has no negative length");
  const auto path = path_from(weight, input, target, learning_rate, steps);
  return {path.begin(), path.end()};
}

int downhill::one_weight::steps_until_flat(double weight, double input, double target, double learning_rate,
                                           double tolerance, int max_steps) {
  kit::require(tolerance > 0 && max_steps >= 0, "steps_until_flat", "out of range");
  int taken = 0;
  while (true) {
    const double error = weight * input - target;
    const double steepness = 2 * error * input;
    if (taken == max_steps) break;
    if (-tolerance < steepness && steepness < tolerance) break;
    weight = weight - steepness * learning_rate;
    taken++;
  }
  say("steps", taken);
  return taken;
}

double downhill::one_weight::largest_stable_rate(double input) {
  const double curvature = 2 * input * input;
  if (!(curvature > 0)) throw std::invalid_argument("largest_stable_rate: the loss is flat");
  return 2 / curvature;
}
