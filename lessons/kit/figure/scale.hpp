// SPDX-License-Identifier: MIT
// From the units of an axis to places on the sheet, and where the axis has its ticks.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kit/figure/number.hpp"

namespace downhill::kit::figure {

/// The range that an axis shows, upside down if high < low. A logarithmic one needs 0 < low < high.
struct Scale {
  double low = 0;            ///< where the axis begins
  double high = 1;           ///< where it ends
  bool logarithmic = false;  ///< equal ratios, equally far

  /// Equal differences, equally far.
  static Scale linear(double low, double high) { return {low, high, false}; }
  /// Equal ratios, equally far.
  static Scale log(double low, double high) { return {low, high, true}; }

  /// 0 at low, 1 at high. Not finite where a logarithm has no value.
  double share_of(double value) const {
    if (logarithmic) return std::log10(value / low) / std::log10(high / low);
    return (value - low) / (high - low);
  }
  /// The way back from share_of.
  double value_at(double share) const {
    if (logarithmic) return low * std::pow(high / low, share);
    return low + share * (high - low);
  }
};

/// A tick of an axis and what is written at it, as markup.
struct Tick {
  double value = 0;  ///< where it stands
  std::string text;  ///< what is written there
};

/// Round numbers (steps of 1, 2 or 5 times a power of ten) from low to high, about as many as wanted.
inline std::vector<Tick> linear_ticks(double low, double high, int wanted) {
  constexpr double kEdge = 1e-9;  // an end that rounding pushed out still counts
  const double rough = (high - low) / wanted;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double lead = rough / power;
  const double step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  std::vector<Tick> ticks;
  for (double k = std::ceil(low / step - kEdge); k * step <= high + kEdge * step; ++k)
    ticks.push_back({k * step, with_minus(fixed(k * step, 6))});
  return ticks;
}

/// Powers of ten from low to high; every second one if there are more than six.
inline std::vector<Tick> log_ticks(double low, double high) {
  constexpr double kEdge = 1e-9;
  constexpr int kMost = 6, kLongestPlain = 3;  // 0.001 and 1000 in full, 10⁴ as a power
  const int first = static_cast<int>(std::ceil(std::log10(low) - kEdge));
  const int last = static_cast<int>(std::floor(std::log10(high) + kEdge));
  const int step = last - first + 1 > kMost ? 2 : 1;
  std::vector<Tick> ticks;
  for (int k = first; k <= last; ++k) {
    if (k % step != 0) continue;
    const double value = std::pow(10.0, k);
    const bool plain = k >= -kLongestPlain && k <= kLongestPlain;
    ticks.push_back({value, plain ? fixed(value, 6) : "10^{" + with_minus(std::to_string(k)) + "}"});
  }
  return ticks;
}

/// Those of an axis, of whichever kind.
inline std::vector<Tick> ticks_of(const Scale& scale, int wanted) {
  if (scale.logarithmic) return log_ticks(scale.low, scale.high);
  return linear_ticks(std::min(scale.low, scale.high), std::max(scale.low, scale.high), wanted);
}

}  // namespace downhill::kit::figure
