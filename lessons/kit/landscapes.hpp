// SPDX-License-Identifier: MIT
// Problems that know their own start and answer, so that any optimiser meets any landscape in a few lines:
//   const Landscape land = ravine();
//   for (Vector w = land.start; land.loss(w) >= 1e-6;) optimiser.step(w, land.gradient(w));
#pragma once
#include <cmath>
#include <functional>
#include <string>

#include "kit/types.hpp"

namespace downhill::kit {

/// A loss over some weights. Both functions throw EigenMisuse when given fewer weights than start has.
struct Landscape {
  std::string name;                               ///< as figures and results call it
  std::function<double(const Vector&)> loss;      ///< of weights, of which there are as many as in start
  std::function<Vector(const Vector&)> gradient;  ///< its slopes, one for each weight
  Vector start;                                   ///< where the lessons put the ball
  Vector minimum;                                 ///< where the loss is least
};

/// A long narrow valley: f(x, y) = ½(x² + 25y²), from (10, 1) to (0, 0). Value at the start 62.5.
/// Curvature 1 along it and 25 across it, so κ = 25, and descent at a constant rate α stays bounded up to
/// α = 2/25 and is fastest at α = 1/13, where it shrinks the distance by 12/13 a step.
/// Source: the smallest quadratic with unequal curvatures, for which Polyak (1964) made the heavy ball.
inline Landscape ravine() {
  return {.name = "ravine",
          .loss = [](const Vector& w) { return (w(0) * w(0) + 25 * w(1) * w(1)) / 2; },
          .gradient = [](const Vector& w) -> Vector {
            return w.cwiseProduct(Vector{{1.0, 25.0}});
          },
          .start = Vector{{10.0, 1.0}},
          .minimum = Vector{{0.0, 0.0}}};
}

/// The ravine, turned by 45 degrees: f(x, y) = ½(13x² − 24xy + 13y²), from (9, 11) / √2 to (0, 0). Curvatures
/// 1 and 25 again, and 62.5 at the start, but now neither lies along an axis. Source: the ravine, with w
/// turned back before it is asked: x becomes (x + y) / √2, y becomes (y − x) / √2.
inline Landscape turned_ravine() {
  return {
      .name = "turned ravine",
      .loss = [](const Vector& w) { return (13 * w(0) * w(0) - 24 * w(0) * w(1) + 13 * w(1) * w(1)) / 2; },
      .gradient =
          [](const Vector& w) {
            return Vector{{13 * w(0) - 12 * w(1), 13 * w(1) - 12 * w(0)}};
          },
      .start = Vector{{9 / std::sqrt(2.0), 11 / std::sqrt(2.0)}},
      .minimum = Vector{{0.0, 0.0}}};
}

/// Two basins with a hill between them: f(x) = x⁴ − 2x² + 0.3x, from 1.5.
/// The near basin, at 0.96015, is not the deep one: f = −0.70585 there, with curvature 7.063. The minimum is
/// at −1.03558: f = −1.30543, curvature 8.869. The hill's top is at 0.07543: f = 0.01128, curvature −3.932.
/// Source: the double well x⁴ − 2x² of the Duffing oscillator, tilted by 0.3x so that one basin is deeper.
inline Landscape two_basins() {
  return {.name = "two basins",
          .loss = [](const Vector& w) { return w(0) * w(0) * (w(0) * w(0) - 2) + 0.3 * w(0); },
          .gradient = [](const Vector& w) { return Vector{{4 * w(0) * (w(0) * w(0) - 1) + 0.3}}; },
          .start = Vector{{1.5}},
          .minimum = Vector{{-1.0355787140888537}}};
}

/// The two basins, with a second weight that rests at 0: f(x, y) = x⁴ − 2x² + 0.3x + ½y², from (1.5, 1).
/// Its bottoms are those of two_basins, at y = 0; between them, at (0.07543, 0), is a saddle.
inline Landscape two_basins_across() {
  const Landscape along = two_basins();
  return {.name = "two basins",
          .loss = [along](const Vector& w) { return along.loss(w.head(1)) + w(1) * w(1) / 2; },
          .gradient =
              [along](const Vector& w) {
                return Vector{{along.gradient(w.head(1))(0), w(1)}};
              },
          .start = Vector{{1.5, 1.0}},
          .minimum = Vector{{along.minimum(0), 0.0}}};
}

/// Rosenbrock's valley, bent like a banana: f(x, y) = (1 − x)² + 100(y − x²)², from (−1.2, 1) to (1, 1).
/// Value at the start 24.2. The walls are steep and the floor is nearly level: curvatures 0.4 and 1001.6 at
/// the minimum. Source: Rosenbrock, "An automatic method for finding the greatest or least value of a
/// function", 1960.
inline Landscape rosenbrock() {
  return {.name = "Rosenbrock",
          .loss =
              [](const Vector& w) {
                const double ahead = 1 - w(0), above = w(1) - w(0) * w(0);
                return ahead * ahead + 100 * above * above;
              },
          .gradient =
              [](const Vector& w) {
                const double ahead = 1 - w(0), above = w(1) - w(0) * w(0);
                return Vector{{-2 * ahead - 400 * w(0) * above, 200 * above}};
              },
          .start = Vector{{-1.2, 1.0}},
          .minimum = Vector{{1.0, 1.0}}};
}

}  // namespace downhill::kit
