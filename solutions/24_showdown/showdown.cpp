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

// The lambda owns the optimiser: one for each run, and the same one at all its steps.
template <class Optimiser>
Step stepping(Optimiser optimiser) {
  return [optimiser](Vector& w, const Vector& g) mutable { optimiser.step(w, g); };
}

Step step_of(const Contender& contender) {
  const double rate = contender.learning_rate;
  kit::require(rate > 0, "race", "the learning rate must be positive");
  switch (contender.method) {
    case Method::descent:
      return stepping(training_loop::GradientDescent{.learning_rate = rate});
    case Method::momentum:
      return stepping(momentum::Momentum{.learning_rate = rate});
    case Method::heavy_ball:
      return stepping(momentum::HeavyBall{.learning_rate = rate});
    case Method::adagrad:
      return stepping(adagrad::AdaGrad{.learning_rate = rate});
    case Method::rprop:
      return stepping(rprop::Rprop{.initial_step = rate});
    case Method::rmsprop:
      return stepping(rmsprop::RMSProp{.learning_rate = rate});
    case Method::adadelta:
      return stepping(adadelta::Adadelta{});
    case Method::adam:
      return stepping(adam::Adam{.learning_rate = rate});
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
  const double at_start = problem.loss(problem.start), lost = 1e6 * std::max(1.0, at_start);
  Result r{.steps = std::vector<int>(thresholds.size(), -1), .weights = problem.start, .loss = at_start};
  for (int taken = 0;; ++taken) {
    for (std::size_t i = 0; i < thresholds.size(); ++i)
      if (r.steps[i] < 0 && r.loss < thresholds[i]) r.steps[i] = taken;  // the first time only
    r.diverged = !std::isfinite(r.loss) || r.loss > lost;
    if (r.diverged || taken == max_steps) return r;
    step(r.weights, problem.gradient(r.weights));
    r.loss = problem.loss(r.weights);
  }
}

Result race(const Contender& contender, const Bowl& bowl, const std::vector<double>& thresholds,
            int max_steps) {
  const Matrix& H = bowl.curvature;
  kit::require(H.rows() == bowl.start.size() && H.cols() == bowl.start.size(), "race",
               "curvature and start do not fit");
  return run(step_of(contender),
             {.loss = [&H](const Vector& w) { return w.dot(H * w) / 2; },  // ½ wᵀ H w
              .gradient = [&H](const Vector& w) -> Vector { return H * w; },
              .start = bowl.start},
             thresholds, max_steps);
}

Result race_on_rows(const Contender& contender, const Matrix& inputs, const Vector& targets,
                    const std::vector<double>& thresholds, int max_steps) {
  const auto at = [&](const Vector& wb) {  // the weights, and after them the bias
    const Index n = wb.size() - 1;
    return perceptron::cost_and_gradient({wb.head(n), wb(n)}, inputs, targets);
  };
  return run(step_of(contender),
             {.loss = [&](const Vector& wb) { return at(wb).J; },
              .gradient = [&](const Vector& wb) -> Vector {
                const auto slopes = at(wb);
                Vector g(wb.size());
                g << slopes.dw, slopes.db;
                return g;
              },
              .start = Vector::Zero(inputs.cols() + 1)},
             thresholds, max_steps);
}

std::vector<Index> ranking(const std::vector<Result>& results) {
  for (const Result& result : results)
    kit::require(!result.steps.empty(), "ranking", "every result needs a step count");
  const auto finish = [&](Index i) {  // the smaller, the better; the first that differs decides
    const Result& r = results[static_cast<std::size_t>(i)];
    if (r.diverged) return std::tuple(2, 0, 0.0);
    return std::tuple(r.steps.back() < 0 ? 1 : 0, r.steps.back(), r.loss);
  };
  std::vector<Index> order(results.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return finish(a) < finish(b); });
  return order;
}

}  // namespace downhill::showdown
