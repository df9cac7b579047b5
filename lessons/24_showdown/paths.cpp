// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "kit/data.hpp"
#include "showdown.hpp"

namespace downhill::showdown {
namespace {

const Bowl kRavine{Matrix{{1.0, 0.0}, {0.0, 25.0}}, Vector{{10.0, 2.0}}};

Bowl slanted() { return turned(kRavine, std::acos(std::sqrt(0.5))); }  // by 45°

struct Runner {
  Method method;
  double rate;
  int steps;  // enough to arrive, if ever; on either ravine
};

const std::vector<Runner> kRunners{{Method::descent, 1.0 / 13, 300}, {Method::momentum, 0.1, 300},
                                   {Method::heavy_ball, 0.01, 300},  {Method::adagrad, 1.0, 450},
                                   {Method::rprop, 0.1, 150},        {Method::rmsprop, 0.1, 450},
                                   {Method::adadelta, 1.0, 1800},    {Method::adam, 0.5, 200}};
const std::vector<Runner> kOnRows{{Method::descent, 0.5, 800},    {Method::momentum, 0.5, 800},
                                  {Method::heavy_ball, 0.5, 100}, {Method::adagrad, 0.5, 150},
                                  {Method::rprop, 0.1, 50},       {Method::rmsprop, 0.05, 100},
                                  {Method::adadelta, 0.5, 820},   {Method::adam, 0.1, 150}};

Contender contender(const Runner& runner) { return {runner.method, runner.rate}; }

// NaN where it is missing: a student's file may count anything.
double count(const Result& result, std::size_t threshold) {
  return threshold < result.steps.size() ? result.steps[threshold] : std::nan("");
}

// A row for each runner: rate, steps to a hundredth and to a millionth; the same on the slanted ravine.
Matrix race_table() {
  Matrix table(static_cast<Index>(kRunners.size()), 5);
  for (Index row = 0; const Runner& runner : kRunners) {
    const Result straight = race(contender(runner), kRavine, {1e-2, 1e-6}, runner.steps);
    const Result aslant = race(contender(runner), slanted(), {1e-2, 1e-6}, runner.steps);
    table.row(row++) << runner.rate, count(straight, 0), count(straight, 1), count(aslant, 0),
        count(aslant, 1);
  }
  return table;
}

// A row for each: rate, steps to a loss below 0.52 and below 0.511.
Matrix rows_table() {
  const kit::Samples rows = kit::rows13();
  Matrix table(static_cast<Index>(kOnRows.size()), 3);
  for (Index row = 0; const Runner& runner : kOnRows) {
    const Result result =
        race_on_rows(contender(runner), rows.inputs, rows.targets, {0.52, 0.511}, runner.steps);
    table.row(row++) << runner.rate, count(result, 0), count(result, 1);
  }
  return table;
}

// Where all of them end.
Matrix lowest_on_rows() {
  constexpr int kMany = 200;
  const kit::Samples rows = kit::rows13();
  return Matrix{{race_on_rows({Method::rprop, 0.1}, rows.inputs, rows.targets, {}, kMany).loss}};
}

// Rows (step, a loss for each of these runners).
Matrix losses(const std::vector<Runner>& runners, const Bowl& bowl) {
  constexpr int kEvery = 5, kSamples = 37;
  Matrix table(kSamples, static_cast<Index>(runners.size()) + 1);
  for (int row = 0; row < kSamples; ++row) {
    table(row, 0) = kEvery * row;
    for (Index column = 1; const Runner& runner : runners)
      table(row, column++) = race(contender(runner), bowl, {}, kEvery * row).loss;
  }
  return table;
}

// Rows (x, y) of the first steps.
Matrix way(const Contender& contender, const Bowl& bowl) {
  constexpr int kSteps = 24;
  Matrix points = Matrix::Constant(kSteps + 1, 2, std::nan(""));
  for (Index row = 0; row < points.rows(); ++row) {
    const Vector weights = race(contender, bowl, {}, static_cast<int>(row)).weights;
    if (weights.size() == 2) points.row(row) = weights.transpose();
  }
  return points;
}

// A row for each rate: the rate, then for each method the steps to a millionth; −1 where it did not get
// there, −2 where it diverged.
Matrix steps_by_rate(const std::vector<Method>& methods, const Bowl& bowl) {
  constexpr int kBudget = 300;
  const std::vector<double> rates{0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
  Matrix table(static_cast<Index>(rates.size()), static_cast<Index>(methods.size()) + 1);
  for (Index row = 0; row < table.rows(); ++row) {
    table(row, 0) = rates[static_cast<std::size_t>(row)];
    for (Index column = 1; const Method method : methods) {
      const Result result = race({method, table(row, 0)}, bowl, {1e-6}, kBudget);
      table(row, column++) = result.diverged ? -2 : count(result, 0);
    }
  }
  return table;
}

// The fewest steps of each method, of those that arrived.
Matrix fewest(const Matrix& by_rate) {
  Matrix best = Matrix::Constant(1, by_rate.cols() - 1, -1);
  for (Index column = 0; column < best.cols(); ++column)
    for (Index row = 0; row < by_rate.rows(); ++row) {
      const double steps = by_rate(row, column + 1);
      if (steps >= 0 && (best(0, column) < 0 || steps < best(0, column))) best(0, column) = steps;
    }
  return best;
}

const std::vector<Method> kWithRates{Method::descent, Method::momentum, Method::heavy_ball, Method::adagrad,
                                     Method::rprop,   Method::rmsprop,  Method::adam};

kit::Paths tables() {
  const Matrix straight = steps_by_rate(kWithRates, kRavine), aslant = steps_by_rate(kWithRates, slanted());
  const Contender adam{Method::adam, 0.5};
  constexpr int kCalm = 4400, kBurst = 4824;
  return {{"table", race_table()},
          {"thirteen rows to 0.52 and 0.511", rows_table()},
          {"thirteen rows, lowest", lowest_on_rows()},
          {"steps by rate", straight},
          {"fewest", (Matrix(2, straight.cols() - 1) << fewest(straight), fewest(aslant)).finished()},
          {"Adam, later", Matrix{{1.0 * kCalm, race(adam, kRavine, {}, kCalm).loss},
                                 {1.0 * kBurst, race(adam, kRavine, {}, kBurst).loss}}}};
}

}  // namespace

/// "table": for each method in order its rate, the steps to a loss below a hundredth and below a millionth,
/// both in the ravine and in the same turned by 45°. "thirteen rows to 0.52 and 0.511": rate, steps;
/// "lowest": the loss that they end at. "steps by rate", in the ravine, without Adadelta; "fewest" of these
/// in either ravine. "losses straight" and "losses aslant": step, then a column for each method, aslant only
/// those that see the axes. "way straight Adam" and so on: places (x, y). "Adam, later": step and loss.
kit::Paths paths() {
  kit::Paths paths = tables();
  paths.push_back({"losses straight", losses(kRunners, kRavine)});
  paths.push_back({"losses aslant", losses({kRunners.begin() + 2, kRunners.end()}, slanted())});
  for (const auto& [name, contender] :
       {std::pair{"HeavyBall", Contender{Method::heavy_ball, 0.01}},
        std::pair{"Rprop", Contender{Method::rprop, 0.1}}, std::pair{"Adam", Contender{Method::adam, 0.5}}}) {
    paths.push_back({"way straight " + std::string(name), way(contender, kRavine)});
    paths.push_back({"way aslant " + std::string(name), way(contender, slanted())});
  }
  return paths;
}

}  // namespace downhill::showdown
