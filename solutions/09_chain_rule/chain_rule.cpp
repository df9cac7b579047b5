// SPDX-License-Identifier: MIT
#include "chain_rule.hpp"

namespace downhill::chain_rule {

std::vector<double> forward(const std::vector<Stage>& stages, double x) {
  std::vector<double> values{x};
  for (const Stage& stage : stages) values.push_back(stage.value(values.back()));
  return values;
}

double chain_slope(const std::vector<Stage>& stages, double x) {
  double chain = 1;
  double received = x;
  for (const Stage& stage : stages) {
    chain *= stage.slope(received);
    received = stage.value(received);
  }
  return chain;
}

std::vector<double> backward(const std::vector<Stage>& stages, double x) {
  const std::vector<double> values = forward(stages, x);
  std::vector<double> slopes(values.size(), 1.0);
  for (std::size_t k = stages.size(); k-- > 0;)
    slopes[k] = stages[k].slope(values[k]) * slopes[k + 1];  // dy/dv_k = local slope · dy/dv_{k+1}
  return slopes;
}

double two_path_slope(const Stage& left, const Stage& right, double x) {
  const double u = left.value(x), v = right.value(x);
  return left.slope(x) * v + u * right.slope(x);  // d(u v)/dx = u′ v + u v′
}

double half_square_slope(double predicted, double target) { return predicted - target; }

double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

double sigmoid_slope_from_output(double output) { return output * (1 - output); }

}  // namespace downhill::chain_rule
