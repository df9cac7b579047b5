// SPDX-License-Identifier: MIT
// The optimiser in a variant, the run in two loops, sums number by number, the ranking by insertion.
#include "showdown.hpp"

#include <memory>
#include <variant>

#include "11_perceptron/perceptron.hpp"
#include "14_training_loop/training_loop.hpp"
#include "16_momentum/momentum.hpp"
#include "18_adagrad/adagrad.hpp"
#include "19_rprop/rprop.hpp"
#include "20_rmsprop/rmsprop.hpp"
#include "21_adadelta/adadelta.hpp"
#include "22_adam/adam.hpp"

namespace downhill::showdown {
namespace {

using Any = std::variant<training_loop::GradientDescent, momentum::Momentum, momentum::HeavyBall,
                         adagrad::AdaGrad, rprop::Rprop, rmsprop::RMSProp, adadelta::Adadelta, adam::Adam>;

Any made(Method method) {
  if (method == Method::momentum) return momentum::Momentum{};
  if (method == Method::heavy_ball) return momentum::HeavyBall{};
  if (method == Method::adagrad) return adagrad::AdaGrad{};
  if (method == Method::rprop) return rprop::Rprop{};
  if (method == Method::rmsprop) return rmsprop::RMSProp{};
  if (method == Method::adadelta) return adadelta::Adadelta{};
  if (method == Method::adam) return adam::Adam{};
  return training_loop::GradientDescent{};
}

Step step_of(const Contender& contender) {
  const double rate = contender.learning_rate;
  if (!(rate > 0)) throw std::invalid_argument("race: a rate above 0 is wanted");
  const auto optimiser = std::make_shared<Any>(made(contender.method));
  std::visit(
      [rate](auto& o) {
        if constexpr (requires { o.learning_rate; }) o.learning_rate = rate;
        if constexpr (requires { o.initial_step; }) o.initial_step = rate;
      },
      *optimiser);
  return [optimiser](Vector& w, const Vector& g) { std::visit([&](auto& o) { o.step(w, g); }, *optimiser); };
}

}  // namespace

Bowl turned(const Bowl& bowl, double angle) {
  const Matrix& H = bowl.curvature;
  if (H.rows() != 2 || H.cols() != 2 || bowl.start.size() != 2)
    throw std::invalid_argument("turned: only bowls of two weights turn");
  const double c = std::cos(angle), s = std::sin(angle);
  const double a = H(0, 0), b = H(0, 1), d = H(1, 0), e = H(1, 1);
  Bowl after{Matrix(2, 2), Vector(2)};
  after.curvature(0, 0) = c * c * a - c * s * (b + d) + s * s * e;
  after.curvature(0, 1) = c * s * (a - e) + c * c * b - s * s * d;
  after.curvature(1, 0) = c * s * (a - e) + c * c * d - s * s * b;
  after.curvature(1, 1) = s * s * a + c * s * (b + d) + c * c * e;
  after.start(0) = c * bowl.start(0) - s * bowl.start(1);
  after.start(1) = s * bowl.start(0) + c * bowl.start(1);
  return after;
}

Result run(const Step& step, const Problem& problem, const std::vector<double>& thresholds, int max_steps) {
  if (max_steps < 0) throw std::invalid_argument("run: fewer than no steps");
  Vector weights = problem.start;
  std::vector<double> losses{problem.loss(weights)};
  const double limit = losses[0] > 1 ? 1e6 * losses[0] : 1e6;
  bool lost = !(losses[0] <= limit);
  while (!lost && static_cast<int>(losses.size()) <= max_steps) {
    const Vector slopes = problem.gradient(weights);
    step(weights, slopes);
    losses.push_back(problem.loss(weights));
    lost = !(losses.back() <= limit) || std::isinf(losses.back());
  }
  Result result;
  for (const double threshold : thresholds) {
    const auto below = std::find_if(losses.begin(), losses.end(), [&](double x) { return x < threshold; });
    result.steps.push_back(below == losses.end() ? -1 : static_cast<int>(below - losses.begin()));
  }
  result.weights = weights;
  result.loss = losses.back();
  result.diverged = lost;
  return result;
}

Result race(const Contender& contender, const Bowl& bowl, const std::vector<double>& thresholds,
            int max_steps) {
  const Index n = bowl.start.size();
  if (bowl.curvature.rows() != n || bowl.curvature.cols() != n)
    throw std::invalid_argument("race: a curvature for each pair of weights");
  Problem problem;
  problem.start = bowl.start;
  problem.gradient = [&](const Vector& w) {
    Vector slopes(n);
    for (Index i = 0; i < n; ++i) {
      slopes(i) = 0;
      for (Index j = n - 1; j >= 0; --j) slopes(i) += bowl.curvature(i, j) * w(j);
    }
    return slopes;
  };
  problem.loss = [&](const Vector& w) {
    double twice = 0;
    for (Index i = 0; i < n; ++i)
      for (Index j = 0; j < n; ++j) twice += w(i) * bowl.curvature(i, j) * w(j);
    return 0.5 * twice;
  };
  return run(step_of(contender), problem, thresholds, max_steps);
}

Result race_on_rows(const Contender& contender, const Matrix& inputs, const Vector& targets,
                    const std::vector<double>& thresholds, int max_steps) {
  const Index n = inputs.cols();
  const auto cost = [&](const Vector& w) {
    perceptron::Neuron unit;
    unit.w = w.topRows(n);
    unit.b = w(n);
    return perceptron::cost_and_gradient(unit, inputs, targets);
  };
  Problem problem;
  problem.start.setZero(n + 1);
  problem.loss = [&](const Vector& w) { return cost(w).J; };
  problem.gradient = [&](const Vector& w) {
    const perceptron::Cost here = cost(w);
    Vector slopes(n + 1);
    for (Index i = 0; i < n; ++i) slopes(i) = here.dw(i);
    slopes(n) = here.db;
    return slopes;
  };
  return run(step_of(contender), problem, thresholds, max_steps);
}

std::vector<Index> ranking(const std::vector<Result>& results) {
  for (const Result& result : results)
    if (result.steps.empty()) throw std::invalid_argument("ranking: a result without steps");
  const auto beats = [](const Result& a, const Result& b) {
    if (a.diverged || b.diverged) return b.diverged && !a.diverged;
    const bool a_arrived = a.steps.back() != -1, b_arrived = b.steps.back() != -1;
    if (a_arrived != b_arrived) return a_arrived;
    if (a.steps.back() != b.steps.back()) return a.steps.back() < b.steps.back();
    return a.loss < b.loss;
  };
  std::vector<Index> order;
  for (std::size_t i = 0; i < results.size(); ++i) {
    std::size_t place = order.size();
    while (place > 0 && beats(results[i], results[static_cast<std::size_t>(order[place - 1])])) --place;
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), static_cast<Index>(i));
  }
  return order;
}

}  // namespace downhill::showdown
