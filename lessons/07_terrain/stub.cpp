// SPDX-License-Identifier: MIT
// Page:  lessons/07_terrain/README.md      Contract: lessons/07_terrain/terrain.hpp
// Check: ./downhill check 07               Stuck:    ./downhill hint 7.1
#include "terrain.hpp"

namespace downhill::terrain {

// TODO(7.1) Refuse sizes that differ (kit::require_same_size does it in one line). Then the height of the bowl.
double bowl(const Vector& curvatures, const Vector& weights) { kit::todo("7.1 bowl", curvatures, weights); }

// TODO(7.2) The same refusal. Then a slope for each weight: derive ½ λ w².
Vector bowl_gradient(const Vector& curvatures, const Vector& weights) {
  kit::todo("7.2 bowl_gradient", curvatures, weights);
}

// TODO(7.3) Refuse negative steps. Then fill the rows of a matrix:
//   a. row 0 is the start;
//   b. for each step ask the gradient where you stand, refuse it if it has another size, and move;
//   c. write down the new place as the next row.
Matrix trajectory(const GradientFunction& gradient, const Vector& start, double learning_rate, int steps) {
  kit::todo("7.3 trajectory", gradient, start, learning_rate, steps);
}

// TODO(7.4) Each weight has a factor. Which of them has the largest size? Return that size.
double contraction(const Vector& curvatures, double learning_rate) {
  kit::todo("7.4 contraction", curvatures, learning_rate);
}

// TODO(7.5) Refuse curvatures that are not positive. Then: which weight bounces first, and at what rate?
double critical_rate(const Vector& curvatures) { kit::todo("7.5 critical_rate", curvatures); }

// TODO(7.6) The same refusal. Then the rate at which the slowest weight is as fast as it can be.
double best_rate(const Vector& curvatures) { kit::todo("7.6 best_rate", curvatures); }

// TODO(7.7) Refuse what the contract refuses. Then look for two samples whose midpoint lies above their chord, by
// more than kRoundingOfChords.
bool midpoint_convex(const ScalarFunction& f, double low, double high, int samples) {
  kit::todo("7.7 midpoint_convex", f, low, high, samples);
}

}  // namespace downhill::terrain
