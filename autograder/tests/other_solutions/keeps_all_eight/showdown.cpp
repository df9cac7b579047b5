// SPDX-License-Identifier: MIT
// All eight optimisers side by side, of which one steps; the steps apart from the run; the costs of the rows
// kept until the weights are others; the ranking by groups.
#include "showdown.hpp"

#include <array>

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

struct All {
  training_loop::GradientDescent descent;
  momentum::Momentum averaged;
  momentum::HeavyBall ball;
  adagrad::AdaGrad adagrad;
  rprop::Rprop rprop;
  rmsprop::RMSProp rmsprop;
  adadelta::Adadelta adadelta;
  adam::Adam adam;

  void set_rate(double rate) {
    descent.learning_rate = averaged.learning_rate = ball.learning_rate = rate;
    adagrad.learning_rate = rmsprop.learning_rate = adam.learning_rate = rate;
  }
  void step(Method method, Vector& w, const Vector& g) {
    switch (method) {
      case Method::descent:
        descent.step(w, g);
        break;
      case Method::momentum:
        averaged.step(w, g);
        break;
      case Method::heavy_ball:
        ball.step(w, g);
        break;
      case Method::adagrad:
        adagrad.step(w, g);
        break;
      case Method::rprop:
        rprop.step(w, g);
        break;
      case Method::rmsprop:
        rmsprop.step(w, g);
        break;
      case Method::adadelta:
        adadelta.step(w, g);
        break;
      case Method::adam:
        adam.step(w, g);
        break;
    }
  }
};

Result race_over(const Contender& contender, const Problem& problem, const std::vector<double>& thresholds,
                 int max_steps) {
  if (contender.learning_rate <= 0 || std::isnan(contender.learning_rate))
    throw std::invalid_argument("race: the learning rate is not positive");
  All all{};
  all.set_rate(contender.learning_rate);
  if (contender.method == Method::rprop) all.rprop.initial_step = contender.learning_rate;
  return run([&](Vector& w, const Vector& g) { all.step(contender.method, w, g); }, problem, thresholds,
             max_steps);
}

// What is still to come, after so many steps and at this result.
void go_on(const Step& step, const Problem& problem, const std::vector<double>& thresholds, int taken,
           int max_steps, double limit, Result& result) {
  for (;;) {
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
      const bool first = result.steps.at(i) == -1;
      if (first && thresholds.at(i) > result.loss) result.steps.at(i) = taken;
    }
    if (std::isnan(result.loss) || std::isinf(result.loss) || result.loss > limit) {
      result.diverged = true;
      return;
    }
    if (taken++ == max_steps) return;
    step(result.weights, problem.gradient(result.weights));
    result.loss = problem.loss(result.weights);
  }
}

}  // namespace

Bowl turned(const Bowl& bowl, double angle) {
  kit::require(bowl.start.size() == 2, "turned", "two weights are wanted");
  kit::require(bowl.curvature.rows() == 2, "turned", "two rows are wanted");
  kit::require(bowl.curvature.cols() == 2, "turned", "two columns are wanted");
  Matrix from_the_right(2, 2), back(2, 2);
  back << std::cos(angle), std::sin(angle), -std::sin(angle), std::cos(angle);
  from_the_right = bowl.curvature * back;
  return {.curvature = back.transpose() * from_the_right, .start = back.transpose() * bowl.start};
}

Result run(const Step& step, const Problem& problem, const std::vector<double>& thresholds, int max_steps) {
  kit::require(max_steps >= 0, "run", "steps cannot be negative");
  Result result;
  result.steps.assign(thresholds.size(), -1);
  result.weights = problem.start;
  result.loss = problem.loss(result.weights);
  go_on(step, problem, thresholds, 0, max_steps, 1e6 * std::max(result.loss, 1.0), result);
  return result;
}

Result race(const Contender& contender, const Bowl& bowl, const std::vector<double>& thresholds,
            int max_steps) {
  kit::require(bowl.curvature.rows() == bowl.curvature.cols(), "race", "the curvature is not square");
  kit::require(bowl.curvature.rows() == bowl.start.size(), "race", "the start does not fit");
  Problem problem;
  problem.loss = [&](const Vector& w) { return 0.5 * (w.transpose() * bowl.curvature * w).value(); };
  problem.gradient = [&](const Vector& w) {
    Vector slopes = bowl.curvature.transpose() * w;
    return slopes;
  };
  problem.start = bowl.start;
  return race_over(contender, problem, thresholds, max_steps);
}

Result race_on_rows(const Contender& contender, const Matrix& inputs, const Vector& targets,
                    const std::vector<double>& thresholds, int max_steps) {
  const Index n = inputs.cols();
  Vector known_at;
  perceptron::Cost known;
  const auto look = [&](const Vector& w) {
    if (known_at.size() == w.size() && (known_at.array() == w.array()).all()) return;
    known = perceptron::cost_and_gradient(perceptron::Neuron{.w = w.head(n), .b = w(n)}, inputs, targets);
    known_at = w;
  };
  Problem problem;
  problem.start = Vector::Zero(n + 1);
  problem.loss = [&](const Vector& w) { return look(w), known.J; };
  problem.gradient = [&](const Vector& w) {
    look(w);
    Vector slopes = known.dw;
    slopes.conservativeResize(n + 1);
    slopes(n) = known.db;
    return slopes;
  };
  return race_over(contender, problem, thresholds, max_steps);
}

std::vector<Index> ranking(const std::vector<Result>& results) {
  std::array<std::vector<Index>, 3> groups;  // arrived, never, lost
  for (Index i = 0; const Result& result : results) {
    kit::require(result.steps.size() > 0, "ranking", "a result has no steps");
    groups[result.diverged ? 2 : result.steps.back() < 0 ? 1 : 0].push_back(i++);
  }
  const auto of = [&](Index i) -> const Result& { return results[static_cast<std::size_t>(i)]; };
  const auto by_loss = [&](Index a, Index b) { return of(a).loss < of(b).loss; };
  std::stable_sort(groups[0].begin(), groups[0].end(), by_loss);
  std::stable_sort(groups[0].begin(), groups[0].end(),
                   [&](Index a, Index b) { return of(a).steps.back() < of(b).steps.back(); });
  std::stable_sort(groups[1].begin(), groups[1].end(), by_loss);
  std::vector<Index> order;
  for (const std::vector<Index>& group : groups) order.insert(order.end(), group.begin(), group.end());
  return order;
}

}  // namespace downhill::showdown
