// SPDX-License-Identifier: MIT
// The optimiser lab: the course's own optimisers on four grounds, with all rows at every step or a few of
// them.
#include "14_training_loop/training_loop.hpp"
#include "24_showdown/showdown.hpp"
#include "docs/live/contours.hpp"
#include "kit/landscapes.hpp"
#include "solutions/13_mini_batches/mini_batches.cpp"
#include "solutions/14_training_loop/training_loop.cpp"
#include "solutions/16_momentum/momentum.cpp"
#include "solutions/18_adagrad/adagrad.cpp"
#include "solutions/19_rprop/rprop.cpp"
#include "solutions/20_rmsprop/rmsprop.cpp"
#include "solutions/21_adadelta/adadelta.cpp"
#include "solutions/22_adam/adam.cpp"

namespace downhill::lab {
namespace {

using live::Numbers;

/// Where the runs are. A height is a loss less the least one, so that every ground has its bottom at 0.
struct Ground {
  kit::Landscape land;
  kit::figure::Box view;  ///< the part of it that is drawn, in its own units; y grows from bottom to top
  double highest;         ///< up to which it has contours
  double bend;            ///< the k-th of n contours is at highest (k / n)^bend
  double tilt;            ///< how far a sample's slope is from the mean of all, at most

  double lowest = land.loss(land.minimum);

  double height(const Vector& w) const { return land.loss(w) - lowest; }
};

/// In the order by which the page numbers them.
const Ground& ground_of(int number) {
  static const std::vector<Ground> grounds{{kit::ravine(), {-4, 5.6, 12, -5.6}, 450, 2, 8},
                                           {kit::turned_ravine(), {-5.5, 9.6, 10.5, -1.6}, 450, 2, 8},
                                           {kit::two_basins_across(), {-2.1, 1.47, 2.1, -1.47}, 6, 2, 3},
                                           {kit::rosenbrock(), {-2.1, 2.24, 2.1, -0.7}, 700, 4, 30}};
  return grounds.at(static_cast<std::size_t>(number));
}

template <class Optimiser>
Step stepping(Optimiser optimiser) {
  return [optimiser](Vector& w, const Vector& g) mutable { optimiser.step(w, g); };
}

/// A fresh optimiser. Methods are numbered as in lesson 24; the options are its struct's, in their order
/// there.
Step optimiser_of(int method, const double* options) {
  switch (static_cast<showdown::Method>(method)) {
    case showdown::Method::descent:
      return stepping(training_loop::GradientDescent{options[0]});
    case showdown::Method::momentum:
      return stepping(momentum::Momentum{options[0], options[1]});
    case showdown::Method::heavy_ball:
      return stepping(momentum::HeavyBall{options[0], options[1]});
    case showdown::Method::adagrad:
      return stepping(adagrad::AdaGrad{options[0], options[1]});
    case showdown::Method::rprop:
      return stepping(rprop::Rprop{options[0], options[1], options[2]});
    case showdown::Method::rmsprop:
      return stepping(rmsprop::RMSProp{options[0], options[1], options[2]});
    case showdown::Method::adadelta:
      return stepping(adadelta::Adadelta{options[0], options[1]});
    case showdown::Method::adam:
      return stepping(adam::Adam{options[0], options[1], options[2], options[3]});
  }
  throw std::invalid_argument("lab: there is no such method");
}

/// By how much the slope of each step's batch is off the ground's. Every one of 64 samples tilts the ground
/// its own way; all of them together leave it as it is. Batches are lesson 13's: every sample once an epoch.
Matrix batch_tilts(const Ground& ground, int steps, int batch_size, int seed) {
  constexpr Index kSamples = 64;
  Matrix samples(kSamples, 2), tilts = Matrix::Zero(steps, 2);
  if (batch_size >= kSamples) return tilts;
  std::mt19937 data(1), order(static_cast<std::mt19937::result_type>(seed));
  for (Index i = 0; i < samples.size(); ++i) samples(i) = kit::uniform(data, -ground.tilt, ground.tilt);
  samples.rowwise() -= samples.colwise().mean().eval();
  for (Index step = 0; step < steps;)
    for (const std::vector<Index>& batch : mini_batches::epoch_batches(kSamples, batch_size, false, order)) {
      if (step == steps) break;
      for (const Index row : batch) tilts.row(step) += samples.row(row) / static_cast<double>(batch.size());
      ++step;
    }
  return tilts;
}

/// What happens to whom: everything but the optimiser.
struct Scene {
  const Ground& ground;
  Vector start;
  Matrix tilts;  ///< a row for each step

  Scene(int number, double x, double y, int steps, int batch_size, int seed)
      : ground(ground_of(number)),
        start(Vector{{x, y}}),
        tilts(batch_tilts(ground, steps, batch_size, seed)) {}
};

/// Steps to the end, or until the run is lost, as lesson 24 has it: above 10⁶ times the loss at the start.
/// @param visit is told the weights and their height, at the start and after each step
/// @return after how many steps it was lost; −1 if it was not
template <class Visit>
int run(const Scene& scene, Step step, const Visit& visit) {
  Vector w = scene.start;
  double height = scene.ground.height(w);
  const double lost = 1e6 * std::max(1.0, height);
  visit(w, height);
  for (Index taken = 0; taken < scene.tilts.rows();) {
    step(w, scene.ground.land.gradient(w) + scene.tilts.row(taken).transpose());
    height = scene.ground.height(w);
    visit(w, height);
    ++taken;
    if (!(height <= lost)) return static_cast<int>(taken);
  }
  return -1;
}

/// x and y of the start, x and y of the minimum, and of the view left, right, bottom and top.
Numbers ground(int number) {
  const Ground& g = ground_of(number);
  return {g.land.start(0), g.land.start(1), g.land.minimum(0), g.land.minimum(1),
          g.view.left,     g.view.right,    g.view.bottom,     g.view.top};
}

/// The contours of the view, highest first: see live::contours.
Numbers contours(int number, int levels) {
  constexpr int kColumns = 120, kRows = 84;
  const Ground& g = ground_of(number);
  Vector heights(levels);
  for (int k = 0; k < levels; ++k)
    heights(k) = g.highest * std::pow(static_cast<double>(levels - k) / levels, g.bend);
  return live::contours(
      [&](double x, double y) {
        return g.height(Vector{{x, y}});
      },
      Vector{{g.view.left, g.view.bottom}}, Vector{{g.view.right, g.view.top}}, heights, kColumns, kRows);
}

/// A run: the step at which it was lost, or −1; then x, y and height at the start and after each step.
Numbers way(int number, double x, double y, int steps, int batch_size, int seed, int method,
            const Vector& options) {
  Numbers numbers{-1};
  numbers[0] = run(Scene(number, x, y, steps, batch_size, seed), optimiser_of(method, options.data()),
                   [&](const Vector& w, double height) {
                     numbers.insert(numbers.end(), {w(0), w(1), height});
                   });
  return numbers;
}

/// Where runs end: the logarithm of the height after all steps, to the base of 10. A lost run is thought on
/// at its pace, so that the numbers grow steadily across the border of divergence.
/// @param options four for each run
Numbers ends(int number, double x, double y, int steps, int batch_size, int seed, int method,
             const Vector& options) {
  constexpr double kLowest = 1e-300, kHighest = 1e300;  // what is not a number counts as highest
  const auto logarithm = [&](double height) {
    return std::log10(height <= kHighest ? std::max(height, kLowest) : kHighest);
  };
  const Scene scene(number, x, y, steps, batch_size, seed);
  const double first = logarithm(scene.ground.height(scene.start));
  Numbers numbers;
  for (Index i = 0; i < options.size(); i += 4) {
    double height = 0;
    const int lost = run(scene, optimiser_of(method, options.data() + i),
                         [&](const Vector&, double now) { height = now; });
    const double last = logarithm(height);
    numbers.push_back(lost < 0 ? last : first + (last - first) * steps / lost);
  }
  return numbers;
}

/// The border of what is no higher than a level on a map of ends, in cells from the first of them: see
/// live::contours.
/// @param ends row by row
Numbers border(int columns, double level, const Vector& ends) {
  const int rows = static_cast<int>(ends.size()) / columns;
  const auto cell = [](double place, int count) {
    return std::clamp(static_cast<int>(std::lround(place)), 0, count - 1);
  };
  return live::contours([&](double x, double y) { return ends(cell(y, rows) * columns + cell(x, columns)); },
                        Vector{{0.0, 0.0}}, Vector{{columns - 1.0, rows - 1.0}}, Vector{{level}}, columns - 1,
                        rows - 1);
}

}  // namespace

DOWNHILL_LIVE(ground)
DOWNHILL_LIVE(contours)
DOWNHILL_LIVE(way)
DOWNHILL_LIVE(ends)
DOWNHILL_LIVE(border)

}  // namespace downhill::lab
