// SPDX-License-Identifier: MIT
#include "kit/paths.hpp"

#include "chain_rule.hpp"

namespace downhill::chain_rule {
namespace {

constexpr double kPlace = 2;
constexpr int kMostSigmoids = 10;

// ((2x + 1)² − 5)³
std::vector<Stage> page_chain() {
  return {{[](double u) { return 2 * u + 1; }, [](double) { return 2.0; }},
          {[](double u) { return u * u; }, [](double u) { return 2 * u; }},
          {[](double u) { return u - 5; }, [](double) { return 1.0; }},
          {[](double u) { return u * u * u; }, [](double u) { return 3 * u * u; }}};
}

Vector column(const std::vector<double>& numbers) {
  return Eigen::Map<const Vector>(numbers.data(), static_cast<Index>(numbers.size()));
}

// Rows (sigmoids in the chain, slope of the whole at 0, the most that it can be).
Matrix sigmoids() {
  const Stage squash{sigmoid, [](double u) { return sigmoid_slope_from_output(sigmoid(u)); }};
  Matrix points(kMostSigmoids + 1, 3);
  for (int n = 0; n <= kMostSigmoids; ++n)
    points.row(n) << n, chain_slope(std::vector<Stage>(static_cast<std::size_t>(n), squash), 0),
        std::pow(0.25, n);
  return points;
}

}  // namespace

/// Of ((2x + 1)² − 5)³ at 2: "values" and "slopes", a column each; "slope of the chain", one number.
/// "sigmoids": rows (how many, slope of their chain at 0, the most that it can be).
kit::Paths paths() {
  return {{"values", column(forward(page_chain(), kPlace))},
          {"slopes", column(backward(page_chain(), kPlace))},
          {"slope of the chain", Matrix{{chain_slope(page_chain(), kPlace)}}},
          {"sigmoids", sigmoids()}};
}

}  // namespace downhill::chain_rule
