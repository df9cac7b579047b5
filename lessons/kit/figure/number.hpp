// SPDX-License-Identifier: MIT
// Numbers as text, by integers alone: no locale, no printf, the same bytes from every compiler.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

namespace downhill::kit::figure {

/// The nearest whole number. Halves go up, and so does what is just below a half: a place between two pixels
/// must not be decided by the last digits of a computation.
inline double rounded(double value) {
  constexpr double kNearlyHalf = 0.5001;
  return std::floor(value + kNearlyHalf);
}

/// A coordinate in fixed point with at most so many decimals, without trailing zeros: 2.50 → "2.5", −0.04 →
/// "0". Cut off at ±10⁹, and 0 for what is not a number, so that every text is one that SVG can read.
/// @param decimals from 0 to 6
inline std::string fixed(double value, int decimals) {
  constexpr double kFarthest = 1e9;
  if (std::isnan(value)) value = 0;
  long long one = 1;
  for (int i = 0; i < decimals; ++i) one *= 10;

  const double nearest = rounded(std::clamp(value, -kFarthest, kFarthest) * static_cast<double>(one));
  const long long scaled = static_cast<long long>(nearest);
  const long long size = scaled < 0 ? -scaled : scaled;
  std::string text = (scaled < 0 ? "-" : "") + std::to_string(size / one);
  if (size % one == 0) return text;

  std::string fraction = std::to_string(one + size % one).substr(1);  // the 1 in front keeps leading zeros
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return text + "." + fraction;
}

/// The same number with a true minus sign in place of the hyphen.
inline std::string with_minus(const std::string& number) {
  return number.starts_with('-') ? "−" + number.substr(1) : number;
}

/// A number for a reader, as markup: −24, 0.82, 3·10^{12}, ∞.
inline std::string words_for(double value, int decimals) {
  constexpr double kLongest = 1e7;
  if (std::isnan(value)) return "no number";
  if (std::isinf(value)) return value < 0 ? "−∞" : "∞";
  if (std::fabs(value) < kLongest) return with_minus(fixed(value, decimals));
  const double exponent = std::floor(std::log10(std::fabs(value)));
  const std::string lead = with_minus(fixed(value / std::pow(10.0, exponent), 1));
  return lead + "·10^{" + fixed(exponent, 0) + "}";
}

}  // namespace downhill::kit::figure
