// SPDX-License-Identifier: MIT
// Lesson 09 by numbers that carry their slope with them, and by recursion from the end.
#include "chain_rule.hpp"

namespace downhill::chain_rule {
namespace {

struct Dual {
  double value, slope;
};

Dual through(const Stage& stage, Dual in) {
  return {stage.value(in.value), in.slope * stage.slope(in.value)};
}
Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.value * b.slope + b.value * a.slope}; }

// How the last value changes with what stage k receives; the later slopes are written down on the way out.
double back_to(const std::vector<Stage>& stages, std::size_t k, double received,
               std::vector<double>& slopes) {
  if (k == stages.size()) return slopes.at(k) = 1;
  const double behind = back_to(stages, k + 1, stages[k].value(received), slopes);
  return slopes.at(k) = behind * stages[k].slope(received);
}

}  // namespace

std::vector<double> forward(const std::vector<Stage>& stages, double x) {
  std::vector<double> values(stages.size() + 1, x);
  std::transform(stages.begin(), stages.end(), values.begin(), values.begin() + 1,
                 [](const Stage& stage, double before) { return stage.value(before); });
  return values;
}

double chain_slope(const std::vector<Stage>& stages, double x) {
  Dual now{x, 1};
  for (auto stage = stages.begin(); stage != stages.end(); ++stage) now = through(*stage, now);
  return now.slope;
}

std::vector<double> backward(const std::vector<Stage>& stages, double x) {
  std::vector<double> slopes(stages.size() + 1);
  back_to(stages, 0, x, slopes);
  return slopes;
}

double two_path_slope(const Stage& left, const Stage& right, double x) {
  return (through(left, {x, 1}) * through(right, {x, 1})).slope;
}

double half_square_slope(double predicted, double target) { return -target + predicted; }

double sigmoid(double z) { return 0.5 + 0.5 * std::tanh(0.5 * z); }

double sigmoid_slope_from_output(double output) { return 0.25 - (output - 0.5) * (output - 0.5); }

}  // namespace downhill::chain_rule
