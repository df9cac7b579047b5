// SPDX-License-Identifier: MIT
#include "showdown.hpp"

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

template <class Optimiser>
Step with_state(Optimiser optimiser) {
  return [optimiser](Vector& w, const Vector& g) mutable { optimiser.step(w, g); };
}

Step step_of(const Contender& contender) {
  const double rate = contender.learning_rate;
  kit::require(rate > 0, "race", "the learning rate must be positive");
  switch (contender.method) {
    case Method::descent:
      return with_state(training_loop::GradientDescent{.learning_rate = rate});
    case Method::momentum:
      return with_state(momentum::Momentum{.learning_rate = rate});
    case Method::heavy_ball:
      return with_state(momentum::HeavyBall{.learning_rate = rate});
    case Method::adagrad:
      return with_state(adagrad::AdaGrad{.learning_rate = rate});
    case Method::rprop:
      return with_state(rprop::Rprop{.initial_step = rate});
    case Method::rmsprop:
      return with_state(rmsprop::RMSProp{.learning_rate = rate});
    case Method::adadelta:
      return with_state(adadelta::Adadelta{});
    case Method::adam:
      return with_state(adam::Adam{.learning_rate = rate});
  }
  throw std::invalid_argument("race: there is no such method");
}

}  // namespace

Bowl turned(const Bowl& bowl, double angle) {
  kit::require(bowl.curvature.rows() == 2 && bowl.curvature.cols() == 2 && bowl.start.size() == 2, "turned",
               "the bowl must have two weights");
  const double c = std::cos(angle), s = std::sin(angle);
  const Matrix R{{c, -s}, {s, c}};
  return {R * bowl.curvature * R.transpose(), R * bowl.start};  // H′ = R H Rᵀ, w₀′ = R w₀
}

Result run(const Step& step, const Problem& problem, const std::vector<double>& thresholds, int max_steps) {
  kit::require(max_steps >= 0, "run", "max_steps must not be negative");
  Result result{.steps = std::vector<int>(thresholds.size(), -1), .loss = problem.loss(problem.start)};
  const double lost = 1e6 * std::max(1.0, result.loss);
  Vector weights = problem.start;
  for (int steps = 0;; ++steps) {
    for (std::size_t i = 0; i < thresholds.size(); ++i)
      if (result.steps[i] < 0 && result.loss < thresholds[i]) result.steps[i] = steps;
    result.diverged = !(result.loss <= lost);  // true of NaN too
    if (result.diverged || steps == max_steps) return result;
    step(weights, problem.gradient(weights));
    result.loss = problem.loss(weights);
  }
}

Result race(const Contender& contender, const Bowl& bowl, const std::vector<double>& thresholds,
            int max_steps) {
  const Matrix& H = bowl.curvature;
  kit::require(H.rows() == bowl.start.size() && H.cols() == bowl.start.size(), "race",
               "curvature and start differ in size");
  return run(step_of(contender),
             {.loss = [&](const Vector& w) { return w.dot(H * w) / 2; },  // ½ wᵀ H w
              .gradient = [&](const Vector& w) -> Vector { return H * w; },
              .start = bowl.start},
             thresholds, max_steps);
}

Result race_on_rows(const Contender& contender, const Matrix& inputs, const Vector& targets,
                    const std::vector<double>& thresholds, int max_steps) {
  const Index n = inputs.cols();
  const auto unit_at = [&](const Vector& w) { return perceptron::Neuron{w.head(n), w(n)}; };
  return run(
      step_of(contender),
      {.loss = [&](const Vector& w) { return perceptron::cost_and_gradient(unit_at(w), inputs, targets).J; },
       .gradient = [&](const Vector& w) -> Vector {
         const auto slopes = perceptron::cost_and_gradient(unit_at(w), inputs, targets);
         Vector g(n + 1);
         g << slopes.dw, slopes.db;
         return g;
       },
       .start = Vector::Zero(n + 1)},
      thresholds, max_steps);
}

std::vector<Index> ranking(const std::vector<Result>& results) {
  for (const Result& result : results)
    kit::require(!result.steps.empty(), "ranking", "every result needs a step count");
  const auto finish = [&](Index i) {  // smaller is better, the first that differs deciding
    const Result& r = results.at(static_cast<std::size_t>(i));
    return std::tuple(r.diverged, r.steps.back() < 0, r.steps.back(), r.diverged ? 0 : r.loss);
  };
  std::vector<Index> order(results.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return finish(a) < finish(b); });
  return order;
}

}  // namespace downhill::showdown
