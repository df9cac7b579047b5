// SPDX-License-Identifier: MIT
// Page:  lessons/15_ewma/README.md      Contract: lessons/15_ewma/ewma.hpp
// Check: ./downhill check 15            Stuck:    ./downhill hint 15.1
#include "ewma.hpp"

namespace downhill::ewma {

// All five refuse a beta outside [0, 1), and what else their contract in ewma.hpp refuses. kit::require does
// it in one line (lessons/kit/require.hpp).

// TODO(15.1) Count the number, blend it into v, return v. The two shares add up to 1.
double Ewma::push(double theta) { kit::todo("15.1 Ewma::push", theta); }

// TODO(15.2) Divide v by what the weights of t numbers add up to. Change nothing.
double Ewma::corrected() const { kit::todo("15.2 Ewma::corrected"); }

// TODO(15.3) Push the numbers one after the other, and note the average after each.
Vector ewma_series(const Vector& series, double beta, bool corrected) {
  kit::todo("15.3 ewma_series", series, beta, corrected);
}

// TODO(15.4) What the newest number counts for, then the one before it, and so on back to the first.
Vector ewma_weights(int t, double beta) { kit::todo("15.4 ewma_weights", t, beta); }

// TODO(15.5) How many numbers back does beta look?
double effective_window(double beta) { kit::todo("15.5 effective_window", beta); }

}  // namespace downhill::ewma
