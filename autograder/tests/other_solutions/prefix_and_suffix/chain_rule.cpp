// SPDX-License-Identifier: MIT
// Lesson 09 in plain loops: all local slopes first, then their products from the end.
#include "chain_rule.hpp"

namespace {

using downhill::chain_rule::Stage;

std::vector<double> local_slopes(const std::vector<Stage>& stages, double x) {
  std::vector<double> local;
  double at = x;
  for (std::size_t i = 0; i < stages.size(); i++) {
    local.push_back(stages[i].slope(at));
    if (i + 1 < stages.size()) at = stages[i].value(at);
  }
  return local;
}

}  // namespace

std::vector<double> downhill::chain_rule::forward(const std::vector<Stage>& stages, double x) {
  std::vector<double> all;
  all.push_back(x);
  for (std::size_t i = 0; i < stages.size(); i++) all.push_back(stages[i].value(all[i]));
  return all;
}

double downhill::chain_rule::chain_slope(const std::vector<Stage>& stages, double x) {
  return backward(stages, x).front();
}

std::vector<double> downhill::chain_rule::backward(const std::vector<Stage>& stages, double x) {
  const std::vector<double> local = local_slopes(stages, x);
  std::vector<double> products{1};
  for (auto slope = local.rbegin(); slope != local.rend(); ++slope)
    products.push_back(products.back() * *slope);
  std::reverse(products.begin(), products.end());
  return products;
}

double downhill::chain_rule::two_path_slope(const Stage& left, const Stage& right, double x) {
  double sum = 0;
  sum += right.value(x) * left.slope(x);
  sum += left.value(x) * right.slope(x);
  return sum;
}

double downhill::chain_rule::half_square_slope(double predicted, double target) {
  const double error = predicted - target;
  return 2 * (0.5 * error);
}

double downhill::chain_rule::sigmoid(double z) {
  if (z < 0) return std::exp(z) / (1 + std::exp(z));
  return 1 / (1 + std::exp(-z));
}

double downhill::chain_rule::sigmoid_slope_from_output(double output) { return output - output * output; }
