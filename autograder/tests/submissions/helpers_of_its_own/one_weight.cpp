// SPDX-License-Identifier: MIT
// Static helpers, an unnamed namespace, a class with a destructor, templates, lambdas and a macro.
#include "one_weight.hpp"

#include <functional>
#include <numeric>

#define TWICE(x) (2 * (x))

static double error_of(double prediction, double target) { return prediction - target; }

namespace {

template <class T>
T product(std::initializer_list<T> factors) {
  return std::accumulate(factors.begin(), factors.end(), T{1}, std::multiplies<T>());
}

class Path {
 public:
  explicit Path(double start) : weights_(new std::vector<double>{start}) {}
  ~Path() { delete weights_; }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;
  void go_on(const std::function<double(double)>& next) { weights_->push_back(next(weights_->back())); }
  const std::vector<double>& weights() const { return *weights_; }

 private:
  std::vector<double>* weights_;
};

}  // namespace

namespace downhill::one_weight {

double predict(double weight, double input) { return product({weight, input}); }

double slope(double weight, double input, double target) {
  return TWICE(product({error_of(predict(weight, input), target), input}));
}

double update(double weight, double slope, double learning_rate) {
  const auto move = [=] { return product({-learning_rate, slope}); };
  return weight + move();
}

std::vector<double> descend(double weight, double input, double target, double learning_rate, int steps) {
  if (steps < 0) throw std::invalid_argument("descend: how many steps?");
  Path path(weight);
  for (int i = 0; i < steps; ++i)
    path.go_on([&](double w) { return update(w, slope(w, input, target), learning_rate); });
  return path.weights();
}

int steps_until_flat(double weight, double input, double target, double learning_rate, double tolerance,
                     int max_steps) {
  if (!(tolerance > 0) || max_steps < 0) throw std::invalid_argument("steps_until_flat: out of range");
  int steps = 0;
  for (double s; steps < max_steps && !(std::abs(s = slope(weight, input, target)) < tolerance); ++steps)
    weight = update(weight, s, learning_rate);
  return steps;
}

double largest_stable_rate(double input) {
  if (input == 0) throw std::invalid_argument("largest_stable_rate: any rate is stable");
  return std::pow(input, -2);
}

}  // namespace downhill::one_weight
