// SPDX-License-Identifier: MIT
// Nothing but comments.
/* double predict(double weight, double input) { return weight * input; } */
