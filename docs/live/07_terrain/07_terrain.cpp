// SPDX-License-Identifier: MIT
// Descent on a bowl with curvatures 1 and c, round or a ravine, and on a curve with two basins.
#include "docs/live/contours.hpp"
#include "docs/live/live.hpp"
#include "kit/landscapes.hpp"
#include "solutions/07_terrain/terrain.cpp"

namespace downhill::terrain {
namespace {

using live::Numbers;

Vector curvatures(double across) { return Vector{{1.0, across}}; }

/// The contours of the bowl's height, closer together near the bottom.
Numbers bands(double across, const Vector& low, const Vector& high) {
  constexpr int kLevels = 9, kColumns = 70, kRows = 40;
  const Vector lambda = curvatures(across);
  const auto height = [&](double x, double y) { return bowl(lambda, Vector{{x, y}}); };
  const double top = 0.8 * height(high(0), high(1));
  const Vector levels = top * Vector::LinSpaced(kLevels, 1.0 / kLevels, 1).cwiseAbs2();
  return live::contours(height, low, high, levels, kColumns, kRows);
}

/// Triples (x, y, height): the start and where each step leads.
Numbers way(double across, double x, double y, double learning_rate, int steps) {
  const Vector lambda = curvatures(across);
  const auto gradient = [&](const Vector& w) { return bowl_gradient(lambda, w); };
  const Matrix places = trajectory(gradient, Vector{{x, y}}, learning_rate, steps);
  Numbers triples;
  for (const auto& place : places.rowwise())
    triples.insert(triples.end(), {place(0), place(1), bowl(lambda, place.transpose())});
  return triples;
}

/// At one rate, the factors of both weights and the larger of them.
Numbers factors(double across, double learning_rate) {
  return {contraction(Vector{{1.0}}, learning_rate), contraction(Vector{{across}}, learning_rate),
          contraction(curvatures(across), learning_rate)};
}

/// Rows (rate, factor of the flat weight, of the steep one, the larger) from rate 0 to the highest.
Numbers factors_by_rate(double across, double highest, int count) {
  Numbers rows;
  for (int i = 0; i < count; ++i) {
    const double rate = highest * i / (count - 1);
    rows.push_back(rate);
    for (const double factor : factors(across, rate)) rows.push_back(factor);
  }
  return rows;
}

/// The best rate and the one that bounces.
Numbers rates(double across) { return {best_rate(curvatures(across)), critical_rate(curvatures(across))}; }

/// Of the two basins: pairs (weight, height), evenly from low to high.
Numbers basins(double low, double high, int count) {
  const kit::Landscape land = kit::two_basins();
  Numbers pairs;
  for (const double weight : Vector(Vector::LinSpaced(count, low, high)))
    pairs.insert(pairs.end(), {weight, land.loss(Vector{{weight}})});
  return pairs;
}

/// Of the two basins: pairs (weight, height), the start and where each step leads.
Numbers basins_way(double start, double learning_rate, int steps) {
  const kit::Landscape land = kit::two_basins();
  const Matrix places = trajectory(land.gradient, Vector{{start}}, learning_rate, steps);
  Numbers pairs;
  for (const auto& place : places.rowwise())
    pairs.insert(pairs.end(), {place(0), land.loss(place.transpose())});
  return pairs;
}

}  // namespace

DOWNHILL_LIVE(bands)
DOWNHILL_LIVE(way)
DOWNHILL_LIVE(factors)
DOWNHILL_LIVE(factors_by_rate)
DOWNHILL_LIVE(rates)
DOWNHILL_LIVE(basins)
DOWNHILL_LIVE(basins_way)

}  // namespace downhill::terrain
